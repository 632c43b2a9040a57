import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import { exchanged, type Known, likeness } from '../child.ts'

export type LikelyMatch = Known & { id: number; reasons: string[] }

/** Records that may be of the child somebody is about to add, the likeliest first. `but` is left out: a child is no match of itself. */
export async function likelyMatches(tx: Tx, actor: Actor, sought: Known, but?: number): Promise<LikelyMatch[]> {
  const candidates = await tx
    .selectFrom('child')
    .select(['id', 'forename', 'surname', 'birth_date', 'upn', 'uln'])
    .where('area_id', '=', actor.area_id)
    .where('merged_into', 'is', null)
    .where('id', '!=', but ?? 0)
    .where(mayBeSeenBy(actor, 'child.id'))
    .where(eb =>
      eb.or([
        eb('birth_date', '=', sought.birth_date),
        eb(sql`birth_date::text`, '=', exchanged(sought.birth_date)),
        eb('upn', '=', sought.upn),
        eb('uln', '=', sought.uln),
      ]),
    )
    .execute()
  return candidates
    .map(known => ({ ...known, reasons: likeness(sought, known) }))
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted((a, b) => weight(b) - weight(a))
    .slice(0, 10)
}

const weight = ({ reasons }: LikelyMatch) => reasons.length + (reasons[0]?.startsWith('Same UPN') ? 10 : 0)
