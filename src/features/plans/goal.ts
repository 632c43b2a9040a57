import { academicYear, firstDayOf, lastDayOf } from '#domain/academic-year.ts'
import { addMonths } from '#domain/date.ts'
import type { Refusal } from '#platform/http/refusal.ts'

export type Goal = { text: string; set_on: string; due_on: string | null }

/** An annual goal is a step for the year ahead: to the end of the school year after, at most. */
const months = 18

export function refuse(goal: Goal, birth_date: string, today: string): Refusal[] {
  const refusals: Refusal[] = []
  const say = (field: keyof Goal, message: string) => refusals.push({ field, message })
  if (goal.set_on < birth_date) say('set_on', 'The day it was set must be after the date of birth')
  if (goal.set_on > today) say('set_on', 'The day it was set must be today or in the past')
  if (goal.due_on !== null && goal.due_on <= goal.set_on) say('due_on', 'The day it is due must be after it was set')
  if (goal.due_on !== null && goal.due_on > addMonths(goal.set_on, months))
    say('due_on', `An annual goal is due within ${months} months. What takes longer is an outcome`)
  return refusals
}

/** A goal belongs to each academic year it runs in; with no end said, to the year it was set in. The view to_do counts by the same rule. */
export function isForYear({ set_on, due_on }: Omit<Goal, 'text'>, year: number): boolean {
  return set_on <= lastDayOf(year) && (due_on ?? lastDayOf(academicYear(set_on))) >= firstDayOf(year)
}
