import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Which } from '../behind.ts'
import type { Question } from '../question.ts'
import { outcomeParts, outcomeSource, travelledIn } from './distance.ts'
import { counted, kinds, ratingFacts, rollUpParts } from './ratings.ts'
import { areasTold, coverageFacts, softFacts } from './soft-and-coverage.ts'
import { and, askingFacts, atPlace, distanceSource, facts, ratingSource } from './sources.ts'

/** Lists behind figures. Each asks the facts what its figure asked, so that it has as many rows as the figure says. */

export const pageSize = 25

type Child = { child_id: number; forename: string; surname: string }
type Place = { provider: string | null; setting: string }

export type GoalRow = Child &
  Place & {
    goal: string
    rating: string
    reason: string | null
    review_id: number
    rating_id: number
    meeting_on: string
  }

export type OutcomeRow = Child &
  Place & {
    outcome: string
    main_pfa: string
    distance: number
    position: number
    words: string | null
    target: number | null
    target_met: boolean | null
    review_id: number
    meeting_on: string
  }

export type OpenOutcomeRow = Child & {
  outcome: string
  pfa: string[]
  baseline: number | null
  with_position: boolean
}

export type AnswerRow = Child &
  Place & {
    rung: number | null
    not_given_reason: string | null
    words: string | null
    on_date: string
    review_id: number | null
  }

export type ChildRow = Child & { rated: number; not_rated: number; outcomes: number | null }

type Listed<Row> = { total: number; rows: Row[] }
type Asking = { tx: Tx; actor: Actor; question: Question; which: Which; page: number }

/** A table as known on the question's day. Of today it is the table itself, of which a page's rows are looked up by index. */
const known = (
  table: 'child' | 'goal' | 'rating' | 'outcome' | 'position' | 'review' | 'soft_answer',
  { known_on }: Question,
) => (known_on === null ? sql.table(table) : sql`${sql.table(`${table}_known`)}(${known_on})`)

const byName = sql`lower(c.surname), lower(c.forename), c.id`

/** One page of what is listed, with the children's names, and how many there are in all. */
async function paged<Row>(
  { tx, actor, question, page }: Asking,
  listed: RawBuilder<unknown>,
  {
    select = sql`l.*`,
    joins = sql``,
    order,
  }: { select?: RawBuilder<unknown>; joins?: RawBuilder<unknown>; order: RawBuilder<unknown> },
  offset = (page - 1) * pageSize,
): Promise<Listed<Row>> {
  const { rows } = await sql<Row & { total: number; child_id: number | null }>`
    with listed as materialized (${listed}), one_page as (
      select l.*, c.forename, c.surname, row_number() over (order by ${byName}, ${order}) as nth
      from listed l join ${known('child', question)} c on c.area_id = ${actor.area_id} and c.id = l.child_id
      where ${mayBeSeenBy(actor, 'c.id')}
      order by ${byName}, ${order} limit ${pageSize} offset ${offset}
    )
    select (select count(*)::int from listed) as total, ${select}
    from (select 1) one left join one_page l on true ${joins} order by l.nth`.execute(tx)
  return { total: rows[0]?.total ?? 0, rows: rows.filter(row => row.child_id !== null) }
}

const withPlace = (actor: Actor) => sql`left join provider p on p.area_id = ${actor.area_id} and p.id = l.provider_id`

const ratedKinds = ['not_met', 'partially_met', 'fully_met']
const kindsOf = (column: string) =>
  column === 'rated' || column === 'goals_rated' ? ratedKinds : column === 'goals_not_rated' ? ['not_rated'] : [column]

const goalColumns = sql`f.child_id, f.goal_id, f.review_id, f.rating, f.meeting_on, f.provider_id, f.setting`

const goalsListed = (asking: Asking, listed: RawBuilder<unknown>, offset?: number) => {
  const { actor, question } = asking
  return paged<GoalRow>(
    asking,
    listed,
    {
      select: sql`l.child_id, l.forename, l.surname, g.text as goal, l.rating, r.reason, l.review_id, r.id as rating_id, l.meeting_on, p.name as provider, l.setting`,
      joins: sql`left join ${known('goal', question)} g on g.area_id = ${actor.area_id} and g.id = l.goal_id
        left join ${known('rating', question)} r on r.area_id = ${actor.area_id} and r.review_id = l.review_id and r.goal_id = l.goal_id
        ${withPlace(actor)}`,
      order: sql`l.meeting_on, l.goal_id`,
    },
    offset,
  )
}

/**
 * Goals behind a figure of ratings. What is known now is found by the roll-up, child by child in the order of the list, so
 * that the facts are asked of one page's children only.
 */
