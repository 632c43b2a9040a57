import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFinding, respondentsOf, type SoftAnswer, softRows, stepsFrom } from './soft-table.ts'

const answer = (respondent: SoftAnswer['respondent'], scale: SoftAnswer['scale'], rung: number | null): SoftAnswer => ({
  respondent,
  scale,
  rung,
  method: rung === null ? null : 'said',
  not_given_reason: rung === null ? 'declined' : null,
  words: null,
})

test('answers stand side by side on each scale that anybody answered, in the order of the scales', () => {
  const rows = softRows([answer('parent', 'purpose', 3), answer('provider', 'confidence', 2)])
  assert.deepEqual(
    rows.map(({ scale }) => scale),
    ['confidence', 'purpose'],
  )
  assert.equal(rows[1]?.answers.parent?.rung, 3)
  assert.equal(rows[1]?.answers.provider, undefined)
})

test('two rungs between respondents are a finding, one is not', () => {
  const [one] = softRows([answer('parent', 'purpose', 3), answer('young_person', 'purpose', 4)])
  const [two] = softRows([answer('parent', 'purpose', 2), answer('young_person', 'purpose', 4)])
  assert.ok(one && two && !isFinding(one) && isFinding(two))
})

test('an answer that was not given differs from none', () => {
  const [row] = softRows([answer('parent', 'purpose', null), answer('young_person', 'purpose', 5)])
  assert.equal(row?.gap, 0)
})

test('only those who were asked have a column', () =>
  assert.deepEqual(respondentsOf([answer('provider', 'purpose', 1), answer('young_person', 'purpose', null)]), [
    'young_person',
    'provider',
  ]))

test('a way is told in rungs, up or down', () => {
  assert.equal(stepsFrom(5, 2, 'where it began'), '3 rungs up from where it began')
  assert.equal(stepsFrom(4, 5, 'last time'), '1 rung down from last time')
  assert.equal(stepsFrom(4, 4, 'last time'), 'the same as last time')
})
