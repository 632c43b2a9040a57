import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/connect.ts'
import { addRow, send, sheet } from '#platform/database/copy.ts'
import type { Limits } from '#platform/transfer/limits.ts'
import { fileProblem, type ProblemTable } from '#platform/transfer/problem.ts'
import type { SourceFile } from '#platform/transfer/source-file.ts'
import type { Gathered } from '../reading/gather.ts'
import { type ReadFile, readStatistics } from '../reading/read.ts'

type Recording = {
  area_id: number
  limits: Limits
  problems: ProblemTable
  step: (progress: {
    step: 'reading' | 'checking' | 'writing'
    file: string | null
    done: number
    of: number
  }) => Promise<void>
}

type Counted = { read: number; added: number; changed: number }
type Recorded = { counts: Record<string, Counted>; header: Record<string, unknown> }

const columns = ['place_id', 'breakdown_id', 'indicator_id', 'period_id', 'file_row', 'value', 'symbol'] as const

const filled = [
  ...['statistic_release', 'statistic_period', 'statistic_place', 'statistic_breakdown', 'statistic_indicator'],
  'statistic_figure',
]

/** How much waits for COPY at a time, in characters. */
const sheetful = 2 * 1024 * 1024

/** Reads published files whole and keeps their figures; a file that was brought in before adds nothing. */
export async function recordStatistics(tx: Tx, files: SourceFile[], recording: Recording): Promise<Recorded> {
  const { area_id, problems, limits, step } = recording
  const releases: Counted = { read: 0, added: 0, changed: 0 }
  const figures: Counted = { read: 0, added: 0, changed: 0 }
  const header: Record<string, unknown> = {}
  const tables = files.filter(file => isTable(file, problems))
  if (tables.length === 0) {
    problems.add(
      fileProblem('', 'There is no CSV file here', 'Choose a published CSV file, or a folder or zip of them'),
    )
  }
  const total = tables.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  await sql`create temp table in_statistic_figure (
    place_id smallint, breakdown_id integer, indicator_id smallint, period_id smallint, file_row integer, value numeric, symbol text) on commit drop`.execute(
    tx,
  )
  for (const file of tables) {
    await step({ step: 'reading', file: file.name, done, of: total })
    const read = await stage(tx, file, { limits, problems })
    done += file.size
    if (read === undefined) continue
    releases.read++
    figures.read += read.gathered.figures
    header[read.set.name] = describe(read)
    if (problems.count.error > 0) continue
    const added = await keep(tx, area_id, file, read)
    if (added) releases.added++
    figures.added += added ? read.gathered.figures : 0
  }
  if (problems.count.error > 0) return { counts: {}, header: {} }
  await step({ step: 'writing', file: null, done: total, of: total })
  if (figures.added > 0) for (const table of filled) await sql`select count_afresh(${table})`.execute(tx)
  return { counts: { statistic_release: releases, statistic_figure: figures }, header }
}

function isTable({ name }: SourceFile, problems: ProblemTable): boolean {
  if (!/\.(?:txt|md|pdf|docx|ods|xlsx|json|meta)$/i.test(name)) return true
  const beside = fileProblem(
    name,
    'This is not a CSV file, and was not read',
    'Nothing needs to be done, if its figures are in a CSV file too',
  )
  problems.add({ ...beside, severity: 'warning' })
  return false
}

const newest = ({ periods }: Gathered) =>
  periods.reduce<Gathered['periods'][number] | undefined>(
    (best, one) => (best === undefined || one.sort > best.sort ? one : best),
    undefined,
  )

function describe({ gathered }: ReadFile): string {
  const sorted = gathered.periods.toSorted((one, other) => one.sort - other.sort)
  const [first, last] = [sorted[0]?.label, sorted.at(-1)?.label]
  const periods = first === last ? first : `${first} to ${last}`
  return `${periods}, ${gathered.figures.toLocaleString('en-GB')} figures of ${gathered.places.length} places`
}

async function stage(tx: Tx, file: SourceFile, reading: { limits: Limits; problems: ProblemTable }) {
  await sql`truncate in_statistic_figure`.execute(tx)
  const rows = sheet('in_statistic_figure', columns)
  const read = await readStatistics(
    file,
    reading,
    one => addRow(rows, [one.place, one.breakdown, one.indicator, one.period, one.row, one.value, one.symbol]),
    async () => {
      if (rows.text.length > sheetful) await send(tx, rows)
    },
  )
  await send(tx, rows)
  return read
}

/** False when the same file was brought in before. */
async function keep(tx: Tx, area_id: number, file: SourceFile, { set, gathered }: ReadFile): Promise<boolean> {
  const latest = newest(gathered)
  if (latest === undefined) return false
  const { id: release_id } =
    (await tx
      .insertInto('statistic_release')
      .values({
        area_id,
        data_set: set.id,
        release: latest.label,
        sort: latest.sort,
        file_name: file.name,
        sha256: await digest(file),
        rows: gathered.rows,
        figures: gathered.figures,
      })
      .onConflict(conflict => conflict.columns(['area_id', 'data_set', 'sha256']).doNothing())
      .returning('id')
      .executeTakeFirst()) ?? {}
  if (release_id === undefined) return false
  await keepNames(tx, { area_id, release_id }, gathered)
  await sql`insert into statistic_figure (area_id, release_id, ${sql.join(columns.map(name => sql.ref(name)))})
    select ${area_id}::smallint, ${release_id}::bigint, ${sql.join(columns.map(name => sql.ref(name)))} from in_statistic_figure`.execute(
    tx,
  )
  return true
}

async function digest(file: SourceFile): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of file.read()) hash.update(chunk)
  return hash.digest('hex')
}

const atATime = 1000

function* pieces<T>(list: readonly T[]): Generator<{ id: number; one: T }[]> {
  for (let from = 0; from < list.length; from += atATime) {
    yield list.slice(from, from + atATime).map((one, at) => ({ id: from + at, one }))
  }
}

/** What the figures' numbers stand for. */
async function keepNames(tx: Tx, of: { area_id: number; release_id: number }, gathered: Gathered): Promise<void> {
  for (const some of pieces(gathered.periods)) {
    await tx
      .insertInto('statistic_period')
      .values(some.map(({ id, one }) => ({ ...of, id, ...one })))
      .execute()
  }
  for (const some of pieces(gathered.places)) {
    await tx
      .insertInto('statistic_place')
      .values(some.map(({ id, one }) => ({ ...of, id, ...one })))
      .execute()
  }
  for (const some of pieces(gathered.breakdowns)) {
    await tx
      .insertInto('statistic_breakdown')
      .values(some.map(({ id, one }) => ({ ...of, id, words: one.words, filters: JSON.stringify(one.filters) })))
      .execute()
  }
  for (const some of pieces(gathered.indicators)) {
    await tx
      .insertInto('statistic_indicator')
      .values(
        some.map(({ id, one: { code, column, words, unit = 'number', better, of: share } }) => ({
          ...of,
          ...{ id, code, column_name: column, words, unit, better: better ?? null },
          numerator: share?.[0] ?? null,
          denominators: share?.slice(1) ?? null,
        })),
      )
      .execute()
  }
}

/** Takes back what an act brought in: the figures go, and that they were here stays in the history. */
export async function takeBackStatistics(tx: Tx, area_id: number, act: number): Promise<number> {
  const gone = await tx
    .deleteFrom('statistic_release')
    .where('area_id', '=', area_id)
    .where('recorded_act', '=', act)
    .returning('figures')
    .execute()
  return gone.reduce((sum, { figures }) => sum + figures, 0)
}
