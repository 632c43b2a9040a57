import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/connect.ts'
import type { Dimension, Question } from '../question.ts'
import { namesArea } from './pfa-keys.ts'

/** Where a figure is read from: the smallest roll-up that can answer, and the facts for what none can. */
export type Source = 'cells' | 'places' | 'by_child' | 'facts'

const cellDimensions = new Set<Dimension>(['pfa', 'need', 'age_band', 'sex', 'academic_year', 'local_area'])
const placeDimensions = new Set<Dimension>(['pfa', 'institution', 'academic_year', 'local_area'])

/** Every dimension a question names, in its rows or its filters. */
const dimensionsOf = (question: Question): Dimension[] => [
  ...question.by,
  ...(Object.keys(question.filters) as Dimension[]),
]

const allWithin = (question: Question, known: ReadonlySet<Dimension>) =>
  dimensionsOf(question).every(dimension => known.has(dimension))

/** Areas of which a goal could be in several: they add up in no roll-up. */
const severalAreas = (question: Question) => !question.by.includes('pfa') && (question.filters.pfa?.length ?? 0) > 1

/** Cells keep each goal and outcome in its main area. */
const inCells = (question: Question) => !severalAreas(question) && (question.pfa === 'main' || !namesArea(question))

export const eachYearApart = (question: Question) => question.by.includes('academic_year')

/** `wide` is false for a person who sees some of the area's children only: cells know no children. */
export function ratingSource(question: Question, wide: boolean): Source {
  if (question.known_on) return 'facts'
  if (severalAreas(question) && question.pfa === 'any') return 'facts'
  const oneYear = eachYearApart(question) || question.years?.length === 1
  if (wide && oneYear && question.counting === 'last' && inCells(question)) {
    if (allWithin(question, cellDimensions)) return 'cells'
    if (question.by.includes('institution') && allWithin(question, placeDimensions)) return 'places'
  }
  return 'by_child'
}

/** By institution there are as many distances as outcomes, so there are no cells of places. */
export function distanceSource(question: Question, wide: boolean): Exclude<Source, 'places'> {
  const severalYears = (question.years?.length ?? 0) > 1 && !eachYearApart(question)
  if (question.known_on || severalYears) return 'facts'
  return wide && inCells(question) && allWithin(question, cellDimensions) ? 'cells' : 'by_child'
}

/** A provider's figure counts what was travelled while the child was placed there. */
export const atPlace = (question: Question) => dimensionsOf(question).includes('institution')

type Columns = { pfa: RawBuilder<unknown>; academic_year: RawBuilder<unknown> }

/** What a dimension is called in a source `f`. Institution keeps its two parts until the last step. */
const expression = (dimension: Dimension, columns: Columns): RawBuilder<unknown> => {
  switch (dimension) {
    case 'pfa':
      return columns.pfa
    case 'academic_year':
      return columns.academic_year
    case 'institution':
      return sql`f.provider_id, f.setting`
    case 'provider_type':
      return sql`(select coalesce((select p.kind from provider p where p.area_id = f.area_id and p.id = f.provider_id),
        case when f.setting <> '' then 'setting' else 'none' end))`
    case 'local_area':
      return sql`lpad(f.area_id::text, 3, '0')`
    case 'child':
      return sql`f.child_id`
    case 'need':
    case 'age':
    case 'age_band':
    case 'year_group':
    case 'phase':
    case 'sex':
    case 'looked_after':
    case 'plan_type':
      return sql.ref(`f.${dimension}`)
  }
}

/**
 * Of each provider that carries on as another, the last of its line: an academy is the school it was. Worked out once for a
 * question, and null, which costs nothing, where there is none.
 */
const heads = sql.raw('(select provider_heads())')

/** The key columns of a question over a source `f`, each named k_<dimension>; institution gives k_provider and k_setting. */
export function keys(question: Question, columns: Columns) {
  const named = question.by.map(dimension =>
    dimension === 'institution'
      ? sql`coalesce((${heads} ->> f.provider_id::text)::bigint, f.provider_id) as k_provider, f.setting as k_setting`
      : sql`${expression(dimension, columns)} as ${sql.ref(`k_${dimension}`)}`,
  )
  const names = question.by.flatMap(dimension =>
    dimension === 'institution' ? ['k_provider', 'k_setting'] : [`k_${dimension}`],
  )
  return { select: named, names }
}

/** A number as it is written, so that a plan that is kept is of this question. */
export const wholeNumber = (value: number) => sql.raw(String(Math.trunc(value)))

export const wholeNumbers = (values: readonly number[]) =>
  sql.raw(`'{${values.map(Math.trunc).join(',')}}'::smallint[]`)

/** Codes of ours as they are written; anything else is a parameter. */
const listed = (values: readonly string[]) =>
  values.every(value => /^[\w-]+$/.test(value)) ? sql.raw(`'{${values.join(',')}}'::text[]`) : sql`${values}::text[]`

/** The area asked of, as something worked out once a query: taken from each row, a list would be looked up for each. */
const here = sql.raw('(select waymark_area())')

/** The filters of a question over a source `f`. `pfa` is left to the source, which knows how it keeps areas. */
export function conditions(question: Question, columns: Columns): RawBuilder<unknown>[] {
  const entries = Object.entries(question.filters) as [Dimension, string[]][]
  return entries
    .filter(([dimension]) => dimension !== 'pfa')
    .map(([dimension, values]) => {
      if (dimension === 'institution') {
        return sql`(f.provider_id, f.setting) in (
          select p.id, '' from provider p join provider named on named.area_id = p.area_id
            and coalesce((${heads} ->> p.id::text)::bigint, p.id) = coalesce((${heads} ->> named.id::text)::bigint, named.id)
          where p.area_id = ${here} and coalesce(named.urn, named.ref) = any (${values}::text[])
          union all select 0, case when v = 'no institution' then '' else v end from unnest(${values}::text[]) v
          where v = 'no institution' or v in ('OLA', 'OPA', 'EHE', 'EYP', 'OTH', 'NEET', 'NIEC', 'NIEO'))`
      }
      if (dimension === 'child') {
        return sql`f.child_id in (select c.id from child c where c.area_id = ${here} and c.ref = any (${values}::text[]))`
      }
      return sql`(${expression(dimension, columns)})::text = any (${listed(values)})`
    })
}

export const and = (parts: RawBuilder<unknown>[]) =>
  parts.length > 0 ? sql`${sql.join(parts, sql` and `)}` : sql`true`

export const comma = (parts: RawBuilder<unknown>[]) => sql`${sql.join(parts, sql`, `)}`

/** The facts as known on a day, or now: the same definition, over the tables themselves where it can be. */
export const facts = (
  name: 'rating_facts' | 'outcome_facts' | 'soft_facts' | 'covered_outcomes' | 'coverage_facts',
  { known_on }: Question,
) => sql.raw(known_on === null ? `${name}_now` : name)

/**
 * Asks the facts of a whole area. PostgreSQL misjudges how many rows the history and row security leave it, and would look
 * each row up in the others one by one: minutes instead of a second. Where there is no other way it still may.
 */
export async function askingFacts<T>(tx: Tx, ask: () => Promise<T>): Promise<T> {
  await sql`set local enable_nestloop = off`.execute(tx)
  const answer = await ask()
  await sql`set local enable_nestloop = on`.execute(tx)
  return answer
}
