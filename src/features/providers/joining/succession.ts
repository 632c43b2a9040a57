import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'

export const linkWords = {
  succession: 'carries on as',
  merger: 'was merged into',
  split: 'was split, in part into',
} as const

export type LinkKind = keyof typeof linkWords

/** What a provider was before, and what it is now, by the links that name it. */
export async function linksOf(tx: Tx, actor: Actor, provider_id: number) {
  const { rows } = await sql<{
    id: number
    other_id: number
    name: string
    kind: LinkKind
    on_date: string | null
    source: string
    before: boolean
  }>`
    select s.id, p.id as other_id, p.name, s.kind, s.on_date, s.source, s.successor_id = ${provider_id} as before
    from provider_succession s
    join provider p on p.area_id = ${actor.area_id}
      and p.id = case when s.successor_id = ${provider_id} then s.provider_id else s.successor_id end
    where s.area_id = ${actor.area_id} and ${provider_id}::bigint in (s.provider_id, s.successor_id)
    order by before desc, s.on_date nulls last, p.name, s.id limit 50`.execute(tx)
  return rows
}

type Given = { provider_id: number; successor_id: number; kind: LinkKind; on_date: string | null }

/** Says by hand what a provider carries on as. A circle, of whatever length, is refused: nothing carries on as what it was. */
export const addSuccession = (
  db: Database,
  actor: Actor,
  given: Given,
): Promise<{ refused: Refusal[] } | { id: number }> =>
  audited(
    db,
    actor,
    { act: 'provider.succession_added', subject: 'provider', subject_id: given.successor_id },
    async tx => {
      // Two links made at once could close a circle that neither would alone.
      await sql`select pg_advisory_xact_lock(715201, ${actor.area_id})`.execute(tx)
      if (given.provider_id === given.successor_id)
        return { refused: [{ field: 'other', message: 'A provider cannot carry on as itself' }] }
      const { rows } = await sql<{ way: string[] }>`
        with recursive way as (
          select successor_id, array[provider_id] as seen from provider_succession
          where area_id = ${actor.area_id} and provider_id = ${given.successor_id}
          union all
          select s.successor_id, way.seen || s.provider_id from way
          join provider_succession s on s.area_id = ${actor.area_id} and s.provider_id = way.successor_id
          where s.provider_id <> all (way.seen)
        ) select array(select p.name from unnest(way.seen || way.successor_id) with ordinality u (id, nth)
            join provider p on p.area_id = ${actor.area_id} and p.id = u.id order by nth) as way
          from way where successor_id = ${given.provider_id} limit 1`.execute(tx)
      const [circle] = rows
      if (circle) {
        const message = `This would go round in a circle: ${circle.way.join(' carries on as ')} already`
        return { refused: [{ field: 'other', message }] }
      }
      const row = { area_id: actor.area_id, ...given, source: 'hand' }
      const added = await tx
        .insertInto('provider_succession')
        .values(row)
        .onConflict(conflict => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      return added ?? { refused: [{ field: 'other', message: 'This is recorded already' }] }
    },
  )

export const removeSuccession = (db: Database, actor: Actor, id: number): Promise<{ id: number }> =>
  audited(db, actor, { act: 'provider.succession_removed', subject: 'provider', subject_id: id }, async tx => {
    const gone = await tx
      .deleteFrom('provider_succession')
      .where('area_id', '=', actor.area_id)
      .where('id', '=', id)
      .executeTakeFirst()
    if (gone.numDeletedRows === 0n) throw new NotFound()
    return { id }
  })
