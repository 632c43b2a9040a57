import type { Need } from '#domain/need.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { overlaps, refuseTurn } from './in-turn.ts'

export const ranks = { 1: 'Primary need', 2: 'Secondary need' } as const

export type NeedOverTime = { id: number; rank: number; need: string; from_on: string; to_on: string | null }
type Given = { rank: number; need: Need; from_on: string; to_on: string | null }

/** `others` are the child's needs but for the one that is changed. */
export function refuse(given: Given, others: readonly NeedOverTime[], birth_date: string, today: string): Refusal[] {
  const refusals: Refusal[] = []
  const say = (field: keyof Given, message: string) => refusals.push({ field, message })
  if (given.from_on < birth_date) say('from_on', 'The first day must be on or after the date of birth')
  if (given.from_on > today) say('from_on', 'The first day must be today or in the past')
  if (given.to_on !== null && given.to_on > today) say('to_on', 'The last day must be today or in the past')
  refusals.push(...refuseTurn(given, others, 'need'))
  if (others.some(other => other.rank !== given.rank && other.need === given.need && overlaps(given, other)))
    say('need', 'This need is recorded for the same time with the other rank')
  return refusals
}
