import { daysBetween } from '#domain/date.ts'
import type { Refusal } from '#platform/http/refusal.ts'

/** Meetings about a looked-after child that the annual review is held with, where it can be. */
export const careMeetingKinds = {
  care_review: 'Review of the care plan',
  pep: 'Personal education plan meeting',
} as const

export type CareMeetingKind = keyof typeof careMeetingKinds

export type CareMeeting = { kind: CareMeetingKind; on_date: string }

/** Two years ahead is a slip of the finger. */
const furthestAhead = 731

export function refuse(
  given: CareMeeting,
  known: readonly CareMeeting[],
  birth_date: string,
  today: string,
): Refusal[] {
  const refuseDay = (message: string) => [{ field: 'on_date', message }]
  if (given.on_date < birth_date) return refuseDay('The day must be on or after the date of birth')
  if (daysBetween(today, given.on_date) > furthestAhead) return refuseDay('The day must be within the next two years')
  if (known.some(({ kind, on_date }) => kind === given.kind && on_date === given.on_date))
    return refuseDay('This meeting is recorded already')
  return []
}

/** Days apart that still count as together: a month. */
const together = 31

/** The care meeting nearest to a day, and whether it is more than a month from it. Undefined: none is known. */
export function nearest<M extends CareMeeting>(meetings: readonly M[], on: string) {
  const [first] = meetings
    .map(meeting => ({ meeting, days: Math.abs(daysBetween(meeting.on_date, on)) }))
    .toSorted((a, b) => a.days - b.days)
  return first && { ...first, is_apart: first.days > together }
}
