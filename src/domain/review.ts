/** Kinds of annual review, and what the council decides after the meeting. */
export const reviewKinds = {
  annual: 'Annual review',
  interim: 'Interim review',
  under_five: 'Review under 5',
  phase_transfer: 'Phase transfer review',
  early: 'Early review',
} as const

export type ReviewKind = keyof typeof reviewKinds

export const isReviewKind = (code: string): code is ReviewKind => Object.hasOwn(reviewKinds, code)

export const reviewDecisions = { M: 'Maintain', A: 'Amend', C: 'Cease' } as const

export type ReviewDecision = keyof typeof reviewDecisions

export const isReviewDecision = (code: string): code is ReviewDecision => Object.hasOwn(reviewDecisions, code)

export const holdReasons = {
  illness: 'Illness',
  family_request: 'The family asked',
  tribunal: 'Tribunal',
  moving_area: 'Moving to another area',
  other: 'Another reason',
} as const

export type HoldReason = keyof typeof holdReasons
