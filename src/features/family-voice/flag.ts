import { daysBetween } from '#domain/date.ts'

export const flaggedThings = {
  outcome: 'An outcome',
  goal: 'A goal',
  place: 'The school, college or provider',
  details: 'Name or date of birth',
  other: 'Something else',
} as const

export type FlaggedThing = keyof typeof flaggedThings

export const isFlaggedThing = (text: unknown): text is FlaggedThing =>
  typeof text === 'string' && Object.hasOwn(flaggedThings, text)

export const wrongKinds = {
  words: 'The words',
  position: 'How far it says they are',
  date: 'A date',
  not_ours: 'It is not about them',
  missing: 'Something is missing',
  other: 'Something else',
} as const

export type WrongKind = keyof typeof wrongKinds

export const isWrongKind = (text: unknown): text is WrongKind =>
  typeof text === 'string' && Object.hasOwn(wrongKinds, text)

export const flagAnswers = { fixed: 'Put right', answered: 'Answered, and left as it is' } as const

export type FlagAnswer = keyof typeof flagAnswers

type Answered = { flagged_on: string; answered_on: string | null }

/** Days from being told to the answer, of those answered; the middle one, and of two in the middle the mean. */
export function medianDays(flags: readonly Answered[]): number | null {
  const days = flags
    .flatMap(({ flagged_on, answered_on }) => (answered_on === null ? [] : [daysBetween(flagged_on, answered_on)]))
    .toSorted((a, b) => a - b)
  const [low, high] = [days[Math.ceil(days.length / 2) - 1], days[Math.floor(days.length / 2)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
