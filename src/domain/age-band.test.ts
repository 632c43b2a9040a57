import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ageBand } from './age-band.ts'

test('each age falls in one band, and the edges where the published tables put them', () => {
  const edges = [0, 4, 5, 10, 11, 15, 16, 19, 20, 25]
  assert.deepEqual(edges.map(ageBand), [
    ...['0-4', '0-4', '5-10', '5-10', '11-15', '11-15', '16-19', '16-19', '20-25', '20-25'],
  ])
})
