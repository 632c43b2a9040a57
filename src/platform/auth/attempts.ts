import { isIPv6 } from 'node:net'
import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'

/** How many wrong tries before nobody looks at the password any more, right or wrong. */
const limits = {
  /** One account from one address, in 15 minutes. */
  pair: 10,
  /** One account from anywhere, in an hour: but not from an address it was signed in to from in the last 30 days. */
  account: 50,
  /** One address, in 15 minutes: a school or a council goes out by one address, so many people share it. */
  address: 200,
}

/**
 * Enters a try before its password is looked at, so that many at once are counted too. Undefined when there have been
 * too many: then it is not entered, and nobody can keep somebody else out by going on. An account that does not exist is
 * treated as one that does.
 */
export const enterAttempt = (db: Database, email: string, address: string): Promise<number | undefined> =>
  db.transaction().execute(async tx => {
    await sql`select pg_advisory_xact_lock(715003, hashtext(${email}))`.execute(tx)
    const since = (minutes: number) => sql<boolean>`at > now() - make_interval(mins => ${minutes})`
    const { rows } = await sql<{ pair: number; account: number; address: number; known: boolean }>`select
      (select count(*)::int from sign_in_attempt where email = ${email} and address = ${address} and not succeeded and ${since(15)}
        and at > coalesce((select max(at) from sign_in_attempt where email = ${email} and address = ${address} and succeeded), '-infinity')) as pair,
      (select count(*)::int from sign_in_attempt where email = ${email} and not succeeded and ${since(60)}) as account,
      (select count(*)::int from sign_in_attempt where address = ${address} and not succeeded and ${since(15)}) as address,
      exists (select from sign_in_attempt where email = ${email} and address = ${address} and succeeded and ${since(30 * 24 * 60)}) as known
    `.execute(tx)
    const [tries] = rows
    if (!tries || tries.pair >= limits.pair || tries.address >= limits.address) return undefined
    if (tries.account >= limits.account && !tries.known) return undefined
    const { id } = await tx
      .insertInto('sign_in_attempt')
      .values({ email, address, succeeded: false })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })

/** The try was right. Tries are forgotten after the 30 days in which they can count. */
export async function attemptSucceeded(db: Database, id: number) {
  await db.updateTable('sign_in_attempt').set({ succeeded: true }).where('id', '=', id).execute()
  await db.deleteFrom('sign_in_attempt').where('at', '<', sql<Date>`now() - interval '30 days'`).execute()
}

/** Where a try came from: of IPv6 the network, as one subscriber has 2^64 addresses. */
export function networkOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [front = '', back] = plain.toLowerCase().split('::')
  const [before, after] = [front.split(':').filter(Boolean), (back ?? '').split(':').filter(Boolean)]
  const gap = back === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0')
  return `${[...before, ...gap, ...after].slice(0, 4).join(':')}::/64`
}
