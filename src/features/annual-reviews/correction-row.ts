import {
  isNotRatedReason,
  isRating,
  type NotRatedReason,
  notRatedReasons,
  type Rating,
  ratings,
} from '#domain/rating.ts'
import type { RatingSays } from './correction.ts'

/** The columns of a file of corrections; ids are the sender's own. */
export const correctionColumns = ['review_id', 'goal_id', 'rating', 'reason', 'comment', 'why'] as const

export const neededColumns: ReadonlySet<string> = new Set(['review_id', 'goal_id', 'rating', 'why'])

export type CorrectionRow = {
  row: number
  review_ref: string
  goal_ref: string
  rating: Rating
  reason: NotRatedReason | null
  /** Null where nothing is said: the comment that stands is kept. */
  comment: string | null
  why: string
}

type Tell = (severity: 'error' | 'warning', column: string, value: string | null, wrong: string, mend: string) => void

const longest = 4000

/** One row as a correction, or undefined when it is refused; what is wrong is told. */
export function readRow(row: number, cells: readonly string[], tell: Tell): CorrectionRow | undefined {
  const [review_ref = '', goal_ref = '', rating = '', reason = '', comment = '', why = ''] = cells.map(cell =>
    cell.trim(),
  )
  let refused = false
  const refuse = (column: string, value: string, wrong: string, mend: string) => {
    refused = true
    tell('error', column, value || null, wrong, mend)
  }
  if (!review_ref) refuse('review_id', '', 'No review is named', 'Give the id of the review')
  if (!goal_ref) refuse('goal_id', '', 'No goal is named', 'Give the id of the goal')
  if (!isRating(rating))
    refuse(
      'rating',
      rating,
      rating ? 'This is no rating' : 'No rating is given',
      `Use one of ${Object.keys(ratings).join(', ')}`,
    )
  if (reason && !isNotRatedReason(reason))
    refuse('reason', reason, 'This is no reason', `Use one of ${Object.keys(notRatedReasons).join(', ')}`)
  if (rating === 'not_rated' && !reason)
    refuse('reason', '', 'It is not said why the goal was not rated', 'Give the reason')
  if (!why) refuse('why', '', 'It is not said why this is corrected', 'Say why: it stays on the record')
  for (const [column, text] of [
    ['comment', comment],
    ['why', why],
  ] as const)
    if (text.length > longest) refuse(column, text, `This is longer than ${longest} characters`, 'Shorten it')
  if (isRating(rating) && rating !== 'not_rated' && reason)
    tell('warning', 'reason', reason, 'A reason belongs to not_rated only', 'Take it out; it was left out here')
  if (refused || !isRating(rating)) return undefined
  return {
    row,
    review_ref,
    goal_ref,
    rating,
    reason: rating === 'not_rated' && isNotRatedReason(reason) ? reason : null,
    comment: comment || null,
    why,
  }
}

/** What a row makes of the rating that stands. */
export const saysAfter = (row: CorrectionRow, stands: RatingSays): RatingSays => ({
  rating: row.rating,
  reason: row.reason,
  comment: row.comment ?? stands.comment,
})
