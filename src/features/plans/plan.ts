import type { Refusal } from '#platform/http/refusal.ts'

export type Plan = { plan_type: string; first_made_on: string; ceased_on: string | null; cease_reason: string | null }

export function refuse(plan: Plan, birth_date: string, today: string): Refusal[] {
  const refusals: Refusal[] = []
  const say = (field: keyof Plan, message: string) => refusals.push({ field, message })
  if (plan.first_made_on < birth_date) say('first_made_on', 'The plan must be made after the date of birth')
  if (plan.first_made_on > today) say('first_made_on', 'The day the plan was made must be today or in the past')
  if (plan.ceased_on !== null && plan.ceased_on < plan.first_made_on)
    say('ceased_on', 'The plan must cease on or after the day it was made')
  if (plan.ceased_on !== null && plan.ceased_on > today)
    say('ceased_on', 'The day it ceased must be today or in the past')
  if (plan.ceased_on !== null && plan.cease_reason === null) say('cease_reason', 'Choose why the plan ceased')
  if (plan.ceased_on === null && plan.cease_reason !== null)
    say('ceased_on', 'Enter the day the plan ceased, or leave out the reason')
  return refusals
}

/** In force from the day it is first made to the day it ceased, both included. */
export const inForce = (plan: Pick<Plan, 'first_made_on' | 'ceased_on'>, on: string): boolean =>
  plan.first_made_on <= on && (plan.ceased_on === null || plan.ceased_on >= on)
