import { type RawBuilder, sql } from 'kysely'
import type { Question } from '../question.ts'

const areas = ['employment', 'independent_living', 'community_inclusion', 'health', 'unmapped']

/** One figure of a group in a wide roll-up: of a PfA area where the rows have areas, and the columns that add up to it. */
export type Slot = { pfa: string | undefined; columns: readonly string[] }

export function slotsOf(question: Question): Slot[] {
  const wanted = question.filters.pfa ?? areas
  const any = question.pfa === 'any' && namesArea(question)
  const columns = wanted.map(area => (any && area !== 'unmapped' ? `any_${area}` : area))
  return question.by.includes('pfa')
    ? wanted.map((pfa, nth) => ({ pfa, columns: columns.slice(nth, nth + 1) }))
    : [{ pfa: undefined, columns }]
}

/** A kind of a slot, as the sum of its columns in `f`: names of our own, never of anything that came in. */
export const inSlot = ({ columns }: Slot, kind: string) => columns.map(column => `f.${column}_${kind}`).join(' + ')

/** Whether the PfA area of a goal matters to the question at all. */
export const namesArea = ({ by, filters }: Question) => by.includes('pfa') || filters.pfa !== undefined

/** The columns of children of a slot, and the bit of their area. */
export const childrenOf = ({ columns: [only = 'all', ...more] }: Slot) => {
  const area = more.length > 0 ? 'all' : only
  return { area, bit: 1 << (area === 'all' ? 0 : areas.indexOf(area) + 1) }
}

/**
 * Which way the children of cells are added up: over the needs, the age bands, both or neither. Undefined when a filter
 * joins some of them, which nobody has counted.
 */
export function wayToAdd({ by, filters }: Question): '' | '_by_need' | '_by_band' | '_by_cell' | undefined {
  const apart = (dimension: 'need' | 'age_band') => by.includes(dimension) || filters[dimension]?.length === 1
  const joined = (['need', 'age_band'] as const).some(
    dimension => !by.includes(dimension) && (filters[dimension]?.length ?? 0) > 1,
  )
  if (joined) return undefined
  if (apart('need')) return apart('age_band') ? '_by_cell' : '_by_need'
  return apart('age_band') ? '_by_band' : ''
}

type Group = { select: RawBuilder<unknown>[]; names: string[]; slots: readonly Slot[] }

/** An answer from cells, less the times that a child was counted again; `straddling` are rows of children in several. */
export function onceEach<Answer>(
  cells: RawBuilder<Answer>,
  { select, names, slots }: Group,
  straddling: RawBuilder<unknown>,
): RawBuilder<Answer> {
  const refs = names.map(name => sql.ref(name))
  const list = (columns: readonly string[]) => sql.raw(columns.join(', '))
  const withKeys = (parts: RawBuilder<unknown>[]) => (parts.length > 0 ? sql`${sql.join(parts)}, ` : sql``)
  const times = slots.map((slot, nth) => `sum((f.first_by_cell & ${childrenOf(slot).bit} <> 0)::int) as s${nth}_times`)
  const again = slots.map((_, nth) => `sum(greatest(s${nth}_times - 1, 0))::int as s${nth}_again`)
  const once = slots.map((_, nth) => `c.s${nth}_children - coalesce(o.s${nth}_again, 0) as s${nth}_children`)
  return sql<Answer>`
    with c as (${cells}), o as materialized (
      select ${withKeys(refs)}${list(again)} from (
        select ${withKeys(select)}f.child_id, ${list(times)} from ${straddling} group by ${sql.join([...refs, sql`f.child_id`])}) each_child
      ${refs.length > 0 ? sql`group by ${sql.join(refs)}` : sql``}
    ) select c.*, ${list(once)} from c ${refs.length > 0 ? sql`left join o using (${sql.join(refs)})` : sql`cross join o`}`
}

/** A roll-up's `pfa` as a question's: 'any:health' is health. */
export const pfaKey = (column: RawBuilder<unknown>) => sql`replace(${column}, 'any:', '')`

/**
 * Which of a roll-up's rows a question is about. A roll-up keeps a goal once under 'all', once under its main area (or
 * 'unmapped'), and once under 'any:' each of its areas.
 */
export function pfaCondition(question: Question, column: RawBuilder<unknown>): RawBuilder<unknown> {
  const wanted = question.filters.pfa
  if (!question.by.includes('pfa') && !wanted) return sql`${column} = 'all'`
  const kept = (wanted ?? areas).map(area => (question.pfa === 'any' && area !== 'unmapped' ? `any:${area}` : area))
  return sql`${column} = any (${kept}::text[])`
}
