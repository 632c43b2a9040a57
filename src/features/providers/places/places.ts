import type { Refusal } from '#platform/http/refusal.ts'

export const serviceKinds = {
  day: 'Day places',
  residential: 'Residential places',
  resourced: 'Resourced provision or SEN unit in a mainstream school',
  alternative: 'Alternative provision',
  short_break: 'Short breaks',
  therapy: 'Therapy',
  mentoring: 'Mentoring or tuition',
  transport: 'Transport',
  other: 'Something else',
} as const

export const pricePers = {
  place_year: 'a place a year',
  week: 'a week',
  day: 'a day',
  night: 'a night',
  session: 'a session',
  hour: 'an hour',
} as const

export type Service = {
  name: string
  kind: keyof typeof serviceKinds
  needs: string[]
  low_age: number | null
  high_age: number | null
  site_id: number | null
  ended_on: string | null
}

export function refuseService(service: Service): Refusal[] {
  return service.low_age !== null && service.high_age !== null && service.high_age < service.low_age
    ? [{ field: 'high_age', message: 'The oldest age must be the same as the youngest or more' }]
    : []
}

export type Told = { from_on: string; places: number; vacancies: number | null; commissioned: number | null }

/** Places as they are told on a day: not of a day far ahead, and not more free than there are. */
export function refusePlaces(told: Told, today: string): Refusal[] {
  const refusals: Refusal[] = []
  const ahead = `${Number(today.slice(0, 4)) + 3}${today.slice(4)}`
  if (told.from_on > ahead) refusals.push({ field: 'from_on', message: 'Enter a day within three years from now' })
  if (told.from_on < '1990-01-01') refusals.push({ field: 'from_on', message: 'Enter a day since 1990' })
  if (told.vacancies !== null && told.vacancies > told.places)
    refusals.push({ field: 'vacancies', message: `No more than the ${told.places} places there are can be free` })
  return refusals
}

type Site = { name: string; postcode: string | null; address: string | null }

const plain = (text: string | null) => (text ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** Two sites that are one: the same name, or the same address and postcode. */
export function refuseSite(site: Site, others: readonly Site[]): Refusal[] {
  const same = others.find(other => plain(other.name) === plain(site.name))
  if (same) return [{ field: 'name', message: `${same.name} is a site of this provider already` }]
  const there = others.find(
    other =>
      site.postcode && plain(other.postcode) === plain(site.postcode) && plain(other.address) === plain(site.address),
  )
  return there
    ? [{ field: 'address', message: `This is where ${there.name} is. Two sites cannot be the same place` }]
    : []
}

export const inPounds = (amount: number) =>
  amount.toLocaleString('en-GB', {
    style: 'currency',
    currency: 'GBP',
    minimumFractionDigits: amount % 1 === 0 ? 0 : 2,
  })

/** "5 to 11", "from 11", "any age". */
export const agesInWords = (low: number | null, high: number | null) =>
  low === null ? (high === null ? 'any age' : `up to ${high}`) : high === null ? `from ${low}` : `${low} to ${high}`
