import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { breachWords, type Expectation, isBreach, misses, refuseExpectation, targetWords } from './expectation.ts'
import { templates } from './templates.ts'

const attendance: Expectation = {
  promise: 'Children attend',
  measure: 'Sessions attended of those possible',
  unit: '%',
  direction: 'at_least',
  target: 92,
  starts_at: null,
  period: 'term',
  source: 'School census',
  council_owner: 'Commissioner',
  provider_owner: 'Head of school',
  breach_periods: 2,
  breach_of: null,
  breach_by: 0,
}
const fields = (change: Partial<Expectation>) =>
  refuseExpectation({ ...attendance, ...change }).map(({ field }) => field)

test('a promise held against a target has one, and one that is to move says where it starts', () => {
  assert.deepEqual(fields({}), [])
  assert.deepEqual(fields({ target: null }), ['target'])
  assert.deepEqual(fields({ direction: 'higher', target: null }), ['starts_at'])
  assert.deepEqual(fields({ direction: 'higher', starts_at: 93 }), ['target'])
  assert.deepEqual(fields({ direction: 'lower', starts_at: 12, target: 12 }), ['target'])
  assert.deepEqual(fields({ direction: 'lower', starts_at: 12, target: 8 }), [])
  assert.deepEqual(fields({ target: 101 }), ['target'])
  assert.deepEqual(fields({ breach_periods: 3, breach_of: 2 }), ['breach_of'])
})

test('a promise and its breach are said in words', () => {
  assert.equal(targetWords(attendance), 'at least 92% each term')
  assert.equal(
    targetWords({ ...attendance, direction: 'lower', starts_at: 12, target: 8, unit: 'incidents', period: 'year' }),
    'lower than 12 incidents, towards 8 incidents each year',
  )
  assert.equal(breachWords(attendance), 'Breach: two terms running off target')
  assert.equal(breachWords({ ...attendance, breach_periods: 1 }), 'Breach: one term off target')
  assert.equal(
    breachWords({ ...attendance, breach_of: 3, breach_by: 2 }),
    'Breach: two terms of the last three off target by more than 2%',
  )
})

test('breach is the periods agreed on, running or of the last so many', () => {
  assert.equal(isBreach(attendance, [95, 91, 90]), true)
  assert.equal(isBreach(attendance, [91, 95, 90]), false)
  assert.equal(isBreach(attendance, [90, 91, 95]), false)
  assert.equal(isBreach({ ...attendance, breach_of: 3 }, [91, 95, 90]), true)
  assert.equal(isBreach(attendance, [90]), false)
  assert.equal(isBreach(attendance, []), false)
})

test('a period nothing is known of is no miss, and ends what was running', () =>
  assert.equal(isBreach(attendance, [90, null, 90]), false))

test('a figure on the line is not off it, and a margin moves the line', () => {
  assert.equal(misses(attendance, 92), false)
  assert.equal(misses({ ...attendance, breach_by: 2 }, 90), false)
  assert.equal(misses({ ...attendance, breach_by: 2 }, 89.9), true)
  assert.equal(misses({ ...attendance, direction: 'at_most', target: 3 }, 4), true)
  assert.equal(misses({ ...attendance, direction: 'lower', starts_at: 12 }, 12), true)
})

test('a better figure is never a breach where a worse one is not', () =>
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 20 }),
      (values, target, breach_periods, better) => {
        const expectation = { ...attendance, target, breach_periods }
        if (isBreach(expectation, values)) return
        const bettered = values.map(value => value + better)
        assert.equal(isBreach(expectation, bettered), false)
      },
    ),
  ))

test('each measure that comes with the service can be promised as it is', () => {
  assert.ok(Object.keys(templates).length >= 12)
  for (const [name, template] of Object.entries(templates))
    assert.deepEqual(
      refuseExpectation({ ...template, council_owner: 'Commissioner', provider_owner: 'Head of school' }),
      [],
      name,
    )
})
