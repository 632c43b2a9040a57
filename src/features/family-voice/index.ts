import { feature } from '#platform/http/page.tsx'
import { answering } from './pages/answering.tsx'
import { check } from './pages/check.tsx'
import { answerAFlag, flags } from './pages/flags.tsx'
import { familyAtReview, newLink, takeBackLink } from './pages/links.tsx'
import { listOwnFlags, sayMoreOfFlag } from './pages/own-flags.tsx'
import { path } from './pages/path.tsx'
import { photos } from './pages/photos.tsx'
import { inWords, overall, scales } from './pages/questions.tsx'
import { save } from './pages/save.ts'
import { start } from './pages/start.tsx'

export { familyDoor } from './door.tsx'
export { openReviews } from './voice-queries.ts'

export const familyVoice = feature({
  name: 'family-voice',
  routes: [
    start,
    answering,
    inWords,
    overall,
    scales,
    photos,
    save,
    check,
    path,
    listOwnFlags,
    sayMoreOfFlag,
    familyAtReview,
    newLink,
    takeBackLink,
    flags,
    answerAFlag,
  ],
  nav: [{ text: 'Families', href: '/flags', needs: 'flags.answer', order: 27, section: 'My work' }],
})
