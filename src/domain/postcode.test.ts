import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tidyPostcode } from './postcode.ts'

test('a postcode is written in capitals with one space', () => {
  assert.equal(tidyPostcode('n12xx'), 'N1 2XX')
  assert.equal(tidyPostcode(' ec1a  1bb '), 'EC1A 1BB')
  assert.equal(tidyPostcode('AA11AA'), 'AA1 1AA')
})

test('half a postcode is no postcode', () => {
  for (const text of ['', 'N1', '12345', 'N1 2X', 'N1 2XXX', 'ABC1 2DE']) assert.equal(tidyPostcode(text), undefined)
})
