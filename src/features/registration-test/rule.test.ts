import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Attending, acrossSettings, sumWords, testSettings } from './rule.ts'

const on = '2026-03-02'
const attending = (change: Partial<Attending> = {}): Attending => ({
  child_id: 1,
  name: 'Ash Example',
  birth_date: '2014-03-05',
  has_plan: false,
  looked_after: false,
  provider_id: 7,
  provider: 'The Workshop',
  hours: 18,
  ...change,
})
const alertOf = (rows: Attending[], marker = 18, day = on) => testSettings(rows, marker, day)[0]?.alert

test('one child with a plan, or looked after, at the marker is enough; a tenth of an hour less is not', () => {
  assert.equal(alertOf([attending({ has_plan: true })]), 'one_protected')
  assert.equal(alertOf([attending({ looked_after: true })]), 'one_protected')
  assert.equal(alertOf([attending({ has_plan: true, hours: 17.9 })]), null)
  assert.equal(
    alertOf([attending({ has_plan: true, hours: 17.9 }), attending({ has_plan: true, hours: 0.1 })]),
    'one_protected',
  )
})

test('of children without a plan it takes five, each at the marker', () => {
  const four = [1, 2, 3, 4].map(child_id => attending({ child_id }))
  assert.equal(alertOf(four), null)
  assert.equal(alertOf([...four, attending({ child_id: 5, hours: 12 })]), null)
  assert.equal(alertOf([...four, attending({ child_id: 5 })]), 'five_pupils')
})

test('only children of compulsory school age count, from its first day to its last', () => {
  const of = (birth_date: string, day: string) =>
    testSettings([attending({ has_plan: true, birth_date })], 18, day).length
  assert.equal(of('2020-09-01', '2025-12-30'), 0)
  assert.equal(of('2020-09-01', '2025-12-31'), 1)
  assert.equal(of('2010-08-31', '2026-06-26'), 1)
  assert.equal(of('2010-08-31', '2026-06-27'), 0)
  assert.equal(of('2010-09-01', '2026-06-27'), 1)
})

test('a council’s own marker moves the line', () => {
  assert.equal(alertOf([attending({ has_plan: true, hours: 15 })], 15), 'one_protected')
  assert.equal(alertOf([attending({ has_plan: true, hours: 18 })], 25), null)
})

test('hours at several settings are added up for the child, and shown as a sum', () => {
  const rows = [attending({ has_plan: true, hours: 12 }), attending({ has_plan: true, hours: 6.5, provider_id: 8 })]
  assert.equal(alertOf(rows), null)
  const [sum] = acrossSettings(rows, 18, on)
  assert.equal(sum && sumWords(sum), '12 + 6.5 = 18.5 hours a week')
  assert.deepEqual(acrossSettings([attending({ hours: 20 })], 18, on), [])
})

test('more hours never take an alert away', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          child_id: fc.integer({ min: 1, max: 7 }),
          hours: fc.integer({ min: 1, max: 300 }).map(tenths => tenths / 10),
          has_plan: fc.boolean(),
        }),
        { maxLength: 12 },
      ),
      fc.integer({ min: 1, max: 100 }),
      (some, more) => {
        const rows = some.map(one => attending(one))
        const before = testSettings(rows, 18, on).filter(({ alert }) => alert).length
        const after = testSettings(
          rows.map(row => ({ ...row, hours: row.hours + more / 10 })),
          18,
          on,
        )
        assert.ok(after.filter(({ alert }) => alert).length >= before)
      },
    ),
  ))
