import { feature } from '#platform/http/page.tsx'
import { before } from './joining/before-page.tsx'
import { findTwin, joinPair, separatePair } from './joining/pages.tsx'
import { add } from './pages/add.tsx'
import { change } from './pages/change.tsx'
import { contact } from './pages/contact.tsx'
import { list } from './pages/list.tsx'
import { look } from './pages/look.tsx'
import { mine } from './pages/mine.tsx'
import { nearChild, nearPostcode, nearProvider } from './pages/near.tsx'
import { show } from './pages/show.tsx'
import { addService, addSite, changeService, changeSite } from './places/change-pages.tsx'
import { places } from './places/pages.tsx'
import { sayPlaces, sayPrice } from './places/tell-pages.tsx'

export const providers = feature({
  name: 'providers',
  routes: [
    ...[list, mine, look, add, nearPostcode, nearChild, show, change, contact],
    ...[places, addService, changeService, sayPlaces, sayPrice, addSite, changeSite],
    ...[nearProvider, before, findTwin, joinPair, separatePair],
  ],
  nav: [
    { text: 'Providers', href: '/providers', needs: 'providers.see', order: 30, section: 'Providers' },
    { text: 'Your providers', href: '/providers/mine', needs: 'providers.mine', order: 30, section: 'Providers' },
  ],
  providerNav: [
    { text: 'Overview', href: '/providers/:provider_id', needs: ['providers.see', 'providers.mine'], order: 0 },
    { text: 'Places', href: '/providers/:provider_id/places', needs: ['providers.see', 'providers.mine'], order: 20 },
    { text: 'Near it', href: '/providers/:provider_id/near', needs: 'providers.see', order: 90 },
  ],
})

export { ProviderNav } from '#platform/http/provider-nav.tsx'
export { providerCrumbs } from './crumbs.ts'
export { gridOf } from './finding-queries.ts'
export { type Band, bandOf, bands, inKilometres } from './grid.ts'
export { visibleProvider } from './queries.ts'
