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
import { moves } from './pages/moves.tsx'
import { nextGoals } from './pages/next-goals.tsx'
import { ours } from './pages/ours.tsx'
import { planAReview } from './pages/plan-review.tsx'
import { positions } from './pages/positions.tsx'
import { provision } from './pages/provision.tsx'
import { ready } from './pages/ready.tsx'
import { recommendation } from './pages/recommendation.tsx'
import { advice, adviceFrom, circulation } from './pages/run/advice.tsx'
import { amendmentNotice, finalPlan, representations } from './pages/run/amendment.tsx'
import { attendance, move } from './pages/run/attendance.tsx'
import { decision } from './pages/run/decision.tsx'
import { invitations } from './pages/run/invitations.tsx'
import { nextSetting } from './pages/run/next-setting.tsx'
import { people } from './pages/run/people.tsx'
import { addPerson, changeAPerson } from './pages/run/person.tsx'
import { show } from './pages/show.tsx'
import { spreadsheet, spreadsheetFile, spreadsheetUpload } from './pages/spreadsheet.tsx'
import { parent, provider, youngPerson } from './pages/voices.tsx'
import { whatHelped } from './pages/what-helped.tsx'

export { correctRatingsCommand } from './correct-ratings-command.ts'
export { addParticipant, takeFamilyView } from './run/family-view.ts'

export const annualReviews = feature({
  name: 'annual-reviews',
  routes: [
    list,
    spreadsheet,
    spreadsheetFile,
    spreadsheetUpload,
    ready,
    ours,
    moves,
    choosePlan,
    planAReview,
    show,
    dates,
    goals,
    positions,
    whatHelped,
    provision,
    youngPerson,
    parent,
    provider,
    nextGoals,
    recommendation,
    draft,
    check,
    correctARating,
    correctAPosition,
    correctTheMeeting,
    people,
    addPerson,
    changeAPerson,
    invitations,
    advice,
    adviceFrom,
    circulation,
    attendance,
    move,
    decision,
    amendmentNotice,
    representations,
    finalPlan,
    nextSetting,
  ],
  nav: [{ text: 'Reviews', href: '/reviews', needs: 'reviews.record', order: 25 }],
})
