import { sql } from 'kysely'
import { isPfaArea } from '#domain/pfa.ts'
import type { NotRatedReason, Rating } from '#domain/rating.ts'
import type { Respondent, SoftMethod, SoftNotGivenReason, SoftScale } from '#domain/soft-scale.ts'
import { ladderOf } from '#features/plans/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { type Author, authorsOf } from '#platform/audit/authors.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Review } from './queries.ts'

export type RatingVersion = {
  id: number
  goal_id: number
  rating: Rating
  reason: NotRatedReason | null
  comment: string | null
  why: string | null
  recorded_act: number
  author: Author | undefined
}

export type PositionVersion = {
  id: number
  outcome_id: number
  position: number
  comment: string | null
  why: string | null
  recorded_act: number
  author: Author | undefined
}

/** What stands, and what it replaced, the latest first. */
export type Versions<T> = { now: T; before: T[] }

export type Said = Awaited<ReturnType<typeof saidAt>>

/** Everything a review said, with every version of each rating and position. */
export async function saidAt(tx: Tx, actor: Actor, review: Review) {
  const [ratings, positions, meetings, sent_act] = [
    await ratingVersions(tx, actor, review),
    await positionVersions(tx, actor, review),
    await meetingVersions(tx, actor, review),
    await sending(tx, actor, review),
  ]
  const acts = [...ratings, ...positions, ...meetings].map(({ recorded_act }) => recorded_act)
  const authors = await authorsOf(tx, actor, [...acts, ...(sent_act === undefined ? [] : [sent_act])], { names: true })
  const signed = <T extends { recorded_act: number }>(rows: readonly T[]) =>
    rows.map(row => ({ ...row, author: authors.get(row.recorded_act) }))
  const outcomes = await outcomesAt(tx, actor, review)
  return {
    outcomes,
    goals: await goalsOf(tx, actor, review.plan_id),
    ratings: standing<RatingVersion>(signed(ratings), ({ rating, reason, comment }) => [rating, reason, comment]),
    positions: standing<PositionVersion>(signed(positions), ({ position, comment }) => [position, comment]),
    earlier: await positionsBefore(tx, actor, review),
    soft: await softAt(tx, actor, review),
    given: await givenAt(tx, actor, review),
    meetings: signed(meetings),
    sent: sent_act === undefined ? undefined : authors.get(sent_act),
    no_goal_reasons: Object.entries(review.no_goal_reasons as Record<string, string>).map(([id, why]) => ({
      outcome_id: Number(id),
      why,
    })),
  }
}

/**
 * Versions come with the latest first; the first of each id is what stands. A row that moved (records of one child were
 * joined, an import was undone) says the same as before: that is one version, and whoever said it first said it.
 */
function standing<T extends { id: number }>(versions: readonly T[], says: (version: T) => unknown[]): Versions<T>[] {
  const same = (one: T, other: T | undefined) => JSON.stringify(says(one)) === JSON.stringify(other && says(other))
  return [...Map.groupBy(versions, ({ id }) => id).values()].flatMap(group => {
    const [now, ...before] = group.filter((version, index) => !same(version, group[index + 1]))
    return now ? [{ now, before }] : []
  })
}

/** What the report says was given of the plan's provision. */
const givenAt = (tx: Tx, actor: Actor, { id }: Review) =>
  tx
    .selectFrom('provision_delivery as d')
    .innerJoin('provision_line as l', join =>
      join.onRef('l.area_id', '=', 'd.area_id').onRef('l.id', '=', 'd.provision_line_id'),
    )
    .select(['l.text', 'l.hours as promised', 'l.per', 'd.given', 'd.hours', 'd.note'])
    .where('d.area_id', '=', actor.area_id)
    .where('d.review_id', '=', id)
    .orderBy('l.section')
    .orderBy('l.id')
    .execute()

const ratingVersions = (tx: Tx, actor: Actor, { id }: Review) => {
  const columns = ['id', 'goal_id', 'comment', 'why', 'recorded_act'] as const
  const now = tx
    .selectFrom('rating')
    .select([...columns, sql<boolean>`true`.as('stands')])
    .select(eb => [
      eb.ref('rating').$castTo<Rating>().as('rating'),
      eb.ref('reason').$castTo<NotRatedReason | null>().as('reason'),
    ])
    .where('area_id', '=', actor.area_id)
    .where('review_id', '=', id)
  const before = tx
    .selectFrom('rating_history')
    .select([...columns, sql<boolean>`false`.as('stands')])
    .select(eb => [
      eb.ref('rating').$castTo<Rating>().as('rating'),
      eb.ref('reason').$castTo<NotRatedReason | null>().as('reason'),
    ])
    .where('area_id', '=', actor.area_id)
    .where('review_id', '=', id)
    // One that was taken back whole, as by undoing an import, is no longer what the review says.
    .where(
      'id',
      'in',
      tx.selectFrom('rating').select('id').where('area_id', '=', actor.area_id).where('review_id', '=', id),
    )
  return now.unionAll(before).orderBy('stands', 'desc').orderBy('recorded_act', 'desc').execute()
}

