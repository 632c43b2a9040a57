import { parseAcademicYear } from '#domain/academic-year.ts'
import { plainly } from '#features/pictures/picture.ts'
import type { Dimension, Question } from '#features/pictures/question.ts'

/** A column of the plain rows that a question may be split or narrowed by. */
export type Column = 'pfa' | 'need' | 'age_band' | 'sex' | 'academic_year' | 'institution'

/**
 * A question as every engine is asked it: of plain rows, one for each rating or each position, with the circumstances of
 * the day and which is the goal's or the outcome's last of the year already worked out. That spares the others the
 * largest part of the product's work; the product alone does it, when a review is sent.
 */
export type Asked = {
  name: string
  says: string
  of: 'ratings' | 'distance'
  by: readonly Column[]
  where: Partial<Record<Column, readonly (string | number)[]>>
  kind: 'cells' | 'institutions' | 'several years'
}

const lastYear = 2024
const six = { name: '', where: {}, kind: 'cells' } as const

/**
 * The questions of the design's trial, asked of the product as its pages ask them. There a fact was a rating with a
 * distance of its own; here a rating has none and an outcome has, so sums of distance are asked for in Q9. Children are
 * counted in every table, which the trial asked for apart (its Q10). Over several years at once the product counts a child
 * once, from the rows by child: those are measured and shown, as no page opens with them.
 */
export const questions: readonly Asked[] = [
  { ...six, name: 'Q1', says: 'PfA area, last year', of: 'ratings', by: ['pfa'], where: { academic_year: [lastYear] } },
  {
    ...six,
    name: 'Q2',
    says: 'age band × PfA area, last year',
    of: 'ratings',
    by: ['age_band', 'pfa'],
    where: { academic_year: [lastYear] },
  },
  {
    ...six,
    name: 'Q3',
    says: 'need × PfA area, last year',
    of: 'ratings',
    by: ['need', 'pfa'],
    where: { academic_year: [lastYear] },
  },
  { ...six, name: 'Q5', says: 'year × PfA area, every year', of: 'ratings', by: ['academic_year', 'pfa'] },
  {
    ...six,
    name: 'Q6',
    says: 'Q5 of girls, 16 and over, three needs, three years',
    of: 'ratings',
    by: ['academic_year', 'pfa'],
    where: {
      sex: ['F'],
      age_band: ['16-19', '20-25'],
      need: ['ASD', 'SLCN', 'SEMH'],
      academic_year: [lastYear - 2, lastYear - 1, lastYear],
    },
  },
  {
    ...six,
    name: 'Q9',
    says: 'distance, its histogram by year × PfA area',
    of: 'distance',
    by: ['academic_year', 'pfa'],
  },
  {
    ...six,
    name: 'Q4',
    says: 'institution × PfA area, last year',
    of: 'ratings',
    by: ['institution', 'pfa'],
    where: { academic_year: [lastYear] },
    kind: 'institutions',
  },
  {
    ...six,
    name: 'Q8',
    says: 'institution, last year: the funnel',
    of: 'ratings',
    by: ['institution'],
    where: { academic_year: [lastYear] },
    kind: 'institutions',
  },
  { ...six, name: 'Q1*', says: 'PfA area, six years at once', of: 'ratings', by: ['pfa'], kind: 'several years' },
  {
    ...six,
    name: 'Q3*',
    says: 'need × PfA area, six years at once',
    of: 'ratings',
    by: ['need', 'pfa'],
    kind: 'several years',
  },
]

/** The product's own question. */
export function productQuestion({ of, by, where }: Asked): Question {
  const { academic_year, ...others } = where
  const filters = Object.fromEntries(Object.entries(others).map(([column, values]) => [column, values.map(String)]))
  return {
    ...plainly(of),
    by: [...by] satisfies Dimension[],
    filters,
    years: academic_year ? academic_year.map(Number) : null,
  }
}

/** A key of the product's as the plain rows have it. */
export const plainKey = ({ by }: Asked, key: readonly string[]) =>
  key.map((value, nth) => (by[nth] === 'academic_year' ? (parseAcademicYear(value) ?? value) : value))

/** The same question to anything that speaks SQL and has the plain rows. PostgreSQL, DuckDB and SQLite all read it so. */
export function plainSql({ of, by, where }: Asked, schema = ''): { rows: string; children?: string } {
  const literal = (value: string | number) => (typeof value === 'number' ? String(value) : `'${value}'`)
  const conditions = Object.entries(where).map(([column, values]) => `${column} in (${values.map(literal).join(', ')})`)
  const from = `from ${schema}${of === 'ratings' ? 'plain_rating' : 'plain_position'} where ${['is_last', ...conditions].join(' and ')}`
  const keys = by.join(', ')
  if (of === 'ratings') {
    const count = (rating: string) => `count(*) filter (where rating = '${rating}')`
    return {
      rows: `select ${keys}, ${['not_met', 'partially_met', 'fully_met', 'not_rated'].map(count).join(', ')}, count(distinct child_id) ${from} group by ${keys}`,
    }
  }
  return {
    rows: `select ${keys}, distance, count(*), count(*) filter (where target_met) ${from} group by ${keys}, distance`,
    children: `select ${keys}, count(distinct child_id) ${from} group by ${keys}`,
  }
}
