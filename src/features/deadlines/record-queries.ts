import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'

export const requestsOf = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('request')
    .select(['id', 'received_on', 'exception', 'exception_note'])
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .where(mayBeSeenBy(actor, 'request.child_id'))
    .orderBy('received_on', 'desc')
    .orderBy('id', 'desc')
    .execute()

export const exceptionsOf = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('request_exception')
    .select(['id', 'request_id', 'paragraph', 'note', 'recorded_on', 'recorded_act'])
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .orderBy('request_id', 'desc')
    .orderBy('paragraph')
    .execute()

export const adviceOf = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('advice_request')
    .select(['id', 'request_id', 'asked_of', 'asked_on', 'given_on', 'recorded_act'])
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .orderBy('asked_on', 'desc')
    .orderBy('asked_of')
    .execute()

export const holdsOf = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('review_hold')
    .select(['id', 'review_id', 'reason', 'note', 'from_on', 'to_on', 'recorded_act'])
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .orderBy('from_on', 'desc')
    .orderBy('id', 'desc')
    .execute()

export const reviewsOf = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('review')
    .select(['id', 'kind', 'meeting_on', 'hold_reason', 'decided_on'])
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .where(mayBeSeenBy(actor, 'review.child_id'))
    .orderBy('meeting_on', order => order.desc().nullsFirst())
    .execute()

/** A review this person may see, with its child. */
export const visibleReview = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('review')
    .innerJoin('child', join =>
      join.onRef('child.area_id', '=', 'review.area_id').onRef('child.id', '=', 'review.child_id'),
    )
    .select(['review.id', 'review.child_id', 'review.kind', 'review.meeting_on', 'child.forename', 'child.surname'])
    .where('review.area_id', '=', actor.area_id)
    .where('review.id', '=', id)
    .where(mayBeSeenBy(actor, 'review.child_id'))
    .executeTakeFirst()

/** A plan this person may see, with its child and where it came from. */
export const visiblePlan = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('plan')
    .innerJoin('child', join =>
      join.onRef('child.area_id', '=', 'plan.area_id').onRef('child.id', '=', 'plan.child_id'),
    )
    .leftJoin('plan_transfer as moved', join =>
      join.onRef('moved.area_id', '=', 'plan.area_id').onRef('moved.plan_id', '=', 'plan.id'),
    )
    .select(['plan.id', 'plan.child_id', 'plan.first_made_on', 'child.forename', 'child.surname'])
    .select(['moved.from_area', 'moved.transferred_on', 'moved.told_on', 'moved.recorded_act'])
    .where('plan.area_id', '=', actor.area_id)
    .where('plan.id', '=', id)
    .where(mayBeSeenBy(actor, 'plan.child_id'))
    .executeTakeFirst()

export const plansOf = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('plan')
    .select(['id', 'first_made_on', 'ceased_on'])
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .orderBy('first_made_on', 'desc')
    .execute()
