import type { ParticipantPart } from '#domain/participant.ts'
import type { Respondent, SoftMethod, SoftNotGivenReason, SoftScale } from '#domain/soft-scale.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

type Part = Extract<ParticipantPart, Respondent>

/** Somebody who was not on the list of those invited, and is now. */
export async function addParticipant(
  tx: Tx,
  actor: Actor,
  person: { child_id: number; review_id: number; part: Part; name: string; email: string | null },
): Promise<number> {
  await tx
    .insertInto('review_participant')
    .values({ area_id: actor.area_id, ...person })
    .onConflict(conflict => conflict.columns(['area_id', 'review_id', 'part', 'name']).doNothing())
    .execute()
  const { id } = await tx
    .selectFrom('review_participant')
    .select('id')
    .where('area_id', '=', actor.area_id)
    .where('review_id', '=', person.review_id)
    .where('part', '=', person.part)
    .where('name', '=', person.name)
    .executeTakeFirstOrThrow()
  return id
}

type FamilyAnswer = {
  scale: SoftScale
  rung: number | null
  method: SoftMethod | null
  not_given_reason: SoftNotGivenReason | null
  words: string | null
}

type FamilyView = {
  child_id: number
  review_id: number
  participant_id: number
  respondent: Part
  words: string | null
  answers: readonly FamilyAnswer[]
}

/**
 * What a parent or a young person sent becomes their advice to the review and their answers on the scales. What stood
 * there before, from an import or written down by somebody else, is superseded: it stays in the history.
 */
export async function takeFamilyView(tx: Tx, actor: Actor, view: FamilyView): Promise<void> {
  const { area_id, today } = actor
  await tx
    .updateTable('review_participant')
    .set({ advice: view.words, advice_received_on: today, no_advice_reason: null })
    .where('area_id', '=', area_id)
    .where('id', '=', view.participant_id)
    .execute()
  for (const { scale, ...answer } of view.answers) await supersede(tx, actor, view, scale, answer)
}

async function supersede(
  tx: Tx,
  { area_id, today }: Actor,
  { child_id, review_id, respondent }: FamilyView,
  scale: SoftScale,
  answer: Omit<FamilyAnswer, 'scale'>,
) {
  const standing = await tx
    .selectFrom('soft_answer')
    .select(['id', 'on_date'])
    .where('area_id', '=', area_id)
    .where('child_id', '=', child_id)
    .where('scale', '=', scale)
    .where('respondent', '=', respondent)
    .where(eb => eb.or([eb('review_id', '=', review_id), eb('on_date', '=', today)]))
    .execute()
  const kept = standing.find(({ on_date }) => on_date === today) ?? standing[0]
  const gone = standing.filter(row => row !== kept).map(({ id }) => id)
  if (gone.length > 0)
    await tx.deleteFrom('soft_answer').where('area_id', '=', area_id).where('id', 'in', gone).execute()
  const said = { ...answer, review_id, on_date: today }
  if (kept)
    await tx.updateTable('soft_answer').set(said).where('area_id', '=', area_id).where('id', '=', kept.id).execute()
  else
    await tx
      .insertInto('soft_answer')
      .values({ area_id, child_id, scale, respondent, ...said })
      .execute()
}

/** What the family sent before the meeting gives way to what the report says they said there; it stays in the history. */
export async function supersedeBefore(
  tx: Tx,
  actor: Actor,
  { id, meeting_on }: { id: number; meeting_on: string },
  answers: readonly { scale: SoftScale; respondent: Respondent }[],
): Promise<void> {
  for (const { scale, respondent } of answers)
    await tx
      .deleteFrom('soft_answer')
      .where('area_id', '=', actor.area_id)
      .where('review_id', '=', id)
      .where('scale', '=', scale)
      .where('respondent', '=', respondent)
      .where('on_date', '!=', meeting_on)
      .execute()
}
