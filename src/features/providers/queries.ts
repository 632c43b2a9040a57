import { sql } from 'kysely'
import { academicYear } from '#domain/academic-year.ts'
import { yearGroup } from '#domain/year-group.ts'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy, providerMayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'

export type Question = {
  words: string
  kind?: string | undefined
  phase?: string | undefined
  closed: boolean
  order: 'name' | 'children'
  direction: 'asc' | 'desc'
  page: number
}

const pageSize = 25

export type Listed = {
  id: number
  name: string
  urn: string | null
  kind: string
  phase: string | null
  closed_on: string | null
  children: number
  total: number
}

const placedToday = (actor: Actor) => sql`
  placement.area_id = ${actor.area_id} and placement.rank = 1 and placement.from_on <= ${actor.today}
  and (placement.to_on is null or placement.to_on >= ${actor.today}) and ${mayBeSeenBy(actor, 'placement.child_id')}`

/** A page of providers with how many children are placed with each today, and how many providers there are. */
export async function listProviders(tx: Tx, actor: Actor, question: Question) {
  const { words, kind, phase, closed, order, direction, page } = question
  const asked = [
    sql`p.area_id = ${actor.area_id} and p.merged_into is null`,
    words
      ? /^\d+$/.test(words)
        ? sql`(p.urn like ${`${words}%`} or p.ukprn like ${`${words}%`})`
        : sql`(strpos(plain_name(p.name), plain_name(${words})) > 0
            or replace(p.postcode, ' ', '') = upper(replace(${words}, ' ', '')))`
      : sql`true`,
    kind ? sql`p.kind = ${kind}` : sql`true`,
    phase ? sql`p.phase = ${phase}` : sql`true`,
    closed ? sql`p.closed_on < ${actor.today}` : sql`(p.closed_on is null or p.closed_on >= ${actor.today})`,
  ]
  const way = sql.raw(direction)
  const { rows } = await sql<Listed>`
    with placed as (
      select provider_id, count(distinct child_id) as children from placement where ${placedToday(actor)} group by provider_id
    )
    select p.id, p.name, p.urn, p.kind, p.phase, p.closed_on, coalesce(placed.children, 0) as children, count(*) over () as total
    from provider p left join placed on placed.provider_id = p.id
    where ${sql.join(asked, sql` and `)}
    order by ${order === 'name' ? sql`lower(p.name) ${way}` : sql`coalesce(placed.children, 0) ${way}, lower(p.name)`}, p.id
    limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}

export type Provider = NonNullable<Awaited<ReturnType<typeof visibleProvider>>>

/** A provider, if this person may open its page: any of the area's, or their own institution. */
export const visibleProvider = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('provider')
    .selectAll()
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .where(providerMayBeSeenBy(actor, 'provider.id'))
    .executeTakeFirst()

/** The providers that whoever is limited to some may open. */
export const ownProviders = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('provider')
    .select(['id', 'name', 'kind', 'postcode'])
    .where('area_id', '=', actor.area_id)
    .where('id', '=', sql<number>`any (${actor.institutions}::bigint[])`)
    .orderBy('name')
    .execute()

/** The children placed with a provider today, counted by primary need and by year group. */
export async function whomTheyServe(tx: Tx, actor: Actor, provider_id: number) {
  const { rows } = await sql<{ need: string | null; birth_date: string }>`
    select c.birth_date, (
      select need from need where need.area_id = c.area_id and need.child_id = c.id and rank = 1 and from_on <= ${actor.today}
        and (to_on is null or to_on >= ${actor.today}) order by from_on desc, id desc limit 1) as need
    from child c
    where c.area_id = ${actor.area_id} and c.id in (
      select child_id from placement where ${placedToday(actor)} and placement.provider_id = ${provider_id})`.execute(
    tx,
  )
  const year = academicYear(actor.today)
  return {
    children: rows.length,
    byNeed: counted(rows.map(({ need }) => need ?? 'none')).toSorted((a, b) => b.count - a.count),
    byYearGroup: counted(rows.map(({ birth_date }) => yearGroup(birth_date, year))).toSorted((a, b) => a.key - b.key),
  }
}

function counted<T>(keys: T[]): { key: T; count: number }[] {
  const counts = new Map<T, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].map(([key, count]) => ({ key, count }))
}
