import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Grid } from './grid.ts'

export type Near = {
  id: number
  name: string
  kind: string
  easting: number
  northing: number
  site: string | null
  metres: number
  places: number | null
  vacancies: number | null
  told_on: string | null
  total: number
}

export type NearQuestion = {
  from: Grid
  except?: number
  kind?: string | undefined
  need?: string | undefined
  age?: number | undefined
  free: boolean
  page: number
}

export const nearSize = 25

/** Open providers of the register by how near they are, each at its nearest site; those whose place is not known are not among them. */
export async function nearest(tx: Tx, actor: Actor, question: NearQuestion) {
  const { area_id, today } = actor
  const { from, except = 0, kind, need, age, free, page } = question
  const fits = [
    sql`p.area_id = ${area_id} and p.merged_into is null and p.id <> ${except} and (p.closed_on is null or p.closed_on >= ${today})`,
    kind ? sql`p.kind = ${kind}` : sql`true`,
    need
      ? sql`(${need} = any (p.needs) or exists (select from provider_service s where s.area_id = ${area_id} and s.provider_id = p.id
          and ${need} = any (s.needs) and (s.ended_on is null or s.ended_on >= ${today})))`
      : sql`true`,
    age === undefined ? sql`true` : sql`coalesce(p.low_age, 0) <= ${age} and coalesce(p.high_age, 99) >= ${age}`,
    free ? sql`room.vacancies > 0` : sql`true`,
  ]
  const { rows } = await sql<Near>`
    with spot as (
      select id as provider_id, easting, northing, null::text as site from provider
      where area_id = ${area_id} and easting is not null and northing is not null
      union all
      select provider_id, easting, northing, name from provider_site
      where area_id = ${area_id} and easting is not null and (closed_on is null or closed_on >= ${today})
    ), near as (
      select distinct on (provider_id) *, sqrt((easting - ${from.easting}) ^ 2.0 + (northing - ${from.northing}) ^ 2.0) as metres
      from spot order by provider_id, metres, site nulls first
    ), room as (
      select s.provider_id, sum(now.places)::int as places, sum(now.vacancies)::int as vacancies, max(now.from_on) as told_on
      from provider_service s cross join lateral (
        select places, vacancies, from_on from provider_places t
        where t.area_id = ${area_id} and t.service_id = s.id and t.from_on <= ${today} order by t.from_on desc limit 1) now
      where s.area_id = ${area_id} and (s.ended_on is null or s.ended_on >= ${today}) group by s.provider_id
    )
    select p.id, p.name, p.kind, near.easting, near.northing, near.site, near.metres::float8 as metres, room.places, room.vacancies,
      room.told_on, count(*) over ()::int as total
    from near join provider p on p.area_id = ${area_id} and p.id = near.provider_id left join room on room.provider_id = p.id
    where ${sql.join(fits, sql` and `)}
    order by near.metres, lower(p.name), p.id limit ${nearSize} offset ${(page - 1) * nearSize}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}
