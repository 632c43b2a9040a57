import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

const offers = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('offer')
    .where('offer.area_id', '=', actor.area_id)
    .$if(actor.scope !== 'area', query =>
      query.where(eb => eb('offer.provider_id', '=', eb.fn.any(eb.val(actor.institutions)))),
    )

export type Version = Awaited<ReturnType<typeof versionsOf>>[number]

/** Every version of a provider's offer, the newest first. */
export const versionsOf = (tx: Tx, actor: Actor, provider_id: number) =>
  offers(tx, actor)
    .leftJoin('person', 'person.id', 'offer.published_by')
    .select([
      'offer.id',
      'offer.number',
      'offer.from_on',
      'offer.published_on',
      'offer.what_changed',
      'person.name as published_by',
    ])
    .where('offer.provider_id', '=', provider_id)
    .orderBy('offer.number', 'desc')
    .execute()

export type Offer = NonNullable<Awaited<ReturnType<typeof visibleOffer>>>

export const visibleOffer = (tx: Tx, actor: Actor, id: number) =>
  offers(tx, actor)
    .innerJoin('provider', join =>
      join.onRef('provider.area_id', '=', 'offer.area_id').onRef('provider.id', '=', 'offer.provider_id'),
    )
    .selectAll('offer')
    .select('provider.name')
    .where('offer.id', '=', id)
    .executeTakeFirst()

export type Item = Awaited<ReturnType<typeof itemsOf>>[number]

export const itemsOf = (tx: Tx, actor: Actor, offer_ids: readonly number[]) =>
  tx
    .selectFrom('offer_item')
    .selectAll()
    .where('area_id', '=', actor.area_id)
    .where(eb => eb('offer_id', '=', eb.fn.any(eb.val(offer_ids))))
    .orderBy('offer_id')
    .orderBy('line')
    .execute()

export const visibleItem = async (tx: Tx, actor: Actor, id: number) => {
  const item = await tx
    .selectFrom('offer_item')
    .selectAll()
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .executeTakeFirst()
  const offer = item && (await visibleOffer(tx, actor, item.offer_id))
  return item && offer && { item, offer }
}

/** Of each provider the offer that is in force on a day: the newest published that has begun. */
export const offersOn = (tx: Tx, actor: Actor, provider_ids: readonly number[], on: string) =>
  offers(tx, actor)
    .distinctOn('offer.provider_id')
    .select(['offer.id', 'offer.provider_id', 'offer.number', 'offer.from_on', 'offer.about', 'offer.published_on'])
    .where(eb => eb('offer.provider_id', '=', eb.fn.any(eb.val(provider_ids))))
    .where('offer.published_on', 'is not', null)
    .where('offer.from_on', '<=', on)
    .orderBy('offer.provider_id')
    .orderBy('offer.number', 'desc')
    .execute()

/** The providers that have published an offer, for choosing which to compare. */
export const providersWithOffers = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('provider')
    .select(['provider.id', 'provider.name'])
    .where('provider.area_id', '=', actor.area_id)
    .where(eb =>
      eb.exists(
        eb
          .selectFrom('offer')
          .select('offer.id')
          .whereRef('offer.area_id', '=', 'provider.area_id')
          .whereRef('offer.provider_id', '=', 'provider.id')
          .where('offer.published_on', 'is not', null),
      ),
    )
    .orderBy('provider.name')
    .execute()
