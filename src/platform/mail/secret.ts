import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

/** Stands in a kept message for what only its reader may know. */
export const secretHere = '[kept nowhere]'

/** Keeps a secret beside its message until that leaves. */
export const keepSecret = (tx: Tx, actor: Actor, message_id: number, secret: string) =>
  tx.insertInto('message_secret').values({ area_id: actor.area_id, message_id, secret }).execute()

export const secretOf = async (tx: Tx, actor: Actor, message_id: number) =>
  (
    await tx
      .selectFrom('message_secret')
      .select('secret')
      .where('area_id', '=', actor.area_id)
      .where('message_id', '=', message_id)
      .executeTakeFirst()
  )?.secret

export const forgetSecret = (tx: Tx, actor: Actor, message_id: number) =>
  tx.deleteFrom('message_secret').where('area_id', '=', actor.area_id).where('message_id', '=', message_id).execute()

/** The message as it goes out; `lost` when it cannot, because its secret is gone. */
export function withSecret<M extends { body: string; html: string }>(message: M, secret: string | undefined) {
  const asks = message.body.includes(secretHere)
  if (!asks || secret === undefined) return { ...message, lost: asks }
  const put = (text: string) => text.replaceAll(secretHere, secret)
  return { ...message, body: put(message.body), html: put(message.html), lost: false }
}
