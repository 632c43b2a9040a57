import { dateInWords } from '#domain/date.ts'
import { addParticipant } from '#features/annual-reviews/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { hashOfCode, newCode } from '#platform/auth/one-time.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { queueMessage } from '#platform/mail/message.ts'
import { keepSecret, secretHere } from '#platform/mail/secret.ts'
import { type FamilyRespondent, refuseExpiry } from './link.ts'
import type { FamilyReview } from './voice-queries.ts'

export type NewLink = {
  /** Somebody on the list of those invited, or somebody to be put on it. */
  whom: { participant_id: number; respondent: FamilyRespondent } | { respondent: FamilyRespondent; name: string }
  expires_on: string
  /** By e-mail to this address, or on paper. */
  sent_to: string | null
}

/**
 * Makes a link for one person and one review. The code in the answer is all there is of it. Another link of theirs that
 * still opens is taken back: one person, one way in.
 */
export const makeLink = (
  db: Database,
  actor: Actor,
  review: FamilyReview,
  { whom, expires_on, sent_to }: NewLink,
): Promise<{ refused: Refusal[] } | { id: number; code: string; sent: boolean }> =>
  audited(
    db,
    actor,
    { act: 'family_link.made', subject: 'family_link', child_id: review.child_id },
    async (tx, entry) => {
      const refused = refuseExpiry(expires_on, actor.today)
      if (refused.length > 0) return { refused }
      const about = { child_id: review.child_id, review_id: review.id }
      const participant_id =
        'participant_id' in whom
          ? whom.participant_id
          : await addParticipant(tx, actor, { ...about, part: whom.respondent, name: whom.name, email: null })
      await revokeWhere(tx, actor, { participant_id })
      const code = newCode(4)
      const message = sent_to === null ? undefined : await post(tx, actor, review, sent_to, code, expires_on)
      const { id } = await tx
        .insertInto('family_link')
        .values({
          ...{ area_id: actor.area_id, ...about, participant_id, respondent: whom.respondent, expires_on },
          ...{ code_hash: hashOfCode(code), made_by: actor.person_id, sent_to, message_id: message?.id ?? null },
          sent_by: sent_to === null ? 'paper' : 'email',
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      Object.assign(entry, { subject_id: id, detail: { review: review.id, respondent: whom.respondent, expires_on } })
      return { id, code, sent: message?.waits ?? false }
    },
  )

/** By e-mail, with no name in it; the code goes with the message and stays in no copy of it. */
async function post(
  tx: Tx,
  actor: Actor,
  review: FamilyReview,
  address: string,
  code: string,
  expires_on: string,
): Promise<{ id: number; waits: boolean } | undefined> {
  const made = await queueMessage(tx, actor, {
    kind: 'family_link',
    to: { name: address, address },
    child_id: review.child_id,
    why: 'Regulation 20(2): the child’s parent or the young person is asked for their views',
    about: { subject: 'review', subject_id: review.id },
    title: 'Please say how it is going, before the review meeting',
    parts: [
      { text: 'You are asked what you think before a review meeting. You need no account.' },
      { text: 'Open this link and enter the date of birth of the child or young person.' },
      { link: 'Say how it is going', href: `/family/link/${secretHere}` },
      { text: `It can be used until ${dateInWords(expires_on)}. It is for you alone: please do not pass it on.` },
      { text: 'The pages can be read in English or Polish. Te strony są też po polsku.' },
    ],
  })
  if (!made) return undefined
  const { state } = await tx
    .selectFrom('message')
    .select('state')
    .where('area_id', '=', actor.area_id)
    .where('id', '=', made.id)
    .executeTakeFirstOrThrow()
  if (state === 'queued') await keepSecret(tx, actor, made.id, code)
  return { id: made.id, waits: state === 'queued' }
}

/** From now it opens for nobody; whoever has it open is out at the next page. */
export const revokeLink = (
  db: Database,
  actor: Actor,
  link: { id: number; child_id: number },
): Promise<{ refused: Refusal[] } | { revoked: true }> =>
  audited(
    db,
    actor,
    { act: 'family_link.revoked', subject: 'family_link', subject_id: link.id, child_id: link.child_id },
    async tx =>
      (await revokeWhere(tx, actor, { id: link.id })) === 0
        ? { refused: [{ field: 'revoke', message: 'This link was taken back already' }] }
        : { revoked: true },
  )

async function revokeWhere(tx: Tx, actor: Actor, which: { id: number } | { participant_id: number }) {
  const [[column, value]] = Object.entries(which) as [['id' | 'participant_id', number]]
  const { numUpdatedRows } = await tx
    .updateTable('family_link')
    .set({ revoked_on: actor.today })
    .where('area_id', '=', actor.area_id)
    .where(column, '=', value)
    .where('revoked_on', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
