import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { refuseScore, type Score } from './instrument.ts'
import type { ScoreRow } from './queries.ts'

export const addScore = (
  db: Database,
  actor: Actor,
  child: { id: number; birth_date: string },
  score: Score,
): Promise<{ refused: Refusal[] } | { id: number }> =>
  audited(
    db,
    actor,
    { act: 'instrument_score.added', subject: 'instrument_score', child_id: child.id },
    async (tx, entry) => {
      const refused = refuseScore(score, child.birth_date, actor.today)
      if (refused.length > 0) return { refused }
      const row = await tx
        .insertInto('instrument_score')
        .values({ area_id: actor.area_id, child_id: child.id, ...score })
        .onConflict(conflict => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!row)
        return { refused: [{ field: 'score', message: 'There is a score of this instrument, part and day already' }] }
      entry.subject_id = row.id
      return row
    },
  )

export const removeScore = (
  db: Database,
  actor: Actor,
  { id, child_id }: ScoreRow,
  why: string,
): Promise<{ refused: Refusal[] } | { removed: true }> =>
  audited(
    db,
    actor,
    { act: 'instrument_score.removed', subject: 'instrument_score', subject_id: id, child_id, why },
    async tx => {
      const { numDeletedRows } = await tx
        .deleteFrom('instrument_score')
        .where('area_id', '=', actor.area_id)
        .where('id', '=', id)
        .executeTakeFirst()
      return numDeletedRows === 0n
        ? { refused: [{ field: 'why', message: 'It was removed already' }] }
        : { removed: true }
    },
  )
