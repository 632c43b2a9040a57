import { feature } from '#platform/http/page.tsx'
import { begin } from './pages/begin.tsx'
import { compare } from './pages/compare.tsx'
import { changeItemPage, newItem, removeItemPage } from './pages/item.tsx'
import { offerOfProvider } from './pages/show.tsx'
import { publish, version } from './pages/version.tsx'

export { AmountFields, amountForm, maybePounds } from './item-form.tsx'
export { itemsOf, offersOn } from './queries.ts'

export const offers = feature({
  name: 'offers',
  routes: [compare, offerOfProvider, begin, version, publish, newItem, changeItemPage, removeItemPage],
  providerNav: [
    { text: 'Offer', href: '/providers/:provider_id/offer', needs: ['providers.see', 'providers.own'], order: 10 },
  ],
})
