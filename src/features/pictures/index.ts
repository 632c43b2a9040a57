import { feature } from '#platform/http/page.tsx'
import { openApi, pictureApi } from './api.ts'
import { anyPictures } from './pages/any-picture.tsx'
import { behinds } from './pages/behind.tsx'
import { boardPack } from './pages/board-pack.tsx'
import { boroughPicture } from './pages/borough.tsx'
import { changes } from './pages/changes.tsx'
import { downloads } from './pages/downloads.ts'
import { providerQuestion } from './pages/provider-question.tsx'

export { pictureCommand } from './commands.ts'

export const pictures = feature({
  name: 'pictures',
  routes: [
    boroughPicture,
    ...anyPictures,
    ...downloads,
    ...behinds,
    changes,
    boardPack,
    providerQuestion,
    pictureApi,
    openApi,
  ],
  nav: [
    {
      text: 'Borough picture',
      href: '/pictures',
      needs: ['pictures.see', 'pictures.published'],
      order: 10,
      section: 'Figures',
    },
  ],
})
