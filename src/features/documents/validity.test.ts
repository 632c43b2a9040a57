import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, addMonths } from '#domain/date.ts'
import { refuse, stepOf, validityOf, warningsOf } from './validity.ts'

const today = '2026-03-02'
const policy = {
  certificate_on: '2025-03-02',
  expires_on: null,
  interval_months: 12,
  interval_until: '2026-03-02',
  valid_until: '2026-03-02',
}

test('the rule that bites is named: its own end, the council’s interval, both, or neither', () => {
  assert.deepEqual(validityOf(policy, today), {
    ...{ state: 'running_out', rule: 'council' },
    why: 'Runs out by the council’s interval: the council asks for a new one a year after its date, 2 March 2025: 2 March 2026',
  })
  assert.equal(validityOf(policy, '2026-03-03').state, 'expired')
  const own = { ...policy, expires_on: '2025-12-31', valid_until: '2025-12-31' }
  assert.equal(validityOf(own, today).why, 'Ran out by its own end, 31 December 2025')
  assert.equal(validityOf({ ...policy, expires_on: '2026-03-02' }, today).rule, 'both')
  assert.equal(
    validityOf({ ...policy, interval_months: null, interval_until: null, valid_until: null }, '2040-01-01').state,
    'valid',
  )
})

test('a document stands on its last day and never the day after, whatever the two rules say', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2000 }),
      fc.option(fc.integer({ min: 0, max: 2000 })),
      fc.option(fc.integer({ min: 1, max: 60 })),
      (from, ends, interval_months) => {
        const certificate_on = addDays('2020-01-01', from)
        const expires_on = ends === null ? null : addDays(certificate_on, ends)
        const interval_until = interval_months === null ? null : addMonths(certificate_on, interval_months)
        const valid_until = [expires_on, interval_until].filter(end => end !== null).toSorted()[0] ?? null
        const dates = { certificate_on, expires_on, interval_months, interval_until, valid_until }
        if (valid_until === null) return
        assert.notEqual(validityOf(dates, valid_until).state, 'expired')
        assert.equal(validityOf(dates, addDays(valid_until, 1)).state, 'expired')
      },
    ),
  ))

test('a provider is told at 90, 60, 30 and 0 days, and not before', () => {
  const on = (days: number) => stepOf(addDays(today, days), today)
  assert.deepEqual([91, 90, 61, 60, 31, 30, 1, 0, -1, -400].map(on), [undefined, 90, 90, 60, 60, 30, 30, 0, 0, 0])
})

test('a document dated in the future is refused, and one that ends before it begins', () => {
  const fields = (certificate_on: string, expires_on: string | null = null) =>
    refuse({ certificate_on, expires_on }, today).map(({ field }) => field)
  assert.deepEqual(fields('2026-03-03'), ['certificate_on'])
  assert.deepEqual(fields('2026-03-02', '2026-03-01'), ['expires_on'])
  assert.deepEqual(fields('2026-03-02', '2026-03-02'), [])
})

test('the same bytes under another name, and evidence that is thin, are said', () => {
  const seen = { size: 90_000, certificate_on: '2025-09-01', valid_until: '2026-09-01', standards: 2, twins: [] }
  const twin = { provider: 'Ash House', kind: 'fire_risk', certificate_on: '2024-09-01', same_provider: false }
  const said = (more: object) => warningsOf({ ...seen, ...more }, today, kind => kind)
  assert.deepEqual(said({}), [])
  assert.deepEqual(said({ twins: [twin] }), ['The same file was sent by Ash House as fire_risk of 1 September 2024'])
  assert.equal(said({ size: 40, standards: 9, valid_until: null, certificate_on: '2020-01-01' }).length, 3)
})
