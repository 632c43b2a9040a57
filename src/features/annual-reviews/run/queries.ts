import { sql } from 'kysely'
import type { Attendance, CareActAnswer, ParticipantPart } from '#domain/participant.ts'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import { placeOn, type Review, visibleReview } from '../queries.ts'
import type { Known } from './people.ts'
import { type OwnWay, ownWayOf } from './way.ts'

export type Participant = Awaited<ReturnType<typeof peopleOf>>[number]

/** Everybody invited to a review, in the order of regulation 20(2). */
export const peopleOf = (tx: Tx, actor: Actor, review_id: number) =>
  tx
    .selectFrom('review_participant')
    .select(['id', 'child_id', 'review_id', 'name', 'email', 'invited_on', 'advice_asked_on', 'advice_chased_on'])
    .select(['advice_received_on', 'advice', 'no_advice_reason', 'recorded_act'])
    .select(eb => [
      eb.ref('part').$castTo<ParticipantPart>().as('part'),
      eb.ref('attended').$castTo<Attendance | null>().as('attended'),
    ])
    .where('area_id', '=', actor.area_id)
    .where('review_id', '=', review_id)
    .where(mayBeSeenBy(actor, 'child_id'))
    .orderBy(
      sql`array_position(array['parent', 'young_person', 'setting', 'local_authority', 'health', 'social_care', 'adulthood', 'other'], part)`,
    )
    .orderBy('id')
    .execute()

/** The parts of a review that its run is about, beside those its report is. */
export const detailsOf = (tx: Tx, actor: Actor, review_id: number) =>
  tx
    .selectFrom('review')
    .select(['meeting_time', 'meeting_place', 'held_by', 'invited_on', 'advice_circulated_on'])
    .select(['recommended_changes', 'disagreement', 'adulthood', 'care_act_note', 'decision_reasons'])
    .select(['representations_on', 'representations', 'not_amending_on'])
    .select(eb => [
      eb.ref('recommendation').$castTo<'M' | 'A' | 'C' | null>().as('recommendation'),
      eb.ref('care_act').$castTo<CareActAnswer | null>().as('care_act'),
    ])
    .where('area_id', '=', actor.area_id)
    .where('id', '=', review_id)
    .executeTakeFirstOrThrow()

export type Run = {
  review: Review
  details: Awaited<ReturnType<typeof detailsOf>>
  people: Participant[]
}

/** A review as it is run: undefined when this person may not see it. */
export async function runAt(tx: Tx, actor: Actor, id: number): Promise<Run | undefined> {
  const review = await visibleReview(tx, actor, id)
  return review && { review, details: await detailsOf(tx, actor, id), people: await peopleOf(tx, actor, id) }
}

/** What is known of those to be invited. */
export async function knownOf(tx: Tx, actor: Actor, review: Review): Promise<Known> {
  const { area_id, today } = actor
  const { child_id, birth_date } = review
  const members = await tx
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.name', 'person.email', 'membership.role'])
    .where('membership.area_id', '=', area_id)
    .where('membership.role', 'in', ['parent', 'young_person'])
    .where(sql<boolean>`${child_id} = any (membership.children)`)
    .where(eb => eb.or([eb('membership.until_on', 'is', null), eb('membership.until_on', '>=', today)]))
    .orderBy('person.name')
    .execute()
  const care = await tx
    .selectFrom('care_status')
    .select('looked_after')
    .where('area_id', '=', area_id)
    .where('child_id', '=', child_id)
    .where('from_on', '<=', today)
    .orderBy('from_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  const place = await placeOn(tx, actor, child_id, review.meeting_on ?? today)
  return {
    birth_date,
    meeting_on: review.meeting_on ?? today,
    child: `${review.forename} ${review.surname}`,
    parents: members.filter(({ role }) => role === 'parent'),
    young_person: members.find(({ role }) => role === 'young_person'),
    coordinator: await coordinatorOf(tx, actor, child_id),
    place: place?.name ?? undefined,
    setting: place?.setting ?? null,
    looked_after: care?.looked_after ?? false,
  }
}

/** How a review is held, from where the child is on the day of the meeting: undefined where a setting holds it. */
export async function wayOf(tx: Tx, actor: Actor, review: Review): Promise<OwnWay | undefined> {
  const on = review.meeting_on ?? actor.today
  const place = await placeOn(tx, actor, review.child_id, on)
  const known = { place: place?.name ?? undefined, setting: place?.setting ?? null, birth_date: review.birth_date }
  return ownWayOf(known, on)
}

/** The coordinator whose caseload a child is on. */
const coordinatorOf = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('caseload')
    .innerJoin('person', 'person.id', 'caseload.person_id')
    .select(['person.name', 'person.email'])
    .where('caseload.area_id', '=', actor.area_id)
    .where('caseload.child_id', '=', child_id)
    .where('caseload.to_on', 'is', null)
    .executeTakeFirst()
