/** Every figure is worked out from whole numbers at the end, and rounded once. */

/** Half-up to so many places, exactly; a half goes away from zero, as PostgreSQL's numeric and a spreadsheet round. */
export function halfUp(numerator: number, denominator: number, places = 2): number {
  const scale = 10 ** places
  const size = (2n * BigInt(scale) * BigInt(Math.abs(numerator)) + BigInt(denominator)) / (2n * BigInt(denominator))
  return size === 0n ? 0 : (Math.sign(numerator) * Number(size)) / scale
}

/** A share to two places; null when there is nothing it is a share of. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : halfUp(part, whole))

export const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : halfUp(100 * part, whole, 0)

/** How many of each value: the whole of what is known about a group, in a few numbers. */
export type Histogram = ReadonlyMap<number, number>

export const sizeOf = (histogram: Histogram) => [...histogram.values()].reduce((sum, count) => sum + count, 0)

export function meanOf(histogram: Histogram): number | null {
  const size = sizeOf(histogram)
  return size === 0 ? null : halfUp(sumOf(histogram, 1), size)
}

/**
 * The value a given part of the way up, between its two neighbours where it falls between (Hyndman and Fan's seventh
 * definition: PostgreSQL's percentile_cont, Excel's QUARTILE.INC). The median of an even number is the mean of the middle two.
 */
function quarter(histogram: Histogram, quarters: 1 | 2 | 3): number | null {
  const values = [...histogram].filter(([, count]) => count > 0).sort(([a], [b]) => a - b)
  const steps = quarters * (sizeOf(histogram) - 1)
  if (steps < 0) return null
  const at = (place: number) => {
    let passed = 0
    for (const [value, count] of values) if (place < (passed += count)) return value
    return values.at(-1)?.[0] ?? 0
  }
  const [place, rest] = [Math.floor(steps / 4), steps % 4]
  return halfUp(at(place) * (4 - rest) + at(place + 1) * rest, 4)
}

export const medianOf = (histogram: Histogram) => quarter(histogram, 2)

export const quartilesOf = (histogram: Histogram) => ({
  lower: quarter(histogram, 1),
  median: quarter(histogram, 2),
  upper: quarter(histogram, 3),
})

export type Interval = { low: number; high: number; method: string }

/** With fewer than this many outcomes there is no interval, and the count leads. */
const enoughForInterval = 10

/** 95% for the mean, by Student's t. */
export function meanInterval(histogram: Histogram): Interval | null {
  const n = sizeOf(histogram)
  if (n < enoughForInterval) return null
  const [sum, squares] = [sumOf(histogram, 1), sumOf(histogram, 2)]
  const variance = (n * squares - sum * sum) / (n * (n - 1))
  const reach = studentT(n - 1) * Math.sqrt(variance / n)
  return { low: near(sum / n - reach), high: near(sum / n + reach), method: '95% interval, Student’s t' }
}

const z95 = 1.959963984540054

/** 95% for a share, by Wilson's score: never below 0 or above 1, and honest when the base is small. */
export function shareInterval(part: number, whole: number): Interval | null {
  if (whole === 0) return null
  const [low, high] = wilson(part, whole)
  return { low: near(low), high: near(high), method: '95% interval, Wilson’s score' }
}

function wilson(part: number, whole: number): [number, number] {
  const [p, zz] = [part / whole, z95 ** 2]
  const middle = (p + zz / (2 * whole)) / (1 + zz / whole)
  const reach = (z95 / (1 + zz / whole)) * Math.sqrt((p * (1 - p)) / whole + zz / (4 * whole ** 2))
  return [Math.max(0, middle - reach), Math.min(1, middle + reach)]
}

export type Difference = 'higher' | 'lower' | 'no_clear_difference'

/** Whether one share differs from another by more than chance may: Newcombe's 95% interval of the difference leaves out 0. */
export function difference(part: number, whole: number, otherPart: number, otherWhole: number): Difference {
  if (whole === 0 || otherWhole === 0) return 'no_clear_difference'
  const [p, q] = [part / whole, otherPart / otherWhole]
  const [low, high] = wilson(part, whole)
  const [otherLow, otherHigh] = wilson(otherPart, otherWhole)
  if (p - q - Math.hypot(p - low, otherHigh - q) > 0) return 'higher'
  return p - q + Math.hypot(high - p, q - otherLow) < 0 ? 'lower' : 'no_clear_difference'
}

const sumOf = (histogram: Histogram, power: number) =>
  [...histogram].reduce((sum, [value, count]) => sum + value ** power * count, 0)

const near = (value: number) => (Math.sign(value) * Math.round(Math.abs(value) * 100)) / 100 + 0

/** The two-sided 95% point of Student's t: Cornish and Fisher's expansion, right to four places from 9 degrees of freedom on. */
function studentT(freedom: number): number {
  const [z, v] = [z95, freedom]
  return (
    z +
    (z ** 3 + z) / (4 * v) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * v ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * v ** 3) +
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / (92160 * v ** 4)
  )
}
