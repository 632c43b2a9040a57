import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, addMonths, ageOn, anniversary, dateInWords, daysBetween, isDate } from './date.ts'

test('only days that are on the calendar are dates', () => {
  for (const date of ['2024-02-29', '2000-02-29', '2025-12-31', '0001-01-01']) assert.ok(isDate(date), date)
  for (const text of ['2025-02-29', '1900-02-29', '2025-04-31', '2025-13-01', '2025-00-10', '2025-01-00', '0000-01-01'])
    assert.ok(!isDate(text), text)
  for (const text of ['', '2025-1-1', '01/09/2025', '2025-01-01T00:00:00', ' 2025-01-01', '２０２５-01-01'])
    assert.ok(!isDate(text), text)
})

test('days are counted across months, leap days and the clocks going forward', () => {
  assert.equal(addDays('2024-02-28', 1), '2024-02-29')
  assert.equal(addDays('2025-02-28', 1), '2025-03-01')
  assert.equal(addDays('2025-03-29', 2), '2025-03-31')
  assert.equal(addDays('2025-01-01', -1), '2024-12-31')
  assert.equal(daysBetween('2024-02-28', '2024-03-01'), 2)
  assert.equal(daysBetween('2025-09-01', '2025-08-31'), -1)
})

test('months end where the calendar ends them', () => {
  assert.equal(addMonths('2024-08-31', 6), '2025-02-28')
  assert.equal(addMonths('2023-08-31', 6), '2024-02-29')
  assert.equal(addMonths('2024-11-15', 3), '2025-02-15')
  assert.equal(addMonths('2024-01-31', -2), '2023-11-30')
  assert.equal(addMonths('2024-12-01', 12), '2025-12-01')
})

test('the anniversary of 29 February is 1 March in a common year', () => {
  assert.equal(anniversary('2024-02-29', 1), '2025-03-01')
  assert.equal(anniversary('2024-02-29', 4), '2028-02-29')
  assert.equal(anniversary('2024-03-01', 1), '2025-03-01')
})

test('someone born on 29 February is a year older on 1 March of a common year, and not on 28 February', () => {
  assert.equal(ageOn('2012-02-29', '2025-02-28'), 12)
  assert.equal(ageOn('2012-02-29', '2025-03-01'), 13)
  assert.equal(ageOn('2012-02-29', '2024-02-28'), 11)
  assert.equal(ageOn('2012-02-29', '2024-02-29'), 12)
})

test('age changes on the birthday', () => {
  assert.equal(ageOn('2009-08-31', '2024-08-30'), 14)
  assert.equal(ageOn('2009-08-31', '2024-08-31'), 15)
  assert.equal(ageOn('2021-10-10', '2021-10-10'), 0)
})

test('a date is read out as day, month and year', () => {
  assert.equal(dateInWords('2026-03-14'), '14 March 2026')
  assert.equal(dateInWords('2026-12-01'), '1 December 2026')
})
