import { academicYear } from '#domain/academic-year.ts'
import { addDays } from '#domain/date.ts'
import type { NotRatedReason, Rating } from '#domain/rating.ts'

type EarlierRating = { meeting_on: string; rating: Rating; reason: NotRatedReason | null }

export type GoalOfPlan = {
  set_on: string
  due_on: string | null
  outcome_closed_on: string | null
  /** What stands for it at the other reviews of the plan. */
  ratings: readonly EarlierRating[]
}

/**
 * Whether a goal is on the list of a review: it is open in the year of the meeting. It was set before the meeting, its
 * outcome is not closed by then, it is due in or after the academic year of the review before (so one that ran out
 * earlier was that review's to rate, and so was one it did rate that ran out by then or within six weeks), and no earlier
 * review found it fully met or replaced by another goal.
 */
export function isToRate(goal: GoalOfPlan, meeting_on: string, previous_meeting_on: string | null): boolean {
  if (goal.set_on >= meeting_on) return false
  // A closing date is the last day still inside.
  if (goal.outcome_closed_on !== null && goal.outcome_closed_on < meeting_on) return false
  if (
    goal.due_on !== null &&
    previous_meeting_on !== null &&
    academicYear(goal.due_on) < academicYear(previous_meeting_on)
  )
    return false
  if (
    goal.due_on !== null &&
    previous_meeting_on !== null &&
    goal.due_on <= addDays(previous_meeting_on, soon) &&
    goal.ratings.some(({ meeting_on: on, rating }) => on === previous_meeting_on && rating !== 'not_rated')
  )
    return false
  return !goal.ratings.some(earlier => earlier.meeting_on < meeting_on && isSettled(earlier))
}

/** A goal is set for about a year, and its review is seldom held on the very day it is due. */
const soon = 42

const isSettled = ({ rating, reason }: EarlierRating) =>
  rating === 'fully_met' || (rating === 'not_rated' && reason === 'superseded')

/** An outcome has a place at the meeting from the day it was agreed to the day it closed, both included. */
export const isOpen = (outcome: { agreed_on: string; closed_on: string | null }, on: string): boolean =>
  outcome.agreed_on <= on && (outcome.closed_on === null || outcome.closed_on >= on)
