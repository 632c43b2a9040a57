import type { Dimension, Question } from './question.ts'

/** How a picture is drawn. Its table is always there; where nothing fits, the table is all. */
export type Fit =
  | 'bars'
  | 'columns'
  | 'trend'
  | 'trend-of-few'
  | 'funnel'
  | 'heat'
  | 'heats'
  | 'intervals'
  | 'histogram'
  | 'answers'
  | 'answer-heats'
  | 'answer-trends'
  | 'tiles'
  | 'shares'
  | 'none'

type Rows = readonly { key: readonly string[] }[]

const inColumns = new Set<Dimension>(['age', 'age_band', 'year_group'])
/** More rows than this are read in a table sooner than in a chart. */
const mostRows = 40
const mostLines = 5
const mostParts = 8

const valuesOf = (rows: Rows, nth: number) => new Set(rows.map(row => row.key[nth])).size

/** The chart that fits what is asked and what was found. `wide` is false for a person who sees one institution's children. */
export function fitOf({ measure, by }: Pick<Question, 'measure' | 'by'>, rows: Rows, wide: boolean): Fit {
  if (rows.length === 0 || by.includes('child')) return 'none'
  const [first] = by
  const fewRows = by.every((_, nth) => valuesOf(rows, nth) <= mostRows)
  if (measure === 'ratings' && by.length === 1 && first === 'institution' && wide) return 'funnel'
  if (!fewRows) return 'none'
  if (by.length === 0) return whole[measure]
  if (measure === 'soft') return by.length > 1 ? 'none' : first === 'academic_year' ? 'answer-trends' : 'answer-heats'
  if (by.length === 1) return ofOne(measure, first)
  if (by.length === 3) return valuesOf(rows, 2) <= mostParts ? 'heats' : 'none'
  const other = by.findIndex(dimension => dimension !== 'academic_year')
  return measure === 'ratings' && by.includes('academic_year') && valuesOf(rows, other) <= mostLines
    ? 'trend-of-few'
    : 'heat'
}

const whole = { ratings: 'bars', distance: 'histogram', soft: 'answers', coverage: 'tiles' } as const satisfies Record<
  Question['measure'],
  Fit
>

function ofOne(measure: 'ratings' | 'distance' | 'coverage', dimension: Dimension | undefined): Fit {
  if (measure === 'coverage') return 'shares'
  if (dimension === 'academic_year') return 'trend'
  if (measure === 'distance') return 'intervals'
  return dimension && inColumns.has(dimension) ? 'columns' : 'bars'
}
