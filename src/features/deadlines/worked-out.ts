import { type PlanFacts, planDeadlines } from './plan.ts'
import { type AdviceFacts, type RequestFacts, requestDeadlines } from './request.ts'
import { type ReviewFacts, reviewDeadlines } from './review.ts'
import { type Deadline, type Standing, standing } from './standing.ts'

export type Facts = {
  requests: readonly (RequestFacts & { excepted: boolean })[]
  advice: readonly AdviceFacts[]
  reviews: readonly ReviewFacts[]
  plans: readonly Omit<PlanFacts, 'completed_on'>[]
}

/** Every clock that the facts set going, whenever. */
export function deadlinesOf({ requests, advice, reviews, plans }: Facts): Deadline[] {
  const adviceOf = Map.groupBy(advice, ({ request_id }) => request_id)
  const reviewsOf = Map.groupBy(reviews, ({ plan_id }) => plan_id)
  return [
    ...requests.flatMap(request => requestDeadlines(request, adviceOf.get(request.id) ?? [])),
    ...plans.flatMap(plan => {
      const own = reviewsOf.get(plan.id) ?? []
      const completed_on = own.flatMap(({ decided_on }) => decided_on ?? [])
      return [...own.flatMap(review => reviewDeadlines(review, plan)), ...planDeadlines({ ...plan, completed_on })]
    }),
  ]
}

export type StandingDeadline = Omit<Deadline, 'from_on' | 'until_on'> & Standing

/** How all of them stand on a day, what is to be done first at the head: open before done, the earliest due first. */
export const standingOn = (deadlines: readonly Deadline[], day: string): StandingDeadline[] =>
  deadlines
    .flatMap(({ from_on, until_on, ...deadline }) => {
      const now = standing({ ...deadline, from_on, until_on }, day)
      return now ? [{ ...deadline, ...now }] : []
    })
    .toSorted(
      (a, b) =>
        Number(a.done_on !== null) - Number(b.done_on !== null) ||
        (a.due_on < b.due_on ? -1 : a.due_on > b.due_on ? 1 : 0) ||
        a.child_id - b.child_id,
    )
