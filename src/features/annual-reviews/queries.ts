import { sql } from 'kysely'
import { isPfaArea } from '#domain/pfa.ts'
import type { NotRatedReason, Rating } from '#domain/rating.ts'
import type { HoldReason, ReviewDecision, ReviewKind } from '#domain/review.ts'
import { amount, ladderOf } from '#features/plans/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Fields } from './draft.ts'
import { isOpen, isToRate } from './goals-to-rate.ts'
import { isFromYear9 } from './run/people.ts'
import type { Sheet } from './sheet.ts'

export type Review = NonNullable<Awaited<ReturnType<typeof visibleReview>>>

/** A review this person may see, with the child and the plan it is about. */
export const visibleReview = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('review')
    .innerJoin('child', join =>
      join.onRef('child.area_id', '=', 'review.area_id').onRef('child.id', '=', 'review.child_id'),
    )
    .innerJoin('plan', join =>
      join.onRef('plan.area_id', '=', 'review.area_id').onRef('plan.id', '=', 'review.plan_id'),
    )
    .select([
      'review.id',
      'review.child_id',
      'review.plan_id',
      'review.meeting_on',
      'review.report_sent_on',
      'review.decided_on',
      'review.amendment_notice_on',
      'review.final_plan_on',
      'review.what_helped',
      'review.no_goal_reasons',
      'review.recorded_act',
      'child.forename',
      'child.surname',
      'child.birth_date',
      'plan.plan_type',
      'plan.first_made_on',
      'plan.ceased_on',
    ])
    .select(eb => [
      eb.ref('review.kind').$castTo<ReviewKind>().as('kind'),
      eb.ref('review.decision').$castTo<ReviewDecision | null>().as('decision'),
      eb.ref('review.hold_reason').$castTo<HoldReason | null>().as('hold_reason'),
      // Ratings or positions may have come with an import before any report was sent.
      sql<boolean>`exists (select from rating r where r.area_id = review.area_id and r.review_id = review.id)
        or exists (select from position p where p.area_id = review.area_id and p.review_id = review.id)`.as(
        'has_facts',
      ),
    ])
    .where('review.area_id', '=', actor.area_id)
    .where('review.id', '=', id)
    .where(mayBeSeenBy(actor, 'review.child_id'))
    .executeTakeFirst()

/** Where the child of a review was placed on the day of the meeting, or is today. */
export const placeOn = (tx: Tx, actor: Actor, child_id: number, on: string) =>
  tx
    .selectFrom('placement')
    .leftJoin('provider', join =>
      join.onRef('provider.area_id', '=', 'placement.area_id').onRef('provider.id', '=', 'placement.provider_id'),
    )
    .select(['provider.name', 'placement.setting'])
    .where('placement.area_id', '=', actor.area_id)
    .where('placement.child_id', '=', child_id)
    .where('placement.rank', '=', 1)
    .where('placement.from_on', '<=', on)
    .where(eb => eb.or([eb('placement.to_on', 'is', null), eb('placement.to_on', '>=', on)]))
    .orderBy('placement.from_on', 'desc')
    .limit(1)
    .executeTakeFirst()

/** What the other reviews of the plan have to do with this one's dates. */
export async function otherMeetings(tx: Tx, actor: Actor, plan_id: number, review_id?: number): Promise<string[]> {
  const rows = await meetingsOf(tx, actor, [plan_id])
  return rows.filter(({ id }) => id !== review_id).map(({ meeting_on }) => meeting_on)
}

type Dated = { id: number; plan_id: number; meeting_on: string; birth_date: string }

/** What this review asks, of a meeting on its day. */
export async function sheetOf(tx: Tx, actor: Actor, review: Dated): Promise<Sheet> {
  const sheets = await sheetsOf(tx, actor, [review])
  return (
    sheets.get(review.id) ?? {
      meeting_on: review.meeting_on,
      from_year_9: false,
      goals: [],
      outcomes: [],
      provision: [],
    }
  )
}

