import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  difference,
  type Histogram,
  halfUp,
  meanInterval,
  meanOf,
  medianOf,
  percent,
  quartilesOf,
  share,
  shareInterval,
  sizeOf,
} from './statistics.ts'

const of = (...values: number[]): Histogram =>
  new Map(Object.entries(Object.groupBy(values, String)).map(([value, all]) => [Number(value), all?.length ?? 0]))

test('a half is rounded up, and below zero away from it, where floating arithmetic would go wrong', () => {
  assert.equal(halfUp(1005, 1000), 1.01)
  assert.equal(halfUp(-1005, 1000), -1.01)
  assert.equal(halfUp(1, 8), 0.13)
  assert.equal(halfUp(-1, 8), -0.13)
  assert.equal(halfUp(1, 3), 0.33)
  assert.ok(Object.is(halfUp(-1, 1000), 0), 'no minus before a zero')
})

test('rounding is as close as two places allow, whatever the numbers', () =>
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 1, max: 1e9 }), (numerator, denominator) => {
      const hundredths = BigInt(Math.round(halfUp(numerator, denominator) * 100))
      const off = 2n * (hundredths * BigInt(denominator) - 100n * BigInt(numerator))
      const up = numerator < 0 ? -off : off
      assert.ok(up <= BigInt(denominator) && up > -BigInt(denominator))
    }),
  ))

test('a share of nothing is undefined', () => {
  assert.equal(share(0, 0), null)
  assert.equal(percent(0, 0), null)
  assert.equal(share(61, 100), 0.61)
  assert.equal(percent(121, 200), 61)
})

test('the median of an even number is the mean of the middle two', () => {
  assert.equal(medianOf(of(3, 4)), 3.5)
  assert.equal(medianOf(of(-1, 5, 3)), 3)
  assert.equal(medianOf(of()), null)
})

test('quartiles are those of percentile_cont', () => {
  assert.deepEqual(quartilesOf(of(1, 2, 3, 4)), { lower: 1.75, median: 2.5, upper: 3.25 })
  assert.deepEqual(quartilesOf(of(7)), { lower: 7, median: 7, upper: 7 })
  assert.deepEqual(quartilesOf(of(-2, -1, -1, 0, 4, 10)), { lower: -1, median: -0.5, upper: 3 })
})

test('quartiles of a histogram are those of its values written out', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -10, max: 10 }), { minLength: 1, maxLength: 60 }), values => {
      const sorted = values.toSorted((a, b) => a - b)
      const at = (part: number) => {
        const place = part * (sorted.length - 1)
        const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
        return below + (above - below) * (place % 1)
      }
      const found = quartilesOf(of(...values))
      assert.deepEqual(found, { lower: at(0.25), median: at(0.5), upper: at(0.75) })
      assert.equal(
        meanOf(of(...values)),
        halfUp(
          values.reduce((sum, value) => sum + value, 0),
          values.length,
        ),
      )
      assert.equal(sizeOf(of(...values)), values.length)
    }),
  ))

test('ten outcomes have an interval, nine have none', () => {
  assert.equal(meanInterval(of(1, 2, 3, 4, 5, 6, 7, 8, 9)), null)
  // Mean 5.5, standard deviation 3.0277, t with 9 degrees of freedom 2.2622: 5.5 ± 2.1659.
  assert.deepEqual(meanInterval(of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)), {
    low: 3.33,
    high: 7.67,
    method: '95% interval, Student’s t',
  })
  assert.deepEqual(meanInterval(new Map([[-3, 12]]))?.high, -3)
})

test('a share’s interval is Wilson’s', () => {
  // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  const published: [number, number, number, number][] = [
    [81, 263, 0.26, 0.37],
    [15, 148, 0.06, 0.16],
    [0, 20, 0, 0.16],
    [1, 29, 0.01, 0.17],
  ]
  for (const [part, whole, low, high] of published) {
    const found = shareInterval(part, whole)
    assert.deepEqual([found?.low, found?.high], [low, high])
  }
  assert.equal(shareInterval(0, 0), null)
})

test('a difference is flagged only where chance would rarely make it', () => {
  assert.equal(difference(70, 100, 50, 100), 'higher')
  assert.equal(difference(50, 100, 70, 100), 'lower')
  assert.equal(difference(7, 10, 5, 10), 'no_clear_difference')
  assert.equal(difference(0, 0, 5, 10), 'no_clear_difference')
})
