import { tidyPostcode } from '#domain/postcode.ts'
import type { Refusal } from '#platform/http/refusal.ts'

export type Provider = {
  name: string
  urn: string | null
  ukprn: string | null
  postcode: string | null
  opened_on: string | null
  closed_on: string | null
  company_number?: string | null
  charity_number?: string | null
  ofsted_number?: string | null
  cqc_number?: string | null
  easting?: number | null
  northing?: number | null
  low_age?: number | null
  high_age?: number | null
}

/** Numbers other registers know a provider by: how each is written. Their own registers say whether it exists. */
const shapes = {
  urn: [/^\d{6}$/, 'A URN is 6 digits'],
  ukprn: [/^1\d{7}$/, 'A UKPRN is 8 digits, the first a 1'],
  company_number: [/^(\d{8}|[A-Z]{2}\d{6})$/, 'A company number is 8 digits, or 2 letters and 6 digits, like SC123456'],
  charity_number: [
    /^(\d{6,7}(-\d{1,2})?|SC\d{6}|NIC\d{6})$/,
    'A charity number is 6 or 7 digits, or SC or NIC and 6 digits',
  ],
  ofsted_number: [
    /^(EY|SC|VC|CA|RP)?\d{5,7}$/,
    'An Ofsted number is 5 to 7 digits, with EY, SC or another pair of letters before them or not',
  ],
  cqc_number: [/^1-\d{8,12}$/, 'A CQC number is 1- and 8 to 12 digits, like 1-101612345'],
} as const

/** Great Britain on the Ordnance Survey's grid, in metres. */
const grid = { easting: [0, 700_000], northing: [0, 1_300_000] } as const

export function refuse(provider: Provider): Refusal[] {
  const refusals: Refusal[] = []
  const say = (field: keyof Provider, message: string) => refusals.push({ field, message })
  for (const [field, [shape, message]] of Object.entries(shapes) as [keyof typeof shapes, (typeof shapes)['urn']][]) {
    const text = provider[field]
    if (text && !shape.test(text)) say(field, message)
  }
  if (provider.postcode && tidyPostcode(provider.postcode) === undefined)
    say('postcode', 'Enter a full postcode, like N1 2XX')
  const { easting = null, northing = null, low_age = null, high_age = null } = provider
  if ((easting === null) !== (northing === null))
    say(easting === null ? 'easting' : 'northing', 'Enter both the easting and the northing, or neither')
  for (const part of ['easting', 'northing'] as const) {
    const value = provider[part] ?? null
    if (value !== null && (value < grid[part][0] || value > grid[part][1]))
      say(part, `Enter the ${part} in metres, with 6 or 7 digits, like ${part === 'easting' ? '531000' : '184000'}`)
  }
  if (low_age !== null && high_age !== null && high_age < low_age)
    say('high_age', 'The oldest age must be the same as the youngest or more')
  if (provider.opened_on && provider.closed_on && provider.closed_on < provider.opened_on)
    say('closed_on', 'The last day must be on or after the first')
  return refusals
}

/** Numbers as registers write them: no blanks, capitals. */
export const tidyNumber = (text: string | null) => text && text.replaceAll(/\s/g, '').toUpperCase()

const common = new Set(
  'the of and for in at school academy college primary secondary special centre ltd limited service services'.split(
    ' ',
  ),
)

const plainWords = (name: string) =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f'’.]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)

const pairs = (word: string) => Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(at, at + 2))

/** How alike two names are, 0 to 1: the share of pairs of letters they have in common, leaving out what every school is called. */
export function alike(one: string, other: string): number {
  const telling = (name: string) => {
    const words = plainWords(name)
    const left = words.filter(word => !common.has(word))
    return (left.length > 0 ? left : words).flatMap(pairs)
  }
  const [a, b] = [telling(one), telling(other)]
  if (a.length + b.length === 0) return 0
  const left = new Map<string, number>()
  for (const pair of b) left.set(pair, (left.get(pair) ?? 0) + 1)
  let both = 0
  for (const pair of a) {
    const count = left.get(pair) ?? 0
    if (count === 0) continue
    both += 1
    left.set(pair, count - 1)
  }
  const shorter = Math.min(a.length, b.length)
  // A name that is within a longer one; of a short name that would be chance.
  return Math.max((2 * both) / (a.length + b.length), shorter >= 6 ? (both / shorter) * 0.99 : 0)
}

type Numbered = Pick<Provider, 'name' | 'urn' | 'ukprn' | 'postcode'> & {
  company_number?: string | null
  charity_number?: string | null
}

/** Why two providers may be one, in words; undefined when nothing points to it. */
export function whyAlike(one: Numbered, other: Numbered): string | undefined {
  const same = (field: keyof Numbered) => Boolean(one[field]) && one[field] === other[field]
  if (same('urn')) return 'the same URN'
  if (same('ukprn')) return 'the same UKPRN'
  if (same('company_number')) return 'the same company number'
  if (same('charity_number')) return 'the same charity number'
  const likeness = alike(one.name, other.name)
  const near =
    Boolean(one.postcode) &&
    tidyPostcode(one.postcode ?? '') === tidyPostcode(other.postcode ?? '') &&
    tidyPostcode(one.postcode ?? '') !== undefined
  if (near && likeness >= 0.4) return 'the same postcode and a name like it'
  if (likeness >= 0.6) return near ? 'the same postcode and a name like it' : 'a name like it'
  return near ? 'the same postcode' : undefined
}
