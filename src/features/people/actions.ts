import { addDays } from '#domain/date.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Role } from '#platform/access/permission.ts'
import {
  changeRole,
  closeAccount,
  endSessions,
  giveRole,
  makeApiKey,
  renamePerson,
  revokeApiKeys,
  setPassword,
  worksElsewhere,
} from '#platform/auth/accounts.ts'
import { enterAttempt } from '#platform/auth/attempts.ts'
import { makeOneTimePassword } from '#platform/auth/one-time.ts'
import { passwordMatches, refusePassword } from '#platform/auth/password.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { type RoleHeld, roleHeld } from './queries.ts'
import { refuseOwn } from './role-limits.ts'

type Refused = { refused: Refusal[] }

const refuse = (field: string, message: string): Refused => ({ refused: [{ field, message }] })
const about = (person_id: number) => ({ subject: 'person', subject_id: person_id })

export const addPerson = (db: Database, actor: Actor, given: { email: string; name: string; role: Role }) =>
  audited(db, actor, { act: 'role.given', detail: { role: given.role } }, async (tx, entry) => {
    const made = await giveRole(tx, actor, given)
    const own = refuseOwn(actor, made.person_id)
    if (own) return refuse('email', own)
    Object.assign(entry, about(made.person_id))
    return made
  })

/** Another role for somebody who has one: a second hat, not a second account. */
export const addRole = (db: Database, actor: Actor, person: { id: number; email: string; name: string }, role: Role) =>
  audited(db, actor, { act: 'role.given', ...about(person.id), detail: { role } }, async tx => {
    const own = refuseOwn(actor, person.id)
    return own ? refuse('role', own) : giveRole(tx, actor, { ...person, role })
  })

type Held = Pick<RoleHeld, 'id' | 'person_id' | 'role'>

/** Reads the role again where it is written, so that two administrators at once lose nothing of each other's. */
const changing = (
  db: Database,
  actor: Actor,
  role: Held,
  act: { act: string; child_id?: number; detail?: Record<string, unknown> },
  change: (tx: Tx, role: RoleHeld) => Promise<unknown>,
) =>
  audited(db, actor, { ...act, ...about(role.person_id), detail: { role: role.role, ...act.detail } }, async tx => {
    const own = refuseOwn(actor, role.person_id)
    if (own) return refuse('role', own)
    await tx
      .selectFrom('membership')
      .select('id')
      .where('area_id', '=', actor.area_id)
      .where('id', '=', role.id)
      .forUpdate()
      .execute()
    const now = await roleHeld(tx, actor, role.id)
    if (!now) return refuse('role', 'That role is no longer there')
    await change(tx, now)
    return { done: true }
  })

export const addInstitution = (db: Database, actor: Actor, role: Held, id: number) =>
  changing(db, actor, role, { act: 'role.institution_added', detail: { provider_id: id } }, (tx, now) =>
    changeRole(tx, actor, role.id, { institutions: [...new Set([...now.institutions, id])] }),
  )

export const removeInstitution = (db: Database, actor: Actor, role: Held, id: number) =>
  changing(db, actor, role, { act: 'role.institution_removed', detail: { provider_id: id } }, (tx, now) =>
    changeRole(tx, actor, role.id, { institutions: now.institutions.filter(one => one !== id) }),
  )

export const addChild = (db: Database, actor: Actor, role: Held, id: number) =>
  changing(db, actor, role, { act: 'role.child_added', child_id: id }, (tx, now) =>
    changeRole(tx, actor, role.id, { children: [...new Set([...now.children, id])] }),
  )

export const removeChild = (db: Database, actor: Actor, role: Held, id: number) =>
  changing(db, actor, role, { act: 'role.child_removed', child_id: id }, (tx, now) =>
    changeRole(tx, actor, role.id, { children: now.children.filter(one => one !== id) }),
  )

/** The last day they may work in it; null is until it is ended. */
export const setLastDay = (db: Database, actor: Actor, role: Held, until_on: string | null) =>
  changing(db, actor, role, { act: until_on ? 'role.ended' : 'role.reopened', detail: { until_on } }, tx =>
    changeRole(tx, actor, role.id, { until_on }),
  )

export const endNow = (db: Database, actor: Actor, role: Held) => setLastDay(db, actor, role, addDays(actor.today, -1))

