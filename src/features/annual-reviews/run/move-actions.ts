import { academicYear } from '#domain/academic-year.ts'
import { dateInWords } from '#domain/date.ts'
import { phaseMoves } from '#domain/phase-move.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import type { Review } from '../queries.ts'
import { lockedRun, of } from './actions.ts'
import { tellFamily } from './letters.ts'
import { amendBy, type NextSetting, refuseNext } from './move.ts'
import { nextSettingOf } from './move-queries.ts'

type Refused = { refused: Refusal[] }

/** Where a child or young person goes next: what is asked for, what was answered, what section I names. */
export const saveNextSetting = (
  db: Database,
  actor: Actor,
  review: Review,
  next: NextSetting,
): Promise<{ done: true } | Refused> =>
  audited(db, actor, { act: 'review.next_setting', ...of(review) }, async (tx, entry) => {
    await lockedRun(tx, actor, review.id)
    const refused = refuseNext(next, actor.today)
    if (refused.length > 0) return { refused }
    entry.detail = { move: next.move, named: next.named }
    await tx
      .insertInto('review_move')
      .values({ area_id: actor.area_id, child_id: review.child_id, review_id: review.id, ...next })
      .onConflict(conflict => conflict.columns(['area_id', 'review_id']).doUpdateSet(next))
      .execute()
    return { done: true }
  })

/** The letter that tells the family of the move, and by when the plan that names the next setting comes. */
export const tellOfMove = (db: Database, actor: Actor, review: Review): Promise<{ done: true } | Refused> =>
  audited(db, actor, { act: 'review.move_told', ...of(review) }, async (tx, entry) => {
    const run = await lockedRun(tx, actor, review.id)
    const next = await nextSettingOf(tx, actor, review.id)
    if (!next) return { refused: [{ field: 'tell', message: 'Save which move it is first' }] }
    const on = review.meeting_on ?? actor.today
    const given = {
      next_phase: `${phaseMoves[next.move].toLowerCase()} in September ${academicYear(on) + 1}`,
      final_plan_by: dateInWords(amendBy(next.move, on)),
    }
    return (await tellFamily(tx, actor, entry, run, 'phase_transfer', given, 'tell')) ?? { done: true }
  })
