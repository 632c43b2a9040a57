import { sql } from 'kysely'
import pg from 'pg'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Database, Tx } from './connect.ts'

/** What is done, to what, and why: the audit entry. `act` is a thing and a past participle, as 'review.sent'. */
export type Act = {
  act: string
  subject?: string
  subject_id?: number
  child_id?: number
  why?: string | null
  detail?: Record<string, unknown>
}

/** The form was sent before: nothing was written this time. */
export class AlreadyDone extends Error {
  override readonly name = 'AlreadyDone'
}

/** A question was given up because it took longer than somebody would wait. */
export const tookTooLong = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '57014'

/** Takes back all that was written before the work was refused. */
class NothingWritten extends Error {
  override readonly name = 'NothingWritten'
}

/**
 * Reads under the actor's scope: the first lock is in the query, row security beneath it is the second. It begins in one
 * message with its settings, and its end is not waited for: nothing is lost in it, and two of four journeys are saved.
 * `patience`: so many milliseconds a question may take, where somebody waits for the answer.
 */
export const read = <T>(db: Database, actor: Actor, work: (tx: Tx) => Promise<T>, patience = 0): Promise<T> =>
  new Promise((answer, fail) => {
    const reading = db.connection().execute(async connection => {
      const limit = patience > 0 ? `set local statement_timeout = ${whole(patience)}; ` : ''
      await sql.raw(`begin read only; ${limit}${settings(actor)}`).execute(connection)
      await work(connection as Tx).then(answer, fail)
      await sql.raw('commit').execute(connection)
    })
    reading.catch(fail)
  })

/**
 * The only way to write: names the actor and the act, and puts the audit entry in the same transaction. `work` may add
 * to the entry it is given (an id known only afterwards, counts). When it answers `{ refused }` nothing is written: no
 * row, no entry, and the form may be sent again. Writers that deadlock are tried again.
 */
export async function audited<T>(
  db: Database,
  actor: Actor,
  act: Act,
  work: (tx: Tx, entry: Act) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let refused: T | undefined
    try {
      return await db.transaction().execute(async tx => {
        await enter(tx, actor)
        const { rows } = await sql<{
          id: number
        }>`select nextval(pg_get_serial_sequence('audit_entry', 'id')) as id`.execute(tx)
        const id = rows[0]?.id
        if (id === undefined) throw new Error('The audit trail gave no number')
        await sql.raw(`set local waymark.act = '${id}'`).execute(tx)
        if (actor.once) await claim(tx, actor, actor.once)
        const entry = { ...act }
        const result = await work(tx, entry)
        if (typeof result === 'object' && result !== null && 'refused' in result) {
          refused = result
          throw new NothingWritten()
        }
        await enterAudit(tx, actor, entry, id)
        return result
      })
    } catch (error) {
      if (error instanceof NothingWritten) return refused as T
      const again = error instanceof pg.DatabaseError && (error.code === '40P01' || error.code === '40001')
      if (!again || attempt === 3) throw error
    }
  }
}

/** Adds an entry for something seen, in the transaction that read it. */
export const witnessed = (tx: Tx, actor: Actor, act: Act) => enterAudit(tx, actor, act)

const enterAudit = (tx: Tx, actor: Actor, { act, subject, subject_id, child_id, why, detail }: Act, id?: number) =>
  tx
    .insertInto('audit_entry')
    .values({
      ...(id === undefined ? {} : { id }),
      area_id: actor.area_id,
      on_date: actor.today,
      person_id: actor.person_id,
      role: actor.role,
      act,
      subject: subject ?? null,
      subject_id: subject_id ?? null,
      child_id: child_id ?? null,
      why: why ?? null,
      detail: detail || actor.link ? JSON.stringify({ ...detail, ...byLink(actor) }) : null,
    })
    .execute()

/** Nobody has an account behind a link: the entry names the link itself, and whom it was given to. */
const byLink = ({ link }: Actor) => link && { link: link.id, respondent: link.respondent }

async function claim(tx: Tx, actor: Actor, once: string) {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('submission')
    .values({ area_id: actor.area_id, once, person_id: actor.person_id })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) throw new AlreadyDone()
}

/** Read-write without an act of its own: for pages whose only writing is that they were seen. */
export const watched = <T>(db: Database, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().execute(async tx => {
    await enter(tx, actor)
    return work(tx)
  })

/** Literal SET LOCAL, not set_config: it is what a database spread over several machines passes on. */
const enter = (tx: Tx, actor: Actor) => sql.raw(settings(actor)).execute(tx)

function settings(actor: Actor) {
  const ids = (list: readonly number[]) => `'{${list.map(whole).join(',')}}'`
  return [
    `set local waymark.area = '${whole(actor.area_id)}'`,
    `set local waymark.person = '${actor.person_id === null ? '' : whole(actor.person_id)}'`,
    `set local waymark.scope = '${actor.scope}'`,
    `set local waymark.institutions = ${ids(actor.institutions)}`,
    `set local waymark.children = ${ids(actor.children)}`,
    `set local waymark.today = '${day(actor.today)}'`,
    // What providers say of single members of staff is for few of those who see their documents.
    `set local waymark.staff = '${may(actor, 'documents.staff') ? 'seen' : ''}'`,
  ].join('; ')
}

/** What goes into a literal is proved to be what it should be, whatever its type says. */
function whole(value: number) {
  if (!Number.isSafeInteger(value)) throw new TypeError(`Not a whole number: ${value}`)
  return value
}

function day(value: string) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) throw new TypeError(`Not a date: ${value}`)
  return value
}
