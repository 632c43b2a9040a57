import { feature } from '#platform/http/page.tsx'
import { home } from './pages/home.tsx'

export const homePage = feature({ name: 'home', routes: [home] })
