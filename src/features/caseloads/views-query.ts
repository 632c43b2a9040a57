import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

/** The lists this person keeps by name. */
export const viewsOf = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('saved_view')
    .select(['id', 'name', 'address'])
    .where('area_id', '=', actor.area_id)
    .where('person_id', '=', actor.person_id ?? 0)
    .orderBy('name')
    .execute()
