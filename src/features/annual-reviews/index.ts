import { feature } from '#platform/http/page.tsx'
import { check } from './pages/check.tsx'
import { choosePlan } from './pages/choose-plan.tsx'
import { correctTheMeeting } from './pages/correct-meeting.tsx'
import { correctAPosition } from './pages/correct-position.tsx'
import { correctARating } from './pages/correct-rating.tsx'
import { dates } from './pages/dates.tsx'
import { draft } from './pages/draft.ts'
import { goals } from './pages/goals.tsx'
import { list } from './pages/list.tsx'
import { nextGoals } from './pages/next-goals.tsx'
import { planAReview } from './pages/plan-review.tsx'
import { positions } from './pages/positions.tsx'
import { show } from './pages/show.tsx'
import { parent, provider, youngPerson } from './pages/voices.tsx'
import { whatHelped } from './pages/what-helped.tsx'

export { correctRatingsCommand } from './correct-ratings-command.ts'

export const annualReviews = feature({
  name: 'annual-reviews',
  routes: [
    list,
    choosePlan,
    planAReview,
    show,
    dates,
    goals,
    positions,
    whatHelped,
    youngPerson,
    parent,
    provider,
    nextGoals,
    draft,
    check,
    correctARating,
    correctAPosition,
    correctTheMeeting,
  ],
  nav: [{ text: 'Reviews', href: '/reviews', needs: 'reviews.record', order: 25 }],
})
