import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Completer } from './instrument.ts'

const scores = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('instrument_score')
    .select(['id', 'child_id', 'instrument', 'version', 'part', 'score', 'on_date'])
    .select(eb => eb.ref('completed_by').$castTo<Completer>().as('completed_by'))
    .where('area_id', '=', actor.area_id)
    .where(mayBeSeenBy(actor, 'child_id'))

/** Scores of a child by instrument, the latest first. */
export const scoresOf = (tx: Tx, actor: Actor, child_id: number) =>
  scores(tx, actor)
    .where('child_id', '=', child_id)
    .orderBy('instrument')
    .orderBy('part')
    .orderBy('on_date', 'desc')
    .orderBy('id')
    .execute()

export const scoreAt = (tx: Tx, actor: Actor, id: number) => scores(tx, actor).where('id', '=', id).executeTakeFirst()

export type ScoreRow = NonNullable<Awaited<ReturnType<typeof scoreAt>>>

export const childAt = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('child')
    .select(['id', 'forename', 'surname', 'birth_date'])
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .where(mayBeSeenBy(actor, 'id'))
    .executeTakeFirst()
