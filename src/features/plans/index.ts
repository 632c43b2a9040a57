import { feature } from '#platform/http/page.tsx'
import { addGoalPage } from './pages/add-goal.tsx'
import { addOutcomePage } from './pages/add-outcome.tsx'
import { addPlanPage } from './pages/add-plan.tsx'
import { addProvisionPage } from './pages/add-provision.tsx'
import { changeGoalPage } from './pages/change-goal.tsx'
import { changeOutcomePage } from './pages/change-outcome.tsx'
import { changePlanPage } from './pages/change-plan.tsx'
import { changeProvisionPage } from './pages/change-provision.tsx'
import { closeOutcomePage } from './pages/close-outcome.tsx'
import { showOutcome } from './pages/outcome.tsx'
import { removeProvisionPage } from './pages/remove-provision.tsx'

export const plans = feature({
  name: 'plans',
  routes: [
    addPlanPage,
    changePlanPage,
    addOutcomePage,
    showOutcome,
    changeOutcomePage,
    closeOutcomePage,
    addGoalPage,
    changeGoalPage,
    addProvisionPage,
    changeProvisionPage,
    removeProvisionPage,
  ],
})

export { AdviceOn } from './advice-on.tsx'
export { isForYear } from './goal.ts'
export { setGoals, setOnAnotherDay } from './goal-actions.ts'
export { distanceInWords, ladderOf, rungWords } from './ladder.ts'
export { Goals } from './path/goals.tsx'
export { type Lane, lanesOf } from './path/lanes.ts'
export { inForce } from './plan.ts'
export { amount, sections } from './provision-line.ts'
