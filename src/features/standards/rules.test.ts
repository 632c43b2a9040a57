import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentName, isDocumentKind } from '#domain/document-kind.ts'
import { codeIn, compareVersions } from './comparison.ts'
import { refuseGrade } from './scales.ts'
import { shippedFrameworks } from './shipped.ts'
import { standingOf } from './standing.ts'
import type { Threshold } from './threshold.ts'

test('what ships: 21 standards in 4 parts for non-school alternative provision, and each framework with a gate, a source and a licence', () => {
  const [first] = shippedFrameworks
  assert.equal(first?.themes.length, 4)
  assert.deepEqual(
    first?.themes.map(({ standards }) => standards.length),
    [6, 5, 5, 5],
  )
  for (const { ref, themes } of shippedFrameworks) {
    const all = themes.flatMap(({ standards }) => standards)
    assert.equal(new Set(all.map(({ code }) => code)).size, all.length, ref)
    assert.ok(
      all.some(({ is_gate }) => is_gate),
      ref,
    )
    for (const { evidence, threshold, code } of all) {
      const kinds = [...evidence, ...(threshold.kind === 'document' ? threshold.documents : [])]
      assert.ok(kinds.every(isDocumentKind), `${ref} ${code}: ${kinds.join()}`)
    }
  }
})

const line: Threshold = { kind: 'judgement' }
const standard = {
  code: '1',
  was_code: null,
  theme: 'A',
  words: 'Be safe',
  guidance: null,
  example: null,
  measured: 'Seen',
  evidence: [],
  threshold: line,
  is_gate: false,
  weight: 1,
}

test('two versions say what was added, removed and changed, through a new number too', () => {
  const compared = compareVersions(
    [standard, { ...standard, code: '2' }, { ...standard, code: '3' }],
    [
      { ...standard, words: 'Be safer' },
      { ...standard, code: '2a', was_code: '2' },
      { ...standard, code: '9' },
    ],
  )
  assert.deepEqual(
    compared.added.map(({ code }) => code),
    ['9'],
  )
  assert.deepEqual(
    compared.removed.map(({ code }) => code),
    ['3'],
  )
  assert.deepEqual(
    compared.changed.map(({ changes }) => changes.map(({ what }) => what)),
    [['Standard'], ['Number']],
  )
})

test('a new standard that takes over the number of a renamed one is added, whichever stands first', () => {
  const [renamed, fresh] = [
    { ...standard, code: '1a', was_code: '1' },
    { ...standard, words: 'Be kind' },
  ]
  for (const later of [
    [renamed, fresh],
    [fresh, renamed],
  ]) {
    const { added, removed, changed } = compareVersions([standard], later)
    assert.deepEqual([added, removed, changed.map(({ is }) => is)], [[fresh], [], [renamed]])
  }
})

test('a code is followed back through the versions that changed it', () => {
  const renamed = [
    { framework_id: 1, number: 2, code: 'b', was_code: 'a' },
    { framework_id: 1, number: 3, code: 'c', was_code: 'b' },
  ]
  const now = { framework_id: 1, number: 3, code: 'c' }
  assert.deepEqual(
    [3, 2, 1].map(number => codeIn(renamed, now, number)),
    ['c', 'b', 'a'],
  )
})

const insured: Threshold = { kind: 'document', documents: ['insurance_public'] }
const judged = { id: 1, judgement: 'met', judged_on: '2025-10-01', number: 1, changes: [] } as const
const on = (
  threshold: Threshold,
  last: Parameters<typeof standingOf>[1],
  until: string | null | undefined,
  number = 1,
) =>
  standingOf(
    threshold,
    last,
    number,
    until === undefined ? [] : [{ kind: 'insurance_public', valid_until: until }],
    '2026-03-02',
    documentName,
  )

test('a judgement lapses with the documents it needs, and with the words it was made on', () => {
  assert.equal(on(insured, judged, '2026-03-02').verdict, 'met')
  assert.equal(on(insured, judged, '2026-03-01').verdict, 'not_yet')
  assert.match(on(insured, judged, '2026-03-01').why, /ran out on 1 March 2026/)
  assert.equal(on(insured, judged, undefined).verdict, 'met')
  assert.equal(on(insured, undefined, null).verdict, 'met')
  assert.equal(on(line, undefined, undefined).verdict, 'not_shown')
  const words = { what: 'Standard', was: 'a', is: 'b' }
  assert.deepEqual(on(line, { ...judged, changes: [words] }, undefined, 2), {
    ...{ verdict: 'not_shown', carried: true, judgeAgain: true },
    why: 'Judged on 1 October 2025, on version 1; what is asked has changed since',
  })
  assert.equal(on(line, { ...judged, changes: [{ ...words, what: 'Guidance' }] }, undefined, 2).verdict, 'met')
})

test('a grade is in the words of its own scale and of its days', () => {
  const grade = {
    scale: 'ofsted_report_card',
    judged: 'Inclusion',
    grade: 'Expected standard',
    inspected_on: '2025-12-02',
    published_on: null,
  } as const
  assert.deepEqual(refuseGrade(grade, '2026-03-02'), [])
  const fields = (other: object) => refuseGrade({ ...grade, ...other }, '2026-03-02').map(({ field }) => field)
  assert.deepEqual(fields({ grade: 'Good' }), ['grade'])
  assert.deepEqual(fields({ judged: 'Overall effectiveness' }), ['judged'])
  assert.deepEqual(fields({ inspected_on: '2025-11-09' }), ['inspected_on'])
  assert.deepEqual(fields({ inspected_on: '2026-03-03' }), ['inspected_on'])
  assert.deepEqual(fields({ published_on: '2025-12-01' }), ['published_on'])
})