/** What each of several reviews asks, in as many questions as for one. */
export async function sheetsOf(tx: Tx, actor: Actor, reviews: readonly Dated[]): Promise<Map<number, Sheet>> {
  const plans = [...new Set(reviews.map(({ plan_id }) => plan_id))]
  const lines = Map.groupBy(await linesOf(tx, actor, plans), byPlan)
  const [outcomes, goals, ratings, positions, meetings] = [
    Map.groupBy(await outcomesOf(tx, actor, plans), byPlan),
    Map.groupBy(await goalsOf(tx, actor, plans), byPlan),
    Map.groupBy(await ratingsOfPlans(tx, actor, plans), byPlan),
    Map.groupBy(await positionsOfPlans(tx, actor, plans), byPlan),
    Map.groupBy(await meetingsOf(tx, actor, plans), byPlan),
  ]
  return new Map(
    reviews.map(review => {
      const of = <T>(rows: ReadonlyMap<number, T[]>) => rows.get(review.plan_id) ?? []
      const sheet = sheetFrom(review, of(outcomes), of(goals), of(ratings), of(positions), of(meetings))
      return [review.id, { ...sheet, provision: of(lines) }]
    }),
  )
}

const byPlan = ({ plan_id }: { plan_id: number }) => plan_id

type Rows<F extends (...asked: never[]) => Promise<unknown[]>> = Awaited<ReturnType<F>>

function sheetFrom(
  { id, meeting_on, birth_date }: Dated,
  outcomes: Rows<typeof outcomesOf>,
  goals: Rows<typeof goalsOf>,
  ratings: Rows<typeof ratingsOfPlans>,
  positions: Rows<typeof positionsOfPlans>,
  meetings: Rows<typeof meetingsOf>,
): Omit<Sheet, 'provision'> {
  const previous = meetings.findLast(other => other.id !== id && other.meeting_on < meeting_on)?.meeting_on ?? null
  const closed = new Map(outcomes.map(outcome => [outcome.id, outcome.closed_on]))
  const before = <T extends { meeting_on: string }>(rows: readonly T[]) =>
    rows.filter(row => row.meeting_on < meeting_on).at(-1)
  return {
    meeting_on,
    from_year_9: isFromYear9(birth_date, meeting_on),
    goals: goals.flatMap(goal => {
      const given = ratings.filter(rating => rating.goal_id === goal.id)
      const others = given.filter(rating => rating.review_id !== id)
      const open = isToRate(
        { ...goal, outcome_closed_on: closed.get(goal.outcome_id) ?? null, ratings: others },
        meeting_on,
        previous,
      )
      if (!open || given.length > others.length) return []
      return {
        id: goal.id,
        outcome_id: goal.outcome_id,
        text: goal.text,
        due_on: goal.due_on,
        last: before(others) ?? null,
      }
    }),
    outcomes: outcomes
      .filter(outcome => isOpen(outcome, meeting_on))
      .map(outcome => {
        const taken = positions.filter(position => position.outcome_id === outcome.id)
        return {
          ...outcome,
          last: before(taken.filter(position => position.review_id !== id)) ?? null,
          placed: taken.some(position => position.review_id === id),
        }
      }),
  }
}

async function linesOf(tx: Tx, actor: Actor, plans: readonly number[]) {
  const rows = await tx
    .selectFrom('provision_line')
    .select(['id', 'plan_id', 'section', 'text', 'hours', 'per'])
    .where('area_id', '=', actor.area_id)
    .where('plan_id', 'in', [-1, ...plans])
    .orderBy('section')
    .orderBy('id')
    .execute()
  return rows.map(({ hours, per, ...row }) => ({
    ...row,
    promised: amount({ hours, per }) ?? null,
    counted: hours !== null,
  }))
}

