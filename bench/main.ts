import { plainRows } from './facts.ts'
import { makeField, startGround } from './ground.ts'
import { arquero } from './peers/arquero.ts'
import { typedArrays } from './peers/arrays.ts'
import { duckDb } from './peers/duckdb.ts'
import { plainPostgres } from './peers/postgres.ts'
import { product } from './peers/product.ts'
import { sqlite } from './peers/sqlite.ts'
import { questions } from './questions.ts'
import { askAll } from './reads.ts'
import { median, ratio } from './rounds.ts'

const ground = await startGround()
try {
  let t = performance.now()
  const lap = (what: string) => {
    console.error(what, ((performance.now() - t) / 1000).toFixed(1), 's')
    t = performance.now()
  }
  const field = await makeField(ground, 'S')
  lap('load')
  const rows = await plainRows(field, ground.folder)
  lap('plain')
  const { connection, ownerDb } = field
  const peers = [
    product('Waymark', connection.db, field, 'casework'),
    product('Waymark as owner', ownerDb, field, 'casework'),
    plainPostgres(connection.owner),
    ...(await duckDb(rows, ground.folder)),
    sqlite(rows),
    arquero(rows),
    typedArrays(rows),
  ]
  lap('peers')
  const floor = { name: 'select 1', run: () => connection.app.query('select 1') }
  const askings = await askAll(questions, peers, floor, 9)
  lap('reads')
  for (const { asked, times, differs } of askings) {
    console.log(asked.name, asked.says)
    for (const [name, list] of times)
      console.log('   ', name.padEnd(30), median(list).toFixed(2), 'ms', ratio(times, 'Waymark', name).toFixed(3))
    for (const [name, parted] of differs) console.log('   ', name, 'differs:', parted)
  }
  for (const peer of peers) await peer.close?.()
  await connection.close()
} finally {
  await ground.leave()
}
