import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitOf } from './picture-fit.ts'
import type { Dimension, Question } from './question.ts'

const rows = (...counts: number[]) => {
  let keys: string[][] = [[]]
  for (const count of counts)
    keys = keys.flatMap(key => Array.from({ length: count }, (_, nth) => [...key, String(nth)]))
  return keys.map(key => ({ key }))
}
const fit = (measure: Question['measure'], by: Dimension[], ...counts: number[]) =>
  fitOf({ measure, by }, rows(...counts), true)

test('ratings are bars, by age columns, over the years lines, by institution a funnel', () => {
  assert.equal(fit('ratings', []), 'bars')
  assert.equal(fit('ratings', ['pfa'], 5), 'bars')
  assert.equal(fit('ratings', ['age'], 26), 'columns')
  assert.equal(fit('ratings', ['academic_year'], 6), 'trend')
  assert.equal(fit('ratings', ['institution'], 160), 'funnel')
})

test('a person who sees one institution’s children is shown no funnel of others', () =>
  assert.equal(fitOf({ measure: 'ratings', by: ['institution'] }, rows(3), false), 'bars'))

test('two dimensions are a map, few values over the years lines, three dimensions a map for each of a few values', () => {
  assert.equal(fit('ratings', ['need', 'pfa'], 13, 5), 'heat')
  assert.equal(fit('ratings', ['pfa', 'academic_year'], 5, 6), 'trend-of-few')
  assert.equal(fit('ratings', ['academic_year', 'need'], 6, 13), 'heat')
  assert.equal(fit('distance', ['need', 'pfa', 'sex'], 13, 5, 2), 'heats')
  assert.equal(fit('distance', ['need', 'pfa', 'year_group'], 13, 5, 20), 'none')
})

test('what is too long to draw, or of one child each, is a table', () => {
  assert.equal(fit('ratings', ['institution', 'pfa'], 160, 5), 'none')
  assert.equal(fit('distance', ['child'], 12), 'none')
  assert.equal(fit('ratings', ['pfa'], 0), 'none')
})

test('soft outcomes stand side by side, split once they are a map for each respondent', () => {
  assert.equal(fit('soft', []), 'answers')
  assert.equal(fit('soft', ['need'], 13), 'answer-heats')
  assert.equal(fit('soft', ['academic_year'], 6), 'answer-trends')
  assert.equal(fit('soft', ['need', 'sex'], 13, 2), 'none')
})
