import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hourIn, hourInWords, isBefore, momentOf } from './moment.ts'
import { mustModerate, settled, wordsIn } from './scoring.ts'
import { isWorkingDay, standstillEnds } from './standstill.ts'
import { type Draft, notReady, stageOf } from './tender.ts'

test('eight working days begin with the day itself, and skip weekends and bank holidays of any part of the kingdom', () => {
  assert.equal(standstillEnds('2026-03-02', 8), '2026-03-11')
  assert.equal(standstillEnds('2026-03-12', 8), '2026-03-24', 'St Patrick’s Day is a bank holiday in Northern Ireland')
  assert.equal(standstillEnds('2026-03-30', 8), '2026-04-10', 'Good Friday and Easter Monday')
  assert.equal(standstillEnds('2024-12-24', 8), '2025-01-08', 'Christmas, New Year and 2 January in Scotland')
  assert.equal(standstillEnds('2026-03-02', 0), '2026-03-02')
  assert.ok(!isWorkingDay('2026-12-28'), 'Boxing Day on a Saturday is kept on Monday')
  assert.ok(!isWorkingDay('2027-12-28') && !isWorkingDay('2027-12-27'))
  assert.ok(isWorkingDay('2026-12-29'))
})

test('the hour is London’s, in summer too, and a bid at the hour is late', () => {
  assert.equal(momentOf('2026-07-01', new Date('2026-07-01T10:59:59Z')), '2026-07-01T11:59:59')
  const window = { closes_on: '2026-07-01', closes_at: '12:00' }
  assert.ok(isBefore(momentOf('2026-07-01', new Date('2026-07-01T10:59:59Z')), window))
  assert.ok(!isBefore(momentOf('2026-07-01', new Date('2026-07-01T11:00:00Z')), window))
  assert.equal(momentOf('2026-01-05', new Date('2026-01-05T00:00:01Z')), '2026-01-05T00:00:01')
  assert.deepEqual(['12:00', '9.30', '01:30', '25:00'].map(hourIn), ['12:00', '09:30', undefined, undefined])
  assert.deepEqual(['12:00', '09:30', '17:00', '12:15'].map(hourInWords), ['12 noon', '9:30am', '5pm', '12:15pm'])
})

test('evaluators two or more apart agree a score; nearer, it is their mean', () => {
  assert.ok(mustModerate([2, 4]) && mustModerate([5, 3, 4]) && !mustModerate([3, 4]) && !mustModerate([5]))
  assert.equal(settled([3, 4], null), 3.5)
  assert.equal(settled([3, 4, 4], null), 3.67)
  assert.equal(settled([2, 4], null), undefined)
  assert.equal(settled([2, 4], 3), 3)
  assert.equal(settled([], null), undefined)
  assert.equal(wordsIn('  Two\nwords '), 2)
})

const draft: Draft = {
  ...{ kind: 'competition', price_weight: 30, formula: 'lowest_over_price', price_basis: 'A place for a year' },
  ...{ reason: null, provider_id: null, thresholds: [{ gate: true }] },
  lots: [
    { id: 1, title: 'Day places' },
    { id: 2, title: 'Outreach' },
  ],
  questions: [
    { lot_id: null, weight: 60 },
    { lot_id: 1, weight: 40 },
    { lot_id: 2, weight: 30 },
  ],
  window: { opens_on: '2026-03-02', ask_until: '2026-03-20', closes_on: '2026-04-01', closes_at: '12:00' },
}

test('weights of a lot that do not come to 100 keep a round from being published', () => {
  assert.deepEqual(
    notReady(draft, '2026-03-02').map(({ message }) => message),
    ['The weights of the questions for Outreach come to 90. Make them 100'],
  )
  const spot: Draft = { ...draft, kind: 'spot', questions: [] }
  assert.deepEqual(
    notReady(spot, '2026-03-02').map(({ field }) => field),
    ['provider', 'reason'],
  )
})

test('a round is sealed from its hour until it is opened', () => {
  const course = {
    ...{ published_on: '2026-03-02', cancelled_on: null, ...draft.window, opened_at: null },
    ...{ gates_decided_on: null, scored_on: null, agreed_on: null, frozen_on: null, told_on: null },
  }
  assert.equal(stageOf(course, '2026-03-01T12:00:00'), 'coming')
  assert.equal(stageOf(course, '2026-04-01T11:59:59'), 'open')
  assert.equal(stageOf(course, '2026-04-01T12:00:00'), 'sealed')
  assert.equal(stageOf({ ...course, opened_at: '2026-04-01T13:00:00' }, '2026-04-02T09:00:00'), 'gates')
})
