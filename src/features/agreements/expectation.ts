import type { Refusal } from '#platform/http/refusal.ts'

export const directions = {
  at_least: 'At least the target',
  at_most: 'At most the target',
  higher: 'Higher than it starts at',
  lower: 'Lower than it starts at',
} as const
export type Direction = keyof typeof directions

export const periods = { week: 'each week', term: 'each term', year: 'each year' } as const
export type Period = keyof typeof periods

const oneAndMany = { week: ['week', 'weeks'], term: ['term', 'terms'], year: ['year', 'years'] } as const

export type Expectation = {
  promise: string
  measure: string
  unit: string
  direction: Direction
  target: number | null
  starts_at: number | null
  period: Period
  source: string
  council_owner: string
  provider_owner: string
  /** Breach is this many periods off target … */
  breach_periods: number
  /** … of the last so many, or running when null … */
  breach_of: number | null
  /** … each by more than this. */
  breach_by: number
}

export function refuseExpectation(given: Expectation): Refusal[] {
  const refusals: Refusal[] = []
  const say = (field: keyof Expectation, message: string) => refusals.push({ field, message })
  const againstTarget = given.direction === 'at_least' || given.direction === 'at_most'
  if (againstTarget && given.target === null) say('target', 'Enter the target: a number the measure is held against')
  if (!againstTarget && given.starts_at === null)
    say('starts_at', 'Enter what it starts at: higher or lower means than this')
  if (
    given.direction === 'higher' &&
    given.target !== null &&
    given.starts_at !== null &&
    given.target <= given.starts_at
  )
    say('target', 'The target must be higher than what it starts at')
  if (
    given.direction === 'lower' &&
    given.target !== null &&
    given.starts_at !== null &&
    given.target >= given.starts_at
  )
    say('target', 'The target must be lower than what it starts at')
  if (given.unit === '%' && [given.target, given.starts_at].some(value => value !== null && (value < 0 || value > 100)))
    say('target', 'A percentage is between 0 and 100')
  if (given.breach_of !== null && given.breach_of < given.breach_periods)
    say('breach_of', 'Breach in so many of the last periods: the second number must be as large as the first')
  return refusals
}

const said = (value: number, unit: string) =>
  unit === '%' ? `${value.toLocaleString('en-GB')}%` : `${value.toLocaleString('en-GB')} ${unit}`

/** 'at least 95% each term'. */
export function targetWords({ direction, target, starts_at, unit, period }: Expectation): string {
  const start = starts_at === null ? '' : said(starts_at, unit)
  const words = {
    at_least: () => `at least ${said(target ?? 0, unit)}`,
    at_most: () => `at most ${said(target ?? 0, unit)}`,
    higher: () => `higher than ${start}${target === null ? '' : `, towards ${said(target, unit)}`}`,
    lower: () => `lower than ${start}${target === null ? '' : `, towards ${said(target, unit)}`}`,
  }
  return `${words[direction]()} ${periods[period]}`
}

/** 'Breach: two terms running off target by more than 2%'. */
export function breachWords({ breach_periods, breach_of, breach_by, period, unit }: Expectation): string {
  const [one, many] = oneAndMany[period]
  const times = breach_periods === 1 ? `one ${one}` : `${inWords(breach_periods)} ${many}`
  const when =
    breach_of === null
      ? breach_periods === 1
        ? times
        : `${times} running`
      : `${times} of the last ${inWords(breach_of)}`
  return `Breach: ${when} off target${breach_by > 0 ? ` by more than ${said(breach_by, unit)}` : ''}`
}

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
const inWords = (n: number) => small[n] ?? String(n)

/** Whether one period's figure misses what was promised by more than is allowed for. */
export function misses({ direction, target, starts_at, breach_by }: Expectation, value: number): boolean {
  const line = { at_least: target, at_most: target, higher: starts_at, lower: starts_at }[direction] ?? 0
  switch (direction) {
    case 'at_least':
      return value < line - breach_by
    case 'at_most':
      return value > line + breach_by
    case 'higher':
      return value <= line - breach_by
    case 'lower':
      return value >= line + breach_by
  }
}

/**
 * Whether figures of periods in order, the newest last, are a breach. A period without a figure is null: it is no miss,
 * and it ends what was running, because nothing can be said of it.
 */
export function isBreach(expectation: Expectation, values: readonly (number | null)[]): boolean {
  const missed = values.map(value => value !== null && misses(expectation, value))
  const { breach_periods, breach_of } = expectation
  const last = missed.slice(-(breach_of ?? breach_periods))
  const count = last.filter(Boolean).length
  return count >= breach_periods
}
