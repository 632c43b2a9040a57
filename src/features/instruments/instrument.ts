import type { Refusal } from '#platform/http/refusal.ts'

/** Names alone, to choose from: what they ask is licensed, and none of it is here. Another can be written in. */
export const knownInstruments = [
  'SDQ (Strengths and Difficulties Questionnaire)',
  'SWEMWBS (Short Warwick-Edinburgh Mental Wellbeing Scale)',
  'WEMWBS (Warwick-Edinburgh Mental Wellbeing Scale)',
  'Boxall Profile',
  'Outcomes Star',
  'GAS-light (Goal attainment)',
] as const

export const completers = {
  young_person: 'Child or young person',
  parent: 'Parent or carer',
  provider: 'School or provider',
  other: 'Somebody else',
} as const

export type Completer = keyof typeof completers

export type Score = {
  instrument: string
  version: string | null
  part: string | null
  score: number
  on_date: string
  completed_by: Completer
}

export function refuseScore({ on_date }: Score, birth_date: string, today: string): Refusal[] {
  if (on_date > today) return [{ field: 'on_date', message: 'The day must be today or in the past' }]
  return on_date < birth_date ? [{ field: 'on_date', message: 'The day must be after the date of birth' }] : []
}
