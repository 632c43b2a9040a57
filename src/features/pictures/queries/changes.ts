import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Question } from '../question.ts'
import { pageSize } from './behind.ts'
import { outcomeParts, outcomeSource, travelledIn } from './distance.ts'
import { ratingFacts } from './ratings.ts'
import { coverageFacts, softFacts } from './soft-and-coverage.ts'
import { askingFacts, atPlace, comma, eachYearApart } from './sources.ts'
import { touchedSince } from './touched-since.ts'

/** What counted then and what counts now of one goal, outcome, answer or child. */
export type Change = {
  child_id: number
  forename: string
  surname: string
  /** The words of the goal or the outcome. */
  words: string | null
  /** Which scale and respondent, or area and year. */
  part: string
  before: Counted | null
  after: Counted | null
  /** Of what counts now: when it was recorded, and why it was corrected. */
  recorded_on: string | null
  why: string | null
  /** What counted then is there still: only where the child stands has changed. */
  still: boolean
  rating_id: number | null
}

export type Counted = Readonly<Record<string, string | number | boolean | null>> & { review_id?: number }

type Source = {
  counted: RawBuilder<unknown>
  /** The columns that say what counted. */
  said: readonly string[]
  words: RawBuilder<unknown>
  recorded: RawBuilder<unknown>
  select: RawBuilder<unknown>
}

const nothingMore = {
  words: sql``,
  recorded: sql``,
  select: sql`null as words, null as recorded_on, null as why, true as still, null as rating_id`,
}

/** What counts in a question, one row for each goal, outcome, answer or child, and how to say more of it. */
function sourceOf(actor: Actor, question: Question, children: readonly number[]): Source {
  const year = eachYearApart(question)
  switch (question.measure) {
    case 'ratings': {
      const { from, where } = ratingFacts(actor, question, children)
      const part = question.counting === 'every' ? sql`f.review_id` : sql`f.academic_year`
      return {
        counted: sql`select f.child_id, f.goal_id as subject_id, ${part}::text as part, f.rating, f.review_id from ${from} where ${where}`,
        said: ['rating', 'review_id'],
        words: wordsOf(actor, 'goal'),
        recorded: recordedOf(actor, 'rating', 'goal_id'),
        select: sql`w.text as words, r.recorded_on, r.why, s.id is not null as still, r.id as rating_id`,
      }
    }
    case 'distance': {
      const { where } = outcomeParts(actor, question, atPlace(question), true)
      const from = outcomeSource(actor, question, 'facts', children)
      return {
        counted: sql`select f.child_id, f.outcome_id as subject_id, concat_ws(' ', f.years, f.provider_id, f.setting) as part, ${travelledIn(question)} as distance,
          f.target_met, f.review_id from ${from} where ${where}`,
        said: ['distance', 'target_met', 'review_id'],
        words: wordsOf(actor, 'outcome'),
        recorded: recordedOf(actor, 'position', 'outcome_id'),
        select: sql`w.text as words, r.recorded_on, r.why, s.id is not null as still, null as rating_id`,
      }
    }
    case 'soft': {
      const { from, where } = softFacts(actor, question, children)
      return {
        counted: sql`select f.child_id, 0 as subject_id, concat_ws(' ', f.scale, f.respondent${year ? sql`, f.academic_year` : sql``}) as part, f.rung,
          f.not_given_reason from ${from} where ${where}`,
        said: ['rung', 'not_given_reason'],
        ...nothingMore,
      }
    }
    case 'coverage': {
      const { from, where } = coverageFacts(actor, question, children)
      return {
        counted: sql`select f.child_id, 0 as subject_id, concat_ws(' ', f.pfa${year ? sql`, f.academic_year` : sql``}) as part, f.with_plan, f.reviewed,
          f.goals_rated, f.goals_not_rated, f.outcomes_with_position, f.outcomes_without, f.outcomes_unmapped from ${from} where ${where}`,
        said: [
          ...['with_plan', 'reviewed', 'goals_rated', 'goals_not_rated'],
          ...['outcomes_with_position', 'outcomes_without', 'outcomes_unmapped'],
        ],
        ...nothingMore,
      }
    }
  }
}

/** Of a page's few rows each is looked up: a join would read the table whole. */
const wordsOf = (actor: Actor, table: 'goal' | 'outcome') => sql`left join lateral (
    select t.text from ${sql.table(table)} t where t.area_id = ${actor.area_id} and t.id = l.subject_id limit 1) w on true`

/** The row that counts now, and whether the one that counted then still says the same. */
const recordedOf = (actor: Actor, table: 'rating' | 'position', subject: 'goal_id' | 'outcome_id') => {
  const at = (side: 'before' | 'after', as: string) => sql`left join lateral (
    select t.id, t.recorded_on, t.why from ${sql.table(table)} t where t.area_id = ${actor.area_id}
      and t.review_id = (${sql.ref(`l.${side}`)} ->> 'review_id')::bigint and ${sql.ref(`t.${subject}`)} = l.subject_id limit 1) ${sql.ref(as)} on true`
  return sql`${at('after', 'r')} ${at('before', 's')}`
}

/**
 * What counted differently on a day from now: goals rated since, corrected, taken back, or counted elsewhere because the
 * child's need, place or dates were put right. A page at a time.
 */
export async function changesSince(tx: Tx, actor: Actor, question: Question, day: string, page: number) {
  const children = await touchedSince(tx, actor, day)
  const whole: Question = { ...question, by: question.by.includes('academic_year') ? ['academic_year'] : [] }
  const now = sourceOf(actor, { ...whole, known_on: null }, children)
  const past = sourceOf(actor, { ...whole, known_on: day }, children)
  const said = (of: 'n' | 'b') => comma(now.said.map(name => sql.ref(`${of}.${name}`)))
  const byName = sql`lower(c.surname), lower(c.forename), c.id, l.subject_id, l.part`
  const { rows } = await askingFacts(tx, () =>
    sql<Change & { total: number }>`
    with now as materialized (${now.counted}), past as materialized (${past.counted}), listed as materialized (
      select child_id, subject_id, part, b, n from now n full join past b using (child_id, subject_id, part)
      where n.child_id is null or b.child_id is null or (${said('n')}) is distinct from (${said('b')})
    ), one_page as (
      select l.child_id, l.subject_id, l.part, to_jsonb(l.b) as before, to_jsonb(l.n) as after, c.forename, c.surname,
        row_number() over (order by ${byName}) as nth
      from listed l join child c on c.area_id = ${actor.area_id} and c.id = l.child_id
      where ${mayBeSeenBy(actor, 'c.id')}
      order by ${byName} limit ${pageSize} offset ${(page - 1) * pageSize}
    )
    select (select count(*)::int from listed) as total, l.child_id, l.forename, l.surname, l.part, l.before, l.after, ${now.select}
    from (select 1) one left join one_page l on true ${now.words} ${now.recorded} order by l.nth`.execute(tx),
  )
  return { total: rows[0]?.total ?? 0, rows: rows.filter(row => row.child_id !== null) as Change[] }
}
