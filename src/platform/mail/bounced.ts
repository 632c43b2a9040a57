import { sql } from 'kysely'
import { waymarkItself } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import type { Bounce } from './bounce.ts'

/** Enters a message that came back. False when there is none such, or it is known. A delay is no bounce. */
export async function enterBounce(db: Database, today: string, bounce: Bounce): Promise<boolean> {
  if (!bounce.forGood) return false
  const actor = waymarkItself(bounce.area_id, today)
  const act = { act: 'message.bounced', subject: 'message', detail: { said: bounce.said } }
  const entered = await audited(db, actor, act, async (tx, entry) => {
    const message = await tx
      .updateTable('message')
      .set({ state: 'bounced', state_why: bounce.said, bounced_at: sql<Date>`now()` })
      .where('area_id', '=', actor.area_id)
      .where('token', '=', bounce.token)
      .where('state', 'in', ['sent', 'queued', 'failed'])
      .returning(['id', 'child_id'])
      .executeTakeFirst()
    if (!message) return { refused: true }
    entry.subject_id = message.id
    if (message.child_id !== null) entry.child_id = message.child_id
    return { done: true }
  })
  return 'done' in entered
}
