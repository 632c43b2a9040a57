import { daysBetween } from '#domain/date.ts'
import type { Clock, Kind } from './rule.ts'

/** A clock that runs, with the days between which it is there: what is so on a day is read from it by `standing`. */
export type Deadline = {
  child_id: number
  plan_id: number | null
  subject: 'request' | 'review' | 'plan'
  subject_id: number
  clock: Clock
  rule: string
  kind: Kind
  starts_on: string
  due_on: string
  done_on: string | null
  /** The first day it is there. */
  from_on: string
  /** The last day it is open while it is not done: null is for ever. */
  until_on: string | null
}

/** In the order of a list: what to do next first. */
export const states = {
  overdue: 'Overdue',
  due: 'Due',
  late: 'Done late',
  on_the_day: 'Done on the day itself',
  too_soon: 'Done too soon',
  met: 'Done in time',
} as const

export type State = keyof typeof states

export const stateList = Object.keys(states) as State[]

export const isState = (text: string): text is State => Object.hasOwn(states, text)

export const isOpen = (state: State): boolean => state === 'due' || state === 'overdue'

export type Standing = { done_on: string | null; state: State; days: number }

/** How a clock stands on a day; undefined where it does not run by then, or no longer. What is dated later has not happened. */
export function standing(
  { kind, due_on, done_on, from_on, until_on }: Pick<Deadline, 'kind' | 'due_on' | 'done_on' | 'from_on' | 'until_on'>,
  on: string,
): Standing | undefined {
  if (from_on > on) return undefined
  if (done_on !== null && done_on <= on) return { done_on, ...whenDone(kind, daysBetween(due_on, done_on)) }
  if (until_on !== null && until_on < on) return undefined
  const days = daysBetween(due_on, on)
  // A least time that has run out asks for nothing more.
  if (kind === 'least') return { done_on: null, state: 'due', days: Math.min(days, 0) }
  return { done_on: null, state: days > 0 ? 'overdue' : 'due', days }
}

function whenDone(kind: Kind, days: number): { state: State; days: number } {
  switch (kind) {
    case 'by':
      return { state: days > 0 ? 'late' : 'met', days }
    case 'before':
      return { state: days > 1 ? 'late' : days === 1 ? 'on_the_day' : 'met', days }
    case 'least':
      return days < 0 ? { state: 'too_soon', days: -days } : { state: 'met', days }
  }
}
