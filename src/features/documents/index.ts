import { feature } from '#platform/http/page.tsx'
import { download } from './file-answer.ts'
import { ask } from './pages/ask.tsx'
import { intervals } from './pages/intervals.tsx'
import { list } from './pages/list.tsx'
import { ofProvider } from './pages/of-provider.tsx'
import { send } from './pages/send.tsx'
import { show } from './pages/show.tsx'

export const documents = feature({
  name: 'documents',
  routes: [list, intervals, show, download, ofProvider, send, ask],
  nav: [{ text: 'Documents', href: '/documents', needs: 'documents.see', order: 34, section: 'Providers' }],
  providerNav: [{ text: 'Documents', href: '/providers/:provider_id/documents', needs: 'documents.see', order: 50 }],
})

export { chaseCommand } from './commands.ts'
export { chaseDocuments, chaseInTheMorning, scanDocumentsWaiting } from './jobs.ts'
export { countsOf as documentCounts } from './queries.ts'
