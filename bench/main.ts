import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { percentiles, securityOnFacts, timeline } from './apart.ts'
import { caseload, printCaseloads } from './caseload/main.ts'
import { plainRows } from './facts.ts'
import { type Field, type Ground, makeField, type Scale, startGround } from './ground.ts'
import { importSpeed } from './imports.ts'
import { pageSpeed } from './pages.ts'
import { arquero } from './peers/arquero.ts'
import { typedArrays } from './peers/arrays.ts'
import { duckDb } from './peers/duckdb.ts'
import { plainPostgres } from './peers/postgres.ts'
import { product } from './peers/product.ts'
import { sqlite } from './peers/sqlite.ts'
import { printReads, printTargets } from './print.ts'
import { questions } from './questions.ts'
import { askAll } from './reads.ts'
import { median } from './rounds.ts'
import { sen2Speed } from './sen2.ts'
import { names, targets } from './targets.ts'
import { submissionsBesidePglite } from './twins.ts'
import { plansOf, rateRatio, submissionRates, workOutAgain, writeAtRandom, wrongCells } from './writes.ts'

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    check: { type: 'boolean' },
    england: { type: 'boolean' },
    only: { type: 'string' },
  },
})
if (options.england) {
  console.log('England needs a machine with 20 GB of disk and an hour; its targets are measured with the scale issue.')
}

if (options.only !== undefined && options.only !== 'caseload') throw new Error('--only knows caseload')

const quick = options.quick === true
const ground = await startGround()
const interrupted = () => void ground.leave().then(() => process.exit(130))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted)
try {
  if (options.only === 'caseload') printCaseloads(await caseload(ground, quick))
  else await measureAll()
} finally {
  await ground.leave()
}

async function measureAll() {
  const results = await measure(ground)
  writeFileSync(join(import.meta.dirname, 'results.json'), `${JSON.stringify(results, plainly, 1)}\n`)
  if (options.check && results.targets.some(({ met }) => met === false)) process.exitCode = 1
}

async function measure(place: Ground) {
  const small = await measureReads(place, 'S', quick ? 5 : 11)
  const large = quick ? undefined : await measureReads(place, 'M', 5)
  const { field } = small
  const [last] = [large ?? small]
  tell('percentiles and row security')
  const atRest = {
    percentiles: await percentiles(last.field, quick ? 3 : 5),
    securityOnFacts: await securityOnFacts(field, quick ? 3 : 5),
  }
  tell('pages')
  const pages = await pageSpeed(place, last.field, last.child_id, quick ? 2 : 4)
  tell('a simulated caseload')
  const caseloads = await caseload(place, quick)
  tell('SEN2')
  const sen2 = await sen2Speed(place.folder, quick ? 2500 : 12_000, 3)
  tell('submissions')
  const plans = await plansOf(field)
  const rates = await submissionRates(field, plans, { clients: 4, rounds: quick ? 2 : 3, seconds: quick ? 1 : 3 })
  await workOutAgain(field, plans)
  tell('random writes')
  await writeAtRandom(field, plans, quick ? 80 : 400)
  const wrong = await wrongCells(field)
  tell('submissions beside PGlite')
  const twins = await submissionsBesidePglite(place, quick ? 2 : 3, quick ? 1 : 2)
  tell('import')
  const scale: Scale = quick ? 'S' : 'M'
  const imported = quick ? undefined : await importSpeed(place, scale)
  for (const one of [small, large]) await one?.field.connection.close()

  printReads('S, a borough', small.askings)
  if (large) printReads('M, a county', large.askings)
  const table = targets({
    reads: { S: small.askings, ...(large && { M: large.askings }) },
    facts: { S: small.facts, ...(large && { M: large.facts }) },
    timeline: { S: small.timeline.ratio, ...(large && { M: large.timeline.ratio }) },
    ...atRest,
    rates: {
      withRollUps: median(rates['with roll-ups']),
      ofWithout: rateRatio(rates, 'with roll-ups', 'without roll-ups'),
      ofRowTrigger: rateRatio(rates, 'with roll-ups', 'a row trigger'),
    },
    twins: twins.ratio,
    ...(imported && { imported: { scale, ofCopy: imported.seconds / imported.copySeconds } }),
    ...(pages.memoryMb && { memoryMb: pages.memoryMb.after }),
    wrongCells: wrong,
  })
  printTargets(table)
  console.log(
    `\nReviews a second, 4 clients: ${each(rates, median)}; PGlite ${twins.pglite.toFixed(0)}, its twin ${twins.postgres.toFixed(0)}`,
  )
  console.log(`Pages a second, 4 readers: ${each(pages.perSecond, one => one)}`)
  console.log(`SEN2, ${sen2.mb.toFixed(0)} MB, MB a second: ${each(sen2.mbPerSecond, one => one)}`)
  console.log(
    `  ${sen2.ofXmllint === null ? 'xmllint is not installed' : `${sen2.ofXmllint.toFixed(2)} of xmllint --stream`}, ${sen2.ofSaxes.toFixed(2)} of bare saxes`,
  )
  if (imported)
    console.log(
      `Import: ${imported.rows} rows in ${imported.seconds.toFixed(1)} s, bare COPY ${imported.copySeconds.toFixed(1)} s`,
    )
  printCaseloads(caseloads)
  return {
    reads: { S: small.askings, M: large?.askings },
    targets: table,
    rates,
    twins,
    pages,
    caseloads,
    sen2,
    imported,
  }
}

function each<T>(of: Record<string, T>, number: (one: T) => number) {
  return Object.entries(of)
    .map(([name, one]) => `${name} ${number(one).toFixed(number(one) < 10 ? 1 : 0)}`)
    .join(', ')
}

async function measureReads(place: Ground, scale: Scale, rounds: number) {
  tell(`${scale}: generating and loading`)
  const field = await makeField(place, scale)
  tell(`${scale}: plain rows, and the other engines`)
  const rows = await plainRows(field, place.folder)
  const { connection, ownerDb } = field
  const peers = [
    product(names.product, connection.db, field, 'casework'),
    product(names.published, connection.db, field, 'published'),
    product(names.owner, ownerDb, field, 'casework'),
    plainPostgres(connection.owner),
    ...(await duckDb(rows, place.folder)),
    sqlite(rows),
    arquero(rows),
    typedArrays(rows),
  ]
  tell(`${scale}: questions`)
  const floor = { name: names.floor, run: () => connection.app.query('select 1') }
  const askings = await askAll(questions, peers, floor, rounds)
  for (const peer of peers) await peer.close?.()
  const child_id = await aChild(field)
  return {
    field,
    askings,
    child_id,
    facts: rows.columns.plain_rating.rows,
    timeline: await timeline(field, child_id, 15),
  }
}

/** A child with a long story. */
async function aChild({ connection, area_id }: Field): Promise<number> {
  const { rows } = await connection.owner.query<{ child_id: number }>(
    'select child_id from review where area_id = $1 group by child_id order by count(*) desc, child_id limit 1',
    [area_id],
  )
  return rows[0]?.child_id ?? 0
}

function tell(what: string) {
  process.stderr.write(`${what} …\n`)
}

/** Maps as objects, for the file. */
function plainly(_key: string, value: unknown) {
  return value instanceof Map ? Object.fromEntries(value) : value
}
