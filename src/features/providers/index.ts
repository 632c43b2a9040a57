import { feature } from '#platform/http/page.tsx'
import { add } from './pages/add.tsx'
import { change } from './pages/change.tsx'
import { list } from './pages/list.tsx'
import { show } from './pages/show.tsx'

export const providers = feature({
  name: 'providers',
  routes: [list, add, show, change],
  nav: [{ text: 'Providers', href: '/providers', needs: 'providers.see', order: 30 }],
})
