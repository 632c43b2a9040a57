import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { CoverageCounts, Dimension, Question, Row, SoftCounts } from '../question.ts'
import { coverageKept, hashing, keptOf } from './coverage-kept.ts'
import { rowOf } from './rows.ts'
import { and, askingFacts, comma, conditions, eachYearApart, facts, keys } from './sources.ts'
import { fewTouchedSince } from './touched-since.ts'

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
  const touched = question.known_on === null ? [] : await fewTouchedSince(tx, actor, question.known_on)
  const ask = () =>
    (isOfCells(actor, question) ? softOfCells(actor, question) : softOfAnswers(actor, question, touched)).execute(tx)
  const { rows } = await (question.known_on === null ? ask() : askingFacts(tx, ask))
  return rows.map(row => rowOf<SoftCounts>(question, row))
}

const rungs = [1, 2, 3, 4, 5]

const severalTogether = (question: Question) => (question.years?.length ?? 0) > 1 && !eachYearApart(question)

const cellDimensions = new Set<Dimension>(['need', 'age_band', 'sex', 'academic_year', 'local_area'])

const isOfCells = (actor: Actor, question: Question) =>
  actor.scope === 'area' &&
  question.known_on === null &&
  !severalTogether(question) &&
  [...question.by, ...(Object.keys(question.filters) as Dimension[])].every(dimension => cellDimensions.has(dimension))

const windows = (question: Question) =>
  question.years
    ? sql`f.years = any (${question.years}::smallint[])`
    : eachYearApart(question)
      ? sql`f.years <> 0`
      : sql`f.years = 0`

const keptColumns = { pfa: sql`null`, academic_year: sql`f.years` }

/** A child gives one answer on a scale to a respondent in a window, so children are the answers. */
function softOfCells(actor: Actor, question: Question) {
  const { select, names } = keys(question, keptColumns)
  const counts = [...rungs.map(rung => `rung_${rung}`), 'not_given']
  const where = and([sql`f.area_id = ${actor.area_id}`, windows(question), ...conditions(question, keptColumns)])
  const all = sql.join(
    counts.map(count => sql.ref(count)),
    sql` + `,
  )
  return sql<Answer>`
    select ${comma([...select, sql`f.scale`, sql`f.respondent`, ...counts.map(count => sql`sum(${sql.ref(count)})::int as ${sql.ref(count)}`)])},
      sum(${all})::int as children
    from picture_soft_cell f where ${where} ${group(names, ['scale', 'respondent'])} having sum(${all}) > 0`
}

function softOfAnswers(actor: Actor, question: Question, touched: readonly number[] | undefined) {
  const { select, names, from, where } = touched ? softKept(actor, question, touched) : softFacts(actor, question)
  const each = rungs.map(rung => sql`count(*) filter (where f.rung = ${rung})::int as ${sql.ref(`rung_${rung}`)}`)
  return sql<Answer>`
    select ${comma([...select, sql`f.scale`, sql`f.respondent`, ...each])}, count(*) filter (where f.rung is null)::int as not_given,
      count(*)::int as children
    from ${from} where ${where} ${group(names, ['scale', 'respondent'])}`
}

const told = sql`f.area_id, f.child_id, f.scale, f.respondent, f.rung, f.need, f.provider_id, f.setting, f.age, f.age_band,
  f.year_group, f.phase, f.sex, f.looked_after, f.plan_type`

/** The same answers from the roll-up by child: of several years together, the last year's. Of those touched since, from the facts. */
export function softKept(actor: Actor, question: Question, touched: readonly number[]) {
  const others = touched.length > 0 ? sql`and f.child_id <> all (${touched}::bigint[])` : sql``
  const kept = sql`picture_soft f where f.area_id = ${actor.area_id} and ${windows(question)} ${others}`
  const last = severalTogether(question)
    ? sql`(select distinct on (f.child_id, f.scale, f.respondent) f.* from ${kept}
          order by f.child_id, f.scale, f.respondent, f.years desc) f`
    : kept
  const afresh = sql`union all select ${told}, f.academic_year from ${softFacts(actor, question, touched).from}`
  return {
    ...keys(question, softColumns),
    from: sql`(select ${told}, f.years as academic_year from ${last} ${touched.length > 0 ? afresh : sql``}) f`,
    where: and(conditions(question, softColumns)),
  }
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
  const { wanted, once, mode } = areasTold(question)
  const kept = once ? undefined : await keptOf(tx, actor, question)
  const { select, names, where, ...facts } = coverageFacts(actor, question)
  const ofUntold = (children: number[]) => coverageFacts(actor, question, children).from
  const from = kept ? coverageKept(actor, question, kept, mode, ofUntold) : facts.from
  // Of several areas not told apart, a child is counted once.
  const counted = (wanted?.length ?? 0) > 1 && !question.by.includes('pfa') ? sql`distinct f.child_id` : sql`*`
  const children = (condition: RawBuilder<unknown>) => sql`count(${counted}) filter (where ${condition})::int`
  const ask = () =>
    sql<Answer>`
    select ${select.length > 0 ? sql`${comma(select)}, ` : sql``}
      ${children(sql`f.with_plan`)} as children_with_plan, ${children(sql`f.reviewed`)} as children_reviewed,
      ${children(sql`f.goals_rated > 0`)} as children_rated, coalesce(sum(f.goals_rated), 0)::int as goals_rated,
      coalesce(sum(f.goals_not_rated), 0)::int as goals_not_rated, coalesce(sum(f.outcomes_with_position), 0)::int as outcomes_with_position,
      coalesce(sum(f.outcomes_without), 0)::int as outcomes_without, coalesce(sum(f.outcomes_unmapped), 0)::int as outcomes_unmapped
    from ${from} where ${where} ${group(names)}`.execute(tx)
  const { rows } = await (kept ? hashing(tx, ask) : askingFacts(tx, ask))
  return rows.map(row => rowOf<CoverageCounts>(question, row))
}

/** The years there is something to cover: from the first plan to the day of asking, or the last meeting. */
const yearsOf = (actor: Actor, question: Question) =>
  question.years
    ? sql`select unnest(${question.years}::smallint[]) as year`
    : sql`select generate_series(min(academic_year(first_made_on))::int, academic_year(${question.known_on ?? actor.today}::date)::int)::smallint as year
        from plan_known(${question.known_on}) where area_id = ${actor.area_id}`
