import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sizeInWords, subjectInWords } from './words.ts'

test('a size is said in the unit a person would use', () =>
  assert.deepEqual([1, 4, 1024, 12_700, 1_468_006, 104_857_600].map(sizeInWords), [
    '1 byte',
    '4 bytes',
    '1 KB',
    '12 KB',
    '1.4 MB',
    '100 MB',
  ]))

const nothing = { review_id: null, meeting_on: null, goal_id: null, goal: null, outcome_id: null, outcome: null }

test('what a file is evidence of is said in words', () => {
  const review = { review_id: 1, meeting_on: '2025-03-05' }
  assert.equal(subjectInWords({ ...nothing, ...review }), 'The review of 5 March 2025')
  assert.equal(
    subjectInWords({ ...nothing, ...review, goal_id: 2, goal: 'I ask.' }),
    'Goal “I ask.”, at the review of 5 March 2025',
  )
  assert.equal(subjectInWords({ ...nothing, outcome_id: 3, outcome: 'I join in.' }), 'Outcome “I join in.”')
})
