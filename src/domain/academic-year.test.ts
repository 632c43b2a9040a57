import assert from 'node:assert/strict'
import { test } from 'node:test'
import { academicYear, academicYearName, firstDayOf, lastDayOf, parseAcademicYear } from './academic-year.ts'

test('an academic year runs from 1 September to 31 August', () => {
  assert.equal(academicYear('2024-08-31'), 2023)
  assert.equal(academicYear('2024-09-01'), 2024)
  assert.equal(academicYear('2025-01-15'), 2024)
  assert.equal(firstDayOf(2024), '2024-09-01')
  assert.equal(lastDayOf(2024), '2025-08-31')
})

test('an academic year is written 2024/25 and read back', () => {
  assert.equal(academicYearName(2024), '2024/25')
  assert.equal(academicYearName(1999), '1999/00')
  assert.equal(academicYearName(2008), '2008/09')
  assert.equal(parseAcademicYear('2024/25'), 2024)
  assert.equal(parseAcademicYear('1999/00'), 1999)
})

test('an academic year whose halves do not follow one another is no year', () => {
  for (const text of ['2024/26', '2024', '2024-25', '2024/2025', '24/25', '', '2024/25 '])
    assert.equal(parseAcademicYear(text), undefined, text)
})
