import type { Tx } from '#platform/database/connect.ts'
import type { Actor } from './actor.ts'
import { mayBeSeenBy } from './visible.ts'

/** A child this person may see, whose record was not joined into another: as a page beside the record begins. */
export const childNamed = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('child')
    .select(['id', 'forename', 'surname', 'birth_date', 'postcode'])
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .where('merged_into', 'is', null)
    .where(mayBeSeenBy(actor, 'child.id'))
    .executeTakeFirst()
