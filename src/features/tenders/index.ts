import { feature } from '#platform/http/page.tsx'
import { bidDraft, letterAsPdf, letterAsSent, recordZip } from './file-answer.ts'
import { ask, bidShow, bidsList, withdraw, write } from './pages/bidding.tsx'
import { documents } from './pages/documents.tsx'
import { add, cancel, change, reopenPage } from './pages/edit.tsx'
import { bid, bids, moderation, score, scoreBid } from './pages/judging.tsx'
import { list } from './pages/list.tsx'
import { lots, publish, questions, thresholds } from './pages/parts.tsx'
import { letters, result } from './pages/result.tsx'
import { clarifications, evaluators, interests, open } from './pages/running.tsx'
import { show } from './pages/show.tsx'

export { verifyTenderCommand } from './commands.ts'
export { addTenders } from './demonstration-load.ts'

export const tenders = feature({
  name: 'tenders',
  routes: [
    ...[list, add, show, change, cancel, reopenPage, lots, questions, thresholds, publish, documents],
    ...[clarifications, evaluators, open, interests, bids, bid, score, scoreBid, moderation, result, letters],
    ...[bidsList, bidShow, write, ask, withdraw],
    ...[bidDraft, letterAsSent, letterAsPdf, recordZip],
  ],
  nav: [
    { text: 'Tenders', href: '/tenders', needs: ['tenders.see', 'tenders.score'], order: 36, section: 'Providers' },
    { text: 'Bids', href: '/bids', needs: 'tenders.bid', order: 36, section: 'Providers' },
  ],
})
