import { feature } from '#platform/http/page.tsx'
import { overview } from './pages/overview.tsx'
import { setting } from './pages/setting.tsx'
import { file, show } from './pages/show.tsx'
import { terms } from './pages/terms.tsx'

export { termListsCommand } from './commands.ts'
export { nextList } from './home-query.ts'
export { sendTermLists, termListsInTheMorning } from './jobs.ts'

export const termLists = feature({
  name: 'term-lists',
  routes: [overview, terms, setting, show, file],
  nav: [],
})
