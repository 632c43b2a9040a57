import { sql } from 'kysely'
import { z } from 'zod'
import { type Actor, waymarkItself } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { job, type Workshop } from '#platform/jobs/job.ts'
import type { Handed } from './mailer.ts'
import { isMessageKind, messageKinds, withheld } from './message-kind.ts'
import { atAddress } from './parts.tsx'
import { forgetSecret, secretOf, withSecret } from './secret.ts'

/** The mail server was not there or asked us to come again: the queue does. */
class TryLater extends Error {
  override readonly name = 'TryLater'
}

/**
 * Hands one message to the mail server. The row is locked while it does, so two workers do not send it twice; what the
 * server said is kept with it.
 */
export const sendMessage = job({
  name: 'message.send',
  words: 'Send a message',
  data: z.object({ area_id: z.number().int(), message_id: z.number().int() }),
  retry: { times: 8, first_seconds: 60, most_seconds: 4 * 60 * 60 },
  run: async (workshop, { area_id, message_id }, { last }) => {
    const actor = waymarkItself(area_id, workshop.today())
    const act = { act: 'message.sent', subject: 'message', subject_id: message_id }
    const done = await audited(workshop.db, actor, act, async (tx, entry) => {
      const message = await lockQueued(tx, actor, message_id)
      if (!message) return { refused: 'It is not waiting to be sent' }
      if (message.child_id !== null) entry.child_id = message.child_id
      const handed = await hand(workshop, withSecret(message, await secretOf(tx, actor, message_id)))
      const state = stateAfter(handed, last)
      if (state !== 'queued') await forgetSecret(tx, actor, message_id)
      entry.act = actOf[state]
      entry.detail = { said: handed.said }
      await tx
        .updateTable('message')
        .set({
          state,
          state_why: handed.said,
          ...(handed.answer !== 'none' && { tries: message.tries + 1, tried_at: sql<Date>`now()` }),
          ...(state === 'sent' && { sent_at: sql<Date>`now()` }),
          ...(state === 'bounced' && { bounced_at: sql<Date>`now()` }),
        })
        .where('area_id', '=', area_id)
        .where('id', '=', message_id)
        .execute()
      return { later: handed.answer === 'later' ? handed.said : undefined }
    })
    if ('later' in done && done.later) throw new TryLater(done.later)
  },
})

type Answer = Handed | { answer: 'none'; said: string }
type After = 'sent' | 'bounced' | 'failed' | 'queued' | 'withheld'

const actOf: Record<After, string> = {
  sent: 'message.sent',
  bounced: 'message.bounced',
  failed: 'message.failed',
  queued: 'message.put_off',
  withheld: 'message.withheld',
}

function stateAfter({ answer }: Answer, last: boolean): After {
  switch (answer) {
    case 'taken':
      return 'sent'
    case 'refused':
      return 'bounced'
    case 'later':
      return last ? 'failed' : 'queued'
    case 'none':
      return 'withheld'
  }
}

const lockQueued = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('message')
    .selectAll()
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .forUpdate()
    .executeTakeFirst()

type Queued = NonNullable<Awaited<ReturnType<typeof lockQueued>>>

async function hand({ mail, address }: Workshop, message: Queued & { lost: boolean }): Promise<Answer> {
  if (!mail.hand) return { answer: 'none', said: withheld.no_mail_server }
  if (message.lost) return { answer: 'none', said: withheld.secret_gone }
  const statutory = isMessageKind(message.kind) && messageKinds[message.kind].statutory
  return mail.hand({
    to: { name: message.to_name, address: message.to_address ?? '' },
    title: message.title,
    text: atAddress(message.body, address),
    html: atAddress(message.html, address),
    token: `${message.area_id}-${message.token}`,
    quietAt: statutory ? undefined : `${address}/account/messages`,
  })
}
