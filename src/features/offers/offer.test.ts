import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountWords, priceWords } from '#domain/amount.ts'
import { agesWords, type OfferItem, refuseItem, refusePublishing } from './offer.ts'

const item: OfferItem = {
  what: 'Speech and language therapy',
  needs: ['SLCN'],
  age_from: 5,
  age_to: 11,
  sex: null,
  amount: 1,
  unit: 'sessions',
  per: 'week',
  group_size: '1:1',
  staff: 'Speech and language therapist',
  qualification: 'HCPC registered',
  change_sought: 'Says what is needed without prompting',
  pfa: ['independent_living'],
  soft: ['confidence'],
  place: 'In school',
  price: 85,
  price_per: 'session',
}
const fields = (change: Partial<OfferItem>) => refuseItem({ ...item, ...change }).map(({ field }) => field)

test('what is offered is counted with its unit, priced by something, and for ages in order', () => {
  assert.deepEqual(fields({}), [])
  assert.deepEqual(fields({ unit: null }), ['unit'])
  assert.deepEqual(fields({ amount: null }), ['amount'])
  assert.deepEqual(fields({ per: null }), ['per'])
  assert.deepEqual(fields({ unit: 'places', per: null }), [])
  assert.deepEqual(fields({ price_per: null }), ['price_per'])
  assert.deepEqual(fields({ age_to: 4 }), ['age_to'])
})

test('what should change names a Preparing for Adulthood area', () => {
  assert.deepEqual(fields({ pfa: [] }), ['pfa'])
  assert.deepEqual(fields({ pfa: [], change_sought: null }), [])
})

test('an offer with nothing in it is not published, nor one that begins before the one it follows', () => {
  assert.deepEqual(refusePublishing({ from_on: '2026-09-01', items: 1 }, null), [])
  assert.equal(refusePublishing({ from_on: '2026-09-01', items: 0 }, null).length, 1)
  assert.equal(refusePublishing({ from_on: '2026-09-01', items: 1 }, '2026-10-01').length, 1)
})

test('amounts, prices and ages are said in words', () => {
  assert.equal(amountWords(item), '1 session a week')
  assert.equal(amountWords({ amount: 12, unit: 'places', per: null }), '12 places')
  assert.equal(priceWords(item), '£85 a session')
  assert.equal(priceWords({ price: 61.5, price_per: 'hour' }), '£61.50 an hour')
  assert.equal(agesWords(item), 'Ages 5 to 11')
  assert.equal(agesWords({ age_from: 16, age_to: null }), 'Age 16 and over')
  assert.equal(agesWords({ age_from: null, age_to: 4 }), 'Up to age 4')
})
