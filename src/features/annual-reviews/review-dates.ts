import { addDays, dateInWords } from '#domain/date.ts'
import type { HoldReason, ReviewDecision, ReviewKind } from '#domain/review.ts'
import type { Refusal } from '#platform/http/refusal.ts'

export type ReviewDates = {
  kind: ReviewKind
  meeting_on: string
  report_sent_on: string | null
  decision: ReviewDecision | null
  decided_on: string | null
  amendment_notice_on: string | null
  final_plan_on: string | null
  hold_reason: HoldReason | null
}

export type DatesStand = {
  today: string
  first_made_on: string
  ceased_on: string | null
  /** Meetings of the plan's other reviews. */
  other_meetings: readonly string[]
  report_sent_on: string | null
  /** Goals of the review that have no rating yet. */
  unrated: number
}

/** A year too far is a slip of the finger: no meeting is planned more than two years ahead. */
const furthestAhead = 731

/** What is wrong with the day of a meeting. */
export function refuseMeeting(meeting_on: string, stand: Omit<DatesStand, 'report_sent_on' | 'unrated'>): Refusal[] {
  const refuse = (message: string) => [{ field: 'meeting_on', message }]
  if (meeting_on < stand.first_made_on)
    return refuse(`The meeting must be on or after ${dateInWords(stand.first_made_on)}, when the plan was first made`)
  if (stand.ceased_on !== null && meeting_on > stand.ceased_on)
    return refuse(`The meeting must be on or before ${dateInWords(stand.ceased_on)}, when the plan ceased`)
  if (meeting_on > addDays(stand.today, furthestAhead)) return refuse('The meeting must be within the next two years')
  if (stand.other_meetings.includes(meeting_on))
    return refuse(`This plan has another review with its meeting on ${dateInWords(meeting_on)}`)
  return []
}

/** What is wrong with a review's dates: each step comes after the one it follows, and none is recorded before its day. */
export function refuseDates(dates: ReviewDates, stand: DatesStand): Refusal[] {
  const refusals = refuseMeeting(dates.meeting_on, stand)
  const refuse = (field: keyof ReviewDates, message: string) => refusals.push({ field, message })
  const inOrder = (field: keyof ReviewDates, what: string, date: string | null, after: [string | null, string][]) => {
    if (date === null) return
    const missed = after.find(([day]) => day !== null && date < day)
    if (date > stand.today) refuse(field, `${what} must be today or in the past`)
    else if (missed?.[0])
      refuse(field, `${what} must be on or after ${dateInWords(missed[0])}, the day of ${missed[1]}`)
  }
  const meeting: [string, string] = [dates.meeting_on, 'the meeting']

  inOrder('report_sent_on', 'The day the report was sent', dates.report_sent_on, [meeting])
  if (dates.report_sent_on === null && stand.report_sent_on !== null)
    refuse('report_sent_on', 'Enter the day the report was sent: it has been sent, and cannot be taken back')
  if (dates.report_sent_on !== null && stand.report_sent_on === null && stand.unrated > 0)
    refuse(
      'report_sent_on',
      `Leave this empty and record the review: ${stand.unrated === 1 ? 'one goal has' : `${stand.unrated} goals have`} no rating yet`,
    )

  inOrder('decided_on', 'The day of the decision', dates.decided_on, [meeting, [dates.report_sent_on, 'the report']])
  if (dates.decision !== null && dates.decided_on === null)
    refuse('decided_on', 'Enter the day the family was told of the decision')
  if (dates.decision === null && dates.decided_on !== null) refuse('decision', 'Select what was decided')

  if (dates.amendment_notice_on !== null && dates.decision !== 'A')
    refuse('amendment_notice_on', 'There is an amendment notice only when the decision is to amend')
  else
    inOrder('amendment_notice_on', 'The day of the amendment notice', dates.amendment_notice_on, [
      meeting,
      [dates.decided_on, 'the decision'],
    ])

  if (dates.final_plan_on !== null && dates.amendment_notice_on === null)
    refuse('final_plan_on', 'Enter the day of the amendment notice as well: the final plan follows it')
  else
    inOrder('final_plan_on', 'The day of the final plan', dates.final_plan_on, [
      [dates.amendment_notice_on, 'the amendment notice'],
    ])
  return refusals
}
