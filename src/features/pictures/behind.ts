import { respondents, softScales } from '#domain/soft-scale.ts'
import type { Measure } from './picture.ts'

/** What stands behind a figure: a list of goals, of outcomes, of answers or of children. */
export type ListOf = 'goals' | 'outcomes' | 'open_outcomes' | 'answers' | 'children'

type Openable = { of: ListOf; words: string }

/** Every figure that opens, and what its list is of. Those that are no column of a picture are parts and sums of columns. */
export const openable: Readonly<Record<Measure, Readonly<Record<string, Openable>>>> = {
  ratings: {
    not_met: { of: 'goals', words: 'Goals rated not met' },
    partially_met: { of: 'goals', words: 'Goals rated partially met' },
    fully_met: { of: 'goals', words: 'Goals rated fully met' },
    not_rated: { of: 'goals', words: 'Goals not rated' },
    rated: { of: 'goals', words: 'Rated goals' },
    children: { of: 'children', words: 'Children with a goal counted' },
  },
  distance: {
    outcomes: { of: 'outcomes', words: 'Outcomes with a distance' },
    targets_met: { of: 'outcomes', words: 'Outcomes at their target' },
    children: { of: 'children', words: 'Children with an outcome counted' },
  },
  soft: {
    rung_1: { of: 'answers', words: 'Answers on rung 1' },
    rung_2: { of: 'answers', words: 'Answers on rung 2' },
    rung_3: { of: 'answers', words: 'Answers on rung 3' },
    rung_4: { of: 'answers', words: 'Answers on rung 4' },
    rung_5: { of: 'answers', words: 'Answers on rung 5' },
    not_given: { of: 'answers', words: 'Answers not given' },
    answered: { of: 'answers', words: 'Answers' },
    children: { of: 'answers', words: 'Children asked' },
  },
  coverage: {
    children_with_plan: { of: 'children', words: 'Children with a plan' },
    children_reviewed: { of: 'children', words: 'Children reviewed' },
    children_rated: { of: 'children', words: 'Children with a rated goal' },
    children_not_rated: { of: 'children', words: 'Children with a plan and no rated goal' },
    goals_rated: { of: 'goals', words: 'Rated goals' },
    goals_not_rated: { of: 'goals', words: 'Goals not rated' },
    outcomes_with_position: { of: 'open_outcomes', words: 'Outcomes with a baseline and a position' },
    outcomes_without: { of: 'open_outcomes', words: 'Outcomes without a baseline or a position' },
    outcomes_unmapped: { of: 'open_outcomes', words: 'Outcomes with no PfA area yet' },
  },
}

/** Which figure of a row: its column, and where that is not enough the scale and respondent, or how far. */
export type Which = { column: string; scale: string | null; respondent: string | null; distance: number | null }

/** The figure an address names, or undefined when there is no such figure. */
export function whichOf(
  measure: Measure,
  { column = '', scale, respondent, distance }: Readonly<Record<string, string | undefined>>,
): Which | undefined {
  if (!Object.hasOwn(openable[measure], column)) return undefined
  if (measure !== 'soft') {
    const far = measure === 'distance' && distance !== undefined ? /^-?\d{1,2}$/.exec(distance)?.[0] : null
    return far === undefined
      ? undefined
      : { column, scale: null, respondent: null, distance: far === null ? null : Number(far) }
  }
  const known = Object.hasOwn(softScales, scale ?? '') && Object.hasOwn(respondents, respondent ?? '')
  return known ? { column, scale: scale ?? '', respondent: respondent ?? '', distance: null } : undefined
}
