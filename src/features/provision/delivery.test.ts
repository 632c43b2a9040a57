import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  changedFrom,
  deliveredIn,
  type LineToSay,
  overtaken,
  type Report,
  readTerm,
  shareOf,
  sumsOf,
  weekly,
} from './delivery.ts'
import { published } from './published.ts'

const line: LineToSay = {
  id: 7,
  child_id: 1,
  text: 'Speech and language therapy',
  hours: 2,
  per: 'week',
  standing: null,
}
const report = (given: string, about: Partial<Report> = {}): Report => ({
  given,
  hours: null,
  note: null,
  year: 2025,
  term: 1,
  on: '2025-12-31',
  review_id: null,
  ...about,
})

test('a line nobody answers for is left as it is, unless all the rest was given in full', () => {
  assert.deepEqual(readTerm([line], {}), { says: [], refusals: [] })
  assert.deepEqual(readTerm([line], { rest: 'all' }).says, [
    { provision_line_id: 7, child_id: 1, given: 'all', hours: null, note: null },
  ])
  const reported = { ...line, standing: { given: 'none', hours: null, note: null, recorded_act: 3 } }
  assert.deepEqual(readTerm([reported], { rest: 'all' }).says, [], 'what was said before stays')
})

test('hours that say otherwise than the answer are refused, and so are words without an answer', () => {
  const fields = (said: object) => readTerm([line], said as Record<string, string>).refusals.map(({ field }) => field)
  assert.deepEqual(fields({ 'given-7': 'part', 'hours-7': '1,5' }), [])
  assert.deepEqual(fields({ 'given-7': 'part', 'hours-7': 'some' }), ['hours-7'])
  assert.deepEqual(fields({ 'given-7': 'none', 'hours-7': '1' }), ['hours-7'])
  assert.deepEqual(fields({ 'given-7': 'all', 'hours-7': '1' }), ['hours-7'])
  assert.deepEqual(fields({ 'note-7': 'The therapist left.' }), ['given-7'])
})

test('what somebody else has reported meanwhile is not lost', () => {
  const says = readTerm([line], { 'given-7': 'all' }).says
  const now = [{ ...line, standing: { given: 'part', hours: 1, note: null, recorded_act: 9 } }]
  assert.equal(overtaken(now, { 'was-7': '' }, says).length, 1)
  assert.equal(overtaken(now, { 'was-7': '9' }, says).length, 0)
  assert.equal(changedFrom(now, [{ ...says[0], given: 'part', hours: 1, note: null } as never]).length, 0)
})

test('of several reports in a term the last counts, and of several terms the mean', () => {
  const reports = [
    report('part', { hours: 1, term: 2, on: '2026-03-01', review_id: 4 }),
    report('none', { term: 2, on: '2026-02-01', review_id: 3 }),
    report('all'),
  ]
  const year = deliveredIn({ ...line, reports }, 2025, null)
  assert.deepEqual([year.hours, year.share, year.terms], [1.5, 0.75, 2])
  assert.equal(deliveredIn({ ...line, reports }, 2025, 1).share, 1)
  assert.equal(deliveredIn({ ...line, reports }, 2024, null).last, undefined)
})

test('part of it without hours is reported, and in no share', () => {
  const { last, share } = deliveredIn({ ...line, reports: [report('part')] }, 2025, null)
  assert.equal(last?.given, 'part')
  assert.equal(share, null)
})

test('hours of a week, a term and a year add up as hours in a week of school', () => {
  assert.equal(weekly(1, 'week'), 1)
  assert.equal(weekly(38, 'term'), 3)
  assert.equal(weekly(38, 'year'), 1)
})

const counted = (child_id: number, reports: Report[], section = 'F') => ({
  child_id,
  section,
  promise: { hours: 2, per: 'week' },
  delivered: deliveredIn({ hours: 2, per: 'week', reports }, 2025, null),
})

test('lines add up under a key, and the share is of the lines whose hours are known', () => {
  const [sum] = sumsOf([counted(1, [report('all')]), counted(1, [report('none')]), counted(2, [])], () => 'F')
  assert.deepEqual(
    [sum?.lines, sum?.children, sum?.promised, sum?.reported, sum?.promisedOfKnown, sum?.given],
    [3, 2, 6, 2, 4, 2],
  )
  assert.equal(sum && shareOf(sum), 0.5)
})

test('to whoever may not see the children, a row of few is hidden, and one more so that it cannot be worked out', () => {
  const many = (from: number, count: number, section: string) =>
    Array.from({ length: count }, (_, nth) => counted(from + nth, [report('all')], section))
  const lines = [...many(0, 10, 'F'), ...many(20, 8, 'G'), ...many(40, 2, 'H1')]
  const sums = sumsOf(lines, one => one.section)
  const whole = sumsOf(lines, () => 'all')[0]
  assert.ok(whole)
  const shown = published(sums, whole)
  assert.deepEqual(
    shown.rows.map(({ key, lines: count }) => [key, count]),
    [
      ['F', 10],
      ['G', 'c'],
      ['H1', 'c'],
    ],
  )
  assert.equal(shown.whole.lines, 20)
  const few = sumsOf(many(0, 3, 'F'), () => 'all')[0]
  assert.equal(few && published([few], few).whole.lines, 'c', 'three children in all: nothing is told')
})

test('what was reported of a few alone, or of all but a few, is hidden', () => {
  const reported = (some: number) =>
    sumsOf(
      Array.from({ length: 12 }, (_, nth) => counted(nth, nth < some ? [report('all')] : [])),
      () => 'F',
    )
  for (const [some, told] of [
    [3, 'c'],
    [6, 6],
    [9, 'c'],
    [12, 12],
  ] as const) {
    const [sum] = reported(some)
    assert.ok(sum)
    assert.equal(published([sum], sum).rows[0]?.reported, told, `${some} of 12`)
  }
})
