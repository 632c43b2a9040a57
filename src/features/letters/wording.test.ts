import assert from 'node:assert/strict'
import { test } from 'node:test'
import { letterKindList, mayUse, mustSay } from './letter-kind.ts'
import { examples } from './placeholder.ts'
import { usualWording } from './usual-wording.ts'
import { blocksOf, filled, namesIn, refuseWording, unfilled } from './wording.ts'

test('the usual wording of every letter can be filled in and says what the law wants', () => {
  for (const kind of letterKindList) {
    const wording = usualWording[kind]
    assert.deepEqual(refuseWording(wording, mayUse(kind), mustSay(kind)), [], kind)
    assert.deepEqual(unfilled(wording, examples), [], kind)
    assert.doesNotMatch(filled(`${wording.title}\n${wording.body}`, examples), /[{}]/, kind)
  }
})

test('letters on a decision to maintain, to cease and on a final plan say how and by when to appeal', () => {
  for (const kind of ['decision_maintain', 'decision_cease', 'not_amending', 'final_plan'] as const) {
    const { body } = usualWording[kind]
    for (const words of [/two months from the date of this letter/, /one month from the date of the mediation/])
      assert.match(body, words, kind)
    assert.match(body, /First-tier Tribunal/)
    assert.match(body, /section 51\(2\)\([cef]\)/)
  }
})

test('a notice of changes gives a last day to answer', () =>
  assert.ok(namesIn(usualWording.amendment_notice.body).includes('representations_by')))

test('a wording with a name that is not known, braces left open, or without what the law wants is refused', () => {
  const refused = (body: string) =>
    refuseWording({ title: 'A letter', body }, ['child_name', 'today'], ['today']).map(({ message }) => message)
  assert.deepEqual(refused('{{child_name}} {{ today }}'), [])
  assert.match(String(refused('{{today}} {{nickname}}')), /nickname.*is not one of the words/)
  assert.match(String(refused('{{today}} {{meeting_on}}')), /meeting_on.*not known when this letter is made/)
  assert.match(String(refused('{{today}} {{child_name')), /Close each/)
  assert.match(String(refused('Hello')), /The law wants this letter to say \{\{today\}\}/)
})

test('nothing is sent with a gap in it: an empty value is as good as none', () =>
  assert.deepEqual(
    unfilled({ title: '{{child_name}}', body: '{{today}} {{council}}' }, { child_name: 'Ash', council: ' ' }),
    ['today', 'council'],
  ))

test('headings, lists, small print and lines are told apart', () =>
  assert.deepEqual(blocksOf('Dear A\n\n## Why\n\nOne\nTwo:\n- x\n- y\n\n> Law'), [
    { kind: 'paragraph', lines: ['Dear A'] },
    { kind: 'heading', text: 'Why' },
    { kind: 'paragraph', lines: ['One', 'Two:'] },
    { kind: 'list', items: ['x', 'y'] },
    { kind: 'small', text: 'Law' },
  ]))
