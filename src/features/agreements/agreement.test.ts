import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noticeBy, refuseOverlap, refuseSending, refuseSigning, refuseTerm, stateOn } from './agreement.ts'

const today = '2026-03-02'
const agreed = { from_on: '2025-09-01', to_on: '2026-08-31' }
const newest = { sent: true, declined: false }

test('how an agreement stands is worked out from what was signed and the day', () => {
  assert.equal(stateOn({ agreed: null, broken_on: null, newest: { sent: false, declined: false } }, today), 'draft')
  assert.equal(stateOn({ agreed: null, broken_on: null, newest }, today), 'sent')
  assert.equal(stateOn({ agreed: null, broken_on: null, newest: { sent: true, declined: true } }, today), 'returned')
  assert.equal(stateOn({ agreed, broken_on: null, newest }, '2025-08-31'), 'agreed')
  assert.equal(stateOn({ agreed, broken_on: null, newest }, today), 'in_force')
  assert.equal(stateOn({ agreed, broken_on: null, newest }, '2026-06-01'), 'in_force')
  assert.equal(stateOn({ agreed, broken_on: null, newest }, '2026-06-02'), 'ending')
  assert.equal(stateOn({ agreed, broken_on: null, newest }, '2026-08-31'), 'ending')
  assert.equal(stateOn({ agreed, broken_on: null, newest }, '2026-09-01'), 'ended')
  assert.equal(stateOn({ agreed, broken_on: '2026-04-30', newest }, today), 'ending')
  assert.equal(stateOn({ agreed, broken_on: '2026-03-02', newest }, today), 'broken')
})

test('a variation that waits to be signed leaves what is in force in force', () =>
  assert.equal(stateOn({ agreed, broken_on: null, newest: { sent: false, declined: false } }, today), 'in_force'))

test('a term ends after it begins, with its break points inside', () => {
  const term = {
    ...agreed,
    applies_on: '2025-09-01',
    break_on: ['2026-01-01'],
    notice_weeks: 12,
    value: null,
    value_per: null,
  }
  const fields = (change: Partial<typeof term> | { value: number | null }) =>
    refuseTerm({ ...term, ...change }).map(({ field }) => field)
  assert.deepEqual(fields({}), [])
  assert.deepEqual(fields({ to_on: '2025-08-31' }), ['to_on', 'applies_on', 'break_on'])
  assert.deepEqual(fields({ to_on: '2056-08-31' }), ['to_on'])
  assert.deepEqual(fields({ applies_on: '2026-09-01' }), ['applies_on'])
  assert.deepEqual(fields({ break_on: ['2025-09-01'] }), ['break_on'])
  assert.deepEqual(fields({ value: 1000 }), ['value_per'])
})

test('two agreements of one kind may touch but not overlap', () => {
  const others = [{ id: 1, title: 'Places 2025', from_on: '2025-09-01', to_on: '2026-08-31' }]
  assert.deepEqual(refuseOverlap('contract', { from_on: '2026-09-01', to_on: '2027-08-31' }, others), [])
  const [refusal] = refuseOverlap('contract', { from_on: '2026-08-31', to_on: '2027-08-31' }, others)
  assert.equal(
    refusal?.message,
    '“Places 2025” is a contract with this provider from 1 September 2025 to 31 August 2026. Choose other days, or vary that one',
  )
})

test('notice is given the weeks before a break point', () => assert.equal(noticeBy('2026-04-01', 12), '2026-01-07'))

test('a version that promises nothing is not sent for signature', () => {
  const ready = {
    services: 1,
    expectations: 1,
    responsibilities: 1,
    council_owner: 'a',
    provider_owner: 'b',
    number: 1,
  }
  assert.deepEqual(refuseSending({ ...ready, what_changed: null }), [])
  assert.equal(refuseSending({ ...ready, expectations: 0, what_changed: null }).length, 1)
  assert.equal(refuseSending({ ...ready, number: 2, what_changed: null }).length, 1)
})

test('nobody signs for both sides, twice, or anything but what was sent', () => {
  const sha256 = 'a'.repeat(64)
  const council = { person_id: 1, scope: 'area' as const }
  assert.deepEqual(refuseSigning(council, { sha256 }, { sha256 }, []), [])
  assert.equal(refuseSigning(council, { sha256 }, { sha256: 'b' }, []).length, 1)
  assert.equal(refuseSigning(council, { sha256: null }, { sha256 }, []).length, 1)
  assert.equal(refuseSigning(council, { sha256 }, { sha256 }, [{ side: 'council', person_id: 2 }]).length, 1)
  assert.equal(refuseSigning({ ...council, person_id: null }, { sha256 }, { sha256 }, []).length, 1)
  assert.match(
    refuseSigning(council, { sha256 }, { sha256 }, [{ side: 'provider', person_id: 1 }])[0]?.message ?? '',
    /other side/,
  )
})
