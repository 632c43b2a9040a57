import { academicYear, firstDayOf } from '#domain/academic-year.ts'
import { addDays, dateInWords } from '#domain/date.ts'
import { type PhaseMove, variantOf } from '#domain/phase-move.ts'
import { dueOn, ruleFor } from '#features/deadlines/index.ts'
import type { Refusal } from '#platform/http/refusal.ts'

/** The last day for the amended plan before a move in the September after a day, by regulation 18. */
export function amendBy(move: PhaseMove, on: string): string {
  const starts_on = firstDayOf(academicYear(on))
  const rule = ruleFor('phase_transfer', variantOf(move), starts_on)
  if (!rule) throw new Error(`No rule for ${move}`)
  return dueOn(rule, starts_on)
}

/** The last day for a meeting that leaves the twelve weeks there are for amending. */
export const meetBy = (move: PhaseMove, on: string): string => addDays(amendBy(move, on), -84)

export type NextSetting = {
  move: PhaseMove
  asked_for: string | null
  asked_on: string | null
  consulted_on: string | null
  answer: string | null
  named: string | null
  named_on: string | null
}

/** How far the choice of the next setting is. */
export const moveStates = {
  no_review: 'No review planned',
  open: 'Not decided',
  asked: 'Family has asked for one',
  consulted: 'Setting consulted',
  named: 'Named in section I',
} as const

export type MoveState = keyof typeof moveStates

export const moveStateList = Object.keys(moveStates) as MoveState[]

/** What stands against saying where somebody goes next. */
export function refuseNext(next: NextSetting, today: string): Refusal[] {
  const refusals: Refusal[] = []
  const past = (field: keyof NextSetting, day: string | null, what: string) => {
    if (day !== null && day > today) refusals.push({ field, message: `${what} must be today or in the past` })
  }
  past('asked_on', next.asked_on, 'The day the family asked')
  past('consulted_on', next.consulted_on, 'The day the setting was consulted')
  past('named_on', next.named_on, 'The day it was named')
  if (next.asked_on !== null && next.asked_for === null)
    refusals.push({ field: 'asked_for', message: 'Write which setting the family asks for' })
  if (next.named !== null && next.named_on === null)
    refusals.push({ field: 'named_on', message: 'Enter the day the plan that names it was made' })
  if (next.named === null && next.named_on !== null)
    refusals.push({ field: 'named', message: 'Write which setting, or type of setting, section I names' })
  return refusals
}

/** Whether the plan comes in time for the move, in a sentence. */
export function inTime(move: PhaseMove, meeting_on: string | null, today: string): string {
  const due = amendBy(move, meeting_on ?? today)
  const last = meetBy(move, meeting_on ?? today)
  const words = `The plan that names the next setting is due by ${dateInWords(due)}.`
  if (meeting_on !== null && meeting_on > last)
    return `${words} With a meeting after ${dateInWords(last)} there are fewer than the twelve weeks that amending may take: do it faster.`
  return words
}
