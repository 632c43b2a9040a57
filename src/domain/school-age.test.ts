import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  endOfCompulsorySchoolAge,
  isOfCompulsorySchoolAge,
  isYoungPerson,
  startOfCompulsorySchoolAge,
} from './school-age.ts'

test('compulsory school age ends on the last Friday in June of the school year of the sixteenth birthday', () => {
  assert.equal(endOfCompulsorySchoolAge('2009-10-12'), '2026-06-26')
  assert.equal(endOfCompulsorySchoolAge('2010-08-31'), '2026-06-26')
  assert.equal(endOfCompulsorySchoolAge('2010-09-01'), '2027-06-25')
})

test('a June that ends on a Friday has its last Friday on the 30th, one that ends on a Thursday on the 24th', () => {
  assert.equal(endOfCompulsorySchoolAge('2007-01-05'), '2023-06-30')
  assert.equal(endOfCompulsorySchoolAge('2006-01-05'), '2022-06-24')
})

test('somebody born on 29 February is sixteen in a leap year, and leaves that June', () => {
  assert.equal(endOfCompulsorySchoolAge('2008-02-29'), '2024-06-28')
})

test('the rights are the young person’s from the day after', () => {
  assert.equal(isYoungPerson('2009-10-12', '2026-06-26'), false)
  assert.equal(isYoungPerson('2009-10-12', '2026-06-27'), true)
})

test('compulsory school age begins on the last day of March, August or December on or after the fifth birthday', () => {
  assert.equal(startOfCompulsorySchoolAge('2020-03-31'), '2025-03-31')
  assert.equal(startOfCompulsorySchoolAge('2020-04-01'), '2025-08-31')
  assert.equal(startOfCompulsorySchoolAge('2020-08-31'), '2025-08-31')
  assert.equal(startOfCompulsorySchoolAge('2020-09-01'), '2025-12-31')
  assert.equal(startOfCompulsorySchoolAge('2020-12-31'), '2025-12-31')
  assert.equal(startOfCompulsorySchoolAge('2021-01-01'), '2026-03-31')
  assert.equal(startOfCompulsorySchoolAge('2020-02-29'), '2025-03-31')
})

test('a child is of compulsory school age from its first day to its last', () => {
  const days = ['2025-03-30', '2025-03-31', '2036-06-27', '2036-06-28']
  assert.deepEqual(
    days.map(day => isOfCompulsorySchoolAge('2020-03-31', day)),
    [false, true, true, false],
  )
})
