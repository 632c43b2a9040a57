import { type SqlBool, sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

const perPage = 25

export type PeopleQuestion = {
  words: string
  role: string | undefined
  standing: 'now' | 'ended' | 'all'
  page: number
}

export type RoleHeld = {
  id: number
  person_id: number
  role: string
  institutions: number[]
  children: number[]
  until_on: string | null
  joined: boolean
}

/** The people of the area by name, with every role each has or had here. */
export async function listPeople(tx: Tx, actor: Actor, { words, role, standing, page }: PeopleQuestion) {
  const like = `%${words.replaceAll(/[\\%_]/g, sign => `\\${sign}`)}%`
  const stands = sql<SqlBool>`(m.until_on is null or m.until_on >= ${actor.today}) and (p.closed_on is null or p.closed_on > ${actor.today})`
  let found = tx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .where('m.area_id', '=', actor.area_id)
  if (words) found = found.where(sql<SqlBool>`(p.name ilike ${like} or p.email ilike ${like})`)
  if (role) found = found.where('m.role', '=', role)
  if (standing === 'now') found = found.where(stands)
  const grouped = found
    .select(['p.id', 'p.name', 'p.email', sql<boolean>`p.closed_on <= ${actor.today}`.as('closed')])
    .groupBy(['p.id', 'p.name', 'p.email', 'p.closed_on'])
    .$if(standing === 'ended', q => q.having(sql<SqlBool>`not bool_or(${stands})`))
  const { total } = await tx
    .selectFrom(grouped.as('all_of_them'))
    .select(e => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const people = await grouped
    .orderBy(sql`lower(p.name)`)
    .orderBy('p.id')
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute()
  const ids = people.map(({ id }) => id)
  const [roles, seen] = [await rolesOf(tx, actor, ids), await lastSignedIn(tx, actor, ids)]
  return {
    total,
    people: people.map(person => ({
      ...person,
      closed: person.closed ?? false,
      roles: roles.filter(({ person_id }) => person_id === person.id),
      signed_in_at: seen.get(person.id),
    })),
  }
}

export type Listed = Awaited<ReturnType<typeof listPeople>>['people'][number]

const rolesOf = (tx: Tx, actor: Actor, person_ids: number[]): Promise<RoleHeld[]> =>
  person_ids.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('membership')
        .select(['id', 'person_id', 'role', 'institutions', 'children', 'until_on'])
        .select(sql<boolean>`joined_at is not null`.as('joined'))
        .where('area_id', '=', actor.area_id)
        .where('person_id', 'in', person_ids)
        .orderBy('id')
        .execute()

/** When each last signed in to this area, from the audit trail: a lookup each, by index. */
async function lastSignedIn(tx: Tx, actor: Actor, person_ids: number[]) {
  const { rows } = await sql<{ person_id: number; at: Date }>`
    select p.person_id, last.at from unnest(${sql.val(person_ids)}::bigint[]) p (person_id)
    cross join lateral (
      select at from audit_entry
      where area_id = ${actor.area_id} and person_id = p.person_id and act = 'person.signed_in'
      order by on_date desc, id desc limit 1) last`.execute(tx)
  return new Map(rows.map(row => [row.person_id, row.at]))
}

/** A person who has or had a role in the area, with all the administrator may know of them. */
export async function person(tx: Tx, actor: Actor, id: number) {
  const roles = await rolesOf(tx, actor, [id])
  const found = await tx
    .selectFrom('person')
    .select(['id', 'name', 'email', 'closed_on'])
    .select(sql<boolean>`password_hash is not null`.as('has_password'))
    .select(sql<boolean>`belongs_elsewhere(id)`.as('elsewhere'))
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found || roles.length === 0) return undefined
  const { sessions } = await tx
    .selectFrom('session')
    .select(e => e.fn.countAll<number>().as('sessions'))
    .where('area_id', '=', actor.area_id)
    .where('person_id', '=', id)
    .where('expires_at', '>', sql<Date>`now()`)
    .where('seen_at', '>', sql<Date>`now() - interval '2 hours'`)
    .executeTakeFirstOrThrow()
  const tries = await tx
    .selectFrom('sign_in_attempt')
    .select(e => [e.fn.countAll<number>().as('count'), e.fn.max('at').as('last_at')])
    .where('email', '=', found.email)
    .where('succeeded', '=', false)
    .where('at', '>', sql<Date>`now() - interval '24 hours'`)
    .executeTakeFirstOrThrow()
  const waiting = await tx
    .selectFrom('one_time_password')
    .select(['made_at', 'expires_at'])
    .where('area_id', '=', actor.area_id)
    .where('person_id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return {
    ...found,
    closed: found.closed_on !== null && found.closed_on <= actor.today,
    roles: await Promise.all(roles.map(async role => ({ ...role, ...(await namesOf(tx, actor, role)) }))),
    signed_in_at: (await lastSignedIn(tx, actor, [id])).get(id),
    sessions,
    keys: await keysOf(tx, actor, id),
    tries,
    waiting,
  }
}

export type Person = NonNullable<Awaited<ReturnType<typeof person>>>

async function namesOf(tx: Tx, actor: Actor, { institutions, children }: RoleHeld) {
  return {
    institutionsNamed: institutions.length === 0 ? [] : await providersById(tx, actor, institutions),
    childrenNamed: children.length === 0 ? [] : await childrenById(tx, actor, children),
  }
}

const providersById = (tx: Tx, actor: Actor, ids: readonly number[]) =>
  tx
    .selectFrom('provider')
    .select(['id', 'name', 'postcode', 'urn'])
    .where('area_id', '=', actor.area_id)
    .where('id', 'in', [...ids])
    .orderBy('name')
    .execute()

const childrenById = (tx: Tx, actor: Actor, ids: readonly number[]) =>
  tx
    .selectFrom('child')
    .select(['id', 'surname', 'forename', 'birth_date'])
    .where('area_id', '=', actor.area_id)
    .where('id', 'in', [...ids])
    .orderBy('surname')
    .orderBy('forename')
    .execute()

/** A role held in the area, with whose it is. */
export async function roleHeld(tx: Tx, actor: Actor, id: number) {
  const [role] = await tx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['m.id', 'm.person_id', 'm.role', 'm.institutions', 'm.children', 'm.until_on', 'p.name', 'p.email'])
    .select(sql<boolean>`m.joined_at is not null`.as('joined'))
    .where('m.area_id', '=', actor.area_id)
    .where('m.id', '=', id)
    .execute()
  return role && { ...role, ...(await namesOf(tx, actor, role)) }
}

