import assert from 'node:assert/strict'
import { test } from 'node:test'
import { phaseOf } from './phase.ts'

test('phases change at Reception, Year 7, Year 12 and Year 15', () => {
  const groups = [-4, -1, 0, 6, 7, 11, 12, 14, 15, 20]
  assert.deepEqual(groups.map(phaseOf), [
    ...['early_years', 'early_years', 'primary', 'primary', 'secondary', 'secondary'],
    ...['post_16', 'post_16', 'post_19', 'post_19'],
  ])
})
