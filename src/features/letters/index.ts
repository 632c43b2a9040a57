import { feature } from '#platform/http/page.tsx'
import { asPdf, asSent } from './file-answer.tsx'
import { ofChild } from './pages/of-child.tsx'
import { settingsPage } from './pages/settings.tsx'
import { show } from './pages/show.tsx'
import { wordingChange } from './pages/wording-change.tsx'
import { wordingList } from './pages/wording-list.tsx'

export { type LetterTo, makeLetter, type NewLetter } from './actions.ts'
export type { LetterKind } from './letter-kind.ts'
export { letterPage } from './letter-page.tsx'
export { lettersOfReview } from './queries.ts'

export const letters = feature({
  name: 'letters',
  routes: [show, asSent, asPdf, ofChild, wordingList, wordingChange, settingsPage],
  nav: [
    { text: 'Letters', href: '/letters/wording', needs: 'settings.edit', order: 91, section: 'People and settings' },
  ],
})
