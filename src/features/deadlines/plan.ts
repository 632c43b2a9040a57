import { addDays, anniversary } from '#domain/date.ts'
import { dueOn, ruleFor } from './rule.ts'
import { earliest, running } from './running.ts'
import type { Deadline } from './standing.ts'

export type PlanFacts = {
  id: number
  child_id: number
  plan_type: string
  first_made_on: string
  ceased_on: string | null
  birth_date: string
  /** The days its reviews were completed: the decision was notified. */
  completed_on: readonly string[]
  /** The day it came from another area, and the day the family was told what happens next. */
  transferred_on: string | null
  told_on: string | null
}

/** The clocks of a plan. Those of the cycle of reviews are there while the cycle runs and the plan is in force. */
export function planDeadlines(plan: PlanFacts): Deadline[] {
  const { first_made_on, ceased_on, birth_date, transferred_on } = plan
  const about = { child_id: plan.child_id, plan_id: plan.id, subject: 'plan', subject_id: plan.id } as const
  const starts = [...new Set([first_made_on, ...plan.completed_on.filter(day => day > first_made_on)])].toSorted()
  return [
    ...starts.flatMap((starts_on, nth) => {
      const next = starts[nth + 1]
      const cycle = {
        starts_on,
        done_on: null,
        from_on: starts_on,
        until_on: earliest(ceased_on, next === undefined ? null : addDays(next, -1)),
      }
      const [review] = running(about, 'next_review', plan.plan_type, cycle)
      const moved =
        transferred_on !== null && transferred_on >= starts_on && (next === undefined || transferred_on < next)
          ? running(about, 'next_review', 'transferred', { ...cycle, starts_on: transferred_on })[0]
          : undefined
      return [
        // A plan that came from elsewhere is reviewed by the later of the two.
        ...(review ? [moved && moved.due_on > review.due_on ? moved : review] : []),
        ...running(about, 'under_five', '', {
          ...cycle,
          until_on: earliest(cycle.until_on, addDays(anniversary(birth_date, 5), -1)),
        }),
      ]
    }),
    ...running(about, 'plan_must_end', '', {
      starts_on: anniversary(birth_date, 25),
      done_on: null,
      from_on: first_made_on,
      until_on: ceased_on,
    }),
    ...(transferred_on === null
      ? []
      : running(about, 'transfer_in', '', {
          starts_on: transferred_on,
          done_on: plan.told_on,
          from_on: transferred_on,
          until_on: ceased_on,
        })),
  ]
}

/** The last day for the decision of the next review, from what is known of a plan: first made, last decided. */
export const nextReviewDue = (
  plan_type: string,
  first_made_on: string,
  decided_on: string | null,
): string | undefined => {
  const starts_on = decided_on !== null && decided_on > first_made_on ? decided_on : first_made_on
  const rule = ruleFor('next_review', plan_type, starts_on)
  return rule && dueOn(rule, starts_on)
}
