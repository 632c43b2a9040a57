import { familyLinkMay, type Needs, type Role, roles } from './permission.ts'

/** Who asks, in which area, on which day. Every query and every act is given one. */
export type Actor = {
  area_id: number
  /** Null for the command line. */
  person_id: number | null
  name: string
  role: Role | 'command_line' | 'waymark' | 'family_link'
  /** Which children: all the area's, those placed with the institutions today, or those named. */
  scope: 'area' | 'placed' | 'own'
  institutions: readonly number[]
  children: readonly number[]
  today: string
  /** The role they work in, and where they are signed in: their account page tells them apart from the others. */
  membership_id?: number
  session_id?: number
  /** The form's token: what was sent twice is written once. */
  once?: string
  /** Of somebody who opened a link and has no account: which link, for which review, as whom. */
  link?: FamilyLink
}

export type FamilyLink = {
  id: number
  review_id: number
  participant_id: number
  respondent: 'parent' | 'young_person'
}

/** Of several permissions named, one is enough. */
export const may = (actor: Pick<Actor, 'role'>, needs: Needs) =>
  actor.role === 'command_line' ||
  actor.role === 'waymark' ||
  [needs].flat().some(permission => mayOf(actor.role as Role | 'family_link').some(given => given === permission))

const mayOf = (role: Role | 'family_link') => (role === 'family_link' ? familyLinkMay : roles[role].may)

/** What Waymark does by itself in an area: a message that is sent, the reminders of a morning. */
export const waymarkItself = (area_id: number, today: string): Actor => ({
  ...commandLine(area_id, today),
  name: 'Waymark',
  role: 'waymark',
})

/** The person at the server's own terminal, who has the data folder anyway. */
export const commandLine = (area_id: number, today: string): Actor => ({
  area_id,
  person_id: null,
  name: 'Command line',
  role: 'command_line',
  scope: 'area',
  institutions: [],
  children: [],
  today,
})
