import { academicYear } from '#domain/academic-year.ts'
import { ageOn, dateInWords } from '#domain/date.ts'
import { needs } from '#domain/need.ts'
import { settings } from '#domain/setting.ts'
import { yearGroup, yearGroupName } from '#domain/year-group.ts'
import type { Crumb } from '#platform/http/page.tsx'

export const fullName = (child: { forename: string; surname: string }) => `${child.forename} ${child.surname}`

export const childPath = (id: number) => `/children/${id}`

export const childCrumbs = (child: { id: number; forename: string; surname: string }): Crumb[] => [
  { text: 'Children', href: '/children' },
  { text: fullName(child), href: childPath(child.id) },
]

/** What the audit trail says of opening a page of a child's record. */
export const sawChild = (id: number) => ({ act: 'child.seen', subject: 'child', subject_id: id, child_id: id })

/** 'Aged 11, Year 7'; after Year 13 the age says more. */
export function ageAndYear(birth_date: string, today: string) {
  const group = yearGroup(birth_date, academicYear(today))
  return `Aged ${ageOn(birth_date, today)}${group > 13 ? '' : `, ${yearGroupName(group)}`}`
}

export const needName = (code: string | null | undefined) =>
  code ? (needs[code as keyof typeof needs]?.name ?? code) : undefined

export const settingName = (code: string | null | undefined) =>
  code ? (settings[code as keyof typeof settings] ?? code) : undefined

/** A day as it is said; what was known from the start has no day. */
export const dayInWords = (day: string) => (day.startsWith('-') ? 'the first record' : dateInWords(day))

/** '1 September 2022 to 31 August 2024', 'since 1 September 2022'. */
export const fromTo = (from_on: string, to_on: string | null) =>
  to_on === null ? `since ${dayInWords(from_on)}` : `${dayInWords(from_on)} to ${dateInWords(to_on)}`
