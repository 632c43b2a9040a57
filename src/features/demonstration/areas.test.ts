import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inventedArea, localAuthority } from '#domain/local-authority.ts'
import { areasOf } from './areas.ts'

test('an invented area has the name the demonstration gives it, and no council is invented', () => {
  for (const { area_id, name } of [...areasOf('borough', 1), ...areasOf('county', 1), ...areasOf('england', 1)]) {
    assert.equal(inventedArea(area_id), name)
    assert.equal(localAuthority(area_id), undefined)
  }
  assert.equal(inventedArea(206), undefined)
})
