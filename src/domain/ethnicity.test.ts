import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ethnicities, mainEthnicity } from './ethnicity.ts'

test('a local extended code is counted under its main code', () => {
  assert.equal(mainEthnicity('WENG'), 'WBRI')
  assert.equal(mainEthnicity('BSOM'), 'BAFR')
  assert.equal(mainEthnicity('MABL'), 'MOTH')
})

test('a main code is its own, and anything else is none', () => {
  for (const code of Object.keys(ethnicities)) assert.equal(mainEthnicity(code), code)
  for (const code of ['', 'XXXX', 'wbri', 'White British']) assert.equal(mainEthnicity(code), undefined)
})
