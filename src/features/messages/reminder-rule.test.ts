import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clocks } from '#features/deadlines/index.ts'
import { daysIn, lateStepOn, type ReminderRule, remindedClocks, rulesWith, stepOn } from './reminder-rule.ts'

const rule: ReminderRule = {
  ...{ clock: 'decision', who: ['coordinator'] },
  ...{ days_before: [28, 14, 7, 1], overdue_every: 7, escalate_after: 3 },
}

const due = '2026-03-31'

test('there is one reminder at each of the days before, and none is lost when a morning was missed', () => {
  const steps = ['2026-03-02', '2026-03-03', '2026-03-16', '2026-03-17', '2026-03-25', '2026-03-30', '2026-03-31'].map(
    day => stepOn(rule, due, day),
  )
  assert.deepEqual(steps, [undefined, '28 before', '28 before', '14 before', '7 before', '1 before', '1 before'])
})

test('what is overdue is said again every week, half a year long, or not at all where that is the rule', () => {
  const on = (day: string, every: number | null = 7) => stepOn({ ...rule, overdue_every: every }, due, day)
  assert.equal(on('2026-04-01'), 'overdue 1')
  assert.equal(on('2026-04-07'), 'overdue 1')
  assert.equal(on('2026-04-08'), 'overdue 2')
  assert.equal(on('2026-04-08', null), undefined)
  assert.equal(on('2026-09-29'), 'overdue 26')
  assert.equal(on('2026-09-30'), undefined)
})

test('a team lead is told from the day it is so late, and then as often as the others', () => {
  assert.equal(lateStepOn(rule, due, '2026-04-02'), undefined)
  assert.equal(lateStepOn(rule, due, '2026-04-03'), 'late 1')
  assert.equal(lateStepOn(rule, due, '2026-04-10'), 'late 2')
  assert.equal(lateStepOn({ ...rule, escalate_after: null }, due, '2026-05-10'), undefined)
})

test('what a council wrote comes before what it began with, clock by clock', () => {
  const own = { clock: 'report', days_before: [3], overdue_every: null, escalate_after: null }
  const rules = rulesWith([own])
  assert.deepEqual(rules.find(one => one.clock === 'report')?.days_before, [3])
  assert.deepEqual(rules.find(one => one.clock === 'decision')?.days_before, [14, 7, 3, 1])
})

test('every clock but the time a family has to answer is one that people are reminded of', () =>
  assert.deepEqual(
    Object.keys(clocks).filter(clock => !remindedClocks.includes(clock)),
    ['representations'],
  ))

test('days are typed as people type them', () => {
  assert.deepEqual(daysIn('28, 14, 7 and 1'), [28, 14, 7, 1])
  assert.deepEqual(daysIn('1 7 7'), [7, 1])
  assert.deepEqual(daysIn(''), [])
  for (const wrong of ['soon', '-1', '400', '1.5', '1 2 3 4 5 6 7 8 9']) assert.equal(daysIn(wrong), undefined, wrong)
})
