import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import type { Refused } from './actions.ts'
import { placedAndNot } from './child-queries.ts'
import type { Agreement } from './queries.ts'

/** Names a child as covered from a day. */
export const nameChild = (
  db: Database,
  actor: Actor,
  agreement: Agreement,
  { child_id, from_on }: { child_id: number; from_on: string },
): Promise<Refused | { id: number }> =>
  audited(
    db,
    actor,
    { act: 'agreement_child.named', subject: 'agreement', subject_id: agreement.id, child_id },
    async tx => {
      const { area_id } = actor
      if (!(await placedAndNot(tx, actor, agreement)).some(({ id }) => id === child_id))
        return {
          refused: [{ field: 'child_id', message: 'Choose a child placed with this provider who is not named yet' }],
        }
      return tx
        .insertInto('agreement_child')
        .values({ area_id, agreement_id: agreement.id, child_id, from_on })
        .onConflict(conflict =>
          conflict.columns(['area_id', 'agreement_id', 'child_id', 'from_on']).doUpdateSet({ to_on: null }),
        )
        .returning('id')
        .executeTakeFirstOrThrow()
    },
  )

/** Ends that a child is covered, on a day; what was stays known. */
export const endChild = (
  db: Database,
  actor: Actor,
  agreement: Agreement,
  { id, child_id, to_on }: { id: number; child_id: number; to_on: string },
): Promise<unknown> =>
  audited(db, actor, { act: 'agreement_child.ended', subject: 'agreement', subject_id: agreement.id, child_id }, tx =>
    tx
      .updateTable('agreement_child')
      .set(eb => ({ to_on: eb.fn<string>('greatest', ['from_on', eb.cast<string>(eb.val(to_on), 'date')]) }))
      .where('area_id', '=', actor.area_id)
      .where('agreement_id', '=', agreement.id)
      .where('id', '=', id)
      .where('to_on', 'is', null)
      .execute(),
  )
