import type { Refusal } from '#platform/http/refusal.ts'

export type CareStatus = { from_on: string; looked_after: boolean }

/** `known` are the statuses there are, latest first. */
export function refuse(given: CareStatus, known: readonly CareStatus[], birth_date: string, today: string): Refusal[] {
  const refusals: Refusal[] = []
  if (given.from_on < birth_date)
    refusals.push({ field: 'from_on', message: 'The first day must be on or after the date of birth' })
  if (given.from_on > today) refusals.push({ field: 'from_on', message: 'The first day must be today or in the past' })
  const before = known.find(status => status.from_on <= given.from_on)
  if (before?.from_on === given.from_on)
    refusals.push({ field: 'from_on', message: 'There is already a status from this day' })
  else if (before?.looked_after === given.looked_after)
    refusals.push({ field: 'looked_after', message: 'This is how it was already on that day' })
  return refusals
}
