import type { Refusal } from '#platform/http/refusal.ts'

export type Provider = {
  name: string
  urn: string | null
  ukprn: string | null
  postcode: string | null
  opened_on: string | null
  closed_on: string | null
}

export function refuse(provider: Provider): Refusal[] {
  const refusals: Refusal[] = []
  const say = (field: keyof Provider, message: string) => refusals.push({ field, message })
  if (provider.urn && !/^\d{6}$/.test(provider.urn)) say('urn', 'A URN is 6 digits')
  if (provider.ukprn && !/^\d{8}$/.test(provider.ukprn)) say('ukprn', 'A UKPRN is 8 digits')
  if (provider.opened_on && provider.closed_on && provider.closed_on < provider.opened_on)
    say('closed_on', 'The last day must be on or after the first')
  return refusals
}
