import type { Column } from './picture.ts'

/** What a figure is called over its column. */
export const columnWords = {
  not_met: 'Not met',
  partially_met: 'Partially met',
  fully_met: 'Fully met',
  not_rated: 'Not rated',
  children: 'Children',
  outcomes: 'Outcomes',
  mean: 'Mean rungs travelled',
  median: 'Median',
  targets_met: 'At their target',
  mean_share_of_way: 'Mean share of the way',
  rung_1: 'Rung 1',
  rung_2: 'Rung 2',
  rung_3: 'Rung 3',
  rung_4: 'Rung 4',
  rung_5: 'Rung 5',
  not_given: 'Not given',
  children_with_plan: 'Children with a plan',
  children_reviewed: 'Children reviewed',
  children_rated: 'Children with a rated goal',
  goals_rated: 'Goals rated',
  goals_not_rated: 'Goals not rated',
  outcomes_with_position: 'Outcomes with a position',
  outcomes_without: 'Outcomes without a position',
  outcomes_unmapped: 'Outcomes with no PfA area',
} as const satisfies Record<Column, string>
