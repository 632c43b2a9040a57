import { feature } from '#platform/http/page.tsx'
import { deadlinesApi } from './api.ts'
import { addAdvicePage, changeAdvicePage } from './pages/advice.tsx'
import { childDates } from './pages/child.tsx'
import { addExceptionPage, removeExceptionPage } from './pages/exceptions.tsx'
import { holdPage } from './pages/hold.tsx'
import { list } from './pages/list.tsx'
import { timelinessPage } from './pages/timeliness.tsx'
import { transferPage } from './pages/transfer.tsx'

export { providersPlacedWith as placedProviders } from '#features/to-do/index.ts'
export { deadlinesPaths } from './api.ts'
export { deadlinesCommand, timelinessCommand } from './commands.ts'
export { nextReviewDue } from './plan.ts'
export { openAt, openRows } from './queries.ts'
export { type Clock, citation, clocks, dueOn, isClock, ruleFor } from './rule.ts'

export const deadlines = feature({
  name: 'deadlines',
  routes: [
    list,
    timelinessPage,
    childDates,
    holdPage,
    addExceptionPage,
    removeExceptionPage,
    addAdvicePage,
    changeAdvicePage,
    transferPage,
    deadlinesApi,
  ],
  nav: [{ text: 'Dates', href: '/deadlines', needs: 'to_do.see', order: 35, section: 'My work' }],
})
