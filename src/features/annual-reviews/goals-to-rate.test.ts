import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type GoalOfPlan, isOpen, isToRate } from './goals-to-rate.ts'

const goal: GoalOfPlan = { set_on: '2024-09-01', due_on: '2025-07-31', outcome_closed_on: null, ratings: [] }
const rated = (meeting_on: string, rating: GoalOfPlan['ratings'][number]['rating'], reason = null) => ({
  ratings: [{ meeting_on, rating, reason }],
})

test('a goal set before the meeting is on the list of its review', () => {
  assert.equal(isToRate(goal, '2025-03-05', '2024-03-06'), true)
  assert.equal(isToRate(goal, '2024-09-02', '2024-03-06'), true)
})

test('a goal set at the meeting or after it is for the next review', () => {
  assert.equal(isToRate({ ...goal, set_on: '2025-03-05' }, '2025-03-05', null), false)
  assert.equal(isToRate({ ...goal, set_on: '2025-03-06' }, '2025-03-05', null), false)
})

test('a goal due in the academic year of the review before is still on the list', () => {
  const due = (due_on: string) => isToRate({ ...goal, set_on: '2022-09-01', due_on }, '2025-03-05', '2024-01-10')
  assert.equal(due('2023-09-01'), true)
  assert.equal(due('2024-08-31'), true)
})

test('a goal that ran out before the academic year of the review before was that review’s to rate', () =>
  assert.equal(isToRate({ ...goal, set_on: '2022-09-01', due_on: '2023-08-31' }, '2025-03-05', '2023-09-01'), false))

test('at the first review of a plan, and without a due date, nothing has run out', () => {
  assert.equal(isToRate({ ...goal, due_on: '2019-07-31', set_on: '2018-09-01' }, '2025-03-05', null), true)
  assert.equal(isToRate({ ...goal, due_on: null, set_on: '2018-09-01' }, '2025-03-05', '2024-03-06'), true)
})

test('a goal fully met at an earlier review is done with, and one partly met is not', () => {
  assert.equal(isToRate({ ...goal, ...rated('2024-11-20', 'fully_met') }, '2025-03-05', '2024-11-20'), false)
  assert.equal(isToRate({ ...goal, ...rated('2024-11-20', 'partially_met') }, '2025-03-05', '2024-11-20'), true)
  assert.equal(isToRate({ ...goal, ...rated('2024-11-20', 'not_met') }, '2025-03-05', '2024-11-20'), true)
})

test('what a later review or this one said does not take a goal off the list', () => {
  assert.equal(isToRate({ ...goal, ...rated('2025-06-18', 'fully_met') }, '2025-03-05', null), true)
  assert.equal(isToRate({ ...goal, ...rated('2025-03-05', 'fully_met') }, '2025-03-05', null), true)
})

test('a goal replaced by another is not asked about again; one not rated for another reason is', () => {
  const notRated = (reason: 'superseded' | 'moved') => ({
    ...goal,
    ratings: [{ meeting_on: '2024-11-20', rating: 'not_rated' as const, reason }],
  })
  assert.equal(isToRate(notRated('superseded'), '2025-03-05', '2024-11-20'), false)
  assert.equal(isToRate(notRated('moved'), '2025-03-05', '2024-11-20'), true)
})

test('a goal closes with its outcome, whose closing date is its last day', () => {
  assert.equal(isToRate({ ...goal, outcome_closed_on: '2025-03-04' }, '2025-03-05', null), false)
  assert.equal(isToRate({ ...goal, outcome_closed_on: '2025-03-05' }, '2025-03-05', null), true)
})

test('the years turn on 1 September, in a leap year too', () => {
  const due = (due_on: string, previous: string) =>
    isToRate({ ...goal, set_on: '2019-01-01', due_on }, '2025-02-28', previous)
  assert.equal(due('2024-02-29', '2024-08-31'), true)
  assert.equal(due('2024-02-29', '2024-09-01'), false)
})

test('an outcome is open from the day it is agreed to the day it closes', () => {
  const outcome = { agreed_on: '2024-09-01', closed_on: '2025-03-05' }
  assert.equal(isOpen(outcome, '2024-08-31'), false)
  assert.equal(isOpen(outcome, '2024-09-01'), true)
  assert.equal(isOpen(outcome, '2025-03-05'), true)
  assert.equal(isOpen(outcome, '2025-03-06'), false)
  assert.equal(isOpen({ ...outcome, closed_on: null }, '2035-01-01'), true)
})

test('a goal that the review before rated when it had run out is not asked about again; one it could not rate is', () => {
  const goal = { set_on: '2024-11-20', due_on: '2025-11-20', outcome_closed_on: null }
  const at = (rating: 'partially_met' | 'not_rated') => [
    { meeting_on: '2025-12-05', rating, reason: rating === 'not_rated' ? ('no_evidence' as const) : null },
  ]
  assert.equal(isToRate({ ...goal, ratings: at('partially_met') }, '2026-11-25', '2025-12-05'), false)
  assert.equal(isToRate({ ...goal, ratings: at('not_rated') }, '2026-11-25', '2025-12-05'), true)
  assert.equal(isToRate({ ...goal, ratings: [] }, '2026-11-25', '2025-12-05'), true)
  const later = { ...goal, due_on: '2026-07-31', ratings: at('partially_met') }
  assert.equal(isToRate(later, '2026-11-25', '2025-12-05'), true)
})
