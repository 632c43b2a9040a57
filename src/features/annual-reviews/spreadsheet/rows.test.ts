import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sheet } from '../sheet.ts'
import { fieldsOf, questionsOf, rowsOf } from './rows.ts'

const outcome = { pfa: [], baseline: 2, target: 8, last: null, placed: false }
const sheet: Sheet = {
  meeting_on: '2026-02-27',
  from_year_9: false,
  goals: [{ id: 1, outcome_id: 7, text: 'I ask to join a game.', due_on: null, last: null }],
  outcomes: [{ ...outcome, id: 7, text: 'I join in.', ladder: { 2: 'I watch.' } }],
  provision: [],
}
const review = { id: 5, forename: 'Ash', surname: 'Example', meeting_on: '2026-02-27' }

const read = (what: string, cells: Partial<Record<'answer' | 'reason' | 'due_on' | 'comment', string>>) => {
  const question = questionsOf(sheet).find(one => one.what === what)
  const row = rowsOf(review, sheet, {}).find(one => one.what === what)
  assert.ok(question && row)
  return fieldsOf(question, { ...row, ...cells })
}

test('each question of a review is a row, and what is in the draft is in it', () => {
  const rows = rowsOf(review, sheet, {
    'rating-1': 'partially_met',
    'comment-1': 'On most days.',
    'position-7': 'none',
  })
  assert.deepEqual(
    rows.map(({ what, answer }) => `${what}: ${answer}`),
    ['goal: Partially met', 'outcome: Not placed', 'next goal: ', 'what helped: ', 'recommendation: '],
  )
  assert.equal(rows[0]?.comment, 'On most days.')
  assert.equal(rows[1]?.about, 'I join in. | 2: I watch.')
})

test('answers are read as people type them', () => {
  assert.deepEqual(read('goal', { answer: ' FULLY  met ' }), { fields: { 'rating-1': 'fully_met' } })
  assert.deepEqual(read('goal', { answer: 'not_rated', reason: 'no evidence' }), {
    fields: { 'rating-1': 'not_rated', 'reason-1': 'no_evidence' },
  })
  assert.deepEqual(read('outcome', { answer: '5.0' }), { fields: { 'position-7': '5' } })
  assert.deepEqual(read('outcome', { answer: 'Not placed' }), { fields: { 'position-7': 'none' } })
  assert.deepEqual(read('recommendation', { answer: 'amend', comment: 'More therapy' }), {
    fields: { recommendation: 'A', recommended_changes: 'More therapy' },
  })
})

test('from Year 9 adulthood and adult social care are rows too, read in words or by code', () => {
  const asked = rowsOf(review, { ...sheet, from_year_9: true }, { adulthood: 'Travel by bus.', care_act: 'not_now' })
  assert.deepEqual(
    asked.slice(-2).map(({ what, answer }) => `${what}: ${answer}`),
    ['adulthood: Travel by bus.', 'adult social care: It is too early to assess'],
  )
  const [bus, assess] = questionsOf({ ...sheet, from_year_9: true }).slice(-2)
  const [first, second] = asked.slice(-2)
  assert.ok(bus && assess && first && second)
  assert.deepEqual(fieldsOf(bus, first), { fields: { adulthood: 'Travel by bus.' } })
  for (const answer of ['it is too early to assess', 'NOT NOW'])
    assert.deepEqual(fieldsOf(assess, { ...second, answer, comment: 'Ask at 16.' }), {
      fields: { care_act: 'not_now', care_act_note: 'Ask at 16.' },
    })
  const answer = fieldsOf(assess, { ...second, answer: 'perhaps' })
  assert.equal('wrong' in answer && answer.wrong.column, 'answer')
})

test('a date is read as a spreadsheet counts it and as it is written', () => {
  for (const due_on of ['46599', '31/7/2027', '31.07.2027', '2027-07-31'])
    assert.deepEqual(read('next goal', { answer: 'I start a game.', due_on }), {
      fields: { 'goal-7-1': 'I start a game.', 'due-7-1': '2027-07-31' },
    })
})

test('a reason and no goal says that there is none this year', () =>
  assert.deepEqual(read('next goal', { reason: 'It is met.' }), {
    fields: { 'none_why-7': 'It is met.', 'none-7': 'yes' },
  }))

test('what cannot be read is refused with its column and how to mend it; empty cells say nothing', () => {
  const wrongIn = (what: string, cells: object) => {
    const answer = read(what, cells)
    return 'wrong' in answer && answer.wrong.column
  }
  assert.equal(wrongIn('goal', { answer: 'nearly' }), 'answer')
  assert.equal(wrongIn('goal', { answer: 'not rated', reason: 'whim' }), 'reason')
  assert.equal(wrongIn('outcome', { answer: '11' }), 'answer')
  assert.equal(wrongIn('outcome', { answer: '5.5' }), 'answer')
  assert.equal(wrongIn('next goal', { answer: 'x', due_on: 'soon' }), 'due_on')
  assert.equal(wrongIn('recommendation', { answer: 'yes' }), 'answer')
  assert.deepEqual(read('goal', {}), { fields: {} })
})