const positionVersions = (tx: Tx, actor: Actor, { id }: Review) => {
  const columns = ['id', 'outcome_id', 'position', 'comment', 'why', 'recorded_act'] as const
  const now = tx
    .selectFrom('position')
    .select([...columns, sql<boolean>`true`.as('stands')])
    .where('area_id', '=', actor.area_id)
    .where('review_id', '=', id)
  const before = tx
    .selectFrom('position_history')
    .select([...columns, sql<boolean>`false`.as('stands')])
    .where('area_id', '=', actor.area_id)
    .where('review_id', '=', id)
    .where(
      'id',
      'in',
      tx.selectFrom('position').select('id').where('area_id', '=', actor.area_id).where('review_id', '=', id),
    )
  return now.unionAll(before).orderBy('stands', 'desc').orderBy('recorded_act', 'desc').execute()
}

/** The meeting date as it was before each correction, the latest first. */
const meetingVersions = (tx: Tx, actor: Actor, { id }: Review) =>
  tx
    .selectFrom('review_history')
    .innerJoin('audit_entry', join =>
      join
        .onRef('audit_entry.area_id', '=', 'review_history.area_id')
        .onRef('audit_entry.id', '=', 'review_history.superseded_act'),
    )
    .select(['review_history.meeting_on', 'review_history.superseded_act as recorded_act'])
    .where('review_history.area_id', '=', actor.area_id)
    .where('review_history.id', '=', id)
    .where('audit_entry.act', '=', 'review.corrected')
    .orderBy('review_history.superseded_act', 'desc')
    .execute()

/** The act that sent the report, if it was sent from here. */
async function sending(tx: Tx, actor: Actor, { id, child_id }: Review): Promise<number | undefined> {
  const entry = await tx
    .selectFrom('audit_entry')
    .select('id')
    .where('area_id', '=', actor.area_id)
    // What was joined to this child's record keeps the number it had in the trail.
    .where(
      'child_id',
      'in',
      tx
        .selectFrom('child')
        .select('id')
        .where('area_id', '=', actor.area_id)
        .where(eb => eb.or([eb('id', '=', child_id), eb('merged_into', '=', child_id)])),
    )
    .where('act', '=', 'review.sent')
    .where('subject_id', '=', id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return entry?.id
}

/** Outcomes the review speaks of: those of its plan, in their order. */
async function outcomesAt(tx: Tx, actor: Actor, { plan_id }: Review) {
  const rows = await tx
    .selectFrom('outcome')
    .select(['id', 'text', 'pfa', 'ladder', 'baseline', 'target'])
    .where('area_id', '=', actor.area_id)
    .where('plan_id', '=', plan_id)
    .orderBy('agreed_on')
    .orderBy('id')
    .execute()
  return rows.map(row => ({ ...row, pfa: row.pfa.filter(isPfaArea), ladder: ladderOf(row.ladder) }))
}

const goalsOf = (tx: Tx, actor: Actor, plan_id: number) =>
  tx
    .selectFrom('goal')
    .innerJoin('outcome', join =>
      join.onRef('outcome.area_id', '=', 'goal.area_id').onRef('outcome.id', '=', 'goal.outcome_id'),
    )
    .select(['goal.id', 'goal.outcome_id', 'goal.text', 'goal.set_on', 'goal.due_on'])
    .where('goal.area_id', '=', actor.area_id)
    .where('outcome.plan_id', '=', plan_id)
    .orderBy('goal.set_on')
    .orderBy('goal.id')
    .execute()

/** Each outcome's last position before the meeting. */
const positionsBefore = (tx: Tx, actor: Actor, { plan_id, meeting_on }: Review) =>
  tx
    .selectFrom('position')
    .innerJoin('review', join =>
      join.onRef('review.area_id', '=', 'position.area_id').onRef('review.id', '=', 'position.review_id'),
    )
    .distinctOn('position.outcome_id')
    .select(['position.outcome_id', 'position.position', 'review.meeting_on'])
    .where('position.area_id', '=', actor.area_id)
    .where('review.plan_id', '=', plan_id)
    .where('review.meeting_on', '<', meeting_on ?? '0001-01-01')
    .orderBy('position.outcome_id')
    .orderBy('review.meeting_on', 'desc')
    .orderBy('position.id', 'desc')
    .execute()

const softAt = (tx: Tx, actor: Actor, { id }: Review) =>
  tx
    .selectFrom('soft_answer')
    .select(['rung', 'words'])
    .select(eb => [
      eb.ref('scale').$castTo<SoftScale>().as('scale'),
      eb.ref('respondent').$castTo<Respondent>().as('respondent'),
      eb.ref('method').$castTo<SoftMethod | null>().as('method'),
      eb.ref('not_given_reason').$castTo<SoftNotGivenReason | null>().as('not_given_reason'),
    ])
    .where('area_id', '=', actor.area_id)
    .where('review_id', '=', id)
    .execute()
