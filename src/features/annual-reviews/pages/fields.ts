import { z } from 'zod'
import { isDate } from '#domain/date.ts'
import {
  type HoldReason,
  holdReasons,
  type ReviewDecision,
  type ReviewKind,
  reviewDecisions,
  reviewKinds,
} from '#domain/review.ts'

const keys = <Key extends string>(words: Record<Key, string>) => Object.keys(words) as [Key, ...Key[]]

const real = 'Enter a real date, such as 14 3 2026'

/** A day that has to be given; `missing` says which. */
export const day = (missing: string) =>
  z
    .string()
    .min(1, missing)
    .refine(text => !text || isDate(text), real)

/** A day that may be left empty. */
export const dayOrNone = z
  .string()
  .default('')
  .refine(text => !text || isDate(text), real)
  .transform(text => text || null)

export const kind = z.enum(keys<ReviewKind>(reviewKinds), 'Select the kind of review')

const oneOrNone = <Key extends string>(words: Record<Key, string>) =>
  z
    .union([z.enum(keys(words)), z.literal('')])
    .default('')
    .transform((code): Key | null => (code === '' ? null : (code as Key)))

export const decisionOrNone = oneOrNone<ReviewDecision>(reviewDecisions)
export const holdOrNone = oneOrNone<HoldReason>(holdReasons)

/** The three boxes of a date that was typed, right or wrong, or that stands. */
export function dayParts(value: string) {
  const [year = '', month = '', day = ''] = value.split('-')
  const plain = (part: string) => part.replace(/^0+/, '')
  return { day: plain(day), month: plain(month), year: plain(year) }
}

/** Free text, at most a page of it. */
export const text = (longest = 4000) =>
  z
    .string()
    .default('')
    .transform(typed => typed.replaceAll(/\r\n?/g, '\n').trim())
    .refine(typed => typed.length <= longest, `Enter ${longest.toLocaleString('en-GB')} characters or fewer`)
