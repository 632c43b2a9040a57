import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { csvLine } from '#platform/transfer/csv-out.ts'

type Sought = { found: number[]; missing: string[] }

const sought = (named: string[], rows: { id: number; keys: (string | null)[] }[]): Sought => ({
  found: rows.map(({ id }) => id),
  missing: named.filter(name => !rows.some(({ keys }) => keys.includes(name))),
})

/** Institutions by URN or by the sender's own id. */
export async function institutionsNamed(tx: Tx, actor: Actor, named: string[]): Promise<Sought> {
  if (named.length === 0) return { found: [], missing: [] }
  const rows = await tx
    .selectFrom('provider')
    .select(['id', 'urn', 'ref'])
    .where('area_id', '=', actor.area_id)
    .where(e => e.or([e('urn', 'in', named), e('ref', 'in', named)]))
    .execute()
  return sought(
    named,
    rows.map(({ id, urn, ref }) => ({ id, keys: [urn, ref] })),
  )
}

/** Children by UPN or by the sender's own id. */
export async function childrenNamed(tx: Tx, actor: Actor, named: string[]): Promise<Sought> {
  if (named.length === 0) return { found: [], missing: [] }
  const rows = await tx
    .selectFrom('child')
    .select(['id', 'upn', 'ref'])
    .where('area_id', '=', actor.area_id)
    .where('merged_into', 'is', null)
    .where(e => e.or([e('upn', 'in', named), e('ref', 'in', named)]))
    .execute()
  return sought(
    named,
    rows.map(({ id, upn, ref }) => ({ id, keys: [upn, ref] })),
  )
}

export const personByEmail = (tx: Tx, email: string) =>
  tx
    .selectFrom('person')
    .select(['id', sql<boolean>`password_hash is not null`.as('has_password')])
    .where('email', '=', email)
    .executeTakeFirst()

/** Lines of CSV: everybody with a role in the area, one line a role. */
export async function everybody(tx: Tx, actor: Actor) {
  const rows = await tx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.name', 'p.email', 'm.role', 'm.until_on', 'p.closed_on'])
    .select(sql<boolean>`m.joined_at is not null`.as('joined'))
    .where('m.area_id', '=', actor.area_id)
    .orderBy(sql`lower(p.name)`)
    .orderBy('m.id')
    .execute()
  return [
    csvLine(['name', 'email', 'role', 'until', 'taken_up', 'closed']),
    ...rows.map(row =>
      csvLine([row.name, row.email, row.role, row.until_on, row.joined ? 'yes' : 'no', row.closed_on]),
    ),
  ]
}