export async function goalsBehind(asking: Asking): Promise<Listed<GoalRow>> {
  const { tx, actor, question, which, page } = asking
  const rating = sql`f.rating = any (${kindsOf(which.column)}::text[])`
  if (ratingSource(question, actor.scope === 'area') === 'facts') {
    const { from, where } = ratingFacts(actor, question)
    return askingFacts(tx, () =>
      goalsListed(asking, sql`select ${goalColumns} from ${from} where ${where} and ${rating}`),
    )
  }
  const { where } = rollUpParts(actor, question)
  const n = sql`sum(${plus(kindsOf(which.column), question)})`
  const offset = (page - 1) * pageSize
  const {
    rows: [found],
  } = await sql<{ total: number; children: number[]; before: number | null }>`
    with each as (
      select f.child_id, ${n}::int as n from picture_child f where ${where} group by f.child_id having ${n} > 0
    ), placed as (
      select e.child_id, e.n, sum(e.n) over (order by ${byName}) as upto
      from each e join child c on c.area_id = ${actor.area_id} and c.id = e.child_id
    ), here as (select * from placed where upto > ${offset} and upto - n < ${offset + pageSize})
    select (select coalesce(sum(n), 0)::int from each) as total, coalesce((select array_agg(child_id) from here), '{}') as children,
      (select min(upto - n)::int from here) as before`.execute(tx)
  const { total = 0, children = [], before = 0 } = found ?? {}
  const asked = ratingFacts(actor, question, children)
  const { rows } = await goalsListed(
    asking,
    sql`select ${goalColumns} from ${asked.from} where ${asked.where} and ${rating}`,
    offset - (before ?? 0),
  )
  return { total, rows }
}

const plus = (names: readonly string[], question: Question) => {
  const columns = counted(question).filter((_, nth) => names.includes(kinds[nth] ?? ''))
  return sql.join(
    columns.map(column => sql.ref(`f.${column}`)),
    sql` + `,
  )
}

/** Children behind a figure of ratings, with how many goals of each were counted. */
export async function childrenRated(asking: Asking): Promise<Listed<ChildRow>> {
  const { tx, actor, question } = asking
  if (ratingSource(question, actor.scope === 'area') === 'facts') {
    const { from, where } = ratingFacts(actor, question)
    const listed = sql`select f.child_id, count(*) filter (where f.rating <> 'not_rated')::int as rated,
      count(*) filter (where f.rating = 'not_rated')::int as not_rated, null::int as outcomes from ${from} where ${where} group by f.child_id`
    return askingFacts(tx, () => paged<ChildRow>(asking, listed, { order: sql`l.child_id` }))
  }
  const { where } = rollUpParts(actor, question)
  const listed = sql`select f.child_id, sum(${plus(ratedKinds, question)})::int as rated, sum(${plus(['not_rated'], question)})::int as not_rated,
    null::int as outcomes from picture_child f where ${where} group by f.child_id having sum(${plus(kinds, question)}) > 0`
  return paged<ChildRow>(asking, listed, { order: sql`l.child_id` })
}

const distancesAsked = ({ actor, question, which }: Asking) => {
  const facts = distanceSource(question, actor.scope === 'area') === 'facts'
  const { where } = outcomeParts(actor, question, atPlace(question), facts)
  return {
    facts,
    from: outcomeSource(actor, question, facts ? 'facts' : 'by_child'),
    where: and([
      where,
      ...(which.column === 'targets_met' ? [sql`f.target_met`] : []),
      ...(which.distance === null ? [] : [sql`${travelledIn(question)} = ${which.distance}`]),
    ]),
  }
}

/** Outcomes behind a figure of distance, with the rung of the last position in the window. */
export async function outcomesBehind(asking: Asking): Promise<Listed<OutcomeRow>> {
  const { tx, actor, question } = asking
  const { facts, from, where } = distancesAsked(asking)
  const listed = sql`select f.child_id, f.outcome_id, f.review_id, f.main_pfa, ${travelledIn(question)} as distance, f.target_met, f.provider_id, f.setting
    from ${from} where ${where}`
  const ask = () =>
    paged<OutcomeRow>(asking, listed, {
      select: sql`l.child_id, l.forename, l.surname, o.text as outcome, l.main_pfa, l.distance, x.position, o.ladder ->> x.position::text as words,
        o.target, l.target_met, l.review_id, v.meeting_on, p.name as provider, l.setting`,
      joins: sql`left join ${known('outcome', question)} o on o.area_id = ${actor.area_id} and o.id = l.outcome_id
        left join ${known('position', question)} x on x.area_id = ${actor.area_id} and x.review_id = l.review_id and x.outcome_id = l.outcome_id
        left join ${known('review', question)} v on v.area_id = ${actor.area_id} and v.id = l.review_id ${withPlace(actor)}`,
      order: sql`l.outcome_id, l.review_id`,
    })
  return facts ? askingFacts(tx, ask) : ask()
}

export async function childrenTravelled(asking: Asking): Promise<Listed<ChildRow>> {
  const { facts, from, where } = distancesAsked(asking)
  const listed = sql`select f.child_id, 0 as rated, 0 as not_rated, count(*)::int as outcomes from ${from} where ${where} group by f.child_id`
  const ask = () => paged<ChildRow>(asking, listed, { order: sql`l.child_id` })
  return facts ? askingFacts(asking.tx, ask) : ask()
}

