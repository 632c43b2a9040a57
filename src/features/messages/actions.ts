import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { tryAgain } from '#platform/jobs/queue.ts'
import { queueMessage, requeue, wasMade } from '#platform/mail/message.ts'
import { type MessageKind, messageKinds } from '#platform/mail/message-kind.ts'
import { type Digest, digestParts, digestTitle } from './digest.ts'
import { remindersDue } from './due-queries.ts'
import type { ReminderRule } from './reminder-rule.ts'

/** At most one message of reminders a person and day: what comes up later goes with tomorrow's. */
const onceA = (digest: Digest, today: string) => `reminders ${today} ${digest.to.person_id}`

/** Whom it would remind of what: those who had theirs today are left for tomorrow. */
export async function remindersToSend(tx: Tx, actor: Actor): Promise<Digest[]> {
  const due: Digest[] = []
  for (const digest of await remindersDue(tx, actor)) {
    if (!(await wasMade(tx, actor, onceA(digest, actor.today)))) due.push(digest)
  }
  return due
}

/** Puts today's reminders of an area in the queue; run again, it adds none. */
export const remind = (db: Database, actor: Actor) =>
  audited(db, actor, { act: 'reminders.made' }, async (tx, entry) => {
    const made: Digest[] = []
    for (const digest of await remindersToSend(tx, actor)) if (await sendDigest(tx, actor, digest)) made.push(digest)
    const count = { messages: made.length, reminders: made.reduce((sum, { items }) => sum + items.length, 0) }
    entry.detail = count
    return { count, made }
  })

async function sendDigest(tx: Tx, actor: Actor, digest: Digest) {
  const { to, items } = digest
  const [first] = items
  const children = new Set(items.map(({ child_id }) => child_id))
  const message = await queueMessage(tx, actor, {
    kind: 'reminders',
    to: { name: to.name, address: to.email, person_id: to.person_id },
    ...(children.size === 1 && first && { child_id: first.child_id }),
    why: `Reminders of ${items.length} ${items.length === 1 ? 'date' : 'dates'}`,
    title: `Waymark: ${digestTitle(items, actor.today)}`,
    parts: digestParts(items, actor.today),
    once: onceA(digest, actor.today),
  })
  if (!message) return false
  await tx
    .insertInto('reminder')
    .values(
      items.map(({ child_id, clock, subject, subject_id, due_on, step }) => ({
        ...{ area_id: actor.area_id, message_id: message.id, person_id: to.person_id },
        ...{ child_id, clock, subject, subject_id, due_on, step },
      })),
    )
    .onConflict(conflict => conflict.doNothing())
    .execute()
  return true
}

type Changed = Pick<ReminderRule, 'days_before' | 'overdue_every' | 'escalate_after'>

export const changeRule = (db: Database, actor: Actor, clock: string, rule: Changed) =>
  audited(db, actor, { act: 'reminder_rule.changed', detail: { clock, ...rule } }, async tx => {
    const values = { ...rule, days_before: [...rule.days_before] }
    await tx
      .insertInto('reminder_rule')
      .values({ area_id: actor.area_id, clock, ...values })
      .onConflict(conflict => conflict.columns(['area_id', 'clock']).doUpdateSet(values))
      .execute()
    return { done: true }
  })

/** The kinds of message somebody does not want: theirs to say, but for what the law says is sent. */
export const beQuiet = (db: Database, actor: Actor & { person_id: number }, kinds: readonly MessageKind[]) =>
  audited(
    db,
    actor,
    { act: 'messages.chosen', subject: 'person', subject_id: actor.person_id, detail: { not_wanted: kinds } },
    async tx => {
      const { area_id, person_id } = actor
      await tx.deleteFrom('message_quiet').where('area_id', '=', area_id).where('person_id', '=', person_id).execute()
      const some = kinds.filter(kind => !messageKinds[kind].statutory)
      if (some.length > 0)
        await tx
          .insertInto('message_quiet')
          .values(some.map(kind => ({ area_id, person_id, kind })))
          .execute()
      return { done: true }
    },
  )

type Again = Promise<{ refused: Refusal[] } | { done: true }>

export const sendAgain = (db: Database, actor: Actor, message: { id: number; child_id: number | null }): Again =>
  audited(
    db,
    actor,
    {
      ...{ act: 'message.sent_again', subject: 'message', subject_id: message.id },
      ...(message.child_id !== null && { child_id: message.child_id }),
    },
    async tx => {
      const again = await requeue(tx, actor, message.id)
      return again ? { done: true } : { refused: [{ field: 'act', message: 'It is sent, or waiting to be sent' }] }
    },
  )

export const retryJob = (db: Database, actor: Actor, job: string): Again =>
  audited(db, actor, { act: 'job.tried_again', detail: { job } }, async tx =>
    (await tryAgain(tx, actor, job))
      ? { done: true }
      : { refused: [{ field: 'job', message: 'That job is not there any more' }] },
  )
