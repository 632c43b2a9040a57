import { type Clock, dueOn, ruleFor } from './rule.ts'
import type { Deadline } from './standing.ts'

/** The earliest of some days, those that are not known left out. */
export const earliest = (...days: (string | null)[]): string | null =>
  days.reduce((first, day) => (first === null || (day !== null && day < first) ? day : first), null)

type About = Pick<Deadline, 'child_id' | 'plan_id' | 'subject' | 'subject_id'>
type Days = Pick<Deadline, 'starts_on' | 'done_on' | 'from_on' | 'until_on'>

/** A clock, by the rule of the day it starts with. None where the law has no such rule, or it ends before it begins. */
export function running(about: About, clock: Clock, variant: string, days: Days): Deadline[] {
  const rule = ruleFor(clock, variant, days.starts_on)
  if (!rule || (days.done_on === null && days.until_on !== null && days.until_on < days.from_on)) return []
  return [{ ...about, clock, rule: rule.rule, kind: rule.kind, due_on: dueOn(rule, days.starts_on), ...days }]
}
