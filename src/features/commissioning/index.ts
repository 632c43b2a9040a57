import { feature } from '#platform/http/page.tsx'
import { hub } from './pages/hub.tsx'

export const commissioning = feature({
  name: 'commissioning',
  routes: [hub],
  nav: [{ text: 'Commissioning', href: '/commissioning', needs: 'registration.see', order: 31, section: 'Providers' }],
})
