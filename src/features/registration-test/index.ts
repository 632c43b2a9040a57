import { type Actor, may } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { feature } from '#platform/http/page.tsx'
import { changeHoursPage, hoursOfChild, newHours, removeHours } from './pages/hours.tsx'
import { markerPage, registrationTest } from './pages/test.tsx'
import { attendingToday, markerOf } from './queries.ts'
import { acrossSettings, testSettings } from './rule.ts'

export { RegistrationNotice } from './views.tsx'

export const registration = feature({
  name: 'registration-test',
  routes: [registrationTest, markerPage, hoursOfChild, newHours, changeHoursPage, removeHours],
})

/** Whether the test asks about this place, or this child, today. */
export async function isAskedAbout(tx: Tx, actor: Actor, only: { child_id: number } | { provider_id: number }) {
  if (!may(actor, 'registration.see')) return false
  const { settings, across } = await registrationAlerts(tx, actor, only)
  return settings.length > 0 || across.some(one => one.protected)
}

/** The unregistered places to ask about today, and the children taught full-time across several; of one of either, when named. */
export async function registrationAlerts(tx: Tx, actor: Actor, only: { child_id?: number; provider_id?: number } = {}) {
  const marker = await markerOf(tx, actor)
  const rows = await attendingToday(tx, actor, only)
  const settings = testSettings(rows, marker.hours, actor.today).filter(({ alert }) => alert !== null)
  return { marker: marker.hours, settings, across: acrossSettings(rows, marker.hours, actor.today) }
}
