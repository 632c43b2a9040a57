import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'

const pageSize = 25

/**
 * Of every agreement the version in force on a day: the newest that both sides signed and that applies by then, within its
 * term and not broken off.
 */
export const inForceOn = (actor: Actor, day: string) => sql`
  select x.* from (
    select distinct on (v.agreement_id) v.agreement_id, v.id as version_id, v.number, v.from_on, v.to_on, a.provider_id, a.kind,
      a.child_id, a.title, a.broken_on, v.covers
    from agreement_version v join agreement a on a.area_id = v.area_id and a.id = v.agreement_id
    where v.area_id = ${actor.area_id} and v.agreed_on is not null and v.applies_on <= ${day}
    order by v.agreement_id, v.number desc) x
  where x.from_on <= ${day} and x.to_on >= ${day} and (x.broken_on is null or x.broken_on > ${day})`

/**
 * The lines of plans in force today, each at whom it is promised: the provider it names; a line of section F that names none
 * at the child's main place. Health and social care that name nobody are promised at no provider.
 */
const promised = (actor: Actor) => sql`
  select l.id, l.child_id, l.section, l.text, l.hours, l.per, coalesce(l.provider_id, s.provider_id) as provider_id
  from provision_line l
  join plan on plan.area_id = l.area_id and plan.id = l.plan_id and plan.first_made_on <= ${actor.today}
    and (plan.ceased_on is null or plan.ceased_on >= ${actor.today})
  left join (
    select distinct on (child_id) child_id, provider_id from placement
    where area_id = ${actor.area_id} and rank = 1 and provider_id is not null and from_on <= ${actor.today}
      and (to_on is null or to_on >= ${actor.today})
    order by child_id, from_on desc) s on s.child_id = l.child_id and l.section = 'F'
  where l.area_id = ${actor.area_id} and ${mayBeSeenBy(actor, 'l.child_id')}
    and coalesce(l.provider_id, s.provider_id) is not null`

/** Lines that a service or a promise, of an agreement in force with their provider, gives. */
const given = sql`
  select g.provision_line_id, f.provider_id from agreement_provision g join in_force f on f.agreement_id = g.agreement_id
  where exists (select from agreement_service s where s.area_id = g.area_id and s.version_id = f.version_id and s.line = g.service_line)
    or exists (select from agreement_expectation e where e.area_id = g.area_id and e.version_id = f.version_id and e.line = g.expectation_line)`

const gaps = (actor: Actor) => sql`
  in_force as materialized (${inForceOn(actor, actor.today)}),
  given as materialized (${given}),
  promised as materialized (${promised(actor)}),
  gap as materialized (
    select p.* from promised p
    where not exists (select from given g where g.provision_line_id = p.id and g.provider_id = p.provider_id))`

export type GapsAt = {
  provider_id: number
  provider: string
  lines: number
  children: number
  promised: number
  agreements: number
  total: number
  all_lines: number
}

/** The providers at whom something is promised in plans and in no agreement, those with most first. */
export async function gapsByProvider(tx: Tx, actor: Actor, page: number) {
  const { rows } = await sql<GapsAt>`
    with ${gaps(actor)}, at as (
      select provider_id, count(*)::int as lines, count(distinct child_id)::int as children from gap group by provider_id
    ), counted as (select provider_id, count(*)::int as promised from promised group by provider_id)
    select at.*, p.name as provider, counted.promised, (
      select count(*)::int from in_force f where f.provider_id = at.provider_id) as agreements,
      count(*) over ()::int as total, sum(at.lines) over ()::int as all_lines
    from at join provider p on p.area_id = ${actor.area_id} and p.id = at.provider_id
    join counted on counted.provider_id = at.provider_id
    order by at.lines desc, p.name limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0, lines: rows[0]?.all_lines ?? 0 }
}

export async function countGaps(tx: Tx, actor: Actor): Promise<{ lines: number; providers: number }> {
  const { rows } = await sql<{ lines: number; providers: number }>`
    with ${gaps(actor)} select count(*)::int as lines, count(distinct provider_id)::int as providers from gap`.execute(
    tx,
  )
  return rows[0] ?? { lines: 0, providers: 0 }
}

export type Gap = {
  id: number
  child_id: number
  name: string
  section: string
  text: string
  hours: number | null
  per: string | null
  total: number
}

/** The lines promised at one provider and in no agreement, by child. */
export async function gapsOfProvider(tx: Tx, actor: Actor, provider_id: number, page: number) {
  const { rows } = await sql<Gap>`
    with ${gaps(actor)}
    select g.id, g.child_id, c.forename || ' ' || c.surname as name, g.section, g.text, g.hours, g.per, count(*) over ()::int as total
    from gap g join child c on c.area_id = ${actor.area_id} and c.id = g.child_id
    where g.provider_id = ${provider_id}
    order by lower(c.surname), lower(c.forename), c.id, g.section, g.id limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(
    tx,
  )
  return { rows, total: rows[0]?.total ?? 0 }
}

export type Linkable = { agreement_id: number; title: string; child_id: number | null; line: string; words: string }

/** The services and promises in force with a provider, that a plan line can be linked to. */
export async function linkable(tx: Tx, actor: Actor, provider_id: number) {
  const { rows } = await sql<Linkable>`
    with in_force as (${inForceOn(actor, actor.today)})
    select f.agreement_id, f.title, f.child_id, x.line, x.words from in_force f
    join lateral (
      select 'S' || s.line as line, s.what as words, 0 as part, s.line as nth from agreement_service s
      where s.area_id = ${actor.area_id} and s.version_id = f.version_id
      union all
      select 'E' || e.line, e.promise, 1, e.line from agreement_expectation e
      where e.area_id = ${actor.area_id} and e.version_id = f.version_id) x on true
    where f.provider_id = ${provider_id}
    order by f.title, f.agreement_id, x.part, x.nth`.execute(tx)
  return rows
}

export type Linked = {
  id: number
  child_id: number
  name: string
  section: string
  text: string
  line: string
  total: number
}

/** The plan lines that an agreement gives. */
export async function linkedTo(tx: Tx, actor: Actor, agreement_id: number, page: number) {
  const { rows } = await sql<Linked>`
    select g.id, g.child_id, c.forename || ' ' || c.surname as name, l.section, l.text,
      coalesce('S' || g.service_line, 'E' || g.expectation_line) as line, count(*) over ()::int as total
    from agreement_provision g
    join provision_line l on l.area_id = g.area_id and l.id = g.provision_line_id
    join child c on c.area_id = g.area_id and c.id = g.child_id
    where g.area_id = ${actor.area_id} and g.agreement_id = ${agreement_id}
    order by lower(c.surname), lower(c.forename), l.section, g.id limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(
    tx,
  )
  return { rows, total: rows[0]?.total ?? 0 }
}
