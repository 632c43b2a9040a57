import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { providerMayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'

export type ServiceNow = {
  id: number
  name: string
  kind: string
  needs: string[]
  low_age: number | null
  high_age: number | null
  ended_on: string | null
  site: string | null
  from_on: string | null
  places: number | null
  vacancies: number | null
  commissioned: number | null
  prices: { amount: number; per: string; from_on: string }[] | null
}

/** What a provider gives, with its places and prices as they are today. */
export async function servicesOf(tx: Tx, actor: Actor, provider_id: number) {
  const { area_id, today } = actor
  const { rows } = await sql<ServiceNow>`
    select s.id, s.name, s.kind, s.needs, s.low_age, s.high_age, s.ended_on, site.name as site,
      now.from_on, now.places, now.vacancies, now.commissioned, (
        select json_agg(json_build_object('amount', amount, 'per', per, 'from_on', from_on) order by per) from (
          select distinct on (per) amount, per, from_on from provider_price
          where area_id = ${area_id} and service_id = s.id and from_on <= ${today} order by per, from_on desc) p) as prices
    from provider_service s
    left join provider_site site on site.area_id = s.area_id and site.id = s.site_id
    left join lateral (
      select from_on, places, vacancies, commissioned from provider_places
      where area_id = ${area_id} and service_id = s.id and from_on <= ${today} order by from_on desc limit 1) now on true
    where s.area_id = ${area_id} and s.provider_id = ${provider_id}
    order by s.ended_on < ${today} nulls first, s.name, s.id limit 100`.execute(tx)
  return rows
}

export const sitesOf = (tx: Tx, actor: Actor, provider_id: number) =>
  tx
    .selectFrom('provider_site')
    .selectAll()
    .where('area_id', '=', actor.area_id)
    .where('provider_id', '=', provider_id)
    .orderBy('name')
    .limit(100)
    .execute()

export const siteOf = (tx: Tx, actor: Actor, provider_id: number, id: number) =>
  tx
    .selectFrom('provider_site')
    .selectAll()
    .where('area_id', '=', actor.area_id)
    .where('provider_id', '=', provider_id)
    .where(providerMayBeSeenBy(actor, 'provider_site.provider_id'))
    .where('id', '=', id)
    .executeTakeFirst()

export const serviceOf = (tx: Tx, actor: Actor, provider_id: number, id: number) =>
  tx
    .selectFrom('provider_service')
    .selectAll()
    .where('area_id', '=', actor.area_id)
    .where('provider_id', '=', provider_id)
    .where(providerMayBeSeenBy(actor, 'provider_service.provider_id'))
    .where('id', '=', id)
    .executeTakeFirst()

/** What was said of a service's places, the newest day first. */
export const placesOverTime = (tx: Tx, actor: Actor, service_id: number) =>
  tx
    .selectFrom('provider_places')
    .select(['id', 'from_on', 'places', 'vacancies', 'commissioned', 'note', 'recorded_on'])
    .where('area_id', '=', actor.area_id)
    .where('service_id', '=', service_id)
    .orderBy('from_on', 'desc')
    .limit(100)
    .execute()

export const pricesOverTime = (tx: Tx, actor: Actor, service_id: number) =>
  tx
    .selectFrom('provider_price')
    .select(['id', 'from_on', 'amount', 'per', 'note', 'recorded_on'])
    .where('area_id', '=', actor.area_id)
    .where('service_id', '=', service_id)
    .orderBy('from_on', 'desc')
    .orderBy('per')
    .limit(100)
    .execute()
