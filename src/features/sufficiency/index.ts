import { feature } from '#platform/http/page.tsx'
import { csv, workbook } from './pages/downloads.ts'
import { behind, overview } from './pages/overview.tsx'

export const sufficiency = feature({
  name: 'sufficiency',
  routes: [overview, behind, csv, workbook],
  nav: [{ text: 'Places', href: '/sufficiency', needs: 'sufficiency.see', order: 38, section: 'Providers' }],
})
