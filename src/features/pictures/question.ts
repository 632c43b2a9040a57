/** What a picture may be split by; up to three at once. */
export const dimensions = [
  'pfa',
  'need',
  'age',
  'age_band',
  'year_group',
  'phase',
  'institution',
  'provider_type',
  'sex',
  'looked_after',
  'plan_type',
  'academic_year',
  'local_area',
  'child',
] as const

export type Dimension = (typeof dimensions)[number]

/** A picture asked for, parsed and complete. Academic years are numbers: 2024 is 2024/25. */
export type Question = {
  measure: 'ratings' | 'distance' | 'soft' | 'coverage'
  by: Dimension[]
  /** Values as text, as they stand in a picture's key; an academic year is in `years`. */
  filters: Partial<Record<Exclude<Dimension, 'academic_year'>, string[]>>
  years: number[] | null
  counting: 'last' | 'every'
  pfa: 'main' | 'any'
  window: 'baseline' | 'year'
  known_on: string | null
  audience: 'casework' | 'published'
}

export type RatingCounts = {
  not_met: number
  partially_met: number
  fully_met: number
  not_rated: number
  children: number
}

/** `histogram` counts outcomes by distance, -10 to 10; `share_sum` is in 2520ths of the way. */
export type DistanceCounts = {
  outcomes: number
  children: number
  targets_met: number
  shares: number
  share_sum: number
  histogram: Map<number, number>
}

export type SoftCounts = {
  scale: string
  respondent: string
  rung_1: number
  rung_2: number
  rung_3: number
  rung_4: number
  rung_5: number
  not_given: number
  children: number
}

export type CoverageCounts = {
  children_with_plan: number
  children_reviewed: number
  children_rated: number
  goals_rated: number
  goals_not_rated: number
  outcomes_with_position: number
  outcomes_without: number
  outcomes_unmapped: number
}

/** One group of a picture: its key, one text for each dimension asked for, and its counts. */
export type Row<Counts> = {
  key: string[]
  institution_name?: string | undefined
  provider_id?: number | undefined
} & Counts