/** Answers behind a figure of soft outcomes: the last of each child, on one scale by one respondent. */
export function answersBehind(asking: Asking): Promise<Listed<AnswerRow>> {
  const { tx, actor, question, which } = asking
  const { from, where } = softFacts(actor, question)
  const rung = /^rung_(\d)$/.exec(which.column)?.[1]
  const wanted = rung
    ? sql`f.rung = ${Number(rung)}`
    : which.column === 'not_given'
      ? sql`f.rung is null`
      : which.column === 'answered'
        ? sql`f.rung is not null`
        : sql`true`
  const listed = sql`select f.child_id, f.answer_id, f.on_date, f.rung, f.not_given_reason, f.provider_id, f.setting from ${from}
    where ${where} and f.scale = ${which.scale} and f.respondent = ${which.respondent} and ${wanted}`
  return askingFacts(tx, () =>
    paged<AnswerRow>(asking, listed, {
      select: sql`l.child_id, l.forename, l.surname, l.rung, l.not_given_reason, a.words, l.on_date, a.review_id, p.name as provider, l.setting`,
      joins: sql`left join ${known('soft_answer', question)} a on a.area_id = ${actor.area_id} and a.id = l.answer_id ${withPlace(actor)}`,
      order: sql`l.on_date, l.answer_id`,
    }),
  )
}

const ofCoverage: Readonly<Record<string, RawBuilder<unknown>>> = {
  children_with_plan: sql`bool_or(f.with_plan)`,
  children_reviewed: sql`bool_or(f.reviewed)`,
  children_rated: sql`sum(f.goals_rated) > 0`,
  children_not_rated: sql`bool_or(f.with_plan) and sum(f.goals_rated) = 0`,
}

/** Children behind a figure of coverage. */
export function childrenCovered(asking: Asking): Promise<Listed<ChildRow>> {
  const { tx, actor, question, which } = asking
  const { from, where } = coverageFacts(actor, question)
  const listed = sql`select f.child_id, sum(f.goals_rated)::int as rated, sum(f.goals_not_rated)::int as not_rated,
    sum(f.outcomes_with_position + f.outcomes_without)::int as outcomes
    from ${from} where ${where} group by f.child_id having ${ofCoverage[which.column] ?? sql`true`}`
  return askingFacts(tx, () => paged<ChildRow>(asking, listed, { order: sql`l.child_id` }))
}

/** The children of a question of coverage, and the areas it tells apart: its goals and outcomes are theirs. */
const covered = (actor: Actor, question: Question) => {
  const { from, where } = coverageFacts(actor, question)
  return sql`covered as materialized (select distinct f.child_id, f.pfa from ${from} where ${where})`
}

/** Goals behind a figure of coverage: of children as they stand in the window, wherever they were at the meeting. */
export function goalsCovered(asking: Asking): Promise<Listed<GoalRow>> {
  const { tx, actor, question, which } = asking
  const { mode, wanted } = areasTold(question)
  const listed = sql`
    with ${covered(actor, question)}
    select ${goalColumns} from ${facts('rating_facts', question)}(${actor.area_id}, null, ${question.known_on}, ${question.years}::smallint[]) f
    cross join lateral areas_of(f.pfa, ${mode}, ${wanted}::text[]) k
    join covered on covered.child_id = f.child_id and covered.pfa = k.pfa
    where (${question.counting === 'every'} or f.is_last) and f.rating = any (${kindsOf(which.column)}::text[])`
  return askingFacts(tx, () => goalsListed(asking, listed))
}

const ofOutcomes: Readonly<Record<string, RawBuilder<unknown>>> = {
  outcomes_with_position: sql`f.with_position`,
  outcomes_without: sql`not f.with_position`,
  outcomes_unmapped: sql`f.pfa = '{unmapped}'`,
}

export function outcomesCovered(asking: Asking): Promise<Listed<OpenOutcomeRow>> {
  const { tx, actor, question, which } = asking
  const { mode, wanted } = areasTold(question)
  const listed = sql`
    with ${covered(actor, question)}
    select f.child_id, f.outcome_id, f.pfa, f.with_position
    from ${facts('covered_outcomes', question)}(${actor.area_id}, null, ${question.known_on}, ${question.years}::smallint[]) f
    cross join lateral areas_of(f.pfa, ${mode}, ${wanted}::text[]) k
    join covered on covered.child_id = f.child_id and covered.pfa = k.pfa
    where ${ofOutcomes[which.column] ?? sql`true`}`
  return askingFacts(tx, () =>
    paged<OpenOutcomeRow>(asking, listed, {
      select: sql`l.child_id, l.forename, l.surname, o.text as outcome, l.pfa, o.baseline, l.with_position`,
      joins: sql`left join ${known('outcome', question)} o on o.area_id = ${actor.area_id} and o.id = l.outcome_id`,
      order: sql`l.outcome_id`,
    }),
  )
}
