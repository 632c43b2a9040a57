import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { DB } from '#platform/database/schema.ts'
import type { Cursor } from './question.ts'

const perPage = 25

export type Sought = {
  person_id?: number | undefined
  act?: string | undefined
  child_id?: number | undefined
  from?: string | undefined
  to?: string | undefined
}

type From = ExpressionBuilder<DB & { e: DB['audit_entry'] }, 'e'>

const after = (e: From, { on_date, id }: Cursor) =>
  e.and([e('e.on_date', '<=', on_date), e.or([e('e.on_date', '<', on_date), e('e.id', '<', id)])])

const before = (e: From, { on_date, id }: Cursor) =>
  e.and([e('e.on_date', '>=', on_date), e.or([e('e.on_date', '>', on_date), e('e.id', '>', id)])])

/** Entries in order of day, each filter with an index in that order: the size of the trail does not matter. */
function entries(
  tx: Tx,
  actor: Actor,
  { person_id, act, child_id, from, to }: Sought,
  size: number,
  at: { older?: Cursor | undefined; newer?: Cursor | undefined },
) {
  const way = at.newer ? 'asc' : 'desc'
  let found = tx.selectFrom('audit_entry as e').selectAll('e').where('e.area_id', '=', actor.area_id)
  if (person_id !== undefined) found = found.where('e.person_id', '=', person_id)
  if (act) found = found.where('e.act', '=', act)
  if (child_id !== undefined) found = found.where('e.child_id', '=', child_id)
  if (from) found = found.where('e.on_date', '>=', from)
  if (to) found = found.where('e.on_date', '<=', to)
  const { older, newer } = at
  if (older) found = found.where(e => after(e, older))
  if (newer) found = found.where(e => before(e, newer))
  return found.orderBy('e.on_date', way).orderBy('e.id', way).limit(size)
}

/** Names are looked up for the few entries that are shown. */
const named = (tx: Tx, actor: Actor, some: ReturnType<typeof entries>) =>
  tx
    .selectFrom(some.as('e'))
    .leftJoin('person as p', 'p.id', 'e.person_id')
    .leftJoin('child as c', join => join.on('c.area_id', '=', actor.area_id).onRef('c.id', '=', 'e.child_id'))
    .leftJoin('person as about', join => join.onRef('about.id', '=', 'e.subject_id').on('e.subject', '=', 'person'))
    .select(['e.id', 'e.at', 'e.on_date', 'e.person_id', 'e.role', 'e.act', 'e.subject', 'e.subject_id', 'e.child_id'])
    .select(['e.why', 'e.detail', 'p.name as person', 'p.email', 'c.forename', 'c.surname', 'about.name as about'])

export type Entry = Awaited<ReturnType<ReturnType<typeof named>['execute']>>[number]

/** A page of the trail, newest first, and whether there is more on either side. */
export async function trailPage(
  tx: Tx,
  actor: Actor,
  sought: Sought,
  at: { older?: Cursor | undefined; newer?: Cursor | undefined },
) {
  const way = at.newer ? 'asc' : 'desc'
  const rows = await named(tx, actor, entries(tx, actor, sought, perPage + 1, at))
    .orderBy('e.on_date', way)
    .orderBy('e.id', way)
    .execute()
  const more = rows.length > perPage
  const shown = rows.slice(0, perPage)
  if (way === 'asc') shown.reverse()
  return {
    entries: shown,
    older: way === 'asc' || more ? shown.at(-1) : undefined,
    newer: (way === 'asc' ? more : at.older !== undefined) ? shown[0] : undefined,
  }
}

const batch = 2000

/** The next entries for a file, from a place in the trail. */
export const trailBatch = (tx: Tx, actor: Actor, sought: Sought, older: Cursor | undefined) =>
  named(tx, actor, entries(tx, actor, sought, batch, { older }))
    .orderBy('e.on_date', 'desc')
    .orderBy('e.id', 'desc')
    .execute()

/** The acts there are in this area, each found by one step through the index. */
export async function actsThereAre(tx: Tx, actor: Actor) {
  const { rows } = await sql<{ act: string }>`
    with recursive acts as (
      (select act from audit_entry where area_id = ${actor.area_id} order by act limit 1)
      union all
      select (select e.act from audit_entry e where e.area_id = ${actor.area_id} and e.act > acts.act order by e.act limit 1)
      from acts where acts.act is not null
    ) select act from acts where act is not null order by act`.execute(tx)
  return rows.map(({ act }) => act)
}

const several = 20

export const peopleCalled = (tx: Tx, actor: Actor, words: string) =>
  tx
    .selectFrom('person as p')
    .select(['p.id', 'p.name', 'p.email'])
    .where(sql<SqlBool>`(p.name ilike ${like(words)} or p.email ilike ${like(words)})`)
    .where('p.id', 'in', q => q.selectFrom('membership').select('person_id').where('area_id', '=', actor.area_id))
    .orderBy(sql`lower(p.name)`)
    .limit(several)
    .execute()

const like = (words: string) => `%${words.replaceAll(/[\\%_]/g, sign => `\\${sign}`)}%`

export const personNumbered = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('person as p')
    .select(['p.id', 'p.name', 'p.email'])
    .where('p.id', '=', id)
    .where('p.id', 'in', q => q.selectFrom('membership').select('person_id').where('area_id', '=', actor.area_id))
    .executeTakeFirst()

export const childrenCalled = (tx: Tx, actor: Actor, words: string) =>
  tx
    .selectFrom('child')
    .select(['id', 'forename', 'surname', 'birth_date'])
    .where('area_id', '=', actor.area_id)
    .where(sql<SqlBool>`(id in (select find_children(${words})) or upn = ${words.toUpperCase()})`)
    .orderBy('surname')
    .orderBy('forename')
    .limit(several)
    .execute()

export const childNumbered = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('child')
    .select(['id', 'forename', 'surname', 'birth_date'])
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .executeTakeFirst()

/** Everybody who has opened a page of a child's record, with how often and when. */
export const whoHasSeen = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('audit_entry as e')
    .leftJoin('person as p', 'p.id', 'e.person_id')
    .select(['e.person_id', 'e.role', 'p.name'])
    .select(e => [
      e.fn.countAll<number>().as('times'),
      e.fn.min('e.on_date').as('first_on'),
      e.fn.max('e.on_date').as('last_on'),
    ])
    .where('e.area_id', '=', actor.area_id)
    .where('e.child_id', '=', child_id)
    .where('e.act', '=', 'child.seen')
    .groupBy(['e.person_id', 'e.role', 'p.name'])
    .orderBy('last_on', 'desc')
    .orderBy('times', 'desc')
    .execute()
