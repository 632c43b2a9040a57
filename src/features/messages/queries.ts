import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import { withheld } from '#platform/mail/message-kind.ts'

export type Question = {
  words: string
  kind?: string | undefined
  state?: string | undefined
  child?: number | undefined
  page: number
}

const pageSize = 25

const columns = [
  ...(['id', 'kind', 'child_id', 'to_name', 'to_address', 'why', 'title', 'state', 'state_why', 'queued_at'] as const),
  ...(['sent_at', 'recorded_on'] as const),
] as const

/** Of a child: what is about that child alone, and reminders that name it among others. */
const aboutChild = (actor: Actor, child: number) => sql<boolean>`(message.child_id = ${child} or exists (
  select from reminder r where r.area_id = ${actor.area_id} and r.message_id = message.id and r.child_id = ${child}))`

/** A page of what was sent to whom, the last first, and how much there is. */
export async function listMessages(tx: Tx, actor: Actor, { words, kind, state, child, page }: Question) {
  const found = tx
    .selectFrom('message')
    .where('message.area_id', '=', actor.area_id)
    .where(sql<boolean>`(message.child_id is null or ${mayBeSeenBy(actor, 'message.child_id')})`)
    .$if(kind !== undefined, q => q.where('message.kind', '=', kind ?? ''))
    .$if(state === 'not_sent', q => q.where('message.state', 'in', ['withheld', 'failed', 'bounced']))
    .$if(state !== undefined && state !== 'not_sent', q => q.where('message.state', '=', state ?? ''))
    .$if(words !== '', q =>
      q.where(
        sql<boolean>`strpos(lower(message.to_name || ' ' || coalesce(message.to_address, '')), lower(${words})) > 0`,
      ),
    )
    .$if(child !== undefined, q => q.where(aboutChild(actor, child ?? 0)))
  const rows = await found
    .select(columns)
    .orderBy('message.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  const { total } = await found.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  return { rows, total }
}

/** How much of the last two weeks did not go, and how much of that for want of a mail server. */
export async function notGone(tx: Tx, actor: Actor) {
  const { rows } = await sql<{ failed: number; no_server: number }>`
    select count(*) filter (where state in ('failed', 'bounced')) as failed,
      count(*) filter (where state_why = ${withheld.no_mail_server}) as no_server
    from message where area_id = ${actor.area_id} and state <> 'sent' and queued_at > now() - interval '14 days'`.execute(
    tx,
  )
  return rows[0] ?? { failed: 0, no_server: 0 }
}

export const messageOf = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('message')
    .select([...columns, 'subject', 'subject_id', 'body', 'html', 'tries', 'tried_at', 'bounced_at'])
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .where(sql<boolean>`(child_id is null or ${mayBeSeenBy(actor, 'message.child_id')})`)
    .executeTakeFirst()

export const quietKinds = async (tx: Tx, actor: Actor, person_id: number) =>
  (
    await tx
      .selectFrom('message_quiet')
      .select('kind')
      .where('area_id', '=', actor.area_id)
      .where('person_id', '=', person_id)
      .execute()
  ).map(({ kind }) => kind)
