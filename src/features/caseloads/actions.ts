import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { hashOf } from '#platform/auth/session.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { type Assigning, allToAssign, coordinators } from './queries.ts'

type Refused = { refused: Refusal[] }

/** Gives children to a coordinator from today. Whoever had them before keeps that in their history. */
export const assign = (
  db: Database,
  actor: Actor,
  to: number,
  which: readonly number[] | Assigning,
): Promise<{ assigned: number; name: string } | Refused> =>
  audited(db, actor, { act: 'caseload.assigned', subject: 'person', subject_id: to }, async (tx, entry) => {
    const person = (await coordinators(tx, actor)).find(({ id }) => id === to)
    if (!person) return { refused: [{ field: 'to', message: 'Select a coordinator' }] }
    const ids = 'page' in which ? await allToAssign(tx, actor, which) : [...which]
    const { area_id, today } = actor
    // One statement cannot end a row and begin another under the same unique key: first what is there ends.
    await sql`delete from caseload where area_id = ${area_id} and child_id = any (${ids}::bigint[]) and to_on is null
      and from_on >= ${today} and person_id <> ${to}`.execute(tx)
    await sql`update caseload set to_on = ${today}::date - 1 where area_id = ${area_id} and child_id = any (${ids}::bigint[])
      and to_on is null and person_id <> ${to}`.execute(tx)
    const { rows } = await sql<{ child_id: number }>`
      insert into caseload (area_id, child_id, person_id, from_on)
      select ${area_id}, c.id, ${to}, ${today}::date from child c
      where c.area_id = ${area_id} and c.id = any (${ids}::bigint[]) and c.merged_into is null
        and not exists (select from caseload l where l.area_id = ${area_id} and l.child_id = c.id and l.to_on is null)
      order by c.id returning child_id`.execute(tx)
    if (rows.length === 0)
      return { refused: [{ field: 'to', message: `They are on the caseload of ${person.name} already` }] }
    entry.detail = { children: rows.length }
    return { assigned: rows.length, name: person.name }
  })

export const saveView = (
  db: Database,
  actor: Actor,
  { name, address }: { name: string; address: string },
): Promise<{ saved: true } | Refused> =>
  audited(db, actor, { act: 'view.saved', subject: 'person', subject_id: actor.person_id ?? 0 }, async (tx, entry) => {
    entry.detail = { name }
    if (actor.person_id === null) return { refused: [{ field: 'name', message: 'Sign in to keep a view' }] }
    await tx
      .insertInto('saved_view')
      .values({ area_id: actor.area_id, person_id: actor.person_id, name, address })
      .onConflict(conflict => conflict.columns(['area_id', 'person_id', 'name']).doUpdateSet({ address }))
      .execute()
    return { saved: true }
  })

export const forgetView = (db: Database, actor: Actor, id: number): Promise<unknown> =>
  audited(db, actor, { act: 'view.forgotten', subject: 'person', subject_id: actor.person_id ?? 0 }, tx =>
    tx
      .deleteFrom('saved_view')
      .where('area_id', '=', actor.area_id)
      .where('person_id', '=', actor.person_id ?? 0)
      .where('id', '=', id)
      .execute(),
  )

/** A new secret address for a calendar, which ends the old one. It is told this once. */
export const makeFeed = (db: Database, actor: Actor, membership_id: number): Promise<{ secret: string }> =>
  audited(db, actor, { act: 'calendar.made', subject: 'person', subject_id: actor.person_id ?? 0 }, async tx => {
    const secret = randomBytes(24).toString('base64url')
    await tx
      .insertInto('calendar_feed')
      .values({ area_id: actor.area_id, membership_id, token_hash: hashOf(secret) })
      .onConflict(conflict =>
        conflict.columns(['area_id', 'membership_id']).doUpdateSet({ token_hash: hashOf(secret) }),
      )
      .execute()
    return { secret }
  })

export const endFeed = (db: Database, actor: Actor, membership_id: number): Promise<unknown> =>
  audited(db, actor, { act: 'calendar.ended', subject: 'person', subject_id: actor.person_id ?? 0 }, tx =>
    tx
      .deleteFrom('calendar_feed')
      .where('area_id', '=', actor.area_id)
      .where('membership_id', '=', membership_id)
      .execute(),
  )
