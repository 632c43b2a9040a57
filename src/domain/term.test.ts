import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseTerm, termBefore, termBegins, termCode, termEnds, termName, termOf } from './term.ts'

test('every day is in one of three terms, from its first day to its last', () => {
  for (const [day, name] of [
    ['2025-09-01', 'autumn term 2025'],
    ['2025-12-31', 'autumn term 2025'],
    ['2026-01-01', 'spring term 2026'],
    ['2026-04-15', 'spring term 2026'],
    ['2026-04-16', 'summer term 2026'],
    ['2026-08-31', 'summer term 2026'],
  ] as const) {
    const term = termOf(day)
    assert.equal(termName(term), name)
    assert.ok(termBegins(term) <= day && day <= termEnds(term))
  }
})

test('an address names a term, and only one there can be', () => {
  assert.deepEqual(parseTerm('2025/26-2'), { year: 2025, term: 2 })
  assert.equal(termCode({ year: 2025, term: 2 }), '2025/26-2')
  for (const text of ['2025/27-2', '2025/26-4', '2025/26', '', 'x']) assert.equal(parseTerm(text), undefined)
})

test('the term before the autumn is the summer of the year before', () => {
  assert.deepEqual(termBefore({ year: 2025, term: 1 }), { year: 2024, term: 3 })
  assert.deepEqual(termBefore({ year: 2025, term: 3 }), { year: 2025, term: 2 })
})
