import { type Amount, type Price, refuseAmountAndPrice } from '#domain/amount.ts'
import type { Refusal } from '#platform/http/refusal.ts'

export const sexes = { F: 'Girls and young women', M: 'Boys and young men' } as const

export type OfferItem = Amount &
  Price & {
    what: string
    needs: string[]
    age_from: number | null
    age_to: number | null
    sex: string | null
    group_size: string | null
    staff: string | null
    qualification: string | null
    change_sought: string | null
    pfa: string[]
    soft: string[]
    place: string | null
  }

export function refuseItem(item: OfferItem): Refusal[] {
  const refusals = refuseAmountAndPrice(item)
  if (item.age_from !== null && item.age_to !== null && item.age_to < item.age_from)
    refusals.push({ field: 'age_to', message: 'The oldest age must be the youngest age or more' })
  if (item.change_sought !== null && item.pfa.length === 0)
    refusals.push({
      field: 'pfa',
      message: 'Choose the Preparing for Adulthood areas of what it should change, one at least',
    })
  return refusals
}

/** A published offer says something, and begins when nothing published begins later. */
export function refusePublishing(offer: { from_on: string; items: number }, lastFrom: string | null): Refusal[] {
  const refusals: Refusal[] = []
  if (offer.items === 0) refusals.push({ field: 'from_on', message: 'Add at least one thing that is offered first' })
  if (lastFrom !== null && offer.from_on < lastFrom)
    refusals.push({ field: 'from_on', message: 'The offer published before this one begins later: choose a later day' })
  return refusals
}

/** 'Ages 5 to 11', 'Age 16 and over'. */
export function agesWords({ age_from, age_to }: Pick<OfferItem, 'age_from' | 'age_to'>): string | undefined {
  if (age_from === null && age_to === null) return undefined
  if (age_to === null) return `Age ${age_from} and over`
  if (age_from === null) return `Up to age ${age_to}`
  return age_from === age_to ? `Age ${age_from}` : `Ages ${age_from} to ${age_to}`
}
