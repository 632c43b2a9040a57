import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listDueOn, parseTerm, termInWords, termKey, termOf, termsAbout, usualBegin } from './school-term.ts'

test('until a council says otherwise, terms begin on a weekday early in September, January and mid April', () => {
  const begins = ([2024, 2025, 2026] as const).map(academic_year =>
    (['autumn', 'spring', 'summer'] as const).map(season => usualBegin({ academic_year, season })),
  )
  assert.deepEqual(begins, [
    ['2024-09-02', '2025-01-06', '2025-04-14'],
    ['2025-09-01', '2026-01-05', '2026-04-13'],
    ['2026-09-01', '2027-01-04', '2027-04-12'],
  ])
})

test('the list is due two weeks before the term begins, by the council’s own dates', () => {
  const own = [{ academic_year: 2025, season: 'summer', begins_on: '2026-04-20' } as const]
  const { running, next, later } = termsAbout('2026-03-02', own)
  assert.deepEqual([running, next, later].map(termInWords), [
    'spring term 2026',
    'summer term 2026',
    'autumn term 2026',
  ])
  assert.equal(running.next_begins_on, '2026-04-20')
  assert.equal(listDueOn(next), '2026-04-06')
})

test('on its first day a term is the one that runs', () => {
  assert.equal(termInWords(termsAbout('2026-04-13', []).running), 'summer term 2026')
  assert.equal(termInWords(termsAbout('2026-04-12', []).next), 'summer term 2026')
})

test('the summer holidays belong to the summer term', () => {
  const term = termOf({ academic_year: 2025, season: 'summer' }, [])
  assert.deepEqual([term.begins_on, term.next_begins_on], ['2026-04-13', '2026-09-01'])
})

test('a term is the same in an address and back', () => {
  const name = { academic_year: 2025, season: 'spring' } as const
  assert.equal(termKey(name), '2025/26-spring')
  assert.deepEqual(parseTerm('2025/26-spring'), name)
  for (const text of ['', '2025/26', '2025/27-spring', '2025/26-winter']) assert.equal(parseTerm(text), undefined)
})
