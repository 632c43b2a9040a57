import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { sendJobs } from '#platform/jobs/send.ts'
import { type MessageKind, messageKinds, withheld } from './message-kind.ts'
import { asHtml, asText, type MessagePart } from './parts.tsx'
import { sendMessage } from './send-message.ts'

/**
 * A message to one person. Nothing in it is personal beyond what is needed to act: a child by initials or reference
 * (`initialsOf`), and a link. `href`s are addresses within the service: '/reviews/12'.
 */
export type NewMessage = {
  kind: MessageKind
  to: { name: string; address: string | null; person_id?: number | null }
  /** When it is about one child: it is then on that child's timeline. */
  child_id?: number
  /** Why it is sent, for whoever reads the list: 'Regulation 20(3): two weeks before the meeting'. */
  why: string
  about?: { subject: string; subject_id: number }
  title: string
  parts: readonly MessagePart[]
  /** Under one name a message is made once, however often this runs. */
  once?: string
}

/**
 * Keeps a message and puts it in the queue, in the caller's transaction: rolled back, there is none. Answers undefined
 * when one was made under the same `once` before.
 */
export async function queueMessage(tx: Tx, actor: Actor, message: NewMessage): Promise<{ id: number } | undefined> {
  const { kind, to, child_id, why, about, title, parts, once } = message
  const area = await tx
    .selectFrom('area')
    .select(['name', 'demonstration'])
    .where('area_id', '=', actor.area_id)
    .executeTakeFirstOrThrow()
  const state_why = await reasonToWithhold(tx, actor, message, area.demonstration)
  const foot = footOf(kind, area.name)
  const made = await tx
    .insertInto('message')
    .values({
      area_id: actor.area_id,
      once: once ?? null,
      kind,
      child_id: child_id ?? null,
      person_id: to.person_id ?? null,
      to_name: to.name,
      to_address: to.address,
      why,
      ...about,
      title,
      body: asText(parts, foot),
      html: asHtml(title, parts, foot),
      state: state_why ? 'withheld' : 'queued',
      state_why,
    })
    .onConflict(conflict => conflict.columns(['area_id', 'once']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made && !state_why) await sendJobs(tx, sendMessage, [{ area_id: actor.area_id, message_id: made.id }])
  return made
}

/** Whether a message under this name was made already. */
export const wasMade = async (tx: Tx, actor: Actor, once: string) =>
  (await tx
    .selectFrom('message')
    .select('id')
    .where('area_id', '=', actor.area_id)
    .where('once', '=', once)
    .executeTakeFirst()) !== undefined

async function reasonToWithhold(tx: Tx, actor: Actor, { kind, to }: NewMessage, demonstration: boolean) {
  if (!to.address) return withheld.no_address
  if (to.person_id && !messageKinds[kind].statutory && (await isQuiet(tx, actor, to.person_id, kind)))
    return withheld.quiet
  return demonstration ? withheld.demonstration : null
}

const isQuiet = async (tx: Tx, actor: Actor, person_id: number, kind: MessageKind) =>
  (await tx
    .selectFrom('message_quiet')
    .select('id')
    .where('area_id', '=', actor.area_id)
    .where('person_id', '=', person_id)
    .where('kind', '=', kind)
    .executeTakeFirst()) !== undefined

const footOf = (kind: MessageKind, area: string) =>
  `Sent by Waymark for ${area}. Please do not reply to this message.${
    messageKinds[kind].statutory ? '' : ' You can say which messages you want on your account page.'
  }`

/** Puts a message that was not sent, or came back, in the queue once more. False: it is sent, or waits. */
export async function requeue(tx: Tx, actor: Actor, id: number): Promise<boolean> {
  const message = await tx
    .updateTable('message')
    .set({ state: 'queued', state_why: null, queued_at: sql<Date>`now()` })
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .where('state', 'in', ['withheld', 'failed', 'bounced'])
    .where('to_address', 'is not', null)
    .where(sql<boolean>`not exists (select from area where area.area_id = ${actor.area_id} and demonstration)`)
    .returning('id')
    .executeTakeFirst()
  if (message) await sendJobs(tx, sendMessage, [{ area_id: actor.area_id, message_id: id }])
  return message !== undefined
}
