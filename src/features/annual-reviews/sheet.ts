import type { PfaArea } from '#domain/pfa.ts'
import type { Rating } from '#domain/rating.ts'
import { type Respondent, respondents, type SoftScale, softScales } from '#domain/soft-scale.ts'

export type SheetGoal = {
  id: number
  outcome_id: number
  text: string
  due_on: string | null
  /** What the last review before this one said of it. */
  last: { rating: Rating; meeting_on: string } | null
}

export type SheetOutcome = {
  id: number
  text: string
  pfa: readonly PfaArea[]
  ladder: Readonly<Record<string, string>>
  baseline: number | null
  target: number | null
  last: { position: number; meeting_on: string } | null
  /** Its position at this review came from elsewhere, with an import. */
  placed: boolean
}

/** A line of section F, G or H: what the plan promises. */
export type SheetLine = { id: number; section: string; text: string; promised: string | null; counted: boolean }

/** What a review asks: the goals to rate and the open outcomes, in the order of the plan. */
export type Sheet = {
  meeting_on: string
  /** From Year 9 a review considers preparing for adulthood (regulation 20(6)). */
  from_year_9: boolean
  goals: readonly SheetGoal[]
  outcomes: readonly SheetOutcome[]
  provision: readonly SheetLine[]
}

/** Goals that may be set for one outcome at one review. */
export const mostGoals = 5

export const respondentList = Object.keys(respondents) as Respondent[]
export const scaleList = Object.keys(softScales) as SoftScale[]

/** The names of the form's fields, one place for all of them. */
export const field = {
  rating: (goal: number) => `rating-${goal}`,
  reason: (goal: number) => `reason-${goal}`,
  comment: (goal: number) => `comment-${goal}`,
  position: (outcome: number) => `position-${outcome}`,
  positionComment: (outcome: number) => `position_comment-${outcome}`,
  helped: 'what_helped',
  how: (respondent: Respondent) => `how-${respondent}`,
  rung: (respondent: Respondent, scale: SoftScale) => `rung-${respondent}-${scale}`,
  words: (respondent: Respondent, scale: SoftScale) => `words-${respondent}-${scale}`,
  goal: (outcome: number, nth: number) => `goal-${outcome}-${nth}`,
  due: (outcome: number, nth: number) => `due-${outcome}-${nth}`,
  none: (outcome: number) => `none-${outcome}`,
  noneWhy: (outcome: number) => `none_why-${outcome}`,
  given: (line: number) => `given-${line}`,
  givenHours: (line: number) => `given_hours-${line}`,
  givenNote: (line: number) => `given_note-${line}`,
  recommendation: 'recommendation',
  changes: 'recommended_changes',
  disagreement: 'disagreement',
  adulthood: 'adulthood',
  careAct: 'care_act',
  careActNote: 'care_act_note',
} as const

export const toPlace = (sheet: Sheet) => sheet.outcomes.filter(outcome => !outcome.placed)

export const nthGoals = Array.from({ length: mostGoals }, (_, index) => index + 1)

/** "3 — I play with one friend": a rung, in its words where it has any, else "rung 3". */
export const rungInWords = (ladder: SheetOutcome['ladder'], rung: number): string => {
  const words = ladder[String(rung)]
  return words ? `${rung} — ${words}` : `rung ${rung}`
}

/** What ends with its own full stop is given no second one. */
export const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…”]$/.test(text) ? '' : '.'}`
