import { addDays } from '#domain/date.ts'
import { earliest, running } from './running.ts'
import type { Deadline } from './standing.ts'

/** A request for an assessment, with the plan it led to. */
export type RequestFacts = {
  id: number
  child_id: number
  received_on: string
  decided_on: string | null
  decision: string | null
  assessment_decided_on: string | null
  assessment_decision: string | null
  /** The child's earliest plan first made on or after the day of receipt, when the assessment's answer is yes. */
  plan_id: number | null
  plan_made_on: string | null
}

/** Advice that was asked of somebody for an assessment. */
export type AdviceFacts = { request_id: number; asked_on: string; given_on: string | null }

const dayBefore = (day: string | null) => day && addDays(day, -1)

/** The clocks of a request. An exception explains them, and stops none. */
export function requestDeadlines(request: RequestFacts, advice: readonly AdviceFacts[]): Deadline[] {
  const { received_on, decision, decided_on, assessment_decision, assessment_decided_on } = request
  // Withdrawn, nobody knows when: it never had a clock that could be told.
  if (decision === 'W' && decided_on === null) return []
  const about = {
    child_id: request.child_id,
    plan_id: request.plan_id,
    subject: 'request',
    subject_id: request.id,
  } as const
  const withdrawn_on = earliest(
    decision === 'W' ? decided_on : null,
    assessment_decision === 'W' ? assessment_decided_on : null,
  )
  const decided = decision === 'A' || decision === 'W' ? null : decided_on
  // The day nobody waits for a plan any more: the request was refused, or the assessment led to none.
  const no_on = earliest(
    decision === 'N' ? decided_on : null,
    assessment_decision === 'N' ? assessment_decided_on : null,
    withdrawn_on,
  )
  const undatedNo =
    (decision === 'N' && decided_on === null) ||
    ((assessment_decision === 'N' || assessment_decision === 'W') && assessment_decided_on === null)
  return [
    running(about, 'assess_decision', '', {
      starts_on: received_on,
      done_on: decided,
      from_on: received_on,
      until_on: dayBefore(withdrawn_on),
    }),
    ...(assessment_decision === 'N' && assessment_decided_on !== null
      ? [
          running(about, 'no_plan_notice', '', {
            starts_on: received_on,
            done_on: assessment_decided_on,
            from_on: assessment_decided_on,
            until_on: null,
          }),
        ]
      : []),
    ...(undatedNo
      ? []
      : [
          running(about, 'final_plan_new', '', {
            starts_on: received_on,
            done_on: request.plan_made_on,
            from_on: received_on,
            until_on: dayBefore(no_on),
          }),
        ]),
    ...advice.map(({ asked_on, given_on }) =>
      running(about, 'advice', '', {
        starts_on: asked_on,
        done_on: given_on,
        from_on: asked_on,
        until_on: dayBefore(withdrawn_on),
      }),
    ),
  ].flat()
}
