import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { changedMeanwhile } from '#platform/http/fields.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import {
  type Advice,
  type Hold,
  refuseAdvice,
  refuseEnd,
  refuseHold,
  refuseTransfer,
  type Transfer,
} from './recorded.ts'

type Written = Promise<{ refused: Refusal[] } | { done: true }>

const done = { done: true } as const

type About = { id: number; child_id: number }

/** Why a review waits. The page has seen to it that this person may see the review. */
export const startHold = (db: Database, actor: Actor, review: About, hold: Omit<Hold, 'to_on'>): Written =>
  audited(
    db,
    actor,
    { act: 'review.held_up', subject: 'review', subject_id: review.id, child_id: review.child_id, detail: hold },
    async tx => {
      const { area_id } = actor
      // Two people at once take turns: the review itself is what they share.
      await tx
        .selectFrom('review')
        .select('id')
        .where('area_id', '=', area_id)
        .where('id', '=', review.id)
        .forUpdate()
        .execute()
      const others = await tx
        .selectFrom('review_hold')
        .select(['from_on', 'to_on'])
        .where('area_id', '=', area_id)
        .where('review_id', '=', review.id)
        .execute()
      const refused = refuseHold({ ...hold, to_on: null }, others, actor.today)
      if (refused.length > 0) return { refused }
      await tx
        .insertInto('review_hold')
        .values({ area_id, child_id: review.child_id, review_id: review.id, ...hold })
        .execute()
      return done
    },
  )

export const endHold = (db: Database, actor: Actor, review: About, to_on: string): Written =>
  audited(
    db,
    actor,
    {
      act: 'review.hold_ended',
      subject: 'review',
      subject_id: review.id,
      child_id: review.child_id,
      detail: { to_on },
    },
    async tx => {
      const hold = await tx
        .selectFrom('review_hold')
        .select(['id', 'from_on'])
        .where('area_id', '=', actor.area_id)
        .where('review_id', '=', review.id)
        .where('to_on', 'is', null)
        .forUpdate()
        .executeTakeFirst()
      if (!hold) return { refused: [{ field: 'to_on', message: 'Somebody else has ended this hold' }] }
      const refused = refuseEnd(to_on, hold.from_on, actor.today)
      if (refused.length > 0) return { refused }
      await tx
        .updateTable('review_hold')
        .set({ to_on })
        .where('area_id', '=', actor.area_id)
        .where('id', '=', hold.id)
        .execute()
      return done
    },
  )

export const addException = (
  db: Database,
  actor: Actor,
  child_id: number,
  { request_id, paragraph, note }: { request_id: number; paragraph: string; note: string },
): Written =>
  audited(
    db,
    actor,
    { act: 'request.exception_added', subject: 'request', subject_id: request_id, child_id, detail: { paragraph } },
    async tx => {
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('request_exception')
        .values({ area_id: actor.area_id, child_id, request_id, paragraph, note })
        .onConflict(conflict => conflict.doNothing())
        .executeTakeFirstOrThrow()
      return numInsertedOrUpdatedRows === 0n
        ? { refused: [{ field: 'paragraph', message: 'This exception is recorded for the request already' }] }
        : done
    },
  )

/** An exception that does not hold is taken back with a reason; what it said stays in its history. */
export const removeException = (
  db: Database,
  actor: Actor,
  exception: About & { request_id: number },
  why: string,
): Written =>
  audited(
    db,
    actor,
    {
      ...{ act: 'request.exception_removed', subject: 'request', subject_id: exception.request_id },
      ...{ child_id: exception.child_id, why },
    },
    async tx => {
      await tx
        .deleteFrom('request_exception')
        .where('area_id', '=', actor.area_id)
        .where('id', '=', exception.id)
        .where('child_id', '=', exception.child_id)
        .execute()
      return done
    },
  )

export const addAdvice = (
  db: Database,
  actor: Actor,
  child_id: number,
  request: { id: number; received_on: string },
  advice: Advice,
): Written =>
  audited(db, actor, { act: 'advice.asked_for', subject: 'request', subject_id: request.id, child_id }, async tx => {
    const refused = refuseAdvice(advice, request.received_on, actor.today)
    if (refused.length > 0) return { refused }
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('advice_request')
      .values({ area_id: actor.area_id, child_id, request_id: request.id, ...advice })
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirstOrThrow()
    return numInsertedOrUpdatedRows === 0n
      ? { refused: [{ field: 'asked_of', message: 'They were asked on that day already' }] }
      : done
  })

/** Changes the version that was opened; where somebody has changed it since, nothing is written. */
export const changeAdvice = (
  db: Database,
  actor: Actor,
  about: About & { received_on: string },
  version: number,
  advice: Advice,
): Written =>
  audited(
    db,
    actor,
    { act: 'advice.changed', subject: 'advice_request', subject_id: about.id, child_id: about.child_id },
    async tx => {
      const refused = refuseAdvice(advice, about.received_on, actor.today)
      if (refused.length > 0) return { refused }
      const standing = await tx
        .selectFrom('advice_request')
        .select('recorded_act')
        .where('area_id', '=', actor.area_id)
        .where('id', '=', about.id)
        .forUpdate()
        .executeTakeFirst()
      if (standing?.recorded_act !== version) return { refused: [changedMeanwhile] }
      await tx
        .updateTable('advice_request')
        .set(advice)
        .where('area_id', '=', actor.area_id)
        .where('id', '=', about.id)
        .execute()
      return done
    },
  )

/** Where a plan came from, and when the family was told what happens next. */
export const recordTransfer = (db: Database, actor: Actor, plan: About, version: number, transfer: Transfer): Written =>
  audited(
    db,
    actor,
    { act: 'plan.transfer_recorded', subject: 'plan', subject_id: plan.id, child_id: plan.child_id, detail: transfer },
    async tx => {
      const refused = refuseTransfer(transfer, actor.today)
      if (refused.length > 0) return { refused }
      const { area_id } = actor
      const own = { area_id, child_id: plan.child_id, plan_id: plan.id }
      const standing = await tx
        .selectFrom('plan_transfer')
        .select(['id', 'recorded_act'])
        .where('area_id', '=', area_id)
        .where('plan_id', '=', plan.id)
        .forUpdate()
        .executeTakeFirst()
      if ((standing?.recorded_act ?? 0) !== version) return { refused: [changedMeanwhile] }
      if (standing)
        await tx
          .updateTable('plan_transfer')
          .set(transfer)
          .where('area_id', '=', area_id)
          .where('id', '=', standing.id)
          .execute()
      else
        await tx
          .insertInto('plan_transfer')
          .values({ ...own, ...transfer })
          .execute()
      return done
    },
  )
