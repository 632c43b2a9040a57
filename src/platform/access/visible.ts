import { type RawBuilder, sql } from 'kysely'
import type { Actor } from './actor.ts'

/**
 * Whether this person may see the child that a column names: the first lock, in the question itself; row security
 * beneath it is the second. `.where(mayBeSeenBy(actor, 'child.id'))`
 */
export function mayBeSeenBy(actor: Actor, column: string): RawBuilder<boolean> {
  switch (actor.scope) {
    case 'area':
      return sql<boolean>`true`
    case 'own':
      return sql<boolean>`${sql.ref(column)} = any (${actor.children}::bigint[])`
    case 'placed':
      // An array, not a join: an index on the column can answer it, through a view too.
      return sql<boolean>`${sql.ref(column)} = any (array(
        select seen.child_id from placement as seen
        where seen.area_id = ${actor.area_id} and seen.provider_id = any (${actor.institutions}::bigint[])
          and seen.from_on <= ${actor.today} and (seen.to_on is null or seen.to_on >= ${actor.today})))`
  }
}

/** Whether this person may open the provider that a column names: all the area's, or their own alone. */
export const providerMayBeSeenBy = (actor: Actor, column: string): RawBuilder<boolean> =>
  actor.scope === 'area' ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = any (${actor.institutions}::bigint[])`
