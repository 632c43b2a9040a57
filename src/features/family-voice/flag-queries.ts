import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { FlagAnswer, FlaggedThing, WrongKind } from './flag.ts'
import type { FamilyRespondent } from './link.ts'
import { speakerOf } from './voice-queries.ts'

const flags = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('family_flag as flag')
    .innerJoin('child', join =>
      join.onRef('child.area_id', '=', 'flag.area_id').onRef('child.id', '=', 'flag.child_id'),
    )
    .select(['flag.id', 'flag.child_id', 'flag.language', 'flag.about_id', 'flag.about_words', 'flag.words'])
    .select(['flag.flagged_on', 'flag.answer_words', 'flag.answered_on', 'child.forename', 'child.surname'])
    .select(eb => [
      eb.ref('flag.respondent').$castTo<FamilyRespondent>().as('respondent'),
      eb.ref('flag.about').$castTo<FlaggedThing>().as('about'),
      eb.ref('flag.wrong').$castTo<WrongKind | null>().as('wrong'),
      eb.ref('flag.answer').$castTo<FlagAnswer | null>().as('answer'),
    ])
    .where('flag.area_id', '=', actor.area_id)
    .where(mayBeSeenBy(actor, 'flag.child_id'))

/** What somebody of the family said is wrong: their own words and the answers to them, nobody else's. */
export const ownFlags = (tx: Tx, actor: Actor, child_id: number) =>
  flags(tx, actor)
    .where('flag.child_id', '=', child_id)
    .where('flag.respondent', '=', speakerOf(actor))
    .orderBy('flag.id', 'desc')
    .execute()

export const ownFlag = (tx: Tx, actor: Actor, child_id: number, id: number) =>
  flags(tx, actor)
    .where('flag.child_id', '=', child_id)
    .where('flag.respondent', '=', speakerOf(actor))
    .where('flag.id', '=', id)
    .executeTakeFirst()

/** Everything families said is wrong: what waits first, the oldest first. */
export const allFlags = (tx: Tx, actor: Actor) =>
  flags(tx, actor).orderBy('flag.answered_on', 'desc').orderBy('flag.flagged_on').orderBy('flag.id').execute()

export const flagAt = (tx: Tx, actor: Actor, id: number) =>
  flags(tx, actor).where('flag.id', '=', id).executeTakeFirst()

export type Flag = NonNullable<Awaited<ReturnType<typeof flagAt>>>
