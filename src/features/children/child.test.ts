import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as careStatus from './care-status.ts'
import { childWord, type Details, likeness, refuse, schoolLeavingDate, tidy } from './child.ts'
import { endedBy, refuseTurn } from './in-turn.ts'
import { plainName, spelledAlike } from './name.ts'
import * as need from './need.ts'
import * as placement from './placement.ts'

const today = '2026-03-02'
const ash: Details = {
  forename: 'Ash',
  surname: 'Example',
  birth_date: '2014-03-05',
  sex: 'F',
  upn: null,
  upn_unknown_reason: null,
  uln: null,
  ethnicity: null,
  postcode: null,
}
const fields = (refusals: { field: string }[]) => refusals.map(({ field }) => field)

test('a child cannot be born tomorrow, nor 41 years ago, nor after the first thing recorded about them', () => {
  assert.deepEqual(fields(refuse({ ...ash, birth_date: '2026-03-03' }, null, today)), ['birth_date'])
  assert.deepEqual(fields(refuse({ ...ash, birth_date: '1985-03-02' }, null, today)), ['birth_date'])
  assert.deepEqual(fields(refuse({ ...ash, birth_date: '2020-01-16' }, '2020-01-15', today)), ['birth_date'])
  assert.deepEqual(refuse({ ...ash, birth_date: '2026-03-02' }, null, today), [])
})

test('a UPN is checked by its letter, a ULN by its sum, and a reason is for when there is no UPN', () => {
  assert.match(String(refuse({ ...ash, upn: 'B820999912345' }, null, today)[0]?.message), /check letter/)
  assert.deepEqual(fields(refuse({ ...ash, uln: '1234567890' }, null, today)), ['uln'])
  assert.deepEqual(fields(refuse({ ...ash, upn: 'nonsense', upn_unknown_reason: 'UN1' }, null, today)), [
    'upn',
    'upn_unknown_reason',
  ])
  assert.equal(tidy({ ...ash, postcode: 'n12xx', upn: ' h801200001001 ' }).postcode, 'N1 2XX')
})

test('a child is a young person from the day after the last Friday in June of the school year they turn 16', () => {
  assert.equal(schoolLeavingDate('2009-09-01'), '2026-06-26')
  assert.equal(schoolLeavingDate('2009-08-31'), '2025-06-27')
  assert.equal(schoolLeavingDate('2008-02-29'), '2024-06-28')
  assert.equal(childWord('2009-08-31', '2025-06-27'), 'child')
  assert.equal(childWord('2009-08-31', '2025-06-28'), 'young person')
})

test('names are compared without case, accents, apostrophes and hyphens', () => {
  assert.equal(plainName('  Zoë  O’Example-Ødegård '), 'zoe oexample odegard')
  assert.equal(plainName('ÉXAMPLE'), plainName('éxample'))
  assert.ok(spelledAlike('Ash', 'Ashley'))
  assert.ok(spelledAlike('Exmaple', 'Example'))
  assert.ok(!spelledAlike('Ash', 'Elm'))
})

test('a likely match says why, and a twin is none', () => {
  const known = { ...ash, upn: 'H801200001001' }
  assert.deepEqual(likeness({ ...ash, upn: 'H801200001001', forename: 'Elm', birth_date: '2010-01-01' }, known), [
    'Same UPN',
  ])
  assert.deepEqual(likeness({ ...ash, surname: 'Exampel' }, known), ['Same date of birth, similar name'])
  assert.deepEqual(likeness({ ...ash, forename: 'Example', surname: 'Ash' }, known), [
    'Same date of birth, similar name',
  ])
  assert.deepEqual(likeness({ ...ash, birth_date: '2014-05-03' }, known), [
    'Similar name, date of birth with day and month exchanged',
  ])
  assert.deepEqual(likeness({ ...ash, forename: 'Rowan' }, known), [])
})

test('a new primary need ends the one before, and cannot begin before a later one without an end', () => {
  const autism = { id: 1, rank: 1, need: 'ASD', from_on: '2020-01-15', to_on: null }
  const speech = { rank: 1, need: 'SLCN' as const, from_on: '2022-09-01', to_on: null }
  assert.deepEqual(need.refuse(speech, [autism], ash.birth_date, today), [])
  assert.equal(endedBy(speech, [autism])?.id, 1)
  assert.deepEqual(fields(refuseTurn({ ...speech, from_on: '2019-01-01' }, [autism], 'need')), ['to_on'])
  assert.deepEqual(fields(refuseTurn({ ...speech, from_on: '2020-01-15' }, [autism], 'need')), ['from_on'])
  assert.deepEqual(fields(refuseTurn({ ...speech, to_on: '2023-01-01' }, [autism], 'need')), ['from_on'])
  assert.deepEqual(refuseTurn({ ...speech, from_on: '2019-01-01', to_on: '2020-01-14' }, [autism], 'need'), [])
})

test('a need begins after birth, not tomorrow, ends after it began, and is not both primary and secondary', () => {
  const given = { rank: 2, need: 'ASD' as const, from_on: '2013-01-01', to_on: '2012-12-31' }
  assert.deepEqual(fields(need.refuse(given, [], ash.birth_date, today)), ['from_on', 'to_on'])
  const tomorrow = { ...given, from_on: '2026-03-03', to_on: null }
  assert.deepEqual(fields(need.refuse(tomorrow, [], ash.birth_date, today)), ['from_on'])
  const primary = { id: 1, rank: 1, need: 'ASD', from_on: '2020-01-15', to_on: null }
  const both = { ...given, from_on: '2021-01-01', to_on: null }
  assert.deepEqual(fields(need.refuse(both, [primary], ash.birth_date, today)), ['need'])
})

test('a place is with a provider or in another setting, while the provider is open, and not years ahead', () => {
  const given: placement.Given = {
    provider_id: 1,
    setting: null,
    setting_note: null,
    rank: 1,
    from_on: '2026-09-01',
    to_on: null,
    unit: 'none',
  }
  const open = { opened_on: '2010-09-01', closed_on: null }
  const refused = (change: Partial<placement.Given>, provider: Parameters<typeof placement.refuse>[2] = open) =>
    fields(placement.refuse({ ...given, ...change }, [], provider, ash.birth_date, today))
  assert.deepEqual(refused({}), [])
  assert.deepEqual(refused({ provider_id: null }), ['provider_id'])
  assert.deepEqual(refused({ setting: 'EHE' }), ['provider_id'])
  assert.deepEqual(refused({ from_on: '2027-09-03' }), ['from_on'])
  assert.deepEqual(refused({}, { ...open, closed_on: '2026-08-31' }), ['from_on'])
  assert.deepEqual(refused({ from_on: '2010-01-01' }), ['from_on', 'from_on'])
})

test('a status of care follows another one, from a day that has come', () => {
  const known = [{ from_on: '-infinity', looked_after: false }]
  const refused = (given: careStatus.CareStatus) => fields(careStatus.refuse(given, known, ash.birth_date, today))
  assert.deepEqual(refused({ from_on: '2025-01-01', looked_after: true }), [])
  assert.deepEqual(refused({ from_on: '2025-01-01', looked_after: false }), ['looked_after'])
  assert.deepEqual(refused({ from_on: '2026-03-03', looked_after: true }), ['from_on'])
})
