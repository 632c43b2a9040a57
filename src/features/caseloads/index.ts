import { feature } from '#platform/http/page.tsx'
import { calendarFeed } from './feed-answer.ts'
import { assignPage } from './pages/assign.tsx'
import { calendarPage } from './pages/calendar.tsx'
import { mine } from './pages/mine.tsx'
import { team } from './pages/team.tsx'
import { views } from './pages/views.tsx'

export const caseloads = feature({
  name: 'caseloads',
  routes: [mine, team, assignPage, views, calendarPage, calendarFeed],
  nav: [
    { text: 'My caseload', href: '/caseload', needs: 'reviews.decide', order: 15, section: 'My work' },
    { text: 'Caseloads', href: '/caseloads', needs: 'caseloads.manage', order: 16, section: 'My work' },
  ],
})

export { type Day, dayOf } from './day-query.ts'
export { loads } from './queries.ts'
export { asNextStep } from './views.tsx'
export { groups } from './work.ts'
