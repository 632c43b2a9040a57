import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { expectedShares, funnel, type Place } from './funnel.ts'

const place = (key: string, met: number, rated: number): Place => ({ key, name: key, met, rated })

/** Enough of everywhere else that the overall share stays at a half. */
const elsewhere = Array.from({ length: 50 }, (_, nth) => place(`elsewhere ${nth}`, 100, 200))

const standing = (met: number, rated: number) =>
  funnel([...elsewhere, place('here', met, rated)]).points.at(-1)?.standing

test('a place is judged by how many goals its share rests on', () => {
  assert.equal(standing(4, 5), 'inside')
  assert.equal(standing(40, 50), 'above_998')
  assert.equal(standing(10, 50), 'below_998')
  assert.equal(standing(33, 50), 'above_95')
  assert.equal(standing(17, 50), 'below_95')
})

test('a place where every goal is always met, or never, is asked a question once there are enough goals', () => {
  const asked = (met: number, rated: number) =>
    funnel([...elsewhere, place('here', met, rated)]).points.at(-1)?.question ?? null
  assert.match(
    asked(30, 30) ?? '',
    /^30 of 30 rated goals were fully met here, and 50% everywhere\. Do the goals ask enough/,
  )
  assert.match(asked(0, 30) ?? '', /^0 of 30 .* Are the goals within reach/)
  assert.equal(asked(3, 3), null)
})

test('chance alone puts about one place in twenty outside the 95% limits, and one in five hundred outside the others', () => {
  const { limitsAt } = funnel(elsewhere)
  for (const size of [20, 60, 300]) {
    const chance = Array.from({ length: size + 1 }, (_, count) => count).map(count => ({
      share: count / size,
      p: binomial(count, size),
    }))
    const outside = (low: number, high: number) =>
      chance.filter(({ share }) => share < low || share > high).reduce((sum, { p }) => sum + p, 0)
    const limits = limitsAt(size)
    assert.ok(outside(limits.low_95, limits.high_95) <= 0.06, `${size}`)
    assert.ok(outside(limits.low_998, limits.high_998) <= 0.003, `${size}`)
  }
})

/** Of tosses of a fair coin. */
function binomial(count: number, size: number) {
  let log = -size * Math.log(2)
  for (let one = 0; one < count; one++) log += Math.log((size - one) / (one + 1))
  return Math.exp(log)
}

test('limits close in on the overall share as goals grow in number, and the outer ones stay outside', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 2, max: 400 }), (met, size) => {
      const { limitsAt, overall } = funnel([place('all', met, 100)])
      const [few, many] = [limitsAt(size), limitsAt(size * 4)]
      const share = overall ?? 0
      assert.ok(few.low_998 <= few.low_95 && few.low_95 <= share && share <= few.high_95 && few.high_95 <= few.high_998)
      assert.ok(many.high_998 - many.low_998 <= few.high_998 - few.low_998 + 1e-9)
    }),
  ))

test('limits widen for places that differ more than chance does, when that is asked', () => {
  const spread = Array.from({ length: 40 }, (_, nth) => place(`${nth}`, 40 + (nth % 2) * 120, 200))
  const [plain, widened] = [funnel(spread), funnel(spread, { widen: true })]
  assert.ok(plain.dispersion > 10)
  assert.equal(plain.widened, false)
  assert.equal(widened.widened, true)
  assert.ok(widened.limitsAt(200).high_998 > plain.limitsAt(200).high_998)
  assert.equal(funnel(elsewhere, { widen: true }).widened, false)
})

test('nothing rated is no funnel, and no place without rated goals is on it', () => {
  assert.equal(funnel([place('here', 0, 0)]).overall, null)
  assert.deepEqual(funnel([place('here', 0, 0)]).points, [])
  assert.equal(funnel([place('here', 3, 3)]).points[0]?.standing, 'inside')
})

test('case mix: a place with the harder needs is expected to have the lower share', () => {
  const mix = (institution: string, need: string, met: number, rated: number) => ({
    ...{ institution, need, age_band: '5-10', met, rated },
  })
  const expected = expectedShares([
    mix('P1', 'SLCN', 80, 100),
    mix('P1', 'PMLD', 1, 10),
    mix('P2', 'SLCN', 8, 10),
    mix('P2', 'PMLD', 39, 90),
    mix('P3', 'PMLD', 0, 0),
  ])
  assert.equal(expected.get('P1'), (100 * 0.8 + 10 * 0.4) / 110)
  assert.equal(expected.get('P2'), (10 * 0.8 + 90 * 0.4) / 100)
  assert.equal(expected.has('P3'), false)
})
