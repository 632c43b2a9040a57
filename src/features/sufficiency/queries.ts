import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Cohort, Supply } from './sufficiency.ts'

type Grid = { easting: number; northing: number }

/** Children with a plan in force, by primary need and year of birth; and how many plans were in force three years ago. */
export async function demand(tx: Tx, actor: Actor) {
  const { area_id, today } = actor
  const cohorts = await sql<Cohort>`
    select coalesce(n.need, 'none') as need, academic_year(c.birth_date)::int as born, count(*)::int as children,
      count(*) filter (where not exists (
        select from placement x where x.area_id = ${area_id} and x.child_id = c.id and x.rank = 1 and x.from_on <= ${today}
          and (x.to_on is null or x.to_on >= ${today}) and (x.provider_id is not null or x.setting not in ('NEET', 'NIEC', 'NIEO'))))::int as waiting,
      count(*) filter (where p.first_made_on > ${today}::date - interval '3 years')::int as newer
    from plan p join child c on c.area_id = p.area_id and c.id = p.child_id
    left join lateral (
      select need from need where need.area_id = ${area_id} and need.child_id = c.id and rank = 1 and from_on <= ${today}
        and (to_on is null or to_on >= ${today}) order by from_on desc, id desc limit 1) n on true
    where p.area_id = ${area_id} and p.first_made_on <= ${today} and (p.ceased_on is null or p.ceased_on >= ${today})
    group by 1, 2`.execute(tx)
  const {
    rows: [then],
  } = await sql<{ plans: number }>`
    select count(*)::int as plans from plan where area_id = ${area_id} and first_made_on <= ${today}::date - interval '3 years'
      and (ceased_on is null or ceased_on >= ${today}::date - interval '3 years')`.execute(tx)
  return { cohorts: cohorts.rows, before: then?.plans ?? 0 }
}

/** The middle of the area: of its open providers whose place is known. */
export async function middleOf(tx: Tx, actor: Actor): Promise<Grid | undefined> {
  const { rows } = await sql<{ easting: number | null; northing: number | null }>`
    select round(percentile_cont(0.5) within group (order by easting))::int as easting,
      round(percentile_cont(0.5) within group (order by northing))::int as northing
    from provider where area_id = ${actor.area_id} and merged_into is null and easting is not null
      and (closed_on is null or closed_on >= ${actor.today})`.execute(tx)
  const [found] = rows
  return found?.easting && found.northing ? { easting: found.easting, northing: found.northing } : undefined
}

const openNow = (actor: Actor) => sql`p.area_id = ${actor.area_id} and p.merged_into is null
  and (p.closed_on is null or p.closed_on >= ${actor.today})`

/** Every running service with its places today, and how far it is. */
export async function supply(tx: Tx, actor: Actor, from: Grid | undefined): Promise<Supply[]> {
  const { area_id, today } = actor
  const { rows } = await sql<Supply>`
    select s.id as service_id, p.id as provider_id, p.name as provider, s.name as service,
      case when s.needs = '{}' then p.needs else s.needs end as needs, coalesce(s.low_age, p.low_age) as low_age,
      coalesce(s.high_age, p.high_age) as high_age, now.places, coalesce(now.vacancies, 0) as vacancies,
      coalesce(now.commissioned, 0) as commissioned, now.from_on as told_on,
      sqrt((coalesce(site.easting, p.easting) - ${from?.easting ?? null}::int) ^ 2.0 + (coalesce(site.northing, p.northing) - ${from?.northing ?? null}::int) ^ 2.0)::float8 as metres
    from provider_service s
    join provider p on p.area_id = ${area_id} and p.id = s.provider_id and ${openNow(actor)}
    left join provider_site site on site.area_id = ${area_id} and site.id = s.site_id
    cross join lateral (
      select places, vacancies, commissioned, from_on from provider_places t
      where t.area_id = ${area_id} and t.service_id = s.id and t.from_on <= ${today} order by t.from_on desc limit 1) now
    where s.area_id = ${area_id} and (s.ended_on is null or s.ended_on >= ${today})
      and s.kind in ('day', 'residential', 'resourced', 'alternative')
    order by lower(p.name), s.name, s.id`.execute(tx)
  return rows
}

/** Children placed with a provider today by how far it is from the middle, and how many providers have not told their places. */
export async function placedByDistance(tx: Tx, actor: Actor, from: Grid | undefined) {
  const { area_id, today } = actor
  const { rows } = await sql<{ metres: number | null; children: number }>`
    select sqrt((p.easting - ${from?.easting ?? null}::int) ^ 2.0 + (p.northing - ${from?.northing ?? null}::int) ^ 2.0)::float8 as metres,
      count(distinct x.child_id)::int as children
    from placement x join provider p on p.area_id = ${area_id} and p.id = x.provider_id
    where x.area_id = ${area_id} and x.rank = 1 and x.from_on <= ${today} and (x.to_on is null or x.to_on >= ${today})
    group by p.id, 1`.execute(tx)
  return rows
}

export async function untold(tx: Tx, actor: Actor) {
  const { rows } = await sql<{ silent: number; open: number }>`
    select count(*)::int as open, count(*) filter (where not exists (
      select from provider_places t where t.area_id = p.area_id and t.provider_id = p.id and t.from_on <= ${actor.today}))::int as silent
    from provider p where ${openNow(actor)} and p.kind in ('special_school', 'alternative_provision', 'college')`.execute(
    tx,
  )
  return rows[0] ?? { silent: 0, open: 0 }
}
