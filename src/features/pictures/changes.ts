import { addDays, addMonths } from '#domain/date.ts'
import type { Figure, Shown } from './figures.ts'

/** One row of a picture then and now. */
export type Compared = { row: Shown; before: Shown['figures']; now: Shown['figures'] }

const nameOf = ({ key, scale = '', respondent = '' }: Shown) => JSON.stringify([key, scale, respondent])

/** The rows of two pictures of one question, side by side: those of today in their order, then those that are no more. */
export function compared(now: readonly Shown[], then: readonly Shown[]): Compared[] {
  const known = new Map(then.map(row => [nameOf(row), row]))
  const kept = new Set(now.map(nameOf))
  return [
    ...now.map(row => ({ row, before: known.get(nameOf(row))?.figures ?? {}, now: row.figures })),
    ...then.filter(row => !kept.has(nameOf(row))).map(row => ({ row, before: row.figures, now: {} })),
  ]
}

/** Whether a figure says something else now. None is nought of a count. */
export const differs = (then: Figure | undefined, now: Figure | undefined) => (then ?? 0) !== (now ?? 0)

/** Days people ask about most; a term is taken as thirteen weeks. */
export const recentDays = (today: string) => [
  { words: 'A week ago', day: addDays(today, -7) },
  { words: 'A month ago', day: addMonths(today, -1) },
  { words: 'A term ago', day: addDays(today, -91) },
]
