import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type Answer,
  inWords,
  judge,
  overall,
  type Threshold,
  thresholdSchema,
  type Verdict,
  verdicts,
} from './index.ts'

const day = '2026-03-02'
const attendance: Threshold = { kind: 'number', operator: 'at_least', target: 95, partly: 90, unit: '%' }
const ratio: Threshold = { kind: 'staff', operator: 'at_least', target: 1, who: 'adults', of: 'children', per: 6 }
const insurance: Threshold = { kind: 'document', documents: ['insurance_public', 'insurance_employers'] }

test('a number is held against its line, and says both', () => {
  assert.deepEqual(judge(attendance, { kind: 'number', value: 95 }, day), {
    verdict: 'met',
    why: '95%, where at least 95% is asked',
  })
  assert.equal(judge(attendance, { kind: 'number', value: 94.9 }, day).verdict, 'partly')
  assert.equal(judge(attendance, { kind: 'number', value: 89.99 }, day).verdict, 'not_yet')
})

test('staff for every so many are compared without rounding', () => {
  assert.equal(judge(ratio, { kind: 'staff', who: 1, of: 6 }, day).verdict, 'met')
  assert.deepEqual(judge(ratio, { kind: 'staff', who: 1, of: 7 }, day), {
    verdict: 'not_yet',
    why: 'Adults: 1 to 7 children, where at least 1 for every 6 children is asked',
  })
  assert.equal(judge(ratio, { kind: 'staff', who: 3 }, day).verdict, 'not_shown')
  assert.equal(judge(ratio, { kind: 'staff', who: 3, of: 0 }, day).verdict, 'not_applicable')
  const third: Threshold = { kind: 'staff', operator: 'at_least', target: 1, who: 'teachers', of: 'staff', per: 3 }
  assert.equal(judge(third, { kind: 'staff', who: 1, of: 3 }, day).verdict, 'met')
})

test('a document counts on its last day and not the day after, and what ran out is named', () => {
  const shown = [
    { kind: 'insurance_public', valid_until: day },
    { kind: 'insurance_employers', valid_until: null },
  ]
  assert.equal(judge(insurance, { kind: 'documents', shown }, day).verdict, 'met')
  assert.deepEqual(judge(insurance, { kind: 'documents', shown }, '2026-03-03'), {
    verdict: 'partly',
    why: 'Public liability insurance ran out on 2 March 2026',
  })
  assert.equal(judge(insurance, { kind: 'documents', shown: [] }, day).verdict, 'not_shown')
  assert.equal(judge({ ...insurance, any: true }, { kind: 'documents', shown }, '2030-01-01').verdict, 'met')
})

test('documents are named as they are on screen, and one day is a day', () => {
  assert.equal(
    inWords({ kind: 'document', documents: ['dbs_statement'] }),
    'All of these valid on the day: statement of DBS checks',
  )
  const told: Threshold = { kind: 'number', operator: 'at_most', target: 1, partly: 2, unit: 'days until it was told' }
  assert.equal(inWords(told), 'At most 1 day until it was told; partly from 2 days until it was told')
})

test('the latest of several documents of a kind decides', () => {
  const dates = ['2025-01-01', '2027-01-01', '2026-01-01']
  const answer: Answer = { kind: 'documents', shown: dates.map(valid_until => ({ kind: 'first_aid', valid_until })) }
  const line: Threshold = { kind: 'document', documents: ['first_aid'] }
  assert.equal(judge(line, answer, day).verdict, 'met')
})

test('nothing shown, and something else shown, are not shown', () => {
  assert.equal(judge(attendance, null, day).verdict, 'not_shown')
  assert.equal(judge(attendance, { kind: 'staff', who: 3 }, day).verdict, 'not_shown')
  assert.equal(judge(attendance, { kind: 'not_applicable', why: 'No children yet' }, day).why, 'No children yet')
})

test('a threshold reads as a sentence', () => {
  assert.equal(inWords(attendance), 'At least 95%; partly from 90%')
  assert.equal(inWords(ratio), 'Adults: at least 1 for every 6 children')
  assert.equal(
    inWords({ kind: 'staff', operator: 'at_least', target: 80, who: 'qualified', of: 'teachers', per: 100 }),
    'Qualified: at least 80% of teachers',
  )
  assert.equal(thresholdSchema.safeParse({ kind: 'number', operator: 'about', target: 1, unit: 'x' }).success, false)
})

const standards = fc.uniqueArray(
  fc.record({
    code: fc.string({ minLength: 1, maxLength: 4 }),
    is_gate: fc.boolean(),
    weight: fc.integer({ min: 1, max: 100 }),
  }),
  { selector: ({ code }) => code, maxLength: 12 },
)
const verdict = fc.constantFrom(...(Object.keys(verdicts) as Verdict[]))

test('a gate that is not met is never outweighed, whatever the rest are and weigh', () => {
  fc.assert(
    fc.property(standards, fc.func(verdict), fc.constantFrom<Verdict>('partly', 'not_yet'), (rest, found, failed) => {
      const gate = { code: 'the gate', is_gate: true, weight: 1 }
      const judged = new Map<string, Verdict>(rest.map(({ code }) => [code, found(code)]))
      const result = overall([...rest, gate], judged.set(gate.code, failed))
      assert.equal(result.outcome, 'gate_not_met')
      assert.equal(result.share, null)
      assert.ok(result.gates.not_met.includes(gate.code))
    }),
  )
})

test('a share is told only where every gate is met, and better judgements never lower it', () => {
  fc.assert(
    fc.property(standards, fc.func(verdict), fc.nat(), (all, found, at) => {
      const judged = new Map<string, Verdict>(all.map(({ code }) => [code, found(code)]))
      const before = overall(all, judged)
      assert.equal(before.share === null, before.gates.not_met.length + before.gates.not_shown.length > 0)
      const one = all[at % Math.max(1, all.length)]
      if (!one || judged.get(one.code) !== 'not_yet') return
      const after = overall(all, new Map(judged).set(one.code, 'met'))
      if (before.share && after.share)
        assert.ok(after.share.met >= before.share.met && after.share.of === before.share.of)
    }),
  )
})
