import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adviceOn } from './clear-goal.ts'

const kinds = (text: string, due_on: string | null = '2027-07-31') => adviceOn(text, due_on).map(({ kind }) => kind)

test('a goal that says what the child will do, how often and by when needs no advice', () => {
  for (const text of [
    'I ask one friend to join my game at break, three days in five.',
    'Rowan chooses a book and reads a page of it aloud every day.',
    'I cross the road at the crossing with an adult two steps behind me.',
    'I sit at the table and finish one puzzle with one reminder.',
  ])
    assert.deepEqual(kinds(text), [], text)
})

test('what is given is not what changes, and the words that say so are named', () => {
  for (const text of [
    'Rowan will have access to a quiet space.',
    'Rowan will be supported to make friends.',
    'To receive speech therapy every week.',
    'Rowan will have 15 hours of support each week.',
    'Opportunities to take part in clubs.',
  ])
    assert.deepEqual(kinds(text), ['provision'], text)
  assert.match(
    adviceOn('I will have access to a quiet space.')[0]?.words ?? '',
    /“have access”|“access to”|“will have access”/,
  )
})

test('what nobody can see happen is asked to be shown', () => {
  assert.deepEqual(kinds('I understand numbers to 20.'), ['vague'])
  assert.deepEqual(kinds('Rowan will improve her handwriting.'), ['vague', 'no_measure'])
})

test('a goal without a verb, a measure or a date is told each', () => {
  assert.deepEqual(kinds('Better confidence.', null), ['no_verb', 'no_measure', 'no_date'])
  assert.deepEqual(kinds('I talk to my friends.'), ['no_measure'])
  assert.deepEqual(kinds('I talk to two friends by July.', null), [])
})

test('nothing written gets no more than the same advice, and no text breaks it', () => {
  for (const text of ['', '…', '🙂', 'a'.repeat(5000), '<script>', 'ünïcode wörds'])
    assert.ok(adviceOn(text).every(({ words }) => words.length > 0))
})
