import { respondents, softScales } from '#domain/soft-scale.ts'
import { dimensionWords } from './picture-dimensions.ts'
import type { CoverageCounts, DistanceCounts, Question, RatingCounts, Row, SoftCounts } from './question.ts'

/** The figures of each measure, in the order of the CSV's columns. */
export const columns = {
  ratings: ['not_met', 'partially_met', 'fully_met', 'not_rated', 'children'],
  distance: ['outcomes', 'children', 'mean', 'median', 'targets_met', 'mean_share_of_way'],
  soft: ['rung_1', 'rung_2', 'rung_3', 'rung_4', 'rung_5', 'not_given', 'children'],
  coverage: [
    'children_with_plan',
    'children_reviewed',
    'children_rated',
    'goals_rated',
    'goals_not_rated',
    'outcomes_with_position',
    'outcomes_without',
    'outcomes_unmapped',
  ],
} as const

export type Measure = Question['measure']

export const measureNames = {
  ratings: 'Ratings of annual goals',
  distance: 'Distance travelled on outcomes',
  soft: 'Soft outcomes',
  coverage: 'Coverage',
} as const satisfies Record<Measure, string>

export const isMeasure = (text: string): text is Measure => Object.hasOwn(columns, text)

export type Column<M extends Measure = Measure> = (typeof columns)[M][number]

export type CountsOf = {
  ratings: RatingCounts
  distance: DistanceCounts
  soft: SoftCounts
  coverage: CoverageCounts
}

export type AnyRow = Row<CountsOf[Measure]>

/** A question with nothing asked but the measure: casework figures of everything known now. */
export const plainly = (measure: Measure): Question => ({
  measure,
  by: [],
  filters: {},
  years: null,
  counting: 'last',
  pfa: 'main',
  window: 'baseline',
  known_on: null,
  audience: 'casework',
})

type Keyed = { key: readonly string[]; scale?: string; respondent?: string }

const place = (list: object, code: string | undefined) => Object.keys(list).indexOf(code ?? '')

/** Rows in the order of their keys: code lists as they are listed, numbers by size, years from the first on. */
export const inOrder = <R extends Keyed>({ by }: Pick<Question, 'by'>, rows: readonly R[]): R[] =>
  rows.toSorted((a, b) => {
    for (const [nth, dimension] of by.entries()) {
      const order = dimensionWords[dimension].compare(a.key[nth] ?? '', b.key[nth] ?? '')
      if (order !== 0) return order
    }
    return (
      place(softScales, a.scale) - place(softScales, b.scale) ||
      place(respondents, a.respondent) - place(respondents, b.respondent)
    )
  })