const most = 10

/** Institutions by part of a name, a URN or a postcode. */
export const findInstitutions = (tx: Tx, actor: Actor, words: string) => {
  const like = words.replaceAll(/[\\%_]/g, sign => `\\${sign}`)
  return tx
    .selectFrom('provider')
    .select(['id', 'name', 'postcode', 'urn'])
    .where('area_id', '=', actor.area_id)
    .where(e => e.or([e('name', 'ilike', `%${like}%`), e('urn', '=', words), e('postcode', 'ilike', `${like}%`)]))
    .orderBy('name')
    .limit(most)
    .execute()
}

/** Children by the beginnings of their names, or by UPN: as little of each as shows which one it is. */
export const findChildren = (tx: Tx, actor: Actor, words: string) =>
  tx
    .selectFrom('child')
    .select(['id', 'surname', 'forename', 'birth_date'])
    .where('area_id', '=', actor.area_id)
    .where('merged_into', 'is', null)
    .where(sql<SqlBool>`(id in (select find_children(${words})) or upn = ${words.toUpperCase()})`)
    .orderBy('surname')
    .orderBy('forename')
    .orderBy('id')
    .limit(most)
    .execute()

export const keysOf = (tx: Tx, actor: Actor, person_id: number) =>
  tx
    .selectFrom('api_token as k')
    .innerJoin('membership as m', join =>
      join.onRef('m.area_id', '=', 'k.area_id').onRef('m.id', '=', 'k.membership_id'),
    )
    .select(['k.id', 'k.name', 'k.created_at', 'k.expires_on', 'k.used_on', 'm.role'])
    .where('k.area_id', '=', actor.area_id)
    .where('m.person_id', '=', person_id)
    .orderBy('k.id', 'desc')
    .execute()

export const sessionsOf = (tx: Tx, person_id: number) =>
  tx
    .selectFrom('session as s')
    .select(['s.id', 's.address', 's.browser', 's.created_at', 's.seen_at', 's.demonstration'])
    .where('s.person_id', '=', person_id)
    .where('s.expires_at', '>', sql<Date>`now()`)
    .where('s.seen_at', '>', sql<Date>`now() - interval '2 hours'`)
    .orderBy('s.seen_at', 'desc')
    .execute()

export const ownAccount = async (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('person')
    .select(['id', 'name', 'email', sql<boolean>`password_hash is not null`.as('has_password')])
    .where('id', '=', actor.person_id ?? 0)
    .executeTakeFirst()
