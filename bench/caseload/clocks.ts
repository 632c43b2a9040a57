import { reviewDeadlines } from '#features/deadlines/review.ts'
import { standing } from '#features/deadlines/standing.ts'
import type { Days } from './school-days.ts'
import { factsOf, type Outcome, planFacts } from './simulate.ts'

/** Clocks a second by the pure functions, beside a loop that adds four weeks to a number of days. */
export function clockSpeed({ reviews }: Outcome, days: Days) {
  const facts = reviews.map(review => factsOf(review, days))
  const today = days.dates.at(-1) ?? ''
  let clocks = 0
  let open = 0
  const started = performance.now()
  for (const review of facts) {
    for (const deadline of reviewDeadlines(review, planFacts)) {
      clocks += 1
      if (standing(deadline, today)?.done_on === null) open += 1
    }
  }
  const worked = performance.now()
  let late = 0
  for (let nth = 0; nth < clocks; nth++) if ((reviews[nth % reviews.length]?.meeting ?? 0) + 28 < nth % 731) late += 1
  const added = performance.now()
  return {
    clocks,
    open,
    late,
    perSecond: (clocks * 1000) / (worked - started),
    loopPerSecond: (clocks * 1000) / (added - worked),
  }
}
