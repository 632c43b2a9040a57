import { sql } from 'kysely'
import type { NotRatedReason, Rating } from '#domain/rating.ts'
import { setOnAnotherDay } from '#features/plans/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { type RatingSays, refuseMove } from './correction.ts'
import { otherMeetings, type Review, visibleReview } from './queries.ts'
import { refuseMeeting } from './review-dates.ts'

type Refused = { refused: Refusal[] }

/** A correction begins from what the person saw: if that has been corrected since, they look again. */
const correctedSince = (field: string): Refused => ({
  refused: [
    {
      field,
      message: 'Somebody corrected this after you opened it. What it says now is shown: look at it and try again',
    },
  ],
})

/** Supersedes a rating: what it said before goes to its history with the day and the act. */
export const correctRating = (
  db: Database,
  actor: Actor,
  rating: { id: number; child_id: number; recorded_act: number },
  says: RatingSays,
  why: string,
): Promise<{ corrected: true } | Refused> =>
  audited(
    db,
    actor,
    { act: 'rating.corrected', subject: 'rating', subject_id: rating.id, child_id: rating.child_id, why },
    async tx => {
      const { numUpdatedRows } = await tx
        .updateTable('rating')
        .set({ ...says, why })
        .where('area_id', '=', actor.area_id)
        .where('id', '=', rating.id)
        .where('recorded_act', '=', rating.recorded_act)
        .executeTakeFirst()
      return numUpdatedRows === 1n ? { corrected: true as const } : correctedSince('rating')
    },
  )

export const correctPosition = (
  db: Database,
  actor: Actor,
  position: { id: number; child_id: number; recorded_act: number },
  says: { position: number; comment: string | null },
  why: string,
): Promise<{ corrected: true } | Refused> =>
  audited(
    db,
    actor,
    { act: 'position.corrected', subject: 'position', subject_id: position.id, child_id: position.child_id, why },
    async tx => {
      const { numUpdatedRows } = await tx
        .updateTable('position')
        .set({ ...says, why })
        .where('area_id', '=', actor.area_id)
        .where('id', '=', position.id)
        .where('recorded_act', '=', position.recorded_act)
        .executeTakeFirst()
      return numUpdatedRows === 1n ? { corrected: true as const } : correctedSince('position')
    },
  )

/** Moves a meeting, and with it the answers that were given there and the goals that were set there. */
export const correctMeeting = (
  db: Database,
  actor: Actor,
  review: Review,
  meeting_on: string,
  why: string,
): Promise<{ corrected: true } | Refused> =>
  audited(
    db,
    actor,
    { act: 'review.corrected', subject: 'review', subject_id: review.id, child_id: review.child_id, why },
    async (tx, entry) => {
      const now = await visibleReview(tx, actor, review.id)
      if (!now) throw new NotFound()
      const stand = {
        ...now,
        today: actor.today,
        other_meetings: await otherMeetings(tx, actor, now.plan_id, now.id),
      }
      const refused = [...refuseMove(now.meeting_on, meeting_on, why, stand), ...refuseMeeting(meeting_on, stand)]
      if (refused.length > 0) return { refused }
      if (await answeredOn(tx, actor, now, meeting_on))
        return {
          refused: [
            {
              field: 'meeting_on',
              message: 'There are other answers on how things are going from that day: they would be mixed up',
            },
          ],
        }
      entry.detail = { from: now.meeting_on, to: meeting_on }
      const { numUpdatedRows } = await tx
        .updateTable('review')
        .set({ meeting_on })
        .where('area_id', '=', actor.area_id)
        .where('id', '=', now.id)
        .where('recorded_act', '=', review.recorded_act)
        .executeTakeFirst()
      if (numUpdatedRows !== 1n) return correctedSince('meeting_on')
      await moveWhatWasSaid(tx, actor, now, meeting_on)
      return { corrected: true }
    },
  )

