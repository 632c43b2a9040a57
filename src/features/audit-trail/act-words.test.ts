import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actWords, detailWords } from './act-words.ts'

test('an act reads as words, whether or not anybody has written them', () => {
  assert.equal(actWords('child.seen'), 'Child’s record seen')
  assert.equal(actWords('provision_line.added'), 'Provision line added')
})

test('what an entry says besides fits on a line', () => {
  assert.equal(detailWords({ role: 'senco', until_on: null, kept: 3 }), 'role: senco; kept: 3')
  assert.equal(detailWords({ before: { name: 'Ash' } }), 'before: name: Ash')
  assert.equal(detailWords({ text: 'x'.repeat(200) }).length, 127)
  assert.equal(detailWords(null), '')
})
