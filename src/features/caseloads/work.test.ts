import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupOf } from './work.ts'

const today = '2026-03-02'

test('a decision whose report is in is the first thing of the day, late or not', () => {
  assert.equal(groupOf('decision', '2026-03-20', true, today), 'decide')
  assert.equal(groupOf('decision', '2026-01-20', true, today), 'decide')
})

test('what has passed is the council’s to mend, but a report, which is chased', () => {
  assert.equal(groupOf('decision', '2026-03-01', false, today), 'late')
  assert.equal(groupOf('report', '2026-03-01', false, today), 'chase')
  assert.equal(groupOf('report', today, false, today), 'waiting')
})

test('what is due within two weeks is soon, and what is further away is not for today', () => {
  assert.equal(groupOf('final_plan_amended', '2026-03-16', false, today), 'soon')
  assert.equal(groupOf('final_plan_amended', '2026-03-17', false, today), undefined)
})
