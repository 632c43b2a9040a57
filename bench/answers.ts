import { halfUp, quartilesOf } from '#features/pictures/statistics.ts'

/** An answer in the one form all are compared in: a group's key to its whole numbers. */
export type Answer = ReadonlyMap<string, readonly (number | null)[]>

export type Key = readonly (string | number)[]

export const keyText = (key: Key) => key.join('|')

export type RatingGroup = { key: Key; counts: readonly number[] }

/** Not met, partially met, fully met, not rated, children. */
export const ratingAnswer = (groups: Iterable<RatingGroup>): Answer =>
  new Map([...groups].filter(({ counts }) => counts.some(Boolean)).map(({ key, counts }) => [keyText(key), counts]))

/** Part of a histogram: outcomes of one group at one distance. */
export type DistancePart = { key: Key; distance: number; outcomes: number; targets_met: number }

/** Outcomes, children, targets met, and in hundredths the mean and the quartiles: all from the histogram. */
export function distanceAnswer(parts: Iterable<DistancePart>, children: ReadonlyMap<string, number>): Answer {
  const groups = new Map<string, { histogram: Map<number, number>; outcomes: number; sum: number; met: number }>()
  for (const { key, distance, outcomes, targets_met } of parts) {
    const text = keyText(key)
    const group = groups.get(text) ?? { histogram: new Map(), outcomes: 0, sum: 0, met: 0 }
    group.histogram.set(distance, (group.histogram.get(distance) ?? 0) + outcomes)
    group.outcomes += outcomes
    group.sum += outcomes * distance
    group.met += targets_met
    groups.set(text, group)
  }
  return new Map(
    [...groups].map(([key, { histogram, outcomes, sum, met }]) => {
      const { lower, median, upper } = quartilesOf(histogram)
      const figures = [halfUp(sum, outcomes), lower, median, upper].map(hundredths)
      return [key, [outcomes, children.get(key) ?? 0, met, ...figures]]
    }),
  )
}

export const hundredths = (figure: number | null) => (figure === null ? null : Math.round(figure * 100))

/**
 * Where two answers part: the first key and what each says there. Undefined when they are the same to the last integer.
 * One that hides small numbers is compared where it shows them.
 */
export function difference(wanted: Answer, given: Answer, hides = false): string | undefined {
  for (const key of new Set([...wanted.keys(), ...given.keys()])) {
    const [one, other] = [wanted.get(key), given.get(key)]
    if (hides && (!other || (one && other.every((figure, nth) => figure === null || figure === one[nth])))) continue
    const [left, right] = [one, other].map(figures => figures?.join(' ') ?? 'no such group')
    if (left !== right) return `${key}: ${left} and ${right}`
  }
  return undefined
}
