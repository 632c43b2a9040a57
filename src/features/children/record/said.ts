import {
  type Respondent,
  type SoftMethod,
  type SoftNotGivenReason,
  type SoftScale,
  softScales,
} from '#domain/soft-scale.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

export type Answer = Awaited<ReturnType<typeof answersOf>>[number]

/** Everything the child, the parents and the provider have said on the ten scales, by day. */
export const answersOf = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('soft_answer')
    .select(['id', 'on_date', 'academic_year', 'review_id', 'rung', 'words'])
    .select(eb => [
      eb.ref('scale').$castTo<SoftScale>().as('scale'),
      eb.ref('respondent').$castTo<Respondent>().as('respondent'),
      eb.ref('method').$castTo<SoftMethod | null>().as('method'),
      eb.ref('not_given_reason').$castTo<SoftNotGivenReason | null>().as('not_given_reason'),
    ])
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .where('scale', 'in', Object.keys(softScales))
    .orderBy('on_date')
    .orderBy('id')
    .execute()
