import { tidyPostcode } from '#domain/postcode.ts'
import type { Actor } from '#platform/access/actor.ts'
import { providerMayBeSeenBy } from '#platform/access/visible.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { gridOf } from '../finding-queries.ts'
import { refusePlaces, refuseService, refuseSite, type Service, type Told } from './places.ts'
import { serviceOf, siteOf, sitesOf } from './queries.ts'

type Written = Promise<{ refused: Refusal[] } | { id: number }>

/** One change of a provider at a time, and of one that this person may change. */
async function lock(tx: Tx, actor: Actor, provider_id: number) {
  const standing = await tx
    .selectFrom('provider')
    .select('id')
    .where('area_id', '=', actor.area_id)
    .where('id', '=', provider_id)
    .where('merged_into', 'is', null)
    .where(providerMayBeSeenBy(actor, 'provider.id'))
    .forUpdate()
    .executeTakeFirst()
  if (!standing) throw new NotFound()
}

type Site = {
  name: string
  address: string | null
  postcode: string | null
  easting: number | null
  northing: number | null
  closed_on: string | null
}

export const saveSite = (db: Database, actor: Actor, provider_id: number, id: number | null, given: Site): Written =>
  audited(db, actor, { act: 'provider.site_saved', subject: 'provider', subject_id: provider_id }, async tx => {
    await lock(tx, actor, provider_id)
    const others = (await sitesOf(tx, actor, provider_id)).filter(other => other.id !== id)
    const postcode = given.postcode && (tidyPostcode(given.postcode) ?? null)
    const refused = refuseSite(given, others)
    if (given.postcode && !postcode) refused.push({ field: 'postcode', message: 'Enter a full postcode, like N1 2XX' })
    if ((given.easting === null) !== (given.northing === null))
      refused.push({ field: 'easting', message: 'Enter both the easting and the northing, or neither' })
    if (refused.length > 0) return { refused }
    const known = postcode && given.easting === null ? await gridOf(tx, actor, postcode) : undefined
    const grid = known?.how === 'postcode' ? { easting: known.easting, northing: known.northing } : {}
    const row = { ...given, postcode, ...grid }
    if (id === null) {
      const added = { area_id: actor.area_id, provider_id, ...row }
      return tx.insertInto('provider_site').values(added).returning('id').executeTakeFirstOrThrow()
    }
    if (!(await siteOf(tx, actor, provider_id, id))) throw new NotFound()
    await tx.updateTable('provider_site').set(row).where('area_id', '=', actor.area_id).where('id', '=', id).execute()
    return { id }
  })

export const saveService = (
  db: Database,
  actor: Actor,
  provider_id: number,
  id: number | null,
  given: Service,
): Written =>
  audited(db, actor, { act: 'provider.service_saved', subject: 'provider', subject_id: provider_id }, async tx => {
    await lock(tx, actor, provider_id)
    const refused = refuseService(given)
    const twin = await tx
      .selectFrom('provider_service')
      .select('name')
      .where('area_id', '=', actor.area_id)
      .where('provider_id', '=', provider_id)
      .where('id', '!=', id ?? 0)
      .where(expression => expression.fn('lower', ['name']), '=', given.name.toLowerCase())
      .executeTakeFirst()
    if (twin) refused.push({ field: 'name', message: `${twin.name} is a service of this provider already` })
    if (given.site_id !== null && !(await siteOf(tx, actor, provider_id, given.site_id)))
      refused.push({ field: 'site_id', message: 'Choose a site of this provider' })
    if (refused.length > 0) return { refused }
    if (id === null) {
      const added = { area_id: actor.area_id, provider_id, ...given }
      return tx.insertInto('provider_service').values(added).returning('id').executeTakeFirstOrThrow()
    }
    if (!(await serviceOf(tx, actor, provider_id, id))) throw new NotFound()
    await tx
      .updateTable('provider_service')
      .set(given)
      .where('area_id', '=', actor.area_id)
      .where('id', '=', id)
      .execute()
    return { id }
  })

/** Says how many places there are from a day on; of a day that was told before, in its place: what was said stays in the history. */
export const tellPlaces = (
  db: Database,
  actor: Actor,
  service: { id: number; provider_id: number },
  given: Told & { note: string | null },
): Written =>
  audited(
    db,
    actor,
    { act: 'provider.places_told', subject: 'provider', subject_id: service.provider_id },
    async (tx, entry) => {
      await lock(tx, actor, service.provider_id)
      const refused = refusePlaces(given, actor.today)
      if (refused.length > 0) return { refused }
      entry.detail = { service: service.id, ...given }
      return tx
        .insertInto('provider_places')
        .values({ area_id: actor.area_id, provider_id: service.provider_id, service_id: service.id, ...given })
        .onConflict(told => told.columns(['area_id', 'service_id', 'from_on']).doUpdateSet(given))
        .returning('id')
        .executeTakeFirstOrThrow()
    },
  )

type Price = { from_on: string; amount: number; per: string; note: string | null }

export const tellPrice = (
  db: Database,
  actor: Actor,
  service: { id: number; provider_id: number },
  given: Price,
): Written =>
  audited(
    db,
    actor,
    { act: 'provider.price_told', subject: 'provider', subject_id: service.provider_id },
    async (tx, entry) => {
      await lock(tx, actor, service.provider_id)
      entry.detail = { service: service.id, ...given }
      return tx
        .insertInto('provider_price')
        .values({ area_id: actor.area_id, provider_id: service.provider_id, service_id: service.id, ...given })
        .onConflict(told => told.columns(['area_id', 'service_id', 'from_on', 'per']).doUpdateSet(given))
        .returning('id')
        .executeTakeFirstOrThrow()
    },
  )
