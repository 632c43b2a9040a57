import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { isRole, roles } from '#platform/access/permission.ts'
import type { Database } from '#platform/database/connect.ts'

/** A sign-in lasts a working day at most, and two hours without a page. */
const longest = '10 hours'
const idle = '2 hours'
/** How long an ended sign-in is remembered, so that what was typed in it can be given back to the same person. */
const remembered = '1 day'

export type SignedIn = {
  actor: Actor
  csrf: string
  area: { name: string; demonstration: boolean }
  /** Chosen from the demonstration's list: there is no account behind it. */
  demonstration: boolean
  /** On the family's pages: the language they speak, and for whoever opened a link the one way out of them. */
  visit?: Visit
}

export type Visit = {
  /** A language tag for the document: 'en-GB', 'pl'. */
  tag: string
  skip: string
  problem: string
  error: string
  foot: string
  leave?: { href: string; words: string } | undefined
}

export type Entering = { id: number; area_id: number; person_id: number }
type From = { address?: string; browser?: string; demonstration?: boolean }

export const hashOf = (token: string) => createHash('sha256').update(token).digest()

export function sameText(given: string, wanted: string) {
  const [a, b] = [hashOf(given), hashOf(wanted)]
  return timingSafeEqual(a, b)
}

/** Opens a session in the database; the token goes to the browser and only its hash is kept. */
export async function openSession(db: Database, membership: Entering, from: From = {}) {
  const token = randomBytes(32).toString('base64url')
  await db.deleteFrom('session').where('expires_at', '<', sql<Date>`now() - ${remembered}::interval`).execute()
  await db
    .insertInto('session')
    .values({
      token_hash: hashOf(token),
      person_id: membership.person_id,
      area_id: membership.area_id,
      membership_id: membership.id,
      csrf: randomBytes(24).toString('base64url'),
      expires_at: sql`now() + ${longest}::interval`,
      ...from,
    })
    .execute()
  return token
}

export const closeSession = (db: Database, token: string) =>
  db.deleteFrom('session').where('token_hash', '=', hashOf(token)).execute()

const memberships = (db: Database) =>
  db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .innerJoin('area', 'area.area_id', 'membership.area_id')
    .select([
      'membership.id',
      'membership.area_id',
      'membership.person_id',
      'membership.role',
      'membership.institutions',
      'membership.children',
      'person.name',
      'area.name as area_name',
      'area.demonstration',
    ])

type Membership = Awaited<ReturnType<ReturnType<typeof memberships>['executeTakeFirstOrThrow']>>

const standing = (today: string) => sql<boolean>`membership.joined_at is not null
  and (membership.until_on is null or membership.until_on >= ${today})
  and (person.closed_on is null or person.closed_on > ${today})`

const alive = sql<boolean>`session.expires_at > now() and session.seen_at > now() - ${idle}::interval`

/** Who a token belongs to, if its session stands and the membership has not ended. */
export async function whoIs(db: Database, token: string, today: string): Promise<SignedIn | undefined> {
  const row = await memberships(db)
    .innerJoin('session', join =>
      join.onRef('session.membership_id', '=', 'membership.id').onRef('session.area_id', '=', 'membership.area_id'),
    )
    .select([
      'session.id as session_id',
      'session.csrf',
      'session.demonstration as chosen',
      sql<boolean>`session.seen_at < now() - interval '1 minute'`.as('stale'),
    ])
    .where('session.token_hash', '=', hashOf(token))
    .where(alive)
    .where(standing(today))
    .executeTakeFirst()
  if (!row) return undefined
  const actor = actorOf(row, today)
  if (!actor) return undefined
  if (row.stale) {
    await db.updateTable('session').set({ seen_at: sql`now()` }).where('token_hash', '=', hashOf(token)).execute()
  }
  return {
    actor: { ...actor, membership_id: row.id, session_id: row.session_id },
    csrf: row.csrf,
    area: { name: row.area_name, demonstration: row.demonstration },
    demonstration: row.chosen,
  }
}

/** Whose sign-in it was that is over: by its own hours, not by signing out. */
export const lapsed = (db: Database, token: string) =>
  db
    .selectFrom('session')
    .select(['person_id', 'area_id', 'membership_id', sql<boolean>`expires_at > now()`.as('idle')])
    .where('token_hash', '=', hashOf(token))
    .where(sql<boolean>`not (${alive})`)
    .executeTakeFirst()

/** Who an API key belongs to. A key may do what its membership may, and nothing that needs a form's token. */
export async function whoseKey(db: Database, key: string, today: string): Promise<Actor | undefined> {
  const row = await memberships(db)
    .innerJoin('api_token', join =>
      join.onRef('api_token.membership_id', '=', 'membership.id').onRef('api_token.area_id', '=', 'membership.area_id'),
    )
    .select('api_token.used_on')
    .where('api_token.token_hash', '=', hashOf(key))
    .where('api_token.expires_on', '>=', today)
    .where(standing(today))
    .executeTakeFirst()
  if (row && row.used_on !== today) {
    await db.updateTable('api_token').set({ used_on: today }).where('token_hash', '=', hashOf(key)).execute()
  }
  return row && actorOf(row, today)
}

/** Whose calendar a secret is. */
export async function whoseFeed(db: Database, secret: string, today: string): Promise<Actor | undefined> {
  const row = await memberships(db)
    .innerJoin('calendar_feed', join =>
      join
        .onRef('calendar_feed.membership_id', '=', 'membership.id')
        .onRef('calendar_feed.area_id', '=', 'membership.area_id'),
    )
    .where('calendar_feed.token_hash', '=', hashOf(secret))
    .where(standing(today))
    .executeTakeFirst()
  return row && actorOf(row, today)
}

/** The roles a person may work in today. */
export const membershipsOf = (db: Database, person_id: number, today: string) =>
  memberships(db)
    .where('membership.person_id', '=', person_id)
    .where(standing(today))
    .orderBy('membership.id')
    .execute()

/** Everybody of the demonstration, to choose from; but for those who have a password, and sign in with it. */
export const demonstrationPeople = (db: Database, today: string) =>
  memberships(db)
    .where('area.demonstration', '=', true)
    .where('person.password_hash', 'is', null)
    .where(standing(today))
    .orderBy('membership.area_id')
    .orderBy('membership.id')
    .limit(60)
    .execute()

function actorOf(row: Membership, today: string): Actor | undefined {
  if (!isRole(row.role)) return undefined
  return {
    area_id: row.area_id,
    person_id: row.person_id,
    name: row.name,
    role: row.role,
    scope: roles[row.role].scope,
    institutions: row.institutions,
    children: row.children,
    today,
  }
}
