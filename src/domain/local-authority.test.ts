import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localAuthority } from './local-authority.ts'

test('a local authority is known by its DfE number', () => {
  assert.equal(localAuthority(201)?.name, 'City of London')
  assert.equal(localAuthority(909)?.kind, 'former')
  assert.equal(localAuthority(970), undefined)
})
