import { feature } from '#platform/http/page.tsx'
import { add } from './pages/add.tsx'
import { change } from './pages/change.tsx'
import { list } from './pages/list.tsx'
import { mine } from './pages/mine.tsx'
import { show } from './pages/show.tsx'

export const providers = feature({
  name: 'providers',
  routes: [list, mine, add, show, change],
  nav: [
    { text: 'Providers', href: '/providers', needs: 'providers.see', order: 30, section: 'Providers' },
    { text: 'Your providers', href: '/providers/mine', needs: 'providers.mine', order: 30, section: 'Providers' },
  ],
  providerNav: [
    { text: 'Overview', href: '/providers/:provider_id', needs: ['providers.see', 'providers.mine'], order: 0 },
  ],
})

export { ProviderNav } from '#platform/http/provider-nav.tsx'
export { providerCrumbs } from './crumbs.ts'
export { visibleProvider } from './queries.ts'
