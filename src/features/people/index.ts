import { feature } from '#platform/http/page.tsx'
import { account } from './pages/account.tsx'
import { add } from './pages/add.tsx'
import { addRolePage } from './pages/add-role.tsx'
import { change } from './pages/change.tsx'
import { closePage } from './pages/close.tsx'
import { list } from './pages/list.tsx'
import { makeKeyPage } from './pages/make-key.tsx'
import { oneTimePasswordPage } from './pages/one-time-password.tsx'
import { password } from './pages/password.tsx'
import { role } from './pages/role.tsx'
import { show } from './pages/show.tsx'

export const people = feature({
  name: 'people',
  routes: [list, add, show, change, addRolePage, role, oneTimePasswordPage, closePage, account, password, makeKeyPage],
  nav: [{ text: 'People', href: '/people', needs: 'people.manage', order: 80, section: 'People and settings' }],
})

export { addPersonCommand, listPeopleCommand, oneTimePasswordCommand } from './commands.ts'
