import { feature } from '#platform/http/page.tsx'
import { download } from './file-answer.ts'
import { codePage } from './pages/code.tsx'
import { list } from './pages/list.tsx'
import { ofProvider } from './pages/of-provider.tsx'
import { sharePage } from './pages/share.tsx'
import { show } from './pages/show.tsx'

export const passports = feature({
  name: 'passports',
  routes: [list, codePage, show, download, ofProvider, sharePage],
  nav: [{ text: 'Passports', href: '/passports', needs: 'passports.see', order: 35, section: 'Providers' }],
  providerNav: [
    {
      text: 'Passport',
      href: '/providers/:provider_id/passport',
      needs: ['passports.share', 'passports.see'],
      order: 60,
    },
  ],
})
