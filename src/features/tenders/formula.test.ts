import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Entrant, points, pricePoints, qualityPoints, rank, workedExample } from './formula.ts'

test('the example printed in the documents is what the sums give, worked by hand', () => {
  // 30% price. A: (60×4 + 40×3)/5 × 0.7 = 50.40, price 30.00. B: (60×5 + 40×4)/5 × 0.7 = 64.40, price 50,000/62,500 × 30 = 24.00.
  const [a, b] = workedExample({ formula: 'lowest_over_price', price_weight: 30 })
  assert.deepEqual([a?.quality, a?.price, a?.total, a?.rank], [5040, 3000, 8040, 2])
  assert.deepEqual([b?.quality, b?.price, b?.total, b?.rank], [6440, 2400, 8840, 1])
  // In a straight line B is 25% dearer, and loses 25% of 30.
  const [, straight] = workedExample({ formula: 'straight_line', price_weight: 30 })
  assert.equal(straight?.price, 2250)
  const [alone] = workedExample({ formula: 'none', price_weight: 0 })
  assert.deepEqual([alone?.quality, alone?.price, alone?.total], [7200, 0, 7200])
})

test('points are rounded once, halves up', () => {
  assert.equal(pricePoints('lowest_over_price', 40, 300, 100), 1333)
  assert.equal(pricePoints('lowest_over_price', 30, 100, 100), 3000)
  assert.equal(qualityPoints([{ weight: 100, score: 3.33 }], 40), 3996)
  assert.equal(points(8840), '88.40')
})

const entrant = fc.record({
  gates_met: fc.boolean(),
  scores: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 2 }),
  pence: fc.integer({ min: 1, max: 9_999_999_99 }),
})
const entrants = fc.array(entrant, { minLength: 1, maxLength: 8 }).map(list =>
  list.map(
    ({ gates_met, scores, pence }, at): Entrant => ({
      bid_id: at + 1,
      ...{ gates_met, pence },
      answers: [
        { weight: 60, score: scores[0] ?? 0 },
        { weight: 40, score: scores[1] ?? 0 },
      ],
    }),
  ),
)
const terms = fc.record({
  formula: fc.constantFrom('lowest_over_price', 'straight_line'),
  price_weight: fc.integer({ min: 1, max: 99 }),
  least_quality: fc.option(fc.integer({ min: 0, max: 100 })),
  awards: fc.option(fc.integer({ min: 1, max: 4 })),
} as const)

test('a bid that fails a gate is never ranked or awarded, whatever its quality and price, and changes nobody else’s points', () =>
  fc.assert(
    fc.property(entrants, terms, (bids, of) => {
      const placed = rank(bids, of)
      for (const { bid_id, gates_met } of bids) {
        const found = placed.find(one => one.bid_id === bid_id)
        if (!gates_met) assert.deepEqual([found?.outcome, found?.rank, found?.total], ['gate_not_met', null, null])
        else assert.notEqual(found?.outcome, 'gate_not_met')
      }
      const without = rank(
        bids.filter(bid => bid.gates_met),
        of,
      )
      assert.deepEqual(
        placed.filter(one => one.outcome !== 'gate_not_met'),
        without,
      )
    }),
  ))

test('more quality, or a lower price, never brings a bid further down', () =>
  fc.assert(
    fc.property(entrants, terms, (bids, of) => {
      const [first, ...rest] = bids
      if (!first) return
      const before = rank([{ ...first, gates_met: true }, ...rest], { ...of, least_quality: null })
      const better: Entrant = {
        ...first,
        gates_met: true,
        answers: first.answers.map(({ weight, score }) => ({ weight, score: Math.min(5, score + 1) })),
      }
      const after = rank([better, ...rest], { ...of, least_quality: null })
      const rankIn = (list: ReturnType<typeof rank>) => list.find(one => one.bid_id === 1)?.rank ?? 99
      assert.ok(rankIn(after) <= rankIn(before))
    }),
  ))

test('points never go above their weights', () =>
  fc.assert(
    fc.property(entrants, terms, (bids, of) => {
      for (const { quality, price, total } of rank(bids, of)) {
        if (total === null) continue
        assert.ok((quality ?? 0) <= (100 - of.price_weight) * 100 && (price ?? 0) <= of.price_weight * 100)
        assert.equal(total, (quality ?? 0) + (price ?? 0))
      }
    }),
  ))
