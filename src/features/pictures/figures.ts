import { academicYearName } from '#domain/academic-year.ts'
import { type AnyRow, type CountsOf, columns, inOrder, type Measure } from './picture.ts'
import type { Dimension, Question, Row } from './question.ts'
import { halfUp, meanInterval, meanOf, medianOf, quartilesOf, share } from './statistics.ts'

/** Hidden is 'c', undefined is null. */
export type Figure = number | null | 'c'

/** A row as a door shows it. */
export type Shown = {
  key: readonly string[]
  institution_name?: string | undefined
  provider_id?: number | undefined
  scale?: string
  respondent?: string
  figures: Readonly<Record<string, Figure>>
  /** What JSON and pages say beside the columns: shares, quartiles, an interval. */
  more: Readonly<Record<string, number | null | string>>
}

/** Every span of rungs from 1 to 10 divides 2520, so shares of the way add up in whole numbers. */
const partsOfTheWay = 2520

const figuresOf: { [M in Measure]: (counts: CountsOf[M]) => Readonly<Record<string, number | null>> } = {
  ratings: ({ not_met, partially_met, fully_met, not_rated, children }) => ({
    ...{ not_met, partially_met, fully_met, not_rated, children },
  }),
  distance: ({ outcomes, children, histogram, targets_met, shares, share_sum }) => ({
    outcomes,
    children,
    mean: meanOf(histogram),
    median: medianOf(histogram),
    targets_met,
    mean_share_of_way: shares === 0 ? null : halfUp(share_sum, partsOfTheWay * shares),
  }),
  soft: ({ rung_1, rung_2, rung_3, rung_4, rung_5, not_given, children }) => ({
    ...{ rung_1, rung_2, rung_3, rung_4, rung_5, not_given, children },
  }),
  coverage: counts => Object.fromEntries(columns.coverage.map(column => [column, counts[column]])),
}

/** The rows of a picture, in order, rows of zeros left out. `hides` tells which figures of a row are hidden. */
export function shown<M extends Measure>(
  question: Question & { measure: M },
  rows: readonly Row<CountsOf[M]>[],
  hides: (row: Row<CountsOf[M]>) => ReadonlySet<string> = () => nothing,
): Shown[] {
  return inOrder(question, rows).flatMap(row => {
    const { key, institution_name, provider_id } = row
    const all = figuresOf[question.measure](row)
    if (columns[question.measure].every(column => !all[column])) return []
    const hidden = hides(row)
    const figures: Record<string, Figure> = {}
    for (const column of columns[question.measure]) figures[column] = hidden.has(column) ? 'c' : (all[column] ?? null)
    const more = moreOf(question.measure, figures, row)
    const soft = 'scale' in row ? { scale: String(row.scale), respondent: String(row.respondent) } : {}
    return [{ key, institution_name, provider_id, ...soft, figures, more }]
  })
}

const nothing: ReadonlySet<string> = new Set()

/** A sum of figures is hidden when one of them is. */
export function sum(...figures: (Figure | undefined)[]): number | 'c' {
  return figures.includes('c') ? 'c' : figures.reduce<number>((total, figure) => total + Number(figure ?? 0), 0)
}

export const shareOf = (part: Figure | undefined, whole: Figure | undefined): Figure =>
  part === 'c' || whole === 'c' ? 'c' : share(part ?? 0, whole ?? 0)

export const ratedOf = (figures: Shown['figures']) => sum(figures.not_met, figures.partially_met, figures.fully_met)

function moreOf(measure: Measure, figures: Shown['figures'], row: AnyRow): Shown['more'] {
  switch (measure) {
    case 'ratings': {
      const rated = ratedOf(figures)
      return {
        rated,
        share_not_met: shareOf(figures.not_met, rated),
        share_partially_met: shareOf(figures.partially_met, rated),
        share_fully_met: shareOf(figures.fully_met, rated),
        share_rated: shareOf(rated, sum(rated, figures.not_rated)),
      }
    }
    case 'distance':
      return figures.mean === 'c' || !('histogram' in row) ? {} : spreadOf(row.histogram)
    case 'soft':
      return {}
    case 'coverage':
      return {
        share_of_children_rated: shareOf(figures.children_rated, figures.children_with_plan),
        share_of_goals_rated: shareOf(figures.goals_rated, sum(figures.goals_rated, figures.goals_not_rated)),
      }
  }
}

function spreadOf(histogram: CountsOf['distance']['histogram']): Shown['more'] {
  const { lower, upper } = quartilesOf(histogram)
  const interval = meanInterval(histogram)
  return {
    lower_quartile: lower,
    upper_quartile: upper,
    ...(interval && { interval_low: interval.low, interval_high: interval.high, interval_method: interval.method }),
  }
}

const decimals = new Set<string>(['mean', 'median', 'mean_share_of_way'])

/** A figure as the CSV and the page write it. */
export const figureText = (column: string, figure: Figure | undefined): string => {
  if (figure === null || figure === undefined) return ''
  return figure !== 'c' && decimals.has(column) ? figure.toFixed(2) : String(figure)
}

/** The columns before the figures. */
const keyColumns = ({ measure, by }: Pick<Question, 'measure' | 'by'>): string[] => [
  ...by.flatMap(dimension => (dimension === 'institution' ? [dimension, 'institution_name'] : [dimension])),
  ...(measure === 'soft' ? ['scale', 'respondent'] : []),
]

/** A picture as the lines of its CSV, the header first. */
export function csvLines(question: Question, rows: readonly Shown[]): string[][] {
  return [
    [...keyColumns(question), ...columns[question.measure]],
    ...rows.map(row => [
      ...keysOf(question, row).map(([, text]) => text),
      ...columns[question.measure].map(column => figureText(column, row.figures[column])),
    ]),
  ]
}

function keysOf({ by }: Pick<Question, 'by'>, row: Shown): [string, string][] {
  const keys = by.flatMap((dimension, nth): [string, string][] => {
    const key: [string, string] = [dimension, row.key[nth] ?? '']
    return dimension === 'institution' ? [key, ['institution_name', row.institution_name ?? '']] : [key]
  })
  return row.scale === undefined ? keys : [...keys, ['scale', row.scale], ['respondent', row.respondent ?? '']]
}

const numbers: ReadonlySet<string> = new Set<Dimension>(['age', 'year_group'])

const jsonKey = (name: string, text: string) => {
  if (numbers.has(name)) return Number(text)
  return name === 'looked_after' ? text === 'true' : text
}

/** A picture as JSON: the question it answers, and its rows with the CSV's columns and a few figures more. */
export const asJson = (question: Question, rows: readonly Shown[], withheld: readonly string[] = []) => ({
  ...question,
  years: question.years?.map(academicYearName) ?? null,
  ...(withheld.length > 0 && { withheld }),
  rows: rows.map(row => ({
    ...Object.fromEntries(keysOf(question, row).map(([name, text]) => [name, jsonKey(name, text)])),
    ...row.figures,
    ...row.more,
  })),
})