type Called = { name: string; email: string }

export const rename = (db: Database, actor: Actor, before: Called & { id: number }, to: Called) => {
  const { id, name, email } = before
  const detail = { before: { name, email }, after: to }
  return audited(db, actor, { act: 'person.changed', ...about(id), detail }, async tx => {
    if (await worksElsewhere(tx, id)) return refuse('email', otherArea)
    if (!(await renamePerson(tx, id, to))) return refuse('email', 'Another account has that email address')
    return { done: true }
  })
}

const otherArea =
  'They use this account in another area too, so no one area may change it. Ask whoever runs Waymark for you'

export const giveOneTimePassword = (db: Database, actor: Actor, person: { id: number; roles: { joined: boolean }[] }) =>
  audited(db, actor, { act: 'one_time_password.made', ...about(person.id) }, async tx => {
    const own = refuseOwn(actor, person.id)
    if (own) return refuse('password', own)
    const waits = person.roles.some(({ joined }) => !joined)
    if (!waits && (await worksElsewhere(tx, person.id))) return refuse('password', otherArea)
    return { password: await makeOneTimePassword(tx, { area_id: actor.area_id, person_id: person.id }) }
  })

/** Signed out everywhere in the area at the next page they ask for. */
export const signOutEverywhere = (db: Database, actor: Actor, person_id: number, keysToo: boolean) =>
  audited(db, actor, { act: 'person.signed_out_everywhere', ...about(person_id) }, async (tx, entry) => {
    const sessions = await endSessions(tx, { person_id })
    const keys = keysToo ? await revokeApiKeys(tx, actor, { person_id }) : 0
    entry.detail = { sessions, keys }
    return { done: true }
  })

export const close = (db: Database, actor: Actor, person_id: number, why: string) =>
  audited(db, actor, { act: 'account.closed', ...about(person_id), why }, async tx => {
    const own = refuseOwn(actor, person_id)
    if (own) return refuse('why', own)
    await closeAccount(tx, actor, person_id, addDays(actor.today, -1))
    return { done: true }
  })

/** One's own: the old one is asked for, so that a machine left unlocked is not an account lost. */
export async function changeOwnPassword(
  db: Database,
  actor: Actor & { person_id: number },
  given: { now: string; next: string },
) {
  const attempt = await enterAttempt(db, actor.name, `session ${actor.session_id}`)
  if (attempt === undefined)
    return refuse('current_password', 'There have been too many tries. Wait 15 minutes and try again')
  return audited(db, actor, { act: 'password.changed', ...about(actor.person_id) }, async tx => {
    const self = await tx
      .selectFrom('person')
      .select(['email', 'name', 'password_hash'])
      .where('id', '=', actor.person_id)
      .executeTakeFirstOrThrow()
    if (!(await passwordMatches(given.now, self.password_hash)))
      return refuse('current_password', 'Your current password is not right')
    const mistake = refusePassword(given.next, self)
    if (mistake) return refuse('new_password', mistake)
    await setPassword(tx, actor.person_id, given.next)
    await endSessions(tx, { person_id: actor.person_id, but: actor.session_id })
    return { done: true }
  })
}

export const endOwnSessions = (db: Database, actor: Actor & { person_id: number }, only: number | undefined) =>
  audited(db, actor, { act: 'person.signed_out_elsewhere', ...about(actor.person_id) }, async tx => {
    await endSessions(tx, { person_id: actor.person_id, but: actor.session_id, ...(only !== undefined && { only }) })
    return { done: true }
  })

export const makeKey = (db: Database, actor: Actor, given: { name: string; expires_on: string }) =>
  audited(db, actor, { act: 'api_key.made', subject: 'person', detail: given }, async (tx, entry) => {
    const { membership_id } = actor
    if (actor.person_id === null || membership_id === undefined) return refuse('name', 'Only a person may have a key')
    Object.assign(entry, about(actor.person_id))
    return { key: await makeApiKey(tx, { area_id: actor.area_id, membership_id, ...given }) }
  })

export const revokeKey = (db: Database, actor: Actor, person_id: number, key: { id: number; name: string }) =>
  audited(db, actor, { act: 'api_key.revoked', ...about(person_id), detail: { name: key.name } }, tx =>
    revokeApiKeys(tx, actor, { person_id, only: key.id }).then(() => ({ done: true })),
  )
