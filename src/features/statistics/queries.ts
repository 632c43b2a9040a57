import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Unit } from './data-sets.ts'

const pageSize = 25

/** The data sets that are here, each with its newest release and how many older ones are kept. */
export async function publishedSets(tx: Tx, actor: Actor, page: number) {
  const rows = await tx
    .with('ranked', q =>
      q
        .selectFrom('statistic_release as r')
        .where('r.area_id', '=', actor.area_id)
        .select(['r.id', 'r.data_set', 'r.release', 'r.figures', 'r.recorded_on', 'r.recorded_act'])
        .select(sql<number>`row_number() over (partition by r.data_set order by r.sort desc, r.id desc)::int`.as('nth'))
        .select(sql<number>`count(*) over (partition by r.data_set)::int`.as('releases'))
        .select(sql<number>`sum(r.figures) over (partition by r.data_set)::int`.as('all_figures')),
    )
    .selectFrom('ranked')
    .where('nth', '=', 1)
    .select(['id', 'data_set', 'release', 'recorded_on', 'releases', 'all_figures'])
    .select(
      sql<string>`(select p.label from statistic_period p join statistic_release s on s.area_id = p.area_id and s.id = p.release_id
      where p.area_id = ${actor.area_id} and s.data_set = ranked.data_set order by p.sort limit 1)`.as('first_period'),
    )
    .select(sql<number>`count(*) over ()::int`.as('total'))
    .orderBy('data_set')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return { rows, total: rows[0]?.total ?? 0, page }
}

export type Release = {
  id: number
  data_set: string
  release: string
  file_name: string
  rows: number
  figures: number
  recorded_on: string
  import_id: number | null
}

/** Every file of the data set that a release is of, the newest first; undefined when there is no such release. */
export async function releasesWith(tx: Tx, actor: Actor, id: number): Promise<Release[] | undefined> {
  const found = await tx
    .selectFrom('statistic_release as r')
    .leftJoin('import as i', join => join.onRef('i.area_id', '=', 'r.area_id').onRef('i.act', '=', 'r.recorded_act'))
    .where('r.area_id', '=', actor.area_id)
    .where('r.data_set', '=', q =>
      q
        .selectFrom('statistic_release as one')
        .select('one.data_set')
        .where('one.area_id', '=', actor.area_id)
        .where('one.id', '=', id),
    )
    .select([
      'r.id',
      'r.data_set',
      'r.release',
      'r.file_name',
      'r.rows',
      'r.figures',
      'r.recorded_on',
      'i.id as import_id',
    ])
    .orderBy('r.sort', 'desc')
    .orderBy('r.id', 'desc')
    .execute()
  return found.length === 0 ? undefined : found
}

export type HeldPeriod = { release_id: number; id: number; label: string; sort: number; nth: number }

/** Every period of these releases, the latest first; `nth` puts releases in order, the newest first. */
export const periodsOf = (tx: Tx, actor: Actor, releases: readonly number[]): Promise<HeldPeriod[]> =>
  tx
    .selectFrom('statistic_period as p')
    .innerJoin('statistic_release as r', join =>
      join.onRef('r.area_id', '=', 'p.area_id').onRef('r.id', '=', 'p.release_id'),
    )
    .where('p.area_id', '=', actor.area_id)
    .where('p.release_id', 'in', [...releases])
    .select(['p.release_id', 'p.id', 'p.label', 'p.sort'])
    .select(sql<number>`dense_rank() over (order by r.sort desc, r.id desc)::int`.as('nth'))
    .orderBy('p.sort', 'desc')
    .orderBy('p.label')
    .execute()

/** Whom these releases break their figures down by, in the order of the newest file. */
export async function breakdownsOf(tx: Tx, actor: Actor, releases: readonly number[]): Promise<string[]> {
  const found = await tx
    .selectFrom('statistic_breakdown')
    .where('area_id', '=', actor.area_id)
    .where('release_id', 'in', [...releases])
    .select(['words', sql<number>`min(id)`.as('nth'), sql<number>`max(release_id)`.as('newest')])
    .groupBy('words')
    .orderBy(sql`max(release_id)`, 'desc')
    .orderBy(sql`min(id)`)
    .execute()
  return found.map(({ words }) => words)
}

