import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import type { FlagAnswer, FlaggedThing, WrongKind } from './flag.ts'
import type { Flag } from './flag-queries.ts'
import { speakerOf } from './voice-queries.ts'

/** One press says that something is wrong; more may be said of it afterwards. */
export const raiseFlag = (
  db: Database,
  actor: Actor,
  flag: { child_id: number; about: FlaggedThing; about_id: number | null; about_words: string; language: string },
) =>
  audited(
    db,
    actor,
    { act: 'family_flag.raised', subject: 'family_flag', child_id: flag.child_id },
    async (tx, entry) => {
      const row = await tx
        .insertInto('family_flag')
        .values({
          ...{ area_id: actor.area_id, ...flag, respondent: speakerOf(actor) },
          ...{ person_id: actor.person_id, link_id: actor.link?.id ?? null },
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      Object.assign(entry, { subject_id: row.id, detail: { about: flag.about, about_id: flag.about_id } })
      return row
    },
  )

export const sayMore = (
  db: Database,
  actor: Actor,
  { id, child_id }: Flag,
  said: { wrong: WrongKind | null; words: string | null },
) =>
  audited(db, actor, { act: 'family_flag.explained', subject: 'family_flag', subject_id: id, child_id }, tx =>
    tx
      .updateTable('family_flag')
      .set(said)
      .where('area_id', '=', actor.area_id)
      .where('id', '=', id)
      .where('answer', 'is', null)
      .execute(),
  )

/** The family reads these words on their link or in their account. */
export const answerFlag = (
  db: Database,
  actor: Actor,
  { id, child_id }: Flag,
  said: { answer: FlagAnswer; answer_words: string },
): Promise<{ refused: Refusal[] } | { answered: true }> =>
  audited(
    db,
    actor,
    { act: 'family_flag.answered', subject: 'family_flag', subject_id: id, child_id, detail: { answer: said.answer } },
    async tx => {
      const { numUpdatedRows } = await tx
        .updateTable('family_flag')
        .set({ ...said, answered_on: actor.today, answered_by: actor.person_id })
        .where('area_id', '=', actor.area_id)
        .where('id', '=', id)
        .where('answer', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 0n
        ? { refused: [{ field: 'answer', message: 'Somebody has answered this meanwhile. Open it again' }] }
        : { answered: true }
    },
  )
