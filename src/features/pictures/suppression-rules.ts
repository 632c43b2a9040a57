import { columns, type Measure } from './picture.ts'
import type { Dimension, Question } from './question.ts'

/** How the counts of a measure are protected. */
export type Rules = {
  /** The counts that are protected, each on its own, in tables that add up. */
  columns: readonly string[]
  /** When one of these is small, it is a matter of so few children that the whole row is hidden. */
  base: readonly string[]
  /** Never nought in a row that is shown. */
  always: readonly string[]
  /** Not all of these are nought in a row that is shown. */
  some: readonly string[]
  /** The first is never more than the others together: readers know it, so it may not give anything away. */
  atMost: readonly (readonly [string, readonly string[]])[]
  /** Counts of which one thing can be in several rows along a dimension, so that rows need not add up to their total. */
  overlaps: (column: string, dimension: Dimension) => boolean
}

const ratings = ['not_met', 'partially_met', 'fully_met', 'not_rated']
const answers = ['rung_1', 'rung_2', 'rung_3', 'rung_4', 'rung_5', 'not_given']

/** A goal is in one area unless each of its areas is counted; a child is in as many as it has goals in. */
const overAreas =
  (pfa: Question['pfa'], children: readonly string[]) =>
  (column: string, dimension: Dimension): boolean =>
    dimension === 'pfa' && (pfa === 'any' || children.includes(column))

export const rulesOf: { [M in Measure]: (question: Pick<Question, 'pfa'>) => Rules } = {
  ratings: ({ pfa }) => ({
    columns: [...ratings, 'children'],
    base: ['children'],
    always: ['children'],
    some: ratings,
    atMost: [['children', ratings]],
    overlaps: overAreas(pfa, ['children']),
  }),
  distance: ({ pfa }) => ({
    columns: ['outcomes', 'children', 'targets_met'],
    base: ['outcomes', 'children'],
    always: ['outcomes', 'children'],
    some: ['outcomes'],
    atMost: [
      ['children', ['outcomes']],
      ['targets_met', ['outcomes']],
    ],
    overlaps: (column, dimension) => dimension === 'institution' || overAreas(pfa, ['children'])(column, dimension),
  }),
  // Answers add up to children: a row's children are shown only when all its answers are, so they need no rule.
  soft: () => ({
    columns: answers,
    base: [],
    always: [],
    some: answers,
    atMost: [],
    overlaps: () => false,
  }),
  coverage: ({ pfa }) => ({
    columns: columns.coverage,
    base: ['children_with_plan', 'children_reviewed'],
    always: [],
    some: columns.coverage,
    atMost: [
      ['children_rated', ['children_reviewed']],
      ['children_reviewed', ['children_with_plan']],
      ['children_rated', ['goals_rated']],
      ['outcomes_unmapped', ['outcomes_with_position', 'outcomes_without']],
    ],
    overlaps: overAreas(pfa, ['children_with_plan', 'children_reviewed', 'children_rated']),
  }),
}
