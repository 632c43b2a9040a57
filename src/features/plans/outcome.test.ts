import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as goal from './goal.ts'
import { isToHold, missingWords, type Outcome, refuse, refuseClosing } from './outcome.ts'
import * as plan from './plan.ts'
import * as provision from './provision-line.ts'

const today = '2026-03-02'
const born = '2014-03-05'
const fields = (refusals: { field: string }[]) => refusals.map(({ field }) => field)

const outcome: Outcome = {
  text: 'I join in a game with two friends at break.',
  pfa: ['community_inclusion'],
  agreed_on: '2022-09-01',
  due_on: '2027-08-31',
  baseline: 2,
  target: 8,
  ladder: { 2: 'I watch others play.', 5: 'I play with one friend.', 8: 'I join in most days.' },
}

test('an outcome is agreed after birth and not tomorrow, and due after that', () => {
  assert.deepEqual(refuse(outcome, born, today), [])
  assert.deepEqual(fields(refuse({ ...outcome, agreed_on: '2026-03-03' }, born, today)), ['agreed_on'])
  assert.deepEqual(fields(refuse({ ...outcome, agreed_on: '2013-01-01', due_on: '2013-01-01' }, born, today)), [
    'agreed_on',
    'due_on',
  ])
  assert.deepEqual(fields(refuse({ ...outcome, baseline: null }, born, today)), ['baseline'])
})

test('a ladder needs words for its baseline, its target and one rung between', () => {
  assert.deepEqual(missingWords(outcome), [])
  assert.deepEqual(missingWords({ ...outcome, ladder: { 2: 'x', 8: ' ' } }), ['rung 8', 'a rung between 2 and 8'])
  assert.deepEqual(missingWords({ baseline: 4, target: 5, ladder: { 4: 'x', 5: 'y' } }), [])
  assert.deepEqual(missingWords({ baseline: 6, target: 6, ladder: {} }), ['rung 6'])
  assert.deepEqual(missingWords({ baseline: 6, target: 3, ladder: { 3: 'x', 6: 'y' } }), ['a rung between 3 and 6'])
  assert.deepEqual(missingWords({ baseline: null, target: 3, ladder: {} }), [])
})

test('a target at or below the baseline is a level to hold', () => {
  assert.ok(isToHold({ baseline: 6, target: 6 }))
  assert.ok(!isToHold({ baseline: 2, target: 8 }))
})

test('an outcome is closed between the day it was agreed and today', () => {
  assert.deepEqual(refuseClosing('2022-08-31', '2022-09-01', today).length, 1)
  assert.deepEqual(refuseClosing('2026-03-03', '2022-09-01', today).length, 1)
  assert.deepEqual(refuseClosing('2026-03-02', '2022-09-01', today), [])
  assert.deepEqual(refuseClosing(null, '2022-09-01', today), [])
})

test('an annual goal is set by today and due within eighteen months', () => {
  const set = { text: 'I ask to join a game.', set_on: '2025-08-31', due_on: '2027-02-28' }
  assert.deepEqual(goal.refuse(set, born, today), [])
  assert.deepEqual(fields(goal.refuse({ ...set, due_on: '2027-03-01' }, born, today)), ['due_on'])
  assert.deepEqual(fields(goal.refuse({ ...set, due_on: '2025-08-31' }, born, today)), ['due_on'])
  assert.deepEqual(fields(goal.refuse({ ...set, set_on: '2026-03-03', due_on: null }, born, today)), ['set_on'])
})

test('a goal is for each academic year it runs in, or the one it was set in', () => {
  assert.ok(goal.isForYear({ set_on: '2025-03-05', due_on: '2026-03-05' }, 2025))
  assert.ok(goal.isForYear({ set_on: '2024-09-01', due_on: '2025-08-31' }, 2024))
  assert.ok(!goal.isForYear({ set_on: '2024-09-01', due_on: '2025-08-31' }, 2025))
  assert.ok(!goal.isForYear({ set_on: '2025-08-31', due_on: null }, 2025))
  assert.ok(!goal.isForYear({ set_on: '2026-09-01', due_on: null }, 2025))
})

test('a plan ceases after it was made, by today, and for a reason', () => {
  const made = { plan_type: 'ehcp', first_made_on: '2020-01-15', ceased_on: null, cease_reason: null }
  assert.deepEqual(plan.refuse(made, born, today), [])
  assert.deepEqual(fields(plan.refuse({ ...made, ceased_on: '2020-01-14' }, born, today)), [
    'ceased_on',
    'cease_reason',
  ])
  assert.deepEqual(fields(plan.refuse({ ...made, cease_reason: '2' }, born, today)), ['ceased_on'])
  assert.deepEqual(fields(plan.refuse({ ...made, first_made_on: '2014-03-04' }, born, today)), ['first_made_on'])
  assert.ok(plan.inForce({ ...made, ceased_on: today }, today))
  assert.ok(!plan.inForce({ ...made, ceased_on: '2026-03-01' }, today))
})

test('provision is counted by hours and how often, or not at all', () => {
  const line: provision.ProvisionLine = {
    section: 'F',
    text: 'Speech and language therapy, one to one',
    hours: 1.5,
    per: 'week',
    ratio: '1:1',
    delivered_by: null,
    provider_id: null,
    outcome_ids: [7],
  }
  assert.deepEqual(provision.refuse(line, [7]), [])
  assert.deepEqual(fields(provision.refuse({ ...line, per: null }, [7])), ['per'])
  assert.deepEqual(fields(provision.refuse({ ...line, hours: 169, outcome_ids: [8] }, [7])), ['hours', 'outcome_ids'])
  assert.equal(provision.amount(line), '1.5 hours a week')
  assert.equal(provision.amount({ hours: 1, per: 'term' }), '1 hour a term')
})
