import { addDays } from '#domain/date.ts'
import type { Refusal } from '#platform/http/refusal.ts'

/** Needs and placements of one rank follow one another: a new one ends the one before it. */
export type Turn = { rank: number; from_on: string; to_on: string | null }

/** `what` is 'need' or 'placement'; `others` are the child's, without the one that is changed. */
export function refuseTurn(given: Turn, others: readonly Turn[], what: string): Refusal[] {
  const refusals: Refusal[] = []
  const say = (field: keyof Turn, message: string) => refusals.push({ field, message })
  if (given.to_on !== null && given.to_on < given.from_on) say('to_on', 'The last day must be on or after the first')
  const same = others.filter(other => other.rank === given.rank)
  const before = endedBy(given, others)
  if (same.some(other => other.from_on === given.from_on))
    say('from_on', `There is another ${what} of this rank from the same day. Change that one instead`)
  else if (same.some(other => other.from_on > given.from_on && lastsTo(given, other.from_on)))
    say('to_on', `Another ${what} of this rank begins later. Enter the last day of this one, before that`)
  else if (before && given.to_on !== null && lastsTo(before, addDays(given.to_on, 1)))
    say(
      'from_on',
      `Another ${what} of this rank was there on that day, and goes on after this one. Change that one first`,
    )
  return refusals
}

/** The one of the same rank that lasts into the new one's time, and so ends the day before. */
export const endedBy = <T extends Turn>(given: Turn, others: readonly T[]): T | undefined =>
  others.find(other => other.rank === given.rank && other.from_on < given.from_on && lastsTo(other, given.from_on))

export const overlaps = (a: Omit<Turn, 'rank'>, b: Omit<Turn, 'rank'>) => lastsTo(a, b.from_on) && lastsTo(b, a.from_on)

const lastsTo = ({ to_on }: Pick<Turn, 'to_on'>, day: string) => to_on === null || to_on >= day
