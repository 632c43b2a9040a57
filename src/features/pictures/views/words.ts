import { dateInWords } from '#domain/date.ts'
import type { PfaName, RatingName } from '#govuk/index.ts'
import type { Figure, Shown } from '../figures.ts'
import { valueWords } from '../picture-dimensions.ts'
import type { Dimension, Question } from '../question.ts'
import { percent } from '../statistics.ts'

/** '1,204', 'c' where hidden, nothing where undefined. */
export const numberWords = (figure: Figure | undefined): string =>
  typeof figure === 'number' ? figure.toLocaleString('en-GB') : (figure ?? '')

export const many = (count: Figure | undefined, one: string, more: string) =>
  `${numberWords(count ?? 0)} ${count === 1 ? one : more}`

/** A count for a chart. */
export const counted = (figure: Figure | undefined): number | 'c' => figure ?? 0

/** '61%', 'c' where either is hidden, undefined where there is nothing it is a share of. */
export function percentWords(part: Figure | undefined, whole: Figure | undefined): string | undefined {
  if (part === 'c' || whole === 'c') return 'c'
  const found = percent(part ?? 0, whole ?? 0)
  return found === null ? undefined : `${found}%`
}

export const ratingCounts = (figures: Shown['figures']): Record<RatingName, number | 'c'> => ({
  not_met: counted(figures.not_met),
  partially_met: counted(figures.partially_met),
  fully_met: counted(figures.fully_met),
  not_rated: counted(figures.not_rated),
})

/** What a row is of, along one of its dimensions. */
export function keyWords(
  { by }: Pick<Question, 'by'>,
  row: Pick<Shown, 'key' | 'institution_name' | 'provider_id'>,
  nth: number,
): string {
  const [dimension, value] = [by[nth], row.key[nth] ?? '']
  if (!dimension) return 'All'
  if (dimension === 'institution' && row.provider_id !== undefined) return row.institution_name ?? value
  return valueWords(dimension, value)
}

export const pfaOf = (dimension: Dimension | undefined, value: string | undefined): PfaName | undefined =>
  dimension === 'pfa' ? (value as PfaName) : undefined

/** The quiet line's parts that every figure of a question shares. */
export const noteOf = (question: Question, today: string, coverage: Shown | undefined) => ({
  coverage: coverageWords(coverage),
  knownOn: dateInWords(question.known_on ?? today),
  hidden:
    question.audience === 'published' ? 'c is a number hidden because it is small, or would give one away' : undefined,
})

function coverageWords(coverage: Shown | undefined): string | undefined {
  const { children_rated, children_with_plan, goals_rated, goals_not_rated } = coverage?.figures ?? {}
  const children = percentWords(children_rated, children_with_plan)
  const goals =
    goals_rated === 'c' || goals_not_rated === 'c'
      ? 'c'
      : percentWords(goals_rated, Number(goals_rated ?? 0) + Number(goals_not_rated ?? 0))
  if (children === undefined) return undefined
  return `${children} of ${many(children_with_plan, 'child', 'children')} with a plan${goals === undefined ? '' : `, ${goals} of their goals`}`
}
