import type { PfaArea } from '#domain/pfa.ts'
import type { Refusal } from '#platform/http/refusal.ts'

export const rungs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

/** The words of each rung that has any, by its number. */
export type Ladder = Readonly<Record<string, string>>

export type Outcome = {
  text: string
  /** The first is the main one. */
  pfa: PfaArea[]
  agreed_on: string
  due_on: string | null
  baseline: number | null
  target: number | null
  ladder: Ladder
}

export function refuse(outcome: Outcome, birth_date: string, today: string): Refusal[] {
  const refusals: Refusal[] = []
  const say = (field: keyof Outcome, message: string) => refusals.push({ field, message })
  if (outcome.agreed_on < birth_date) say('agreed_on', 'The day it was agreed must be after the date of birth')
  if (outcome.agreed_on > today) say('agreed_on', 'The day it was agreed must be today or in the past')
  if (outcome.due_on !== null && outcome.due_on <= outcome.agreed_on)
    say('due_on', 'The day it is due must be after the day it was agreed')
  if (outcome.baseline === null && outcome.target !== null)
    say('baseline', 'Choose the rung the child starts from, or leave out the target')
  return refusals
}

/**
 * What the ladder still lacks: words for the baseline, the target, and one rung between where there is one. The view
 * to_do in the database counts by the same rule.
 */
export function missingWords({ baseline, target, ladder }: Pick<Outcome, 'baseline' | 'target' | 'ladder'>): string[] {
  if (baseline === null || target === null) return []
  const said = (rung: number) => Boolean(ladder[rung]?.trim())
  const [low, high] = [Math.min(baseline, target), Math.max(baseline, target)]
  const missing = [...new Set([baseline, target])].filter(rung => !said(rung)).map(rung => `rung ${rung}`)
  const between = rungs.filter(rung => rung > low && rung < high)
  if (between.length > 0 && !between.some(said)) missing.push(`a rung between ${low} and ${high}`)
  return missing
}

/** A target at or below the baseline is a level to hold. */
export const isToHold = ({ baseline, target }: Pick<Outcome, 'baseline' | 'target'>): boolean =>
  baseline !== null && target !== null && target <= baseline

export function refuseClosing(closed_on: string | null, agreed_on: string, today: string): Refusal[] {
  if (closed_on !== null && closed_on < agreed_on)
    return [{ field: 'closed_on', message: 'The last day must be on or after the day it was agreed' }]
  if (closed_on !== null && closed_on > today)
    return [{ field: 'closed_on', message: 'The last day must be today or in the past' }]
  return []
}

/** What a Preparing for Adulthood area is about, for whoever chooses one. */
export const pfaHints = {
  employment: 'Learning, interests, strengths, and work in the end: paid, supported or as a volunteer',
  independent_living: 'Doing things for oneself: washing, eating, money, travel, choices, a home',
  community_inclusion: 'Friends, play, clubs, being safe and taking part where one lives',
  health: 'Body and mind: food, sleep, movement, appointments, medicine, well-being',
} satisfies Record<PfaArea, string>
