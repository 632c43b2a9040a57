import { sql } from 'kysely'
import { addParticipant, takeFamilyView } from '#features/annual-reviews/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { hasAnything, inTheirWords, methodOf, type Said, scaleAnswers, type Way } from './voice.ts'
import { type FamilyReview, placeOf, speakerOf, voiceOf } from './voice-queries.ts'
import { wordsIn } from './words/catalogue.ts'

export type HowTheyAnswer = { language: string; easy_read: boolean; way: Way; helped_by: string | null }

const about = ({ id, child_id }: Pick<FamilyReview, 'id' | 'child_id'>) =>
  ({ subject: 'review', subject_id: id, child_id }) as const

/** Keeps what was typed on one page. What was sent already stays as it was sent. */
export const saveAnswers = (db: Database, actor: Actor, review: FamilyReview, answers: Said) =>
  audited(db, actor, { act: 'family_view.saved', ...about(review) }, tx => keep(tx, actor, review, { answers }))

export const saveHow = (db: Database, actor: Actor, review: FamilyReview, how: HowTheyAnswer) =>
  audited(db, actor, { act: 'family_view.saved', ...about(review), detail: how }, tx =>
    keep(tx, actor, review, { how }),
  )

type Kept = { refused: 'sent' } | { id: number }

export async function keep(
  tx: Tx,
  actor: Actor,
  review: FamilyReview,
  { answers = {}, how = {} }: { answers?: Said; how?: Partial<HowTheyAnswer> },
): Promise<Kept> {
  const { area_id, person_id, link } = actor
  const respondent = speakerOf(actor)
  const participant_id =
    (await placeOf(tx, actor, review.id)) ??
    (await addParticipant(tx, actor, {
      ...{ child_id: review.child_id, review_id: review.id, part: respondent, name: actor.name, email: null },
    }))
  const text = JSON.stringify(answers)
  const row = await tx
    .insertInto('family_voice')
    .values({
      ...{ area_id, child_id: review.child_id, review_id: review.id, participant_id, respondent, person_id },
      ...{ link_id: link?.id ?? null, answers: text, ...how },
    })
    .onConflict(conflict =>
      conflict
        .columns(['area_id', 'review_id', 'participant_id'])
        .doUpdateSet({
          ...how,
          answers: sql`family_voice.answers || ${text}::jsonb`,
          saved_at: sql`clock_timestamp()`,
          ...(link && { link_id: link.id }),
          ...(person_id !== null && { person_id }),
        })
        .where('family_voice.sent_on', 'is', null),
    )
    .returning('id')
    .executeTakeFirst()
  return row ?? { refused: 'sent' }
}

/** Sends it: kept for good as it was said, and from then part of the review. */
export const sendView = (
  db: Database,
  actor: Actor,
  review: FamilyReview,
  opened: string,
): Promise<{ refused: Refusal[] } | { sent: true }> =>
  audited(db, actor, { act: 'family_view.sent', ...about(review) }, async (tx, entry) => {
    const voice = await voiceOf(tx, actor, review.id)
    const words = wordsIn(voice.language)
    const refuse = (message: string) => ({ refused: [{ field: 'send', message }] })
    const { participant_id, answers } = voice
    if (participant_id === undefined || !hasAnything(answers)) return refuse(words.check.nothing)
    if (voice.version !== opened) return refuse(words.check.newer)
    const { rowCount } = await markSent(tx, actor, review.id, participant_id)
    if (rowCount === 0) return refuse(words.sent.again)
    const respondent = speakerOf(actor)
    const given = scaleAnswers(answers, methodOf(voice.way, voice.helped_by))
    await takeFamilyView(tx, actor, {
      ...{ child_id: review.child_id, review_id: review.id, participant_id, respondent, answers: given },
      words: inTheirWords(answers, words, respondent === 'parent' ? 'about' : 'you', review.forename),
    })
    entry.detail = { language: voice.language, way: voice.way, scales: given.length }
    return { sent: true }
  })

/** Counted by the row itself: of two that send at once, one does. */
async function markSent(tx: Tx, { area_id, today }: Actor, review_id: number, participant_id: number) {
  const { numUpdatedRows } = await tx
    .updateTable('family_voice')
    .set({ sent_on: today, sent_at: sql`now()`, sent_act: sql`current_setting('waymark.act')::bigint` })
    .where('area_id', '=', area_id)
    .where('review_id', '=', review_id)
    .where('participant_id', '=', participant_id)
    .where('sent_on', 'is', null)
    .executeTakeFirst()
  return { rowCount: Number(numUpdatedRows) }
}
