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
