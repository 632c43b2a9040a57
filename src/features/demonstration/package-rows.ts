import type { NotRatedReason, Rating } from '#domain/rating.ts'

/** The rows of an interchange package as values: null is an empty cell. */
export type InstitutionRow = {
  institution_id: string
  name: string
  urn: string | null
  ukprn: string | null
  kind: string
  phase: string | null
  sector: string | null
  registered: boolean | null
  address: string | null
  postcode: string | null
  easting: number | null
  northing: number | null
  capacity: number | null
  opened_on: string | null
  closed_on: string | null
}

export type ChildRow = {
  child_id: string
  upn: string | null
  upn_unknown_reason: string | null
  uln: string | null
  surname: string
  forename: string
  birth_date: string
  sex: string
  ethnicity: string | null
  postcode: string | null
  looked_after: boolean | null
}

export type NeedRow = { child_id: string; from: string; to: string | null; rank: number; need: string }

export type RequestRow = {
  request_id: string
  child_id: string
  received_on: string
  source: string | null
  decided_on: string | null
  decision: string | null
  assessment_decided_on: string | null
  assessment_decision: string | null
  exception: string | null
  exception_note: string | null
}

export type PlanRow = {
  plan_id: string
  child_id: string
  plan_type: string
  first_made_on: string
  ceased_on: string | null
  cease_reason: string | null
}

export type PlacementRow = {
  child_id: string
  institution_id: string | null
  setting: string | null
  rank: number
  from: string
  to: string | null
  unit: string | null
}

export type OutcomeRow = {
  outcome_id: string
  plan_id: string
  text: string
  pfa: string | null
  agreed_on: string
  due_on: string | null
  closed_on: string | null
  baseline: number | null
  target: number | null
  ladder: string | null
}

export type ProvisionRow = {
  provision_id: string
  plan_id: string
  section: string
  text: string
  outcome_ids: string | null
  hours: number | null
  per: string | null
  ratio: string | null
  delivered_by: string | null
  institution_id: string | null
}

export type GoalRow = { goal_id: string; outcome_id: string; text: string; set_on: string; due_on: string | null }

export type ReviewRow = {
  review_id: string
  plan_id: string
  kind: string
  meeting_on: string | null
  report_sent_on: string | null
  decided_on: string | null
  decision: string | null
  amendment_notice_on: string | null
  final_plan_on: string | null
  hold_reason: string | null
}

export type RatingRow = {
  review_id: string
  goal_id: string
  rating: Rating
  reason: NotRatedReason | null
  comment: string | null
}

export type PositionRow = { review_id: string; outcome_id: string; position: number; comment: string | null }

export type SoftRow = {
  child_id: string
  on: string
  review_id: string | null
  scale: string
  respondent: string
  rung: number | null
  method: string | null
  not_given_reason: string | null
}

export type PackageRows = {
  institutions: InstitutionRow[]
  children: ChildRow[]
  needs: NeedRow[]
  requests: RequestRow[]
  plans: PlanRow[]
  placements: PlacementRow[]
  outcomes: OutcomeRow[]
  provision: ProvisionRow[]
  goals: GoalRow[]
  reviews: ReviewRow[]
  ratings: RatingRow[]
  positions: PositionRow[]
  soft: SoftRow[]
}

export type PackageFile = keyof PackageRows

type Columns<Row> = readonly (keyof Row & string)[]

/** The files of a package and their columns, in the order the interchange format gives them. */
export const packageColumns = {
  institutions: [
    'institution_id',
    'name',
    'urn',
    'ukprn',
    'kind',
    'phase',
    'sector',
    'registered',
    'address',
    'postcode',
    'easting',
    'northing',
    'capacity',
    'opened_on',
    'closed_on',
  ],
  children: [
    'child_id',
    'upn',
    'upn_unknown_reason',
    'uln',
    'surname',
    'forename',
    'birth_date',
    'sex',
    'ethnicity',
    'postcode',
    'looked_after',
  ],
  needs: ['child_id', 'from', 'to', 'rank', 'need'],
  requests: [
    'request_id',
    'child_id',
    'received_on',
    'source',
    'decided_on',
    'decision',
    'assessment_decided_on',
    'assessment_decision',
    'exception',
    'exception_note',
  ],
  plans: ['plan_id', 'child_id', 'plan_type', 'first_made_on', 'ceased_on', 'cease_reason'],
  placements: ['child_id', 'institution_id', 'setting', 'rank', 'from', 'to', 'unit'],
  outcomes: [
    'outcome_id',
    'plan_id',
    'text',
    'pfa',
    'agreed_on',
    'due_on',
    'closed_on',
    'baseline',
    'target',
    'ladder',
  ],
  provision: [
    'provision_id',
    'plan_id',
    'section',
    'text',
    'outcome_ids',
    'hours',
    'per',
    'ratio',
    'delivered_by',
    'institution_id',
  ],
  goals: ['goal_id', 'outcome_id', 'text', 'set_on', 'due_on'],
  reviews: [
    'review_id',
    'plan_id',
    'kind',
    'meeting_on',
    'report_sent_on',
    'decided_on',
    'decision',
    'amendment_notice_on',
    'final_plan_on',
    'hold_reason',
  ],
  ratings: ['review_id', 'goal_id', 'rating', 'reason', 'comment'],
  positions: ['review_id', 'outcome_id', 'position', 'comment'],
  soft: ['child_id', 'on', 'review_id', 'scale', 'respondent', 'rung', 'method', 'not_given_reason'],
} as const satisfies { [File in PackageFile]: Columns<PackageRows[File][number]> }
