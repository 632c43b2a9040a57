import { isSmall } from '#domain/small-numbers.ts'

/** What is published of how quickly a council decides, for a calendar year, by the day it was done. */
export const measures = {
  plans_within_20_weeks: {
    name: 'New plans made within 20 weeks of the request',
    clock: 'final_plan_new',
    exceptions: true,
    how: 'New plans first made in the year, from requests received here. In time: made within 20 weeks of the day the request was received, regulation 13(2).',
  },
  plans_within_20_weeks_without_exceptions: {
    name: 'The same, without requests that had an exception',
    clock: 'final_plan_new',
    exceptions: false,
    how: 'As above, leaving out plans whose request has an exception recorded: then the council need not keep to the limit. This is the headline of the national figures.',
  },
  assess_decisions_within_6_weeks: {
    name: 'Decisions whether to assess within 6 weeks',
    clock: 'assess_decision',
    exceptions: true,
    how: 'Decisions made in the year, to assess or not. In time: within six weeks of the day the request was received, regulation 5(3).',
  },
  review_decisions_within_4_weeks: {
    name: 'Decisions after a review within 4 weeks of the meeting',
    clock: 'decision',
    exceptions: true,
    how: 'Decisions to keep, amend or cease a plan that were sent in the year. In time: within four weeks of the meeting, regulation 20(10). A hold moves no date. Reviews with no decision yet are not counted: they are in the list of dates.',
  },
} as const

export type Measure = keyof typeof measures

export const measureList = Object.keys(measures) as Measure[]

export type Timeliness = { measure: Measure; numerator: number; denominator: number; percent: string }

/** Of so many done, how many in time; no percentage of nothing. */
export const timely = (measure: Measure, numerator: number, denominator: number): Timeliness => ({
  measure,
  numerator,
  denominator,
  percent: denominator === 0 ? '' : ((100 * numerator) / denominator).toFixed(1),
})

/** A figure as it is shown: what may not be told is 'c'. */
export type ShownTimeliness = { measure: Measure; numerator: number | 'c'; denominator: number | 'c'; percent: string }

const hidden = (measure: Measure): ShownTimeliness => ({ measure, numerator: 'c', denominator: 'c', percent: 'c' })

/** Two of the rows are of the same plans, one without those that had an exception: their difference must tell no few. */
const differing: Partial<Record<Measure, Measure>> = {
  plans_within_20_weeks_without_exceptions: 'plans_within_20_weeks',
}

/** For whoever may not see the children: what is of one to five of them is hidden, and what would give it away. */
export const publishedTimeliness = (rows: readonly Timeliness[]): ShownTimeliness[] =>
  rows.map(row => {
    const { measure, numerator, denominator } = row
    const wider = rows.find(other => other.measure === differing[measure])
    const late = denominator - numerator
    const apart = wider
      ? [wider.denominator - denominator, wider.numerator - numerator, wider.denominator - wider.numerator - late]
      : []
    if (isSmall(denominator) || apart.some(isSmall)) return hidden(measure)
    return isSmall(numerator) || isSmall(late) ? { ...row, numerator: 'c', percent: 'c' } : row
  })
