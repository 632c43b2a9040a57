import { dateInWords } from '#domain/date.ts'
import type { ReviewDecision } from '#domain/review.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { representationsUntil } from './run.ts'

type Stands = {
  today: string
  meeting_on: string | null
  report_sent_on: string | null
  decision: ReviewDecision | null
  decided_on: string | null
  amendment_notice_on: string | null
  final_plan_on: string | null
  not_amending_on: string | null
  representations_on: string | null
}

const past = (field: string, day: string, today: string, what: string): Refusal[] =>
  day > today ? [{ field, message: `${what} must be today or in the past` }] : []

const notBefore = (field: string, day: string, first: string | null, what: string, after: string): Refusal[] =>
  first !== null && day < first
    ? [{ field, message: `${what} must be on or after ${dateInWords(first)}, the day of ${after}` }]
    : []

/** What stands against a decision. A report is not waited for: the four weeks run from the meeting. */
export function refuseDecision(given: { decided_on: string; reasons: string }, stands: Stands): Refusal[] {
  const what = 'The day the family was told'
  if (stands.meeting_on === null || stands.meeting_on > stands.today)
    return [{ field: 'decision', message: 'A decision comes after the meeting, and this one has not been held' }]
  return [
    ...past('decided_on', given.decided_on, stands.today, what),
    ...notBefore('decided_on', given.decided_on, stands.meeting_on, what, 'the meeting'),
    ...notBefore('decided_on', given.decided_on, stands.report_sent_on, what, 'the report'),
    ...(given.reasons ? [] : [{ field: 'decision_reasons', message: 'Say why: the reasons go into the letter' }]),
  ]
}

/** What stands against sending an amendment notice. */
export function refuseNotice(day: string, stands: Stands): Refusal[] {
  const what = 'The day of the notice'
  if (stands.decision !== 'A')
    return [{ field: 'amendment_notice_on', message: 'There is a notice only when the decision is to amend' }]
  return [
    ...past('amendment_notice_on', day, stands.today, what),
    ...notBefore('amendment_notice_on', day, stands.meeting_on, what, 'the meeting'),
    ...notBefore('amendment_notice_on', day, stands.decided_on, what, 'the decision'),
  ]
}

/**
 * What stands against the final plan. The 15 days for representations belong to the family: the plan is made sooner only
 * when theirs are in (regulation 22(2)(c)).
 */
export function refuseFinalPlan(day: string, stands: Stands): Refusal[] {
  const { amendment_notice_on } = stands
  const what = 'The day of the final plan'
  if (amendment_notice_on === null) return [{ field: 'final_plan_on', message: 'The amendment notice comes first' }]
  const first = representationsUntil(amendment_notice_on)
  const tooSoon = day < first && stands.representations_on === null
  return [
    ...past('final_plan_on', day, stands.today, what),
    ...notBefore('final_plan_on', day, amendment_notice_on, what, 'the notice'),
    ...(tooSoon
      ? [
          {
            field: 'final_plan_on',
            message: `The family has until ${dateInWords(first)} to make representations. Record theirs first if they are in`,
          },
        ]
      : []),
  ]
}
