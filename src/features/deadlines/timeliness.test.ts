import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork, type Office } from '#test/office.ts'
import { publishedTimeliness, type Timeliness, timely } from './timeliness.ts'

const told = (rows: Timeliness[]) =>
  publishedTimeliness(rows).map(({ numerator, denominator, percent }) => [numerator, denominator, percent])

test('timeliness for everyone hides what is of one to five, in time or late', () => {
  const of = (met: number, done: number) => told([timely('assess_decisions_within_6_weeks', met, done)])[0]
  assert.deepEqual(of(2, 5), ['c', 'c', 'c'])
  assert.deepEqual(of(0, 0), [0, 0, ''])
  assert.deepEqual(of(3, 20), ['c', 20, 'c'])
  assert.deepEqual(of(17, 20), ['c', 20, 'c'], 'three were late')
  assert.deepEqual(of(20, 20), [20, 20, '100.0'])
  assert.deepEqual(of(10, 20), [10, 20, '50.0'])
})

test('the figure with exceptions and the one without are not subtracted from one another', () => {
  const all = timely('plans_within_20_weeks', 20, 40)
  const without = (met: number, done: number) => timely('plans_within_20_weeks_without_exceptions', met, done)
  assert.deepEqual(told([all, without(20, 37)])[1], ['c', 'c', 'c'], 'three had an exception')
  assert.deepEqual(told([all, without(17, 30)])[1], ['c', 'c', 'c'], 'three of them were in time')
  assert.deepEqual(told([all, without(20, 40)])[1], [20, 40, '50.0'])
  assert.deepEqual(told([all, without(13, 26)])[1], [13, 26, '50.0'])
})

const decided = async (office: Office, count: number, decided_on: string) => {
  for (let nth = 0; nth < count; nth++)
    await office.aReview(await office.aChild(), {
      meeting_on: '2025-03-05',
      report_sent_on: '2025-03-10',
      decided_on,
      decision: 'M',
    })
}

test('a strategic lead comes from home to what is decided in time, and is told no small number and no child', () =>
  atWork(async office => {
    await decided(office, 8, '2025-03-20')
    await decided(office, 2, '2025-05-20')
    const [lead, coordinator] = [await office.as('strategic_lead'), await office.as('coordinator')]
    assert.match((await lead.get('/')).body, /href="\/deadlines\/timeliness"/)
    const shown = (await lead.get('/deadlines/timeliness?year=2025')).body
    assert.match(shown, /c stands for figures of one to five children/)
    assert.doesNotMatch(shown, /80\.0%|Example|href="\/deadlines\?/)
    assert.match((await coordinator.get('/deadlines/timeliness?year=2025')).body, /80\.0%/)
    await decided(office, 12, '2025-05-20')
    assert.match(
      (await lead.get('/deadlines/timeliness?year=2025')).body,
      /36\.4% of decisions after a review were sent/,
    )
  }))
