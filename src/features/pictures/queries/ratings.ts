import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Question, RatingCounts, Row } from '../question.ts'
import { pfaCondition, pfaKey } from './pfa-keys.ts'
import { rowOf } from './rows.ts'
import { and, askingFacts, comma, conditions, facts, keys, ratingSource, type Source } from './sources.ts'

/** The ratings of a question: one row a group, from the smallest source that can answer it exactly. */
export async function ratings(tx: Tx, actor: Actor, question: Question): Promise<Row<RatingCounts>[]> {
  const source = ratingSource(question, actor.scope === 'area')
  const ask = () => queries[source](actor, question).execute(tx)
  const { rows } = await (source === 'facts' ? askingFacts(tx, ask) : ask())
  return rows.map(row => rowOf<RatingCounts>(question, row))
}

type Answer = Record<string, string | number | boolean | null>

export const kinds = ['not_met', 'partially_met', 'fully_met', 'not_rated'] as const

export const counted = (question: Question) =>
  kinds.map(kind => (question.counting === 'every' ? `every_${kind}` : kind))

const inYears = (question: Question, column: RawBuilder<unknown>) =>
  question.years ? [sql`${column} = any (${question.years}::smallint[])`] : []

const rollUp = { pfa: pfaKey(sql`f.pfa`), academic_year: sql`f.academic_year` }

/** What a roll-up's rows must meet, and how they are grouped. */
export const rollUpParts = (actor: Actor, question: Question) => {
  const { select, names } = keys(question, rollUp)
  const where = and([
    sql`f.area_id = ${actor.area_id}`,
    pfaCondition(question, sql`f.pfa`),
    ...inYears(question, sql`f.academic_year`),
    ...conditions(question, rollUp),
  ])
  return { select, names, where }
}

/** A question over the ratings themselves, of all children or of those named: as known on a day, and for lists behind figures. */
export function ratingFacts(actor: Actor, question: Question, children: readonly number[] | null = null) {
  const byArea = question.by.includes('pfa')
  const columns = {
    pfa: byArea && question.pfa === 'any' ? sql`a.pfa` : sql`f.main_pfa`,
    academic_year: sql`f.academic_year`,
  }
  const areas = question.filters.pfa
  const where = and([
    ...(question.counting === 'every' ? [] : [sql`f.is_last`]),
    ...(areas
      ? [
          question.pfa === 'any' && !byArea
            ? sql`f.pfa && ${areas}::text[]`
            : sql`${columns.pfa} = any (${areas}::text[])`,
        ]
      : []),
    ...conditions(question, columns),
  ])
  const from = sql`(select ${actor.area_id}::smallint as area_id, x.* from ${facts('rating_facts', question)}(
        ${actor.area_id}, ${children}::bigint[], ${question.known_on}, ${question.years}::smallint[]) x) f
      ${byArea && question.pfa === 'any' ? sql`cross join lateral unnest(f.pfa) as a (pfa)` : sql``}`
  return { ...keys(question, columns), from, where }
}

const grouped = (names: string[]) =>
  names.length > 0 ? sql`group by ${comma(names.map(name => sql.ref(name)))}` : sql``

const sums = (question: Question) =>
  comma(
    counted(question).map((column, index) => sql`sum(${sql.ref(column)})::int as ${sql.ref(kinds[index] ?? column)}`),
  )

const sumOf = (question: Question) =>
  sql`(${sql.join(
    counted(question).map(column => sql.ref(column)),
    sql` + `,
  )})`

const withKeys = (select: RawBuilder<unknown>[]) => (select.length > 0 ? sql`${comma(select)}, ` : sql``)

const queries: Record<Source, (actor: Actor, question: Question) => RawBuilder<Answer>> = {
  /** Cells add up, but for children who are in several cells of one year: those few are counted from their own rows. */
  cells: (actor, question) => {
    const { select, names, where } = rollUpParts(actor, question)
    const children = sql.ref(question.counting === 'every' ? 'every_children' : 'children')
    const join =
      names.length > 0 ? sql`left join s using (${comma(names.map(name => sql.ref(name)))})` : sql`cross join s`
    return sql<Answer>`
      with c as (
        select ${withKeys(select)}${sums(question)}, sum(${children})::int as settled from picture_cell f where ${where} ${grouped(names)}
      ), s as (
        select ${withKeys(select)}count(distinct f.child_id) filter (where ${sumOf(question)} > 0)::int as straddling
        from picture_child f where f.straddles and ${where} ${grouped(names)}
      )
      select c.*, c.settled + coalesce(s.straddling, 0) as children from c ${join}`
  },
  places: (actor, question) => {
    const { select, names, where } = rollUpParts(actor, question)
    const children = sql.ref(question.counting === 'every' ? 'every_children' : 'children')
    return sql<Answer>`
      select ${withKeys(select)}${sums(question)}, sum(${children})::int as children from picture_place f where ${where} ${grouped(names)}`
  },
  by_child: (actor, question) => {
    const { select, names, where } = rollUpParts(actor, question)
    return sql<Answer>`
      select ${withKeys(select)}${sums(question)}, count(distinct f.child_id) filter (where ${sumOf(question)} > 0)::int as children
      from picture_child f where ${where} ${grouped(names)}`
  },
  facts: (actor, question) => {
    const { select, names, from, where } = ratingFacts(actor, question)
    const each = comma(kinds.map(kind => sql`count(*) filter (where f.rating = ${kind})::int as ${sql.ref(kind)}`))
    return sql<Answer>`
      select ${withKeys(select)}${each}, count(distinct f.child_id)::int as children from ${from} where ${where} ${grouped(names)}`
  },
}
