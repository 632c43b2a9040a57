import { type Amount, type Price, refuseAmountAndPrice } from '#domain/amount.ts'
import type { Refusal } from '#platform/http/refusal.ts'

/** What is bought is counted and priced as what is offered, and names an item of this provider's offer if any. */
export function refuseService(
  given: Amount & Price & { offer_item_id: number | null },
  offered: readonly { id: number }[],
): Refusal[] {
  const refusals = refuseAmountAndPrice(given)
  if (given.offer_item_id !== null && !offered.some(({ id }) => id === given.offer_item_id))
    refusals.push({ field: 'offer_item_id', message: 'Choose from what this provider offers' })
  return refusals
}
