import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { AnyRow } from '../picture.ts'
import type { Question, RatingCounts } from '../question.ts'
import {
  childrenOfOutcomes,
  fromOutcomes,
  outcomeSource,
  type Part,
  severalYearsTogether,
  together,
} from './distance.ts'
import { apart, countedFacts, fromChildren, ratingFacts } from './ratings.ts'
import { rowOf } from './rows.ts'
import { askingFacts, atPlace, facts } from './sources.ts'
import { fewTouchedSince } from './touched-since.ts'

/**
 * Questions of what was known on a day, those of one measure from one reading: reading is nearly all of the work. Answers
 * are in the order of the questions; undefined is of a question that is to be asked by itself.
 */
export async function answeredTogether(
  tx: Tx,
  actor: Actor,
  questions: readonly Question[],
): Promise<(AnyRow[] | undefined)[]> {
  const answers: (AnyRow[] | undefined)[] = questions.map(() => undefined)
  const days = Map.groupBy(questions.keys(), nth => questions[nth]?.known_on ?? null)
  for (const [day, ofDay] of days) {
    const asked = ofDay.filter(nth => ['ratings', 'distance'].includes(questions[nth]?.measure ?? ''))
    if (day === null || asked.length === 0) continue
    const touched = await fewTouchedSince(tx, actor, day)
    for (const of of Map.groupBy(asked, nth => readingOf(questions[nth] as Question, touched)).values()) {
      const found = await read(
        tx,
        actor,
        of.map(nth => questions[nth] as Question),
        touched,
      )
      for (const [at, nth] of of.entries()) answers[nth] = found[at]
    }
  }
  return answers
}

/** What is read for a question: others may be answered from the same. */
function readingOf(question: Question, touched: number[] | undefined): string {
  if (question.measure === 'ratings') return `ratings ${touched && isOfRollUp(question)}`
  return `distance ${severalYearsTogether(question) ? question.years?.join() : ''}`
}

/** Of several areas not told apart, a goal may be in two: no roll-up tells. */
const isOfRollUp = ({ by, filters, pfa }: Question) =>
  pfa === 'main' || by.includes('pfa') || (filters.pfa?.length ?? 0) < 2

function read(tx: Tx, actor: Actor, questions: Question[], touched: number[] | undefined): Promise<AnyRow[][]> {
  const [first] = questions as [Question]
  if (first.measure === 'distance')
    return distancesOf(tx, actor, questions, severalYearsTogether(first) ? undefined : touched)
  return ratingsOf(tx, actor, questions, isOfRollUp(first) ? touched : undefined)
}

type Answer = Record<string, string | number | boolean | null>

/** A roll-up as it was on a day: of the children touched since, from the facts; of the others, as it is. */
const asOf = (actor: Actor, rollUp: string, ofChildren: string, touched: number[], { known_on }: Question) => sql`
  afresh as materialized (
    select * from ${sql.raw(ofChildren)}(${actor.area_id}::smallint, ${touched}::bigint[], ${known_on}::date)
  ), told as not materialized (
    select * from ${sql.table(rollUp)} where area_id = ${actor.area_id} and child_id <> all (${touched}::bigint[])
    union all select * from afresh)`

async function ratingsOf(tx: Tx, actor: Actor, questions: Question[], touched: number[] | undefined) {
  const [first] = questions as [Question]
  const years = questions.some(question => question.years === null)
    ? null
    : [...new Set(questions.flatMap(question => question.years ?? []))]
  const told = touched
    ? asOf(actor, 'picture_child_year', 'child_ratings', touched, first)
    : sql`told as materialized (select ${actor.area_id}::smallint as area_id, x.* from ${facts('rating_facts', first)}(
        ${actor.area_id}, null, ${first.known_on}, ${years}::smallint[]) x)`
  const answers = await asked<Answer>(
    tx,
    told,
    questions.map(question =>
      touched
        ? fromChildren(actor, question, sql`told`)
        : countedFacts(question, ratingFacts(actor, question, null, sql`told`)),
    ),
  )
  return questions.map((question, nth) =>
    touched ? apart(question, answers[nth] ?? []) : (answers[nth] ?? []).map(row => rowOf<RatingCounts>(question, row)),
  )
}

async function distancesOf(tx: Tx, actor: Actor, questions: Question[], touched: number[] | undefined) {
  const [first] = questions as [Question]
  const source = touched ? 'by_child' : 'facts'
  const told = touched
    ? asOf(actor, 'picture_outcome', 'child_outcomes', touched, first)
    : sql`told as materialized (select f.* from ${outcomeSource(actor, first, 'facts')})`
  const answers = await asked<Answer>(
    tx,
    told,
    questions.flatMap(question => [
      fromOutcomes(actor, question, source, atPlace(question), sql`told f`),
      childrenOfOutcomes(actor, question, source, atPlace(question), sql`told f`),
    ]),
  )
  return questions.map((question, nth) =>
    together(
      question,
      (answers[2 * nth] ?? []) as (Answer & Part)[],
      (answers[2 * nth + 1] ?? []) as (Answer & { children: number })[],
    ),
  )
}

/** What each select says of `told`. */
async function asked<Row>(tx: Tx, told: RawBuilder<unknown>, selects: RawBuilder<Row>[]): Promise<Row[][]> {
  const all = sql.join(
    selects.map((select, nth) => sql`select ${nth}::int as nth, to_jsonb(q) as row from (${select}) q`),
    sql` union all `,
  )
  const { rows } = await askingFacts(tx, () => sql<{ nth: number; row: Row }>`with ${told} ${all}`.execute(tx))
  return selects.map((_, at) => rows.filter(({ nth }) => nth === at).map(({ row }) => row))
}