async function meetingsOf(tx: Tx, actor: Actor, plans: readonly number[]) {
  const rows = await tx
    .selectFrom('review')
    .select(['id', 'plan_id', 'meeting_on'])
    .where('area_id', '=', actor.area_id)
    .where('plan_id', 'in', [-1, ...plans])
    .where('meeting_on', 'is not', null)
    .orderBy('meeting_on')
    .execute()
  return rows.flatMap(({ meeting_on, ...row }) => (meeting_on === null ? [] : [{ ...row, meeting_on }]))
}

async function outcomesOf(tx: Tx, actor: Actor, plans: readonly number[]) {
  const rows = await tx
    .selectFrom('outcome')
    .select(['id', 'plan_id', 'text', 'pfa', 'agreed_on', 'closed_on', 'ladder', 'baseline', 'target'])
    .where('area_id', '=', actor.area_id)
    .where('plan_id', 'in', [-1, ...plans])
    .orderBy('agreed_on')
    .orderBy('id')
    .execute()
  return rows.map(row => ({ ...row, pfa: row.pfa.filter(isPfaArea), ladder: ladderOf(row.ladder) }))
}

const goalsOf = (tx: Tx, actor: Actor, plans: readonly number[]) =>
  tx
    .selectFrom('goal')
    .innerJoin('outcome', join =>
      join.onRef('outcome.area_id', '=', 'goal.area_id').onRef('outcome.id', '=', 'goal.outcome_id'),
    )
    .select(['goal.id', 'outcome.plan_id', 'goal.outcome_id', 'goal.text', 'goal.set_on', 'goal.due_on'])
    .where('goal.area_id', '=', actor.area_id)
    .where('outcome.plan_id', 'in', [-1, ...plans])
    .orderBy('outcome.agreed_on')
    .orderBy('outcome.id')
    .orderBy('goal.set_on')
    .orderBy('goal.id')
    .execute()

const ratingsOfPlans = (tx: Tx, actor: Actor, plans: readonly number[]) =>
  tx
    .selectFrom('rating')
    .innerJoin('review', join =>
      join.onRef('review.area_id', '=', 'rating.area_id').onRef('review.id', '=', 'rating.review_id'),
    )
    .select(['review.plan_id', 'rating.review_id', 'rating.goal_id'])
    .select(eb => [
      eb.ref('review.meeting_on').$notNull().as('meeting_on'),
      eb.ref('rating.rating').$castTo<Rating>().as('rating'),
      eb.ref('rating.reason').$castTo<NotRatedReason | null>().as('reason'),
    ])
    .where('rating.area_id', '=', actor.area_id)
    .where('review.plan_id', 'in', [-1, ...plans])
    .where('review.meeting_on', 'is not', null)
    .orderBy('review.meeting_on')
    .orderBy('rating.id')
    .execute()

const positionsOfPlans = (tx: Tx, actor: Actor, plans: readonly number[]) =>
  tx
    .selectFrom('position')
    .innerJoin('review', join =>
      join.onRef('review.area_id', '=', 'position.area_id').onRef('review.id', '=', 'position.review_id'),
    )
    .select(['review.plan_id', 'position.review_id', 'position.outcome_id', 'position.position'])
    .select(eb => eb.ref('review.meeting_on').$notNull().as('meeting_on'))
    .where('position.area_id', '=', actor.area_id)
    .where('review.plan_id', 'in', [-1, ...plans])
    .where('review.meeting_on', 'is not', null)
    .orderBy('review.meeting_on')
    .orderBy('position.id')
    .execute()

export type Draft = {
  fields: Fields
  /** Which form last wrote each step: what one form saves twice is not two people's work. */
  editing: Readonly<Record<string, string>>
  version: number
  saved: { at: Date; by: string | null } | null
}

