import { feature } from '#platform/http/page.tsx'
import { provisionDownloads } from './pages/downloads.ts'
import { providerProvision } from './pages/provider.tsx'
import { reportChild } from './pages/report-child.tsx'
import { reportProvider } from './pages/report-provider.tsx'

export { saidAtReview } from './actions.ts'
export { reportWords } from './views.tsx'

export const provision = feature({
  name: 'provision',
  routes: [reportChild, reportProvider, providerProvision, ...provisionDownloads],
  providerNav: [
    {
      text: 'Provision',
      href: '/providers/:provider_id/provision',
      needs: ['providers.see', 'providers.mine'],
      order: 20,
    },
  ],
})
