import type { Respondent, SoftScale } from '#domain/soft-scale.ts'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'

export type OwnAnswer = {
  respondent: Respondent
  scale: SoftScale
  rung: number | null
  words: string | null
  on_date: string
}

/** What parents and the young person sent themselves for a review: an entry in the report takes its place. */
export const ownAnswersOf = (tx: Tx, actor: Actor, review_id: number): Promise<OwnAnswer[]> =>
  tx
    .selectFrom('soft_answer')
    .select(['rung', 'words', 'on_date'])
    .select(eb => [
      eb.ref('respondent').$castTo<Respondent>().as('respondent'),
      eb.ref('scale').$castTo<SoftScale>().as('scale'),
    ])
    .where('area_id', '=', actor.area_id)
    .where('review_id', '=', review_id)
    .where('respondent', 'in', ['parent', 'young_person'])
    .where(mayBeSeenBy(actor, 'child_id'))
    .orderBy('id')
    .execute()
