import { feature } from '#platform/http/page.tsx'
import { atProvider } from './pages/at-provider.tsx'
import { compare } from './pages/compare.tsx'
import { draftPage } from './pages/draft.tsx'
import { give } from './pages/give.tsx'
import { inspection } from './pages/inspection.tsx'
import { judgePage } from './pages/judge.tsx'
import { list } from './pages/list.tsx'
import { reply } from './pages/reply.tsx'
import { show } from './pages/show.tsx'
import { addStandard, changeStandard, removeStandardPage } from './pages/standard.tsx'

export const standards = feature({
  name: 'standards',
  routes: [
    ...[list, show, compare, draftPage, addStandard, changeStandard, removeStandardPage],
    ...[atProvider, give, inspection, judgePage, reply],
  ],
  nav: [{ text: 'Standards', href: '/standards', needs: 'standards.see', order: 33, section: 'Providers' }],
  providerNav: [{ text: 'Standards', href: '/providers/:provider_id/standards', needs: 'standards.see', order: 40 }],
})

export { takeOn } from './actions.ts'
export { type Standard, standardsOfVersion, versionsInForce } from './queries.ts'
export { shippedFrameworks } from './shipped.ts'
export {
  type Answer,
  inWords,
  judge,
  overall,
  type Threshold,
  thresholdSchema,
  type Verdict,
  verdicts,
} from './threshold.ts'