/** Answers of that day which are not this review's own. */
const answeredOn = (tx: Tx, actor: Actor, { id, child_id }: Review, on: string) =>
  tx
    .selectFrom('soft_answer')
    .select('id')
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .where('on_date', '=', on)
    .where(eb => eb.or([eb('review_id', 'is', null), eb('review_id', '!=', id)]))
    .limit(1)
    .executeTakeFirst()

async function moveWhatWasSaid(tx: Tx, actor: Actor, { id, plan_id, meeting_on: from }: Review, to: string) {
  if (from === null) return
  await tx
    .updateTable('soft_answer')
    .set({ on_date: to })
    .where('area_id', '=', actor.area_id)
    .where('review_id', '=', id)
    .where('on_date', '=', from)
    .execute()
  const set = await tx
    .selectFrom('goal')
    .innerJoin('outcome', join =>
      join.onRef('outcome.area_id', '=', 'goal.area_id').onRef('outcome.id', '=', 'goal.outcome_id'),
    )
    .select('goal.id')
    .where('goal.area_id', '=', actor.area_id)
    .where('outcome.plan_id', '=', plan_id)
    .where('goal.set_on', '=', from)
    .where(eb => eb.or([eb('goal.due_on', 'is', null), eb('goal.due_on', '>', to)]))
    // A goal that is already rated here was set before: it only happens to share the day.
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('rating')
            .select('rating.id')
            .whereRef('rating.area_id', '=', 'goal.area_id')
            .whereRef('rating.goal_id', '=', 'goal.id')
            .where('rating.review_id', '=', id),
        ),
      ),
    )
    .execute()
  const ids = set.map(goal => goal.id)
  if (ids.length > 0) await setOnAnotherDay(tx, actor, ids, to)
}

/** A rating as it stands where a row names it; what is null is not there. */
export type FoundRating = {
  review_id: number | null
  goal_id: number | null
  id: number | null
  rating: Rating | null
  reason: NotRatedReason | null
  comment: string | null
}

const batch = 5000

/** The ratings that rows name by the sender's ids, in the order of the rows. */
export async function ratingsNamed(
  tx: Tx,
  actor: Actor,
  rows: readonly { review_ref: string; goal_ref: string }[],
): Promise<FoundRating[]> {
  const found: FoundRating[] = []
  for (let at = 0; at < rows.length; at += batch) {
    const some = rows.slice(at, at + batch)
    const { rows: named } = await sql<FoundRating>`
      select v.id as review_id, g.id as goal_id, r.id, r.rating, r.reason, r.comment
      from unnest(${some.map(row => row.review_ref)}::text[], ${some.map(row => row.goal_ref)}::text[])
        with ordinality as named (review_ref, goal_ref, nth)
      left join review v on v.area_id = ${actor.area_id} and v.ref = named.review_ref
      left join goal g on g.area_id = ${actor.area_id} and g.ref = named.goal_ref
      left join rating r on r.area_id = ${actor.area_id} and r.review_id = v.id and r.goal_id = g.id
      order by named.nth`.execute(tx)
    found.push(...named)
  }
  return found
}

/** Supersedes many ratings in one act. Each keeps the reason it was corrected for. */
export const correctRatings = (
  db: Database,
  actor: Actor,
  corrections: readonly ({ id: number; why: string } & RatingSays)[],
  about: { file: string; rows: number },
): Promise<void> =>
  audited(
    db,
    actor,
    { act: 'rating.corrected', subject: 'rating', detail: { ...about, corrected: corrections.length } },
    async tx => {
      for (let at = 0; at < corrections.length; at += batch) {
        const some = corrections.slice(at, at + batch)
        await sql`
          update rating r set rating = said.rating, reason = said.reason, comment = said.comment, why = said.why
          from unnest(${some.map(each => each.id)}::bigint[], ${some.map(each => each.rating)}::text[],
            ${some.map(each => each.reason)}::text[], ${some.map(each => each.comment)}::text[],
            ${some.map(each => each.why)}::text[]) as said (id, rating, reason, comment, why)
          where r.area_id = ${actor.area_id} and r.id = said.id`.execute(tx)
      }
    },
  )
