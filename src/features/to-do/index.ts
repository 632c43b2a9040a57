import { feature } from '#platform/http/page.tsx'
import { list } from './pages/list.tsx'

export const toDo = feature({
  name: 'to do',
  routes: [list],
  nav: [{ text: 'To do', href: '/to-do', needs: 'to_do.see', order: 40, section: 'My work' }],
})

export { providersPlacedWith, toDoCounts, toDoOfChild, toDoOfProvider } from './queries.ts'
export { countedIn, formFor, type Kind, kindList, kinds, mendedBy } from './to-do.ts'
