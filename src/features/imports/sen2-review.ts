import { isReviewDecision, reviewDecisions } from '#domain/review.ts'
import { given, type Part, type Sen2Check } from './sen2-part.ts'
import { codeOf, dateOf, inOrder, onlyGiven, pastDateOf } from './sen2-values.ts'

export type Sen2Review = {
  row: number
  kind: 'annual' | 'phase_transfer'
  meeting_on: string | null
  decided_on: string | null
  decision: string | null
  amendment_notice_on: string | null
  final_plan_on: string | null
  sen2: Record<string, unknown> | null
}

/** Reviews with both dates, and those of them with the decision before the meeting: most of them wrong means swapped columns. */
export type ReviewTally = { both: number; reversed: number }

export function readReview(check: Sen2Check, active: Part, tally: ReviewTally): Sen2Review | undefined {
  const { note } = check
  const meeting_on = pastDateOf(check, active, 'ReviewMeeting') ?? null
  const decided_on = pastDateOf(check, active, 'LastReview') ?? null
  const decision =
    codeOf(check, active, 'ReviewOutcome', isReviewDecision, Object.keys(reviewDecisions).join(', ')) ?? null
  const amendment_notice_on = pastDateOf(check, active, 'ReviewDraft') ?? null
  const transferDue = dateOf(check, active, 'PhaseTransferDueDate')
  const transferFinal = pastDateOf(check, active, 'PhaseTransferFinalDate') ?? null
  if (decision !== null && given(active, 'LastReview') === undefined) {
    note('warning', active, 'LastReview', 'There is a decision and no date of it', 'Add the date the decision was sent')
  }
  if (meeting_on === null && decided_on === null) return undefined
  if (meeting_on !== null && decided_on !== null) {
    tally.both++
    if (decided_on < meeting_on) tally.reversed++
    inOrder(check, active, 'LastReview', [meeting_on, decided_on], 'The decision is before the meeting')
  }
  inOrder(
    check,
    active,
    'ReviewDraft',
    [meeting_on ?? undefined, amendment_notice_on ?? undefined],
    'The draft is before the meeting',
  )
  return {
    row: active.row,
    kind: transferDue === undefined && transferFinal === null ? 'annual' : 'phase_transfer',
    meeting_on,
    decided_on,
    decision,
    amendment_notice_on,
    final_plan_on: transferFinal,
    sen2: onlyGiven({ phase_transfer_due_on: transferDue }),
  }
}