/** What has been typed so far; nothing, if nobody has begun. */
export async function draftOf(tx: Tx, actor: Actor, review_id: number, lock = false): Promise<Draft> {
  const row = await tx
    .selectFrom('review_draft')
    .leftJoin('person', 'person.id', 'review_draft.saved_by')
    .select(['review_draft.answers', 'review_draft.version', 'review_draft.saved_at', 'person.name'])
    .where('review_draft.area_id', '=', actor.area_id)
    .where('review_draft.review_id', '=', review_id)
    .$if(lock, query => query.forUpdate('review_draft'))
    .executeTakeFirst()
  if (!row) return { fields: {}, editing: {}, version: 0, saved: null }
  const { fields = {}, editing = {} } = row.answers as Partial<Draft>
  return { fields, editing, version: row.version, saved: { at: row.saved_at, by: row.name } }
}

/** When this person last had a review open that they may not see any more: the child has left, or the plan has moved. */
async function lastSeenByMe(tx: Tx, actor: Actor, review_id: number): Promise<string | undefined> {
  if (actor.person_id === null) return undefined
  const entry = await tx
    .selectFrom('audit_entry')
    .select('on_date')
    .where('area_id', '=', actor.area_id)
    .where('person_id', '=', actor.person_id)
    .where('subject', '=', 'review')
    .where('subject_id', '=', review_id)
    .where('act', '!=', 'review.turned_away')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return entry?.on_date
}

/** The page of a report being written: open, or why it is not. */
export type Recording =
  | { state: 'open'; review: Review & { meeting_on: string }; sheet: Sheet; draft: Draft }
  | { state: 'sent'; review: Review }
  | { state: 'undated'; review: Review }
  | { state: 'left'; review_id: number; seen_on: string }

export async function recordingOf(tx: Tx, actor: Actor, id: number): Promise<Recording | undefined> {
  const review = await visibleReview(tx, actor, id)
  if (!review) {
    const seen_on = await lastSeenByMe(tx, actor, id)
    return seen_on === undefined ? undefined : { state: 'left', review_id: id, seen_on }
  }
  if (review.report_sent_on !== null) return { state: 'sent', review }
  if (review.meeting_on === null) return { state: 'undated', review }
  const dated = { ...review, meeting_on: review.meeting_on }
  return {
    state: 'open',
    review: dated,
    sheet: await sheetOf(tx, actor, dated),
    draft: await draftOf(tx, actor, id),
  }
}

/** A rating of this review, to be corrected. */
export const ratingAt = (tx: Tx, actor: Actor, review_id: number, id: number) =>
  tx
    .selectFrom('rating')
    .innerJoin('goal', join =>
      join.onRef('goal.area_id', '=', 'rating.area_id').onRef('goal.id', '=', 'rating.goal_id'),
    )
    .select(['rating.id', 'rating.child_id', 'rating.comment', 'rating.recorded_act', 'goal.text'])
    .select(eb => [
      eb.ref('rating.rating').$castTo<Rating>().as('rating'),
      eb.ref('rating.reason').$castTo<NotRatedReason | null>().as('reason'),
    ])
    .where('rating.area_id', '=', actor.area_id)
    .where('rating.review_id', '=', review_id)
    .where('rating.id', '=', id)
    .executeTakeFirst()

/** A position at this review, to be corrected. */
export async function positionAt(tx: Tx, actor: Actor, review_id: number, id: number) {
  const row = await tx
    .selectFrom('position')
    .innerJoin('outcome', join =>
      join.onRef('outcome.area_id', '=', 'position.area_id').onRef('outcome.id', '=', 'position.outcome_id'),
    )
    .select(['position.id', 'position.child_id', 'position.position', 'position.comment', 'position.recorded_act'])
    .select(['outcome.text', 'outcome.ladder'])
    .where('position.area_id', '=', actor.area_id)
    .where('position.review_id', '=', review_id)
    .where('position.id', '=', id)
    .executeTakeFirst()
  return row && { ...row, ladder: ladderOf(row.ladder) }
}
