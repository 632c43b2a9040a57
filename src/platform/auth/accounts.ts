import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import type { Actor } from '#platform/access/actor.ts'
import type { Role } from '#platform/access/permission.ts'
import type { Tx } from '#platform/database/connect.ts'
import { hashPassword } from './password.ts'

/** What is written about accounts, in the caller's audited transaction. Nothing else writes these tables. */

export type RoleGiven = {
  email: string
  name: string
  role: Role
  institutions?: readonly number[]
  children?: readonly number[]
}

/**
 * Gives a person a role in the actor's area, making the account if the address has none. It is taken up at the first
 * sign-in with a one-time password of this area, unless the person works in this area already.
 */
export async function giveRole(tx: Tx, actor: Actor, { email, name, role, institutions, children }: RoleGiven) {
  const { rows } = await sql<{ id: number }>`select account_for(${email}, ${name}) as id`.execute(tx)
  const person_id = rows[0]?.id
  if (person_id === undefined) throw new Error('The account was not made')
  const { joined } = await tx
    .selectFrom('membership')
    .select(sql<boolean>`count(*) > 0`.as('joined'))
    .where('area_id', '=', actor.area_id)
    .where('person_id', '=', person_id)
    .where('joined_at', 'is not', null)
    .executeTakeFirstOrThrow()
  const limits = { institutions: [...(institutions ?? [])], children: [...(children ?? [])], until_on: null }
  const { id: membership_id } = await tx
    .insertInto('membership')
    .values({
      area_id: actor.area_id,
      person_id,
      role,
      ...limits,
      joined_at: joined || actor.role === 'command_line' ? sql`now()` : null,
    })
    .onConflict(conflict => conflict.columns(['area_id', 'person_id', 'role']).doUpdateSet(limits))
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.updateTable('person').set({ closed_on: null }).where('id', '=', person_id).execute()
  return { person_id, membership_id }
}

export const changeRole = (
  tx: Tx,
  actor: Actor,
  id: number,
  set: { institutions?: number[]; children?: number[]; until_on?: string | null },
) => tx.updateTable('membership').set(set).where('area_id', '=', actor.area_id).where('id', '=', id).execute()

/** Takes up every role of the area that waits for it. */
export const takeUpRoles = (tx: Tx, actor: Actor, person_id: number) =>
  tx
    .updateTable('membership')
    .set({ joined_at: sql`now()` })
    .where('area_id', '=', actor.area_id)
    .where('person_id', '=', person_id)
    .where('joined_at', 'is', null)
    .execute()

export async function worksElsewhere(tx: Tx, person_id: number) {
  const { rows } = await sql<{ so: boolean }>`select belongs_elsewhere(${person_id}) as so`.execute(tx)
  return rows[0]?.so ?? true
}

/** False when another account has the address already, perhaps of another area. */
export async function renamePerson(tx: Tx, id: number, to: { name: string; email: string }) {
  try {
    await tx.updateTable('person').set(to).where('id', '=', id).execute()
    return true
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint === 'person_email') return false
    throw error
  }
}

export async function setPassword(tx: Tx, person_id: number, password: string) {
  const password_hash = await hashPassword(password)
  await tx.updateTable('person').set({ password_hash }).where('id', '=', person_id).execute()
}

export const useOneTimePassword = (tx: Tx, { area_id, id }: { area_id: number; id: number }) =>
  tx
    .updateTable('one_time_password')
    .set({ used_at: sql`now()` })
    .where('area_id', '=', area_id)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst()

/** Ends the sign-ins that the actor may end: their own anywhere; an administrator, those in their area. */
export async function endSessions(tx: Tx, which: { person_id: number; only?: number; but?: number | undefined }) {
  let ending = tx.deleteFrom('session').where('person_id', '=', which.person_id)
  if (which.only !== undefined) ending = ending.where('id', '=', which.only)
  if (which.but !== undefined) ending = ending.where('id', '<>', which.but)
  const { numDeletedRows } = await ending.executeTakeFirst()
  return Number(numDeletedRows)
}

/** Ends all that a person has in the area, from now; and the account itself, unless another area uses it. */
export async function closeAccount(tx: Tx, actor: Actor, person_id: number, yesterday: string) {
  await tx
    .updateTable('membership')
    .set({ until_on: sql`least(until_on, ${yesterday})` })
    .where('area_id', '=', actor.area_id)
    .where('person_id', '=', person_id)
    .execute()
  await endSessions(tx, { person_id })
  await revokeApiKeys(tx, actor, { person_id })
  await tx
    .deleteFrom('one_time_password')
    .where('area_id', '=', actor.area_id)
    .where('person_id', '=', person_id)
    .where('used_at', 'is', null)
    .execute()
  if (!(await worksElsewhere(tx, person_id)))
    await tx.updateTable('person').set({ closed_on: actor.today }).where('id', '=', person_id).execute()
}

/** A new key for the API: the answer is all there is of it. The front makes it known for what it is where it should not be. */
export async function makeApiKey(
  tx: Tx,
  of: { area_id: number; membership_id: number; name: string; expires_on: string },
) {
  const key = `waymark_${randomBytes(32).toString('base64url')}`
  await tx
    .insertInto('api_token')
    .values({ ...of, token_hash: createHash('sha256').update(key).digest() })
    .execute()
  return key
}

export async function revokeApiKeys(tx: Tx, actor: Actor, which: { person_id: number; only?: number }) {
  let revoking = tx
    .deleteFrom('api_token')
    .where('area_id', '=', actor.area_id)
    .where('membership_id', 'in', members =>
      members
        .selectFrom('membership')
        .select('membership.id')
        .where('membership.area_id', '=', actor.area_id)
        .where('membership.person_id', '=', which.person_id),
    )
  if (which.only !== undefined) revoking = revoking.where('id', '=', which.only)
  const { numDeletedRows } = await revoking.executeTakeFirst()
  return Number(numDeletedRows)
}
