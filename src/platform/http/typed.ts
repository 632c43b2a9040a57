import { z } from 'zod'

/** What a form's fields hold, once parsed: the words of each message are the page's. Empty is null, not ''. */

const long = 'Shorten this to '

export const words = (message: string, most = 2000) =>
  z
    .string(message)
    .min(1, message)
    .max(most, `${long}${most.toLocaleString('en-GB')} characters`)

export const maybeWords = (most = 2000) =>
  z
    .string()
    .max(most, `${long}${most.toLocaleString('en-GB')} characters`)
    .default('')
    .transform(text => text || null)

export const day = (message: string) => z.iso.date(message)

export const maybeDay = (message: string) =>
  z
    .union([z.literal(''), z.iso.date(message)], message)
    .default('')
    .transform(text => text || null)

/** One of the keys of a table of words. */
export const oneOf = <T extends string>(words: Record<T, unknown>, message: string) =>
  z.enum(Object.keys(words) as [T, ...T[]], message)

export const maybeOneOf = <T extends string>(words: Record<T, unknown>, message: string) =>
  z
    .union([z.literal(''), oneOf(words, message)], message)
    .default('')
    .transform(text => (text === '' ? null : text))

/** Checkboxes: none, one or several. */
export const someOf = <T extends string>(words: Record<T, unknown>, message: string) =>
  z.preprocess(listed, z.array(oneOf(words, message)))

export const someIds = (message: string) =>
  z.preprocess(
    listed,
    z.array(
      z
        .string()
        .regex(/^[1-9]\d{0,14}$/, message)
        .transform(Number),
    ),
  )

const listed = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value])

/** A number of this shape, which the empty text must fit too. */
export const maybeNumber = (shape: RegExp, message: string) =>
  z
    .string()
    .regex(shape, message)
    .default('')
    .transform(text => (text === '' ? null : Number(text)))

export const maybeId = (message: string) => maybeNumber(/^([1-9]\d{0,14})?$/, message)

/** Which version of the record the form was opened on. */
export const version = z.coerce.number('Reload the page and try again').int().nonnegative()