export type PublishedIndicator = {
  code: string
  words: string
  unit: Unit
  numerator: string | null
  denominators: string[] | null
}

/** What these releases measure, each once, as the newest describes it. */
export async function indicatorsOf(tx: Tx, actor: Actor, releases: readonly number[]): Promise<PublishedIndicator[]> {
  const found = await tx
    .selectFrom('statistic_indicator')
    .where('area_id', '=', actor.area_id)
    .where('release_id', 'in', [...releases])
    .distinctOn('code')
    .orderBy('code')
    .orderBy('release_id', 'desc')
    .select(['code', 'words', 'unit', 'numerator', 'denominators', 'release_id', 'id'])
    .execute()
  return found
    .sort((one, other) => other.release_id - one.release_id || one.id - other.id)
    .map(({ code, words, unit, numerator, denominators }) => ({
      code,
      words,
      unit: unit as Unit,
      numerator,
      denominators,
    }))
}

export type PublishedFigure = {
  indicator: string
  place: string
  period: string
  release_id: number
  file_row: number
  value: number | null
  symbol: string | null
}

export type FigureQuestion = {
  periods: readonly HeldPeriod[]
  breakdown: string
  indicators: readonly string[]
  places: readonly string[]
  /** Of each indicator only its latest period with a figure. */
  latest?: boolean
}

/**
 * Published figures of some indicators and places, one breakdown. Of two releases that tell of one indicator in one period
 * the newer is asked, for every place: figures of two releases are never put side by side.
 */
export async function figuresOf(tx: Tx, actor: Actor, asked: FigureQuestion): Promise<PublishedFigure[]> {
  if (asked.periods.length === 0 || asked.indicators.length === 0) return []
  const periods = sql.join(
    asked.periods.map(
      one =>
        sql`(${one.release_id}::bigint, ${one.id}::smallint, ${one.label}::text, ${one.sort}::int, ${one.nth}::int)`,
    ),
  )
  const { rows } = await sql<PublishedFigure>`
    select indicator, place, period, release_id, file_row, value, symbol from (
      select i.code as indicator, l.code as place, p.label as period, f.release_id, f.file_row, f.value, f.symbol,
        dense_rank() over (partition by i.code order by p.sort desc) as latest,
        dense_rank() over (partition by i.code, p.label order by p.nth) as newest
      from statistic_place l
      join statistic_breakdown b on b.area_id = l.area_id and b.release_id = l.release_id and b.words = ${asked.breakdown}
      join statistic_indicator i on i.area_id = l.area_id and i.release_id = l.release_id and i.code = any (${[...asked.indicators]}::text[])
      -- Fenced off: each place and indicator is one short stretch of the figures' key, whatever the planner reckons.
      cross join lateral (select g.period_id, g.file_row, g.value, g.symbol, g.release_id from statistic_figure g
        where g.area_id = l.area_id and g.release_id = l.release_id and g.place_id = l.id and g.breakdown_id = b.id and g.indicator_id = i.id
        offset 0) f
      join (values ${periods}) as p (release_id, id, label, sort, nth) on p.release_id = f.release_id and p.id = f.period_id
      where l.area_id = ${actor.area_id} and l.code = any (${[...asked.places]}::text[])
        and l.release_id = any (${[...new Set(asked.periods.map(one => one.release_id))]}::bigint[])) found
    where newest = 1 and (latest = 1 or not ${asked.latest === true})
    order by indicator, place, period`.execute(tx)
  return rows
}

export const areaName = async (tx: Tx, actor: Actor): Promise<string> =>
  (await tx.selectFrom('area').select('name').where('area_id', '=', actor.area_id).executeTakeFirstOrThrow()).name
