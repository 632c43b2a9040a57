import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { type OneTime, roleThere } from './one-time.ts'
import { hashOf } from './session.ts'

/** Somebody has shown who they are, and has one more thing to say before there is a session. The token is worth nothing else. */
export async function openStep(db: Database, person_id: number, oneTime?: OneTime) {
  const token = randomBytes(32).toString('base64url')
  await db.deleteFrom('sign_in_step').where('expires_at', '<', sql<Date>`now()`).execute()
  await db
    .insertInto('sign_in_step')
    .values({
      token_hash: hashOf(token),
      person_id,
      one_time_area: oneTime?.area_id ?? null,
      one_time_id: oneTime?.id ?? null,
      expires_at: sql`now() + interval '15 minutes'`,
    })
    .execute()
  return token
}

export type Step = { person_id: number; email: string; name: string; password_hash: string | null; oneTime?: OneTime }

export async function stepOf(db: Database, token: string | undefined): Promise<Step | undefined> {
  if (!token) return undefined
  const row = await db
    .selectFrom('sign_in_step as step')
    .innerJoin('person', 'person.id', 'step.person_id')
    .leftJoin('one_time_password', join =>
      join
        .onRef('one_time_password.area_id', '=', 'step.one_time_area')
        .onRef('one_time_password.id', '=', 'step.one_time_id'),
    )
    .select([
      'step.person_id',
      'step.one_time_id',
      'person.email',
      'person.name',
      'person.password_hash',
      'one_time_password.area_id',
      'one_time_password.id',
      'one_time_password.at_terminal',
      'one_time_password.used_at',
      roleThere,
    ])
    .where('step.token_hash', '=', hashOf(token))
    .where('step.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  if (!row) return undefined
  const { person_id, email, name, password_hash } = row
  if (row.one_time_id === null) return { person_id, email, name, password_hash }
  if (row.area_id === null || row.id === null || row.used_at !== null) return undefined
  return {
    person_id,
    email,
    name,
    password_hash,
    oneTime: { area_id: row.area_id, id: row.id, at_terminal: row.at_terminal ?? false, role: row.role },
  }
}

export const closeStep = (db: Database, token: string) =>
  db.deleteFrom('sign_in_step').where('token_hash', '=', hashOf(token)).execute()
