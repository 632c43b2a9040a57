import { DatabaseSync } from 'node:sqlite'
import { type Coded, type PlainRows, plainTables } from '../facts.ts'
import { type Cell, type Peer, sqlPeer } from './peer.ts'

const whole = new Set(['area_id', 'child_id', 'academic_year', 'distance'])
const yesOrNo = new Set(['is_last', 'target_met'])

const valueOf = (name: string, { values, codes }: Coded) => {
  const known = values.map(value =>
    whole.has(name) ? Number(value) : yesOrNo.has(name) ? Number(value === 't') : value,
  )
  return (row: number) => known[codes[row] ?? 0] ?? null
}

/** The SQLite that comes with Node, in memory. */
export function sqlite({ columns }: Pick<PlainRows, 'columns'>): Peer {
  const database = new DatabaseSync(':memory:')
  for (const table of plainTables) {
    const { of, rows } = columns[table]
    const names = [...of.keys()]
    const readers = [...of].map(([name, coded]) => valueOf(name, coded))
    database.exec(`create table ${table} (${names.join(', ')}); begin`)
    const insert = database.prepare(`insert into ${table} values (${names.map(() => '?').join(', ')})`)
    for (let row = 0; row < rows; row++) insert.run(...readers.map(read => read(row)))
    database.exec(`commit; create index ${table}_area on ${table} (area_id); analyze`)
  }
  return sqlPeer(
    'SQLite (node:sqlite)',
    async text => {
      const statement = database.prepare(text)
      statement.setReturnArrays(true)
      return statement.all() as unknown as Cell[][]
    },
    () => database.close(),
  )
}
