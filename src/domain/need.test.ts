import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNeed, needKnownIn } from './need.ts'

test('Down syndrome joins the list of needs with the return of 2025', () => {
  assert.ok(!needKnownIn('DS', 2023))
  assert.ok(!needKnownIn('DS', 2024))
  assert.ok(needKnownIn('DS', 2025))
  assert.ok(needKnownIn('DS', 2027))
  assert.ok(needKnownIn('ASD', 2023))
})

test('the school census code for no specialist assessment is not a need of a plan', () => {
  assert.ok(!isNeed('NSA'))
  assert.ok(!isNeed('asd'))
  assert.ok(!isNeed('toString'))
  assert.ok(isNeed('MSI'))
})
