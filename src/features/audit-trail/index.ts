import { feature } from '#platform/http/page.tsx'
import { exportTrail } from './export-answer.ts'
import { childTrail } from './pages/child.tsx'
import { trail } from './pages/trail.tsx'

export const auditTrail = feature({
  name: 'audit-trail',
  routes: [trail, childTrail, exportTrail],
  nav: [{ text: 'Audit trail', href: '/audit-trail', needs: 'audit.see', order: 90, section: 'People and settings' }],
})
