import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import papaparse from 'papaparse'
import { parseAcademicYear } from '#domain/academic-year.ts'
import { type PackageFile, type PackageRows, packageColumns } from './package-rows.ts'
import { distancePicture, ratingsPicture, twoPlaces } from './truth.ts'
import type { Dimension } from './truth-facts.ts'

const data = new URL('../../../test/data/', import.meta.url)
const cells = (path: string) => papaparse.parse<string[]>(readFileSync(new URL(path, data), 'utf8').trim()).data

const numbers = new Set(['rank', 'baseline', 'target', 'position', 'rung'])

/** The rows of the sample, with its empty cells as null and its numbers as numbers. */
function sample(): PackageRows {
  const files = Object.keys(packageColumns) as PackageFile[]
  const rows = files.map(file => {
    const [header = [], ...lines] = cells(`sample-package/${file}.csv`)
    const value = (column: string, text: string) => (text === '' ? null : numbers.has(column) ? Number(text) : text)
    return [
      file,
      lines.map(line => Object.fromEntries(header.map((column, at) => [column, value(column, line[at] ?? '')]))),
    ]
  })
  return Object.fromEntries(rows) as PackageRows
}

const asked = cells('sample-package-expected/index.csv')
  .map(([file = '', command = '']) => ({ file, command, measure: / picture (ratings|distance) /.exec(command)?.[1] }))
  .filter(({ measure }) => measure !== undefined)

for (const { file, command, measure } of asked) {
  test(`the sample’s ${file.replace('.csv', '')} comes out as expected`, () => {
    const option = (name: string) => new RegExp(`--${name} (\\S+)`).exec(command)?.[1]
    const year = parseAcademicYear(option('year') ?? '')
    const question = {
      by: (option('by')?.split(',') ?? []) as Dimension[],
      ...(year === undefined ? {} : { years: [year] }),
      counting: option('counting') === 'every' ? ('every' as const) : ('last' as const),
    }
    const picture = (measure === 'ratings' ? ratingsPicture : distancePicture)(sample(), question)
    const expected = cells(`sample-package-expected/${file}`)
    const anyWhere = new Set(expected.flatMap(row => (row.includes('any') ? [row[0]] : [])))
    const seen = picture.map(row => row.map((cell, at) => (anyWhere.has(row[0]) && at === 1 ? 'any' : cell)))
    assert.deepEqual(seen[0], expected[0])
    assert.deepEqual(seen.map(row => row.join()).toSorted(), expected.map(row => row.join()).toSorted())
  })
}

test('every picture the sample names is compared', () => assert.equal(asked.length, 42))

test('a half goes up, away from zero, and a nothing has no sign', () => {
  assert.deepEqual(
    [twoPlaces(1, 8), twoPlaces(-1, 8), twoPlaces(1, 3), twoPlaces(-1, 1000)],
    ['0.13', '-0.13', '0.33', '0.00'],
  )
})
