import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'

/** Children by the sender's id: what a picture by child is keyed by. */
export async function childNames(tx: Tx, actor: Actor, refs: readonly string[]) {
  const rows = await tx
    .selectFrom('child')
    .select(['id', 'ref', 'forename', 'surname'])
    .where('area_id', '=', actor.area_id)
    .where(mayBeSeenBy(actor, 'child.id'))
    .where('ref', '=', sql<string>`any (${refs}::text[])`)
    .execute()
  return new Map(rows.map(({ id, ref, forename, surname }) => [ref, { id, name: `${forename} ${surname}` }]))
}
