import { dateInWords } from '#domain/date.ts'
import { isNotRatedReason, isRating, type NotRatedReason, type Rating } from '#domain/rating.ts'
import type { Refusal } from '#platform/http/refusal.ts'

export type RatingSays = { rating: Rating; reason: NotRatedReason | null; comment: string | null }

type Typed = { rating: string; reason: string; comment: string; why: string }

export const whyMissing = 'Say why this is corrected: it stays on the record'

/** A corrected rating, if it says something else than the one that stands and says why. */
export function readCorrection(
  typed: Typed,
  stands: RatingSays,
): { says: RatingSays; why: string } | { refused: Refusal[] } {
  const refused: Refusal[] = []
  const { rating, reason, comment, why } = typed
  const refuse = (field: string, message: string) => refused.push({ field, message })
  if (!isRating(rating)) refuse('rating', 'Select a rating, or not rated')
  if (rating === 'not_rated' && !isNotRatedReason(reason)) refuse('reason', 'Select why the goal is not rated')
  if (!why) refuse('why', whyMissing)
  if (!isRating(rating) || refused.length > 0) return { refused }
  const says = {
    rating,
    reason: rating === 'not_rated' && isNotRatedReason(reason) ? reason : null,
    comment: comment || null,
  }
  if (isSame(says, stands))
    return { refused: [{ field: 'rating', message: 'This is what it says already: nothing was changed' }] }
  return { says, why }
}

export const isSame = (one: RatingSays, other: RatingSays): boolean =>
  one.rating === other.rating && one.reason === other.reason && (one.comment ?? '') === (other.comment ?? '')

/** What is wrong with moving a meeting that already has facts resting on it. */
export function refuseMove(
  from: string | null,
  to: string,
  why: string,
  stand: { today: string; report_sent_on: string | null; decided_on: string | null },
): Refusal[] {
  const refused: Refusal[] = []
  const refuse = (field: string, message: string) => refused.push({ field, message })
  if (to === from) refuse('meeting_on', 'This is the date it has already: nothing was changed')
  else if (to > stand.today) refuse('meeting_on', 'A meeting that has been reported on was held today or in the past')
  else if (stand.report_sent_on !== null && to > stand.report_sent_on)
    refuse(
      'meeting_on',
      `The meeting must be on or before ${dateInWords(stand.report_sent_on)}, when its report was sent`,
    )
  else if (stand.decided_on !== null && to > stand.decided_on)
    refuse('meeting_on', `The meeting must be on or before ${dateInWords(stand.decided_on)}, the day of the decision`)
  if (!why) refuse('why', whyMissing)
  return refused
}
