import { createHash, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Tx } from '#platform/database/connect.ts'

/** No letter or number that is taken for another, read aloud or written down. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** However it was typed: spaces, dashes and small letters do not matter. */
export const hashOfCode = (typed: string) =>
  createHash('sha256')
    .update(typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
    .digest()

/** In groups of four letters, about 20 bits each. Five of them nobody tries all of in the week a password lasts. */
export const newCode = (groups: number) =>
  Array.from({ length: groups }, () =>
    Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(''),
  ).join('-')

/** Makes a one-time password, in place of any that was not used. The answer is all there is of it: only its hash is kept. */
export async function makeOneTimePassword(tx: Tx, of: { area_id: number; person_id: number; at_terminal?: boolean }) {
  const password = newCode(5)
  await tx
    .deleteFrom('one_time_password')
    .where('area_id', '=', of.area_id)
    .where('person_id', '=', of.person_id)
    .where('used_at', 'is', null)
    .execute()
  await tx
    .insertInto('one_time_password')
    .values({ ...of, hash: hashOfCode(password), expires_at: sql`now() + interval '7 days'` })
    .execute()
  return password
}

/** `role` is one the person has in the area that made it. */
export type OneTime = { area_id: number; id: number; at_terminal: boolean; role: string }

/** For the audit trail: the role that is being taken up, or has been. */
export const roleThere = sql<string>`coalesce((select m.role from membership m
  where m.area_id = one_time_password.area_id and m.person_id = one_time_password.person_id order by m.joined_at desc limit 1), '')`.as(
  'role',
)

/** The one-time password that was typed, if it is this person's and still good. */
export const oneTimePassword = (db: Database, person_id: number, typed: string): Promise<OneTime | undefined> =>
  db
    .selectFrom('one_time_password')
    .select(['area_id', 'id', 'at_terminal', roleThere])
    .where('person_id', '=', person_id)
    .where('hash', '=', hashOfCode(typed))
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
