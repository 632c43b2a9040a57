import { isSmall } from '#domain/small-numbers.ts'
import type { Sum } from './delivery.ts'

/** A sum as it is shown: a figure that may not be told is 'c'. */
export type ShownSum = { key: string } & Record<Exclude<keyof Sum, 'key'>, number | 'c'>

const hiddenRow = ({ key }: Sum): ShownSum => ({
  key,
  lines: 'c',
  children: 'c',
  promised: 'c',
  reported: 'c',
  childrenReported: 'c',
  promisedOfKnown: 'c',
  given: 'c',
})

/** What was reported hides where it is of one to five children, or of all but one to five: the rest would tell. */
function shownRow(sum: Sum): ShownSum {
  const telling = isSmall(sum.childrenReported) || isSmall(sum.children - sum.childrenReported)
  return telling ? { ...sum, reported: 'c', childrenReported: 'c', promisedOfKnown: 'c', given: 'c' } : sum
}

/**
 * Sums for whoever may not see the children. A row of one to five children is hidden, and when what is hidden could be
 * worked out from the whole, so is the smallest of the others. With too few children in all, everything is.
 */
export function published(sums: readonly Sum[], whole: Sum): { rows: ShownSum[]; whole: ShownSum } {
  if (isSmall(whole.children)) return { rows: sums.map(hiddenRow), whole: hiddenRow(whole) }
  const hidden = new Set(sums.filter(({ children }) => isSmall(children)))
  const rest = sums.filter(sum => !hidden.has(sum)).toSorted((a, b) => a.children - b.children)
  const few = () => [...hidden].reduce((sum, { children }) => sum + children, 0)
  while (hidden.size > 0 && (hidden.size === 1 || isSmall(few())) && rest.length > 0) hidden.add(rest.shift() as Sum)
  // What was reported adds up to the whole as well: with one row of it hidden, the whole's is too.
  const rows = sums.map(sum => (hidden.has(sum) ? hiddenRow(sum) : shownRow(sum)))
  const shown = shownRow(whole)
  const one = rows.filter(({ reported }) => reported === 'c').length === 1
  const all = one
    ? {
        ...shown,
        reported: 'c' as const,
        childrenReported: 'c' as const,
        promisedOfKnown: 'c' as const,
        given: 'c' as const,
      }
    : shown
  return { rows, whole: all }
}
