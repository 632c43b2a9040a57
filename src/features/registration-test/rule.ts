import { isOfCompulsorySchoolAge } from '#domain/school-age.ts'

/**
 * A place that gives full-time education to five or more pupils of compulsory school age, or to one who has an EHC plan or is
 * looked after, is an independent school (Education Act 1996 section 463) and must be registered: to conduct one that is not
 * is an offence (Education and Skills Act 2008 section 96). The law does not say how many hours are full-time.
 */
export const usualMarker = 18
const manyPupils = 5

export type Attending = {
  child_id: number
  name: string
  birth_date: string
  has_plan: boolean
  looked_after: boolean
  provider_id: number
  provider: string
  hours: number
}

/** One child's hours at one setting or at several, as they add up. */
export type Sum = {
  child_id: number
  name: string
  protected: boolean
  has_plan: boolean
  looked_after: boolean
  hours: number
  parts: { provider_id: number; provider: string; hours: number }[]
  reaches: boolean
}

export type SettingTest = {
  provider_id: number
  provider: string
  children: Sum[]
  /** Why the setting must be asked whether it should be registered; null while nothing reaches the marker. */
  alert: 'one_protected' | 'five_pupils' | null
}

const grouped = <T>(rows: readonly T[], key: (row: T) => number): T[][] => [
  ...rows.reduce((all, row) => all.set(key(row), [...(all.get(key(row)) ?? []), row]), new Map<number, T[]>()).values(),
]

function sumOf(rows: readonly Attending[], marker: number): Sum {
  const [first] = rows
  if (!first) throw new Error('A sum is of something')
  // Tenths of an hour are added as whole numbers: 17.9 and 0.1 are 18.
  const hours = rows.reduce((all, row) => all + Math.round(row.hours * 10), 0) / 10
  const { child_id, name, has_plan, looked_after } = first
  return {
    ...{ child_id, name, has_plan, looked_after, hours },
    protected: has_plan || looked_after,
    parts: rows.map(row => ({ provider_id: row.provider_id, provider: row.provider, hours: row.hours })),
    reaches: hours >= marker,
  }
}

const mostFirst = (a: Sum, b: Sum) =>
  b.hours - a.hours || Number(b.protected) - Number(a.protected) || a.child_id - b.child_id

/** Only children of compulsory school age count: those below and above it may be taught full-time without a school. */
const counting = (rows: readonly Attending[], on: string) =>
  rows.filter(({ birth_date }) => isOfCompulsorySchoolAge(birth_date, on))

/** Each unregistered setting with its children's hours there; those that must be asked about first. */
export function testSettings(rows: readonly Attending[], marker: number, on: string): SettingTest[] {
  return grouped(counting(rows, on), row => row.provider_id)
    .map(here => {
      const children = grouped(here, row => row.child_id)
        .map(ofChild => sumOf(ofChild, marker))
        .toSorted(mostFirst)
      const fullTime = children.filter(({ reaches }) => reaches)
      const alert = fullTime.some(one => one.protected)
        ? ('one_protected' as const)
        : fullTime.length >= manyPupils
          ? ('five_pupils' as const)
          : null
      return { provider_id: here[0]?.provider_id ?? 0, provider: here[0]?.provider ?? '', children, alert }
    })
    .toSorted(
      (a, b) => Number(a.alert === null) - Number(b.alert === null) || a.provider.localeCompare(b.provider, 'en'),
    )
}

/** Children whose hours reach the marker only when several unregistered settings are added: nobody's school, and full-time. */
export const acrossSettings = (rows: readonly Attending[], marker: number, on: string): Sum[] =>
  grouped(counting(rows, on), row => row.child_id)
    .map(ofChild => sumOf(ofChild, marker))
    .filter(
      ({ reaches, parts }) =>
        reaches &&
        grouped(parts, part => part.provider_id).every(at => at.reduce((all, { hours }) => all + hours, 0) < marker),
    )
    .toSorted(mostFirst)

/** '12 + 6.5 = 18.5 hours a week', the sum as it is made. */
export function sumWords({ parts, hours }: Pick<Sum, 'parts' | 'hours'>): string {
  const total = `${hours} hours a week`
  return parts.length < 2 ? total : `${parts.map(part => part.hours).join(' + ')} = ${total}`
}

export const whyWords = {
  one_protected:
    'A child of compulsory school age with an EHC plan, or looked after, is taught here for as long as counts as full-time. One is enough.',
  five_pupils: 'Five or more children of compulsory school age are taught here for as long as counts as full-time.',
} as const
