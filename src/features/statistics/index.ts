import { feature } from '#platform/http/page.tsx'
import { list } from './pages/list.tsx'
import { show } from './pages/show.tsx'

export const statistics = feature({
  name: 'statistics',
  routes: [list, show],
  nav: [{ text: 'Published figures', href: '/statistics', needs: 'pictures.published', order: 15, section: 'Figures' }],
})

export { recordStatistics, takeBackStatistics } from './recording/record.ts'
