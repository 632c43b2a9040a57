import { feature } from '#platform/http/page.tsx'
import { download } from './download.tsx'
import { add } from './pages/add.tsx'
import { change } from './pages/change.tsx'
import { list } from './pages/list.tsx'
import { remove } from './pages/remove.tsx'

export { addEvidence } from './actions.ts'
export { scanFilesCommand, sweepFilesCommand } from './commands.ts'
export { scanWaiting, sweepAtNight } from './jobs.ts'
export { EvidenceBeside, EvidencePart, evidenceShown } from './views.tsx'

export const evidence = feature({ name: 'evidence', routes: [list, add, change, remove, download] })
export { taken, whyNot } from './refusals.ts'
export { sizeInWords } from './words.ts'
