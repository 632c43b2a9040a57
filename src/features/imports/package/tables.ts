import type { FileName } from './files.ts'

/** How a row of a file finds its place among the records. */
export type TableOf = {
  table: string
  /** The column with the sender's own id, when the file has one. */
  ref: string | null
  /** What identifies a row of a file without ids, as columns of the record. */
  key: readonly string[]
  parents: readonly Parent[]
  /**
   * How the record is found that a SEN2 return made before the sender's id was known, as the record's columns and what
   * they equal: the same child, plan or school must not stand there twice. `s` is the row that came in, `$parent` the id
   * of its first parent.
   */
  adopt?: Readonly<Record<string, string>>
}

/** A row another file holds: `column` names it in this file, `as` in the record. */
export type Parent = { column: string; file: FileName; as: string; required: boolean }

const parent = (column: string, file: FileName, as = column, required = true): Parent => ({
  column,
  file,
  as,
  required,
})

/** In the order they are written: a row comes after what it names. */
export const tables: Record<FileName, TableOf> = {
  institutions: {
    table: 'provider',
    ref: 'institution_id',
    key: [],
    parents: [],
    adopt: { urn: 's.urn' },
  },
  children: {
    table: 'child',
    ref: 'child_id',
    key: [],
    parents: [],
    adopt: { upn: 's.upn' },
  },
  needs: { table: 'need', ref: null, key: ['child_id', 'from_on', 'rank'], parents: [parent('child_id', 'children')] },
  requests: {
    table: 'request',
    ref: 'request_id',
    key: [],
    parents: [parent('child_id', 'children')],
    adopt: { child_id: '$parent', received_on: 's.received_on' },
  },
  plans: {
    table: 'plan',
    ref: 'plan_id',
    key: [],
    parents: [parent('child_id', 'children')],
    adopt: { child_id: '$parent', first_made_on: 's.first_made_on' },
  },
  placements: {
    table: 'placement',
    ref: null,
    key: ['child_id', 'from_on', 'rank'],
    parents: [parent('child_id', 'children'), parent('institution_id', 'institutions', 'provider_id', false)],
  },
  outcomes: { table: 'outcome', ref: 'outcome_id', key: [], parents: [parent('plan_id', 'plans')] },
  provision: {
    table: 'provision_line',
    ref: 'provision_id',
    key: [],
    parents: [parent('plan_id', 'plans'), parent('institution_id', 'institutions', 'provider_id', false)],
  },
  goals: { table: 'goal', ref: 'goal_id', key: [], parents: [parent('outcome_id', 'outcomes')] },
  reviews: {
    table: 'review',
    ref: 'review_id',
    key: [],
    parents: [parent('plan_id', 'plans')],
    adopt: { plan_id: '$parent', meeting_on: 's.meeting_on' },
  },
  ratings: {
    table: 'rating',
    ref: null,
    key: ['review_id', 'goal_id'],
    parents: [parent('review_id', 'reviews'), parent('goal_id', 'goals')],
  },
  positions: {
    table: 'position',
    ref: null,
    key: ['review_id', 'outcome_id'],
    parents: [parent('review_id', 'reviews'), parent('outcome_id', 'outcomes')],
  },
  soft: {
    table: 'soft_answer',
    ref: null,
    key: ['child_id', 'on_date', 'scale', 'respondent'],
    parents: [parent('child_id', 'children'), parent('review_id', 'reviews', 'review_id', false)],
  },
}
