import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOrder } from './picture.ts'
import { dimensionWords, valueWords } from './picture-dimensions.ts'
import { type Dimension, dimensions } from './question.ts'

const ordered = (dimension: Dimension, ...values: string[]) =>
  inOrder(
    { by: [dimension] },
    values.map(value => ({ key: [value] })),
  ).map(row => row.key[0])

test('areas, needs and bands stand as their lists have them, with what is missing last', () => {
  assert.deepEqual(ordered('pfa', 'unmapped', 'health', 'employment'), ['employment', 'health', 'unmapped'])
  assert.deepEqual(ordered('need', 'none', 'OTH', 'SPLD'), ['SPLD', 'OTH', 'none'])
  assert.deepEqual(ordered('age_band', '11-15', '5-10', '0-4'), ['0-4', '5-10', '11-15'])
})

test('year groups and ages stand by size, academic years from the first on', () => {
  assert.deepEqual(ordered('year_group', '10', '-2', '9'), ['-2', '9', '10'])
  assert.deepEqual(ordered('academic_year', '2025/26', '2023/24'), ['2023/24', '2025/26'])
})

test('the second dimension orders rows that share the first, and the scale follows the dimensions', () => {
  const rows = [
    { key: ['health', '2024/25'], scale: 'purpose', respondent: 'parent' },
    { key: ['health', '2024/25'], scale: 'confidence', respondent: 'provider' },
    { key: ['health', '2024/25'], scale: 'confidence', respondent: 'young_person' },
    { key: ['health', '2023/24'], scale: 'purpose', respondent: 'parent' },
  ]
  assert.deepEqual(
    inOrder({ by: ['pfa', 'academic_year'] }, rows).map(row => `${row.key[1]} ${row.scale} ${row.respondent}`),
    [
      '2023/24 purpose parent',
      '2024/25 confidence young_person',
      '2024/25 confidence provider',
      '2024/25 purpose parent',
    ],
  )
})

test('every listed value has words that are not its code', () => {
  for (const dimension of dimensions) {
    for (const value of dimensionWords[dimension].values ?? []) {
      assert.notEqual(valueWords(dimension, value), value, `${dimension}=${value}`)
    }
  }
  assert.equal(valueWords('year_group', '-2'), 'Nursery first year')
  assert.equal(valueWords('institution', 'EHE'), 'Elective home education')
  assert.equal(valueWords('institution', '907001'), '907001')
})
