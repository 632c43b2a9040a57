import { feature } from '#platform/http/page.tsx'
import { baseline } from './pages/baseline.tsx'
import { begin } from './pages/begin.tsx'
import { childrenNamed } from './pages/children.tsx'
import { changeExpectation, newExpectation } from './pages/expectations.tsx'
import { gapsAtProvider, gapsPage, provisionOfAgreement } from './pages/gaps.tsx'
import { end, vary } from './pages/later.tsx'
import { list, listOfProvider } from './pages/list.tsx'
import { removeLine } from './pages/remove-line.tsx'
import { changeResponsibility, newResponsibility } from './pages/responsibilities.tsx'
import { changeService, newService } from './pages/services.tsx'
import { show } from './pages/show.tsx'
import { send, sign } from './pages/signing.tsx'
import { terms } from './pages/terms.tsx'

export { type Baseline, baselineOf, type Reference } from './baseline-queries.ts'
export { documentOf, type Lines } from './document.ts'
export { countGaps } from './gap-queries.ts'
export { tellSigners, tellSignersInTheMorning } from './jobs.ts'
export { countStates, listAgreements } from './queries.ts'
export { templates } from './templates.ts'

export const agreements = feature({
  name: 'agreements',
  routes: [
    list,
    begin,
    gapsPage,
    show,
    terms,
    newService,
    changeService,
    newExpectation,
    changeExpectation,
    newResponsibility,
    changeResponsibility,
    removeLine,
    send,
    sign,
    vary,
    end,
    childrenNamed,
    provisionOfAgreement,
    listOfProvider,
    gapsAtProvider,
    baseline,
  ],
  nav: [{ text: 'Agreements', href: '/agreements', needs: 'agreements.see', order: 37, section: 'Providers' }],
  providerNav: [
    { text: 'Agreements', href: '/providers/:provider_id/agreements', needs: 'agreements.see', order: 20 },
    { text: 'Baseline', href: '/providers/:provider_id/baseline', needs: 'agreements.see', order: 40 },
  ],
})
