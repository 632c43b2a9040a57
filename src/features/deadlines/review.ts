import { academicYear } from '#domain/academic-year.ts'
import { addDays } from '#domain/date.ts'
import { yearGroup } from '#domain/year-group.ts'
import type { Clock } from './rule.ts'
import { earliest, running } from './running.ts'
import type { Deadline } from './standing.ts'

export type ReviewFacts = {
  id: number
  child_id: number
  plan_id: number
  kind: string
  meeting_on: string | null
  /** Who holds it, where it is run here: records from elsewhere do not say. */
  held_by: string | null
  invited_on: string | null
  advice_circulated_on: string | null
  report_sent_on: string | null
  decided_on: string | null
  decision: string | null
  amendment_notice_on: string | null
  final_plan_on: string | null
  not_amending_on: string | null
  /** Of the institution where the child was placed on the day of the meeting. */
  school_phase: string | null
  school_kind: string | null
}

/** What the clocks of a review need of its plan and its child. */
export type ReviewedPlan = { first_made_on: string; ceased_on: string | null; birth_date: string }

/** The clocks of a review. A hold explains them, and moves none. A plan that ceased keeps what was done; nothing is open. */
export function reviewDeadlines(review: ReviewFacts, plan: ReviewedPlan): Deadline[] {
  const { meeting_on, decided_on, decision, amendment_notice_on: notice_on, final_plan_on, not_amending_on } = review
  const about = {
    child_id: review.child_id,
    plan_id: review.plan_id,
    subject: 'review',
    subject_id: review.id,
  } as const
  const clock = (
    name: Clock,
    variant: string,
    starts_on: string,
    done_on: string | null,
    from_on = starts_on,
    until_on: string | null = plan.ceased_on,
  ) => running(about, name, variant, { starts_on, done_on, from_on, until_on })

  const amended_on = earliest(final_plan_on, not_amending_on)
  const until = earliest(plan.ceased_on, not_amending_on && addDays(not_amending_on, -1))
  const amending = decision === 'A'
  const found: Deadline[] = []
  if (meeting_on !== null) {
    if (review.held_by !== null || review.invited_on !== null)
      found.push(...clock('invitation', '', meeting_on, review.invited_on, plan.first_made_on))
    if (review.held_by !== null || review.advice_circulated_on !== null)
      found.push(...clock('advice_circulated', '', meeting_on, review.advice_circulated_on, plan.first_made_on))
    found.push(...clock('report', '', meeting_on, review.report_sent_on))
    found.push(...clock('decision', '', meeting_on, decided_on))
    if (amending)
      found.push(
        ...clock('amendment_notice', '', meeting_on, notice_on, earliest(decided_on, notice_on) ?? meeting_on, until),
      )
    // Until the notice is sent, the twelve weeks of Devon are all there is to go by.
    if (amending && (notice_on === null || (decided_on ?? meeting_on) < notice_on))
      found.push(
        ...clock(
          'final_plan_amended',
          'from_meeting',
          meeting_on,
          notice_on === null ? amended_on : null,
          decided_on ?? meeting_on,
          earliest(plan.ceased_on, notice_on && addDays(notice_on, -1)),
        ),
      )
    if (review.kind === 'phase_transfer')
      found.push(
        ...clock(
          'phase_transfer',
          transferVariant(review, plan.birth_date, meeting_on),
          meeting_on,
          earliest(final_plan_on, decision === 'M' ? decided_on : null),
        ),
      )
  }
  if (notice_on !== null) {
    found.push(...clock('representations', '', notice_on, final_plan_on, notice_on, until))
    const latest =
      meeting_on === null
        ? undefined
        : running(about, 'final_plan_amended', 'from_meeting', {
            starts_on: meeting_on,
            done_on: null,
            from_on: meeting_on,
            until_on: null,
          })[0]?.due_on
    found.push(
      ...clock('final_plan_amended', 'from_notice', notice_on, amended_on).map(deadline => ({
        ...deadline,
        due_on: latest !== undefined && latest < deadline.due_on ? latest : deadline.due_on,
      })),
    )
  }
  return found
}

/** Which move it is: from a school that has older pupils too, to post-16; between post-16 institutions; or any other. */
function transferVariant({ school_phase, school_kind }: ReviewFacts, birth_date: string, meeting_on: string): string {
  if (school_phase === 'post_16' || (school_phase === null && school_kind === 'college')) return 'between_post_16'
  const older = yearGroup(birth_date, academicYear(meeting_on) + 1) >= 12
  return older && (school_phase === 'secondary' || school_phase === 'all_through') ? 'to_post_16' : 'any_other'
}
