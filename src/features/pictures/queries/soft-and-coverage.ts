import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { CoverageCounts, Question, Row, SoftCounts } from '../question.ts'
import { rowOf } from './rows.ts'
import { and, askingFacts, comma, conditions, eachYearApart, facts, keys } from './sources.ts'

type Answer = Record<string, string | number | boolean | null>

const group = (names: string[], more: string[] = []) => {
  const all = [...names, ...more]
  return all.length > 0 ? sql`group by ${comma(all.map(name => sql.ref(name)))}` : sql``
}

const softColumns = { pfa: sql`null`, academic_year: sql`f.academic_year` }

/** Each child's last answer in the window, by scale and respondent, of those a question is about. */
export function softFacts(actor: Actor, question: Question, children: readonly number[] | null = null) {
  const window = eachYearApart(question) ? sql`, x.academic_year` : sql``
  return {
    ...keys(question, softColumns),
    from: sql`(
      select distinct on (x.child_id, x.scale, x.respondent ${window}) ${actor.area_id}::smallint as area_id, x.*
      from ${facts('soft_facts', question)}(${actor.area_id}, ${children}::bigint[], ${question.known_on}, ${question.years}::smallint[]) x
      order by x.child_id, x.scale, x.respondent ${window}, x.on_date desc, x.answer_id desc) f`,
    where: and(conditions(question, softColumns)),
  }
}

/** Soft outcomes: each child's last answer in the window, by scale and respondent. */
export async function softAnswers(tx: Tx, actor: Actor, question: Question): Promise<Row<SoftCounts>[]> {
  const { select, names, from, where } = softFacts(actor, question)
  const rungs = [1, 2, 3, 4, 5].map(
    rung => sql`count(*) filter (where f.rung = ${rung})::int as ${sql.ref(`rung_${rung}`)}`,
  )
  const { rows } = await askingFacts(tx, () =>
    sql<Answer>`
    select ${comma([...select, sql`f.scale`, sql`f.respondent`, ...rungs])}, count(*) filter (where f.rung is null)::int as not_given,
      count(distinct f.child_id)::int as children
    from ${from} where ${where} ${group(names, ['scale', 'respondent'])}`.execute(tx),
  )
  return rows.map(row => rowOf<SoftCounts>(question, row))
}

/**
 * Each child that a question of coverage is about, once; or once in each PfA area that the question tells apart. A year is
 * a window of its own where years are apart.
 */
export function coverageFacts(actor: Actor, question: Question, children: readonly number[] | null = null) {
  const columns = { pfa: sql`f.pfa`, academic_year: sql`f.academic_year` }
  const { mode, wanted, once } = areasTold(question)
  const years = eachYearApart(question) ? yearsOf(actor, question) : sql`select 0::smallint as year`
  const chosen = eachYearApart(question) ? sql`array[y.year]` : sql`${question.years}::smallint[]`
  return {
    ...keys(question, columns),
    from: sql`(
      select ${actor.area_id}::smallint as area_id, y.year as academic_year, x.* from (${years}) y
      cross join lateral ${facts('coverage_facts', question)}(${actor.area_id}, ${children}::bigint[], ${question.known_on}, ${chosen}, ${question.counting === 'every'},
        ${mode}, ${wanted}::text[], ${question.known_on === null && !once}) x) f`,
    where: and([...conditions(question, columns), ...(wanted && !once ? [sql`f.pfa = any (${wanted}::text[])`] : [])]),
  }
}

/** How a question of coverage tells areas apart. Of several areas a goal may be in two, and still counts once. */
export function areasTold({ by, filters, pfa }: Question) {
  const wanted = filters.pfa ?? null
  const once = wanted !== null && !by.includes('pfa') && pfa === 'any'
  return { wanted, once, mode: once ? 'once' : wanted || by.includes('pfa') ? pfa : null }
}

/**
 * Coverage: which children and outcomes the other figures rest on. With a PfA area in the question, children are those
 * with an outcome or a goal in it.
 */
export async function coverage(tx: Tx, actor: Actor, question: Question): Promise<Row<CoverageCounts>[]> {
  const { select, names, from, where } = coverageFacts(actor, question)
  const children = (condition: RawBuilder<unknown>) => sql`count(distinct f.child_id) filter (where ${condition})::int`
  const { rows } = await askingFacts(tx, () =>
    sql<Answer>`
    select ${select.length > 0 ? sql`${comma(select)}, ` : sql``}
      ${children(sql`f.with_plan`)} as children_with_plan, ${children(sql`f.reviewed`)} as children_reviewed,
      ${children(sql`f.goals_rated > 0`)} as children_rated, coalesce(sum(f.goals_rated), 0)::int as goals_rated,
      coalesce(sum(f.goals_not_rated), 0)::int as goals_not_rated, coalesce(sum(f.outcomes_with_position), 0)::int as outcomes_with_position,
      coalesce(sum(f.outcomes_without), 0)::int as outcomes_without, coalesce(sum(f.outcomes_unmapped), 0)::int as outcomes_unmapped
    from ${from} where ${where} ${group(names)}`.execute(tx),
  )
  return rows.map(row => rowOf<CoverageCounts>(question, row))
}

/** The years there is something to cover: from the first plan to the day of asking, or the last meeting. */
const yearsOf = (actor: Actor, question: Question) =>
  question.years
    ? sql`select unnest(${question.years}::smallint[]) as year`
    : sql`select generate_series(min(academic_year(first_made_on))::int, academic_year(${question.known_on ?? actor.today}::date)::int)::smallint as year
        from plan_known(${question.known_on}) where area_id = ${actor.area_id}`
