import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from './connect.ts'

/** Whether two records are both there, neither joined into another; held, in one order, so that one join at a time touches them. */
export async function bothStand(tx: Tx, actor: Actor, table: 'child' | 'provider', kept: number, other: number) {
  const standing = await tx
    .selectFrom(table as 'child')
    .select('id')
    .where('area_id', '=', actor.area_id)
    .where('id', 'in', [kept, other])
    .where('merged_into', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  return standing.length === 2
}
