import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

export type Line = Awaited<ReturnType<typeof provisionOf>>[number]

export const provisionOf = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('provision_line')
    .leftJoin('provider', join =>
      join
        .onRef('provider.area_id', '=', 'provision_line.area_id')
        .onRef('provider.id', '=', 'provision_line.provider_id'),
    )
    .select([
      'provision_line.id',
      'provision_line.plan_id',
      'provision_line.section',
      'provision_line.text',
      'provision_line.hours',
      'provision_line.per',
      'provision_line.ratio',
      'provision_line.delivered_by',
      'provision_line.outcome_ids',
      'provider.name as provider',
    ])
    .where('provision_line.area_id', '=', actor.area_id)
    .where('provision_line.child_id', '=', child_id)
    .orderBy('provision_line.section')
    .orderBy('provision_line.id')
    .execute()
