import { daysBetween } from '#domain/date.ts'

/** Why a child is on a list. */
export const reasons = {
  due: 'Review due this term',
  overdue: 'Should have been reviewed before this term',
  move: 'Moves to another phase next September',
} as const

export type Reason = keyof typeof reasons

/** A list as a clock: by two weeks before the term. Half sent is not sent. */
export type ListState = 'due' | 'overdue' | 'met' | 'late'

export function stateOf(due_on: string, sent_on: string | null, today: string): ListState {
  if (sent_on !== null) return sent_on > due_on ? 'late' : 'met'
  return today > due_on ? 'overdue' : 'due'
}

/** How many days before the last day the lists go by themselves, where the council has them do so: time to mend and to send again. */
const daysAhead = 7

/** Whether today is a day to send the lists of the next term by themselves: from a week before the last day, until it begins. */
export const isTimeToSend = (due_on: string, today: string): boolean => daysBetween(today, due_on) <= daysAhead
