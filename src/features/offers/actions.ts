import { sql } from 'kysely'
import { visibleProvider } from '#features/providers/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { changedMeanwhile } from '#platform/http/fields.tsx'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { type OfferItem, refuseItem, refusePublishing } from './offer.ts'
import { itemsOf, versionsOf, visibleItem, visibleOffer } from './queries.ts'

type Refused = { refused: Refusal[] }

/** Begins the next version of a provider's offer: what stands, to be changed and then published. */
export const beginOffer = (
  db: Database,
  actor: Actor,
  provider_id: number,
  given: { about: string; from_on: string },
): Promise<Refused | { id: number }> =>
  audited(db, actor, { act: 'offer.begun', subject: 'provider', subject_id: provider_id }, async tx => {
    if (!(await visibleProvider(tx, actor, provider_id))) throw new NotFound()
    const [newest] = await versionsOf(tx, actor, provider_id)
    if (newest && newest.published_on === null)
      return {
        refused: [{ field: 'about', message: 'A version is being written already: change or publish that one' }],
      }
    const { area_id } = actor
    const added = await tx
      .insertInto('offer')
      .values({ area_id, provider_id, number: (newest?.number ?? 0) + 1, ...given })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (newest) await copyItems(tx, actor, newest.id, added.id)
    return added
  })

const copied = sql.raw(
  'provider_id, line, what, needs, age_from, age_to, sex, amount, unit, per, group_size, staff, qualification, change_sought, pfa, soft, place, price, price_per',
)

const copyItems = (tx: Tx, actor: Actor, from: number, to: number) =>
  sql`insert into offer_item (area_id, offer_id, ${copied}) select area_id, ${to}::bigint, ${copied} from offer_item
    where area_id = ${actor.area_id} and offer_id = ${from}`.execute(tx)

/** The draft this person may change, held until the end of the transaction. */
async function draft(tx: Tx, actor: Actor, offer_id: number) {
  const offer = await visibleOffer(tx, actor, offer_id)
  if (!offer) throw new NotFound()
  await tx
    .selectFrom('offer')
    .select('id')
    .where('area_id', '=', actor.area_id)
    .where('id', '=', offer_id)
    .forUpdate()
    .execute()
  return offer
}

const published: Refused = {
  refused: [
    { field: 'what', message: 'This version was published meanwhile. Begin a new version to change the offer' },
  ],
}

export const addItem = (
  db: Database,
  actor: Actor,
  offer_id: number,
  item: OfferItem,
): Promise<Refused | { id: number }> =>
  audited(db, actor, { act: 'offer_item.added', subject: 'offer', subject_id: offer_id }, async tx => {
    const refused = refuseItem(item)
    if (refused.length > 0) return { refused }
    const offer = await draft(tx, actor, offer_id)
    if (offer.published_on !== null) return published
    const { area_id } = actor
    const { provider_id } = offer
    // A line's number is never given again: an agreement or a comparison may have named it.
    const { last } = await tx
      .selectFrom('offer_item')
      .select(eb => eb.fn.max('line').as('last'))
      .where('area_id', '=', area_id)
      .where('provider_id', '=', provider_id)
      .executeTakeFirstOrThrow()
    return tx
      .insertInto('offer_item')
      .values({ area_id, offer_id, provider_id, line: Number(last ?? 0) + 1, ...item })
      .returning('id')
      .executeTakeFirstOrThrow()
  })

export const changeItem = (
  db: Database,
  actor: Actor,
  id: number,
  opened: number,
  given: OfferItem | 'remove',
): Promise<Refused | { id: number }> =>
  audited(
    db,
    actor,
    { act: given === 'remove' ? 'offer_item.removed' : 'offer_item.changed', subject: 'offer_item', subject_id: id },
    async tx => {
      const refused = given === 'remove' ? [] : refuseItem(given)
      if (refused.length > 0) return { refused }
      const found = await visibleItem(tx, actor, id)
      if (!found) throw new NotFound()
      const offer = await draft(tx, actor, found.offer.id)
      if (offer.published_on !== null) return published
      if (found.item.recorded_act !== opened) return { refused: [changedMeanwhile] }
      if (given === 'remove')
        await tx.deleteFrom('offer_item').where('area_id', '=', actor.area_id).where('id', '=', id).execute()
      else
        await tx
          .updateTable('offer_item')
          .set(given)
          .where('area_id', '=', actor.area_id)
          .where('id', '=', id)
          .execute()
      return { id }
    },
  )

/** Publishes a draft: from its day it is the provider's offer, and it is never changed again. */
export const publishOffer = (
  db: Database,
  actor: Actor,
  offer_id: number,
  given: { about: string; from_on: string; what_changed: string | null },
): Promise<Refused | { id: number }> =>
  audited(db, actor, { act: 'offer.published', subject: 'offer', subject_id: offer_id }, async tx => {
    const offer = await draft(tx, actor, offer_id)
    if (offer.published_on !== null)
      return { refused: [{ field: 'from_on', message: 'This version is published already' }] }
    const items = (await itemsOf(tx, actor, [offer_id])).length
    const before = (await versionsOf(tx, actor, offer.provider_id)).find(one => one.published_on !== null)
    const refused = refusePublishing({ from_on: given.from_on, items }, before?.from_on ?? null)
    if (before && !given.what_changed)
      refused.push({ field: 'what_changed', message: 'Say in a sentence what is different from the offer before' })
    if (refused.length > 0) return { refused }
    await tx
      .updateTable('offer')
      .set({ ...given, published_on: actor.today, published_by: actor.person_id })
      .where('area_id', '=', actor.area_id)
      .where('id', '=', offer_id)
      .execute()
    return { id: offer_id }
  })
