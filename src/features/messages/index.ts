import { feature } from '#platform/http/page.tsx'
import { jobs } from './pages/jobs.tsx'
import { list } from './pages/list.tsx'
import { own } from './pages/own.tsx'
import { reminderChange } from './pages/reminder-change.tsx'
import { reminders } from './pages/reminders.tsx'
import { show } from './pages/show.tsx'

export { bouncesCommand, remindersCommand, workCommand } from './commands.ts'
export { everyMorning, remindArea } from './jobs.ts'

export const messages = feature({
  name: 'messages',
  routes: [list, reminders, reminderChange, jobs, show, own],
  nav: [{ text: 'Messages', href: '/messages', needs: 'messages.see', order: 90, section: 'People and settings' }],
})
