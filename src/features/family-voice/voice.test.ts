import assert from 'node:assert/strict'
import { test } from 'node:test'
import { softScales } from '#domain/soft-scale.ts'
import { ageGroupOf, ageGroups, softWords } from '#domain/soft-words.ts'
import { medianDays } from './flag.ts'
import { refuseExpiry, stateOf, usualExpiry } from './link.ts'
import { answersIn, audienceOf, hasAnything, inTheirWords, methodOf, partsFor, scaleAnswers } from './voice.ts'
import { languages, wordsIn } from './words/catalogue.ts'
import { en } from './words/en.ts'

test('each age is asked about all ten scales, with five different rungs each', () => {
  for (const group of Object.values(softWords)) {
    assert.deepEqual(Object.keys(group).toSorted(), Object.keys(softScales).toSorted())
    for (const { ask, rungs } of Object.values(group)) {
      assert.match(ask, /\?$/)
      assert.equal(new Set(rungs).size, 5)
    }
  }
  assert.deepEqual([7, 8, 12, 13, 24].map(ageGroupOf), ['younger', 'middle', 'middle', 'older', 'older'])
  assert.equal(Object.keys(ageGroups).length, 3)
})

const shapeOf = (words: unknown): unknown => {
  if (Array.isArray(words)) return words.map(shapeOf)
  if (typeof words === 'object' && words !== null)
    return Object.fromEntries(
      Object.entries(words)
        .toSorted(([one], [other]) => one.localeCompare(other))
        .map(([key, value]) => [key, shapeOf(value)]),
    )
  return typeof words === 'function' ? `function of ${words.length}` : typeof words
}

test('every language has every word that English has, and each is said', () => {
  for (const { words } of Object.values(languages)) {
    assert.deepEqual(shapeOf(words), shapeOf(en))
    const emptyIn = (part: unknown): boolean =>
      typeof part === 'string'
        ? part.trim() === ''
        : typeof part === 'object' && part !== null && Object.values(part).some(emptyIn)
    assert.equal(emptyIn(words), false)
  }
})

test('a language that is not there is English', () => {
  assert.equal(wordsIn('tlh').door.title, en.door.title)
  assert.equal(wordsIn('pl').day('2026-03-14'), '14 marca 2026')
})

test('of what a form brings only answers are kept, as they were typed', () => {
  assert.deepEqual(
    answersIn({
      'words-well': ' I swim.\r\nA lot ',
      overall: '11',
      'rung-confidence': '6',
      'rung-purpose': '3',
      other: 'x',
    }),
    { 'words-well': 'I swim.\nA lot', overall: '', 'rung-confidence': '', 'rung-purpose': '3' },
  )
})

test('easy read asks one question at a time, in the words of the group before', () => {
  assert.deepEqual([partsFor(false).length, partsFor(true).length], [4, 10])
  const asked = (easy_read: boolean) =>
    audienceOf({ respondent: 'young_person', easy_read }, '2009-05-01', '2026-03-02')
  assert.deepEqual([asked(false), asked(true)], ['older', 'middle'])
  assert.equal(audienceOf({ respondent: 'parent', easy_read: true }, '2009-05-01', '2026-03-02'), 'parent')
})

test('how they answered is kept with each answer; what they would not answer is declined, what they left out is nothing', () => {
  assert.equal(methodOf('faces', 'alone'), 'symbols')
  assert.equal(methodOf('words', 'signed'), 'signed')
  assert.deepEqual(
    scaleAnswers({ 'rung-confidence': '4', 'more-confidence': 'I sang', 'rung-purpose': 'none' }, 'written'),
    [
      { scale: 'confidence', rung: 4, method: 'written', not_given_reason: null, words: 'I sang' },
      { scale: 'purpose', rung: null, method: null, not_given_reason: 'declined', words: null },
    ],
  )
  assert.equal(hasAnything({ overall: 'none', 'words-well': '' }), false)
})

test('their words stand under what they were asked, in their language', () => {
  assert.equal(
    inTheirWords({ 'words-well': 'Pływam', overall: '7' }, wordsIn('pl'), 'you', 'Ash'),
    'Co idzie dobrze?\nPływam\n\nOgólnie: jak Ci idzie?\n7 / 10',
  )
  assert.equal(inTheirWords({ overall: 'none' }, wordsIn('en'), 'you', 'Ash'), null)
})

test('a link ends a week after the meeting, and within ninety days', () => {
  assert.equal(usualExpiry('2026-03-20', '2026-03-02'), '2026-03-27')
  assert.equal(usualExpiry(null, '2026-03-02'), '2026-03-30')
  assert.deepEqual(refuseExpiry('2026-05-31', '2026-03-02'), [])
  assert.equal(refuseExpiry('2026-06-01', '2026-03-02').length, 1)
  assert.equal(refuseExpiry('2026-03-01', '2026-03-02').length, 1)
})

test('a link is what became of it last', () => {
  const link = { revoked_on: null, expires_on: '2026-03-10', sent_on: null, wrong: 0, opened: false }
  assert.equal(stateOf(link, '2026-03-10'), 'waiting')
  assert.equal(stateOf({ ...link, opened: true }, '2026-03-10'), 'opened')
  assert.equal(stateOf({ ...link, wrong: 5 }, '2026-03-10'), 'locked')
  assert.equal(stateOf(link, '2026-03-11'), 'expired')
  assert.equal(stateOf({ ...link, sent_on: '2026-03-09' }, '2026-03-11'), 'sent')
  assert.equal(stateOf({ ...link, sent_on: '2026-03-09', revoked_on: '2026-03-09' }, '2026-03-10'), 'revoked')
})

test('time to put right is the middle one of those answered', () => {
  const took = (days: number) => ({
    flagged_on: '2026-03-01',
    answered_on: `2026-03-${String(1 + days).padStart(2, '0')}`,
  })
  assert.equal(medianDays([]), null)
  assert.equal(medianDays([took(1), took(9), took(2)]), 2)
  assert.equal(medianDays([took(1), took(4), { flagged_on: '2026-01-01', answered_on: null }]), 2.5)
})
