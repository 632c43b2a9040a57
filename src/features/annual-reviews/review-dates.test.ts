import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DatesStand, type ReviewDates, refuseDates, refuseMeeting } from './review-dates.ts'

const dates: ReviewDates = {
  kind: 'annual',
  meeting_on: '2026-01-14',
  report_sent_on: null,
  decision: null,
  decided_on: null,
  amendment_notice_on: null,
  final_plan_on: null,
  hold_reason: null,
}
const stand: DatesStand = {
  today: '2026-03-02',
  first_made_on: '2020-01-15',
  ceased_on: null,
  other_meetings: ['2025-01-20'],
  report_sent_on: null,
  unrated: 0,
}
const fields = (change: Partial<ReviewDates>, where: Partial<DatesStand> = {}) =>
  refuseDates({ ...dates, ...change }, { ...stand, ...where }).map(({ field }) => field)
const amended = {
  report_sent_on: '2026-01-20',
  decision: 'A' as const,
  decided_on: '2026-02-02',
  amendment_notice_on: '2026-02-02',
  final_plan_on: '2026-03-02',
}

test('a meeting alone, and every step in its order or on one day, is accepted', () => {
  assert.deepEqual(fields({}), [])
  assert.deepEqual(fields(amended), [])
  const oneDay = '2026-01-14'
  assert.deepEqual(
    fields({
      ...amended,
      report_sent_on: oneDay,
      decided_on: oneDay,
      amendment_notice_on: oneDay,
      final_plan_on: oneDay,
    }),
    [],
  )
})

test('a meeting is within the life of the plan, its first and last days included', () => {
  assert.deepEqual(fields({ meeting_on: '2020-01-14' }), ['meeting_on'])
  assert.deepEqual(fields({ meeting_on: '2020-01-15' }), [])
  assert.deepEqual(fields({ meeting_on: '2026-02-01' }, { ceased_on: '2026-01-31' }), ['meeting_on'])
  assert.deepEqual(fields({ meeting_on: '2026-01-31' }, { ceased_on: '2026-01-31' }), [])
})

test('a meeting may be planned ahead, but a year too far is a slip', () => {
  assert.deepEqual(fields({ meeting_on: '2027-03-02' }), [])
  assert.deepEqual(fields({ meeting_on: '2062-01-14' }), ['meeting_on'])
})

test('one plan has one review on a day', () =>
  assert.match(
    refuseMeeting('2025-01-20', stand)[0]?.message ?? '',
    /another review with its meeting on 20 January 2025/,
  ))

test('nothing that follows the meeting is recorded before it, or before its own day has come', () => {
  assert.deepEqual(fields({ report_sent_on: '2026-01-13' }), ['report_sent_on'])
  assert.deepEqual(fields({ report_sent_on: '2026-03-03' }), ['report_sent_on'])
  assert.deepEqual(fields({ decision: 'M', decided_on: '2026-01-13' }), ['decided_on'])
  assert.deepEqual(fields({ ...amended, decided_on: '2026-01-19' }), ['decided_on'])
  assert.deepEqual(fields({ ...amended, amendment_notice_on: '2026-02-01' }), ['amendment_notice_on'])
  assert.deepEqual(fields({ ...amended, final_plan_on: '2026-02-01' }), ['final_plan_on'])
  assert.deepEqual(fields({ ...amended, final_plan_on: '2026-03-03' }), ['final_plan_on'])
  assert.deepEqual(fields({ meeting_on: '2026-03-03', report_sent_on: '2026-03-02' }), ['report_sent_on'])
})

test('the order holds over the end of February, in a leap year too', () => {
  const leap = { meeting_on: '2024-02-29', report_sent_on: '2024-03-01' }
  assert.deepEqual(fields(leap), [])
  assert.deepEqual(fields({ ...leap, report_sent_on: '2024-02-28' }), ['report_sent_on'])
})

test('a decision has its day, and a day its decision', () => {
  assert.deepEqual(fields({ decision: 'M' }), ['decided_on'])
  assert.deepEqual(fields({ decided_on: '2026-02-02' }), ['decision'])
})

test('only a decision to amend has a notice, and a final plan follows its notice', () => {
  assert.deepEqual(fields({ ...amended, decision: 'M', final_plan_on: null }), ['amendment_notice_on'])
  assert.deepEqual(fields({ ...amended, amendment_notice_on: null }), ['final_plan_on'])
})

test('a report is not marked as sent while goals are unrated, and is never unsent', () => {
  assert.deepEqual(fields({ report_sent_on: '2026-01-20' }, { unrated: 2 }), ['report_sent_on'])
  assert.deepEqual(fields({ report_sent_on: '2026-01-21' }, { unrated: 2, report_sent_on: '2026-01-20' }), [])
  assert.deepEqual(fields({}, { report_sent_on: '2026-01-20' }), ['report_sent_on'])
})
