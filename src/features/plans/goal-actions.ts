import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

type SetGoal = { outcome_id: number; text: string; set_on: string; due_on: string }

/** Goals set as part of another act, as when the report of a review is sent. What they say has been checked there. */
export const setGoals = (tx: Tx, actor: Actor, child_id: number, goals: readonly SetGoal[]) =>
  tx
    .insertInto('goal')
    .values(goals.map(goal => ({ area_id: actor.area_id, child_id, ...goal })))
    .execute()

/** The day these goals were set turns out to be another. */
export const setOnAnotherDay = (tx: Tx, actor: Actor, ids: readonly number[], set_on: string) =>
  tx.updateTable('goal').set({ set_on }).where('area_id', '=', actor.area_id).where('id', 'in', ids).execute()
