import { dateInWords } from '#domain/date.ts'
import type { Refusal } from '#platform/http/refusal.ts'

export type Hours = { provider_id: number; hours: number; from_on: string; to_on: string | null; told_by: string }

/** `others` are the child's other hours at the same provider: of one day there is one number. */
export function refuse(
  given: Hours,
  others: readonly { from_on: string; to_on: string | null }[],
  today: string,
): Refusal[] {
  const refusals: Refusal[] = []
  const say = (field: keyof Hours, message: string) => refusals.push({ field, message })
  if (given.hours <= 0 || given.hours > 60) say('hours', 'Enter the hours of a week: more than 0 and at most 60')
  if (given.to_on !== null && given.to_on < given.from_on) say('to_on', 'The last day must be on or after the first')
  if (given.from_on > `${Number(today.slice(0, 4)) + 2}${today.slice(4)}`)
    say('from_on', 'The first day must be within the next two years')
  const twin = others.find(
    other => other.from_on <= (given.to_on ?? '9999-12-31') && (other.to_on ?? '9999-12-31') >= given.from_on,
  )
  if (twin)
    say(
      'from_on',
      `Hours there are recorded from ${dateInWords(twin.from_on)}${twin.to_on ? ` to ${dateInWords(twin.to_on)}` : ''} already: end or change those`,
    )
  return refusals
}
