export const ratings = {
  not_met: 'Not met',
  partially_met: 'Partially met',
  fully_met: 'Fully met',
  not_rated: 'Not rated',
} as const

export type Rating = keyof typeof ratings

export const isRating = (code: string): code is Rating => Object.hasOwn(ratings, code)

/** Why a goal was not rated: a missing rating is a decision someone takes. */
export const notRatedReasons = {
  moved: 'Moved before it could be rated',
  declined: 'Declined to take part',
  no_evidence: 'No evidence to rate it by',
  superseded: 'Replaced by another goal',
  other: 'Another reason',
} as const

export type NotRatedReason = keyof typeof notRatedReasons

export const isNotRatedReason = (code: string): code is NotRatedReason => Object.hasOwn(notRatedReasons, code)
