import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { plainly } from './picture.ts'
import { questionInput, questionOf } from './picture-question.ts'

const today = '2026-03-01'

const read = (given: Record<string, string | string[]>, measure: Parameters<typeof questionOf>[0] = 'ratings') =>
  questionOf(measure, today).safeParse(given)

const mistakes = (...asked: Parameters<typeof read>) =>
  read(...asked).error?.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)

test('nothing but the measure is the casework totals of everything known now', () =>
  assert.deepEqual(read({}).data, plainly('ratings')))

test('every option is read from text, as an address or the command line gives it', () =>
  assert.deepEqual(
    read({
      by: 'pfa, need,academic_year',
      year: ['2025/26', '2024/25'],
      filter: ['need=SLCN', 'need=ASD', 'sex=F', 'year_group=-2,11'],
      counting: 'every',
      pfa: 'any',
      window: 'year',
      known_on: '2025-08-31',
    }).data,
    {
      ...plainly('ratings'),
      by: ['pfa', 'need', 'academic_year'],
      filters: { need: ['SLCN', 'ASD'], sex: ['F'], year_group: ['-2', '11'] },
      years: [2024, 2025],
      counting: 'every',
      pfa: 'any',
      window: 'year',
      known_on: '2025-08-31',
    },
  ))

test('a filter on the academic year narrows the years', () => {
  assert.deepEqual(read({ filter: 'academic_year=2024/25' }).data?.years, [2024])
  assert.deepEqual(read({ year: '2023/24,2024/25', filter: 'academic_year=2024/25' }).data?.years, [2024])
  assert.deepEqual(mistakes({ year: '2023/24', filter: 'academic_year=2024/25' }), [
    'year: No academic year is in both the years and the filter',
  ])
})

test('an institution’s own id may hold a comma and an equals sign', () =>
  assert.deepEqual(read({ filter: 'institution=a,b=c' }).data?.filters, { institution: ['a,b=c'] }))

test('what cannot be read is named, with what would do', () => {
  assert.match(mistakes({ by: 'pfa,colour' })?.[0] ?? '', /^by: There is no dimension colour\. There are: pfa, need/)
  assert.deepEqual(mistakes({ by: 'pfa,pfa' }), ['by: pfa is named twice'])
  assert.deepEqual(mistakes({ by: 'pfa,need,sex,age' }), [
    'by: A picture is split by three dimensions at most, and 4 are named',
  ])
  assert.deepEqual(mistakes({ year: '2024/26' }), [
    'year: Academic year must be a year such as 2024/25. It was: 2024/26',
  ])
  assert.deepEqual(mistakes({ year: '2026/27' }), ['year: The academic year must have begun'])
  assert.match(mistakes({ filter: 'need=XYZ' })?.[0] ?? '', /^filter: Primary need must be one of SPLD.*It was: XYZ$/)
  assert.deepEqual(mistakes({ filter: 'sex=' })?.length, 1)
  assert.deepEqual(mistakes({ filter: 'ASD' }), ['filter: A filter is dimension=value, as need=ASD. It was: ASD'])
  assert.deepEqual(mistakes({ counting: 'once' }), ['counting: Counting must be last or every'])
  assert.deepEqual(mistakes({ known_on: '2025-02-29' }), [
    'known_on: Known on must be a date, as 2025-08-31. It was: 2025-02-29',
  ])
  assert.deepEqual(mistakes({ known_on: '2026-03-02' }), ['known_on: Known on must be today or in the past'])
  assert.deepEqual(mistakes({ yaer: '2024/25' }), [': There is no option yaer'])
})

test('a code that only a program would think of is no dimension and no value', () => {
  assert.equal(read({ by: 'constructor' }).success, false)
  assert.equal(read({ filter: 'need=toString' }).success, false)
})

test('published figures are never of one child, nor as known on another day', () => {
  const audience = 'published'
  assert.deepEqual(mistakes({ audience, by: 'child' }), [
    'by: Published figures are never of one child. Ask for the casework audience',
  ])
  assert.equal(mistakes({ audience, filter: 'child=A1' })?.length, 1)
  assert.match(
    mistakes({ audience, known_on: '2025-08-31' })?.[0] ?? '',
    /^known_on: Published figures are as known today/,
  )
  assert.equal(read({ audience, known_on: today }).success, true)
})

test('published figures are split and filtered by three dimensions at most, besides the year; a band is part of its ages', () => {
  const asked = { audience: 'published', by: 'pfa,need,academic_year', year: '2024/25' }
  assert.equal(read({ ...asked, filter: ['sex=F', 'sex=M'] }).success, true)
  assert.match(
    mistakes({ ...asked, filter: ['sex=F', 'phase=primary'] })?.[0] ?? '',
    /^filter: Published figures are split/,
  )
  assert.equal(read({ audience: 'published', by: 'age,age_band,need', filter: 'sex=F' }).success, true)
  assert.equal(read({ ...asked, audience: 'casework', filter: ['sex=F', 'phase=primary'] }).success, true)
})

test('a soft outcome has no PfA area', () =>
  assert.deepEqual(mistakes({ by: 'pfa' }, 'soft'), ['by: A soft outcome belongs to no PfA area']))

test('the options can be documented as the text they are', () => {
  const schema = z.toJSONSchema(questionInput, { io: 'input' })
  assert.deepEqual(Object.keys(schema.properties ?? {}), [
    'by',
    'year',
    'filter',
    'counting',
    'pfa',
    'window',
    'known_on',
    'audience',
  ])
})
