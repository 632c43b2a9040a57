import { isException } from '#domain/assessment.ts'
import { dateInWords, isDate } from '#domain/date.ts'
import { mainEthnicity } from '#domain/ethnicity.ts'
import { isPfaArea, pfaAreas } from '#domain/pfa.ts'
import { tidyPostcode } from '#domain/postcode.ts'
import { checkUln } from '#domain/uln.ts'
import { checkUpn } from '#domain/upn.ts'
import { parsedJson } from '#platform/transfer/json.ts'
import type { Severity } from '#platform/transfer/problem.ts'

/** Tells what is wrong with the cell in hand. */
export type Tell = (severity: Severity, wrong: string, mend: string) => void

/**
 * How a cell is read: what it says in the form it is recorded in, or null when nothing can be recorded of it. It is never
 * given an empty cell.
 */
export type Reader = (text: string, tell: Tell, today: string) => string | null

export type SqlType = 'text' | 'date' | 'smallint' | 'integer' | 'numeric' | 'boolean' | 'jsonb' | 'text[]'

export type ColumnKind = { read: Reader; type: SqlType; schema: Record<string, unknown> }

const longestId = 200
const longestName = 300
const longestNumber = 20

const refuse = (tell: Tell, wrong: string, mend: string): null => {
  tell('error', wrong, mend)
  return null
}

/** The sender's own id: any short text. */
export const id: ColumnKind = {
  type: 'text',
  schema: { type: 'string' },
  read: (text, tell) => {
    if (text.length > longestId)
      return refuse(tell, `An id has at most ${longestId} characters`, 'Shorten it everywhere it is used')
    return text
  },
}

/** An id that others name in lists. */
export const listedId: ColumnKind = {
  ...id,
  read: (text, tell, today) =>
    text.includes(';')
      ? refuse(tell, 'This id may not hold a semicolon', 'Change it everywhere it is used')
      : id.read(text, tell, today),
}

export const ids: ColumnKind = {
  type: 'text[]',
  schema: { type: 'string' },
  read: text => arrayOf(text.split(';').filter(one => one !== '')),
}

export const words: ColumnKind = { type: 'text', schema: { type: 'string' }, read: text => text }

export const name: ColumnKind = {
  type: 'text',
  schema: { type: 'string' },
  read: (text, tell) => {
    if (text.trim() === '') return refuse(tell, 'There are only blanks here', 'Give the name')
    if (text.length > longestName) return refuse(tell, `A name has at most ${longestName} characters`, 'Shorten it')
    return text
  },
}

export const date: ColumnKind = {
  type: 'date',
  schema: { type: 'date' },
  read: (text, tell) =>
    isDate(text) ? text : refuse(tell, 'This is not a date', 'Give the day as YYYY-MM-DD, such as 2025-02-28'),
}

/** The day of something that has happened. A future one is kept and told: nothing counts before its day. */
export const pastDate: ColumnKind = {
  ...date,
  read: (text, tell, today) => {
    if (text > today && isDate(text))
      tell('warning', `This date is after today, ${dateInWords(today)}`, 'Check the date; it was kept as given')
    return date.read(text, tell, today)
  },
}

export const birthDate: ColumnKind = {
  ...date,
  read: (text, tell, today) =>
    text > today && isDate(text)
      ? refuse(tell, 'This date of birth is in the future', 'Correct the date')
      : date.read(text, tell, today),
}

export const whole = (least: number, most: number, type: 'smallint' | 'integer' = 'smallint'): ColumnKind => ({
  type,
  schema: { type: 'integer', constraints: { minimum: least, maximum: most } },
  read: (text, tell) => {
    const number = /^-?\d{1,10}$/.test(text) ? Number(text) : Number.NaN
    if (number >= least && number <= most) return String(number)
    return refuse(tell, `This is not a whole number from ${least} to ${most}`, 'Correct the number')
  },
})

export const integer: ColumnKind = whole(0, 2_147_483_647, 'integer')

const mostHours = 999_999

export const hours: ColumnKind = {
  type: 'numeric',
  schema: { type: 'number', constraints: { minimum: 0 } },
  read: (text, tell) => {
    if (/^\d{1,6}(?:\.\d{1,2})?$/.test(text) && Number(text) <= mostHours) return text
    return refuse(tell, 'This is not a number of hours', 'Give hours with at most two decimal places, such as 4.5')
  },
}

export const yesNo: ColumnKind = {
  type: 'boolean',
  schema: { type: 'boolean' },
  read: (text, tell) => {
    if (text === 'true' || text === 'false') return text
    return refuse(tell, 'This is neither true nor false', 'Give true or false')
  },
}

export const code = (codes: readonly string[], type: 'text' | 'smallint' = 'text'): ColumnKind => {
  const list = new Set(codes)
  return {
    type,
    schema: { type: 'string', constraints: { enum: codes } },
    read: (text, tell) =>
      list.has(text) ? text : refuse(tell, 'This is not a code of the list', `Give one of ${codes.join(', ')}`),
  }
}

const digits = (count: number): ColumnKind => ({
  type: 'text',
  schema: { type: 'string', constraints: { pattern: `\\d{${count}}` } },
  read: (text, tell) => {
    if (text.length === count && /^\d+$/.test(text)) return text
    return refuse(tell, `This number has ${count} digits`, 'Correct the number, or leave it empty')
  },
})

export const urn = digits(6)
export const ukprn = digits(8)

/** A number that does not fit is kept and told: it is what the area has for a child who is real. */
export const upn: ColumnKind = {
  type: 'text',
  schema: { type: 'string' },
  read: (text, tell) => {
    const checked = checkUpn(text)
    if (checked.verdict === 'missing') return null
    if (checked.verdict === 'invalid') tell('warning', checked.wrong, `${checked.mend}; it was kept as given`)
    return checked.upn.slice(0, longestNumber)
  },
}

export const uln: ColumnKind = {
  type: 'text',
  schema: { type: 'string' },
  read: (text, tell) => {
    const checked = checkUln(text)
    if (checked.verdict === 'missing') return null
    if (checked.verdict === 'not_given') {
      tell('warning', 'This stands for “no number known”, and was left out', 'Leave it empty when no number is known')
      return null
    }
    if (checked.verdict === 'invalid') tell('warning', checked.wrong, `${checked.mend}; it was kept as given`)
    return checked.uln.slice(0, longestNumber)
  },
}

export const postcode: ColumnKind = {
  type: 'text',
  schema: { type: 'string' },
  read: (text, tell) => {
    const tidy = tidyPostcode(text)
    if (tidy === undefined) tell('warning', 'This is not a postcode', 'Correct it; it was kept as given')
    return tidy ?? text.slice(0, longestNumber)
  },
}

export const ethnicity: ColumnKind = {
  type: 'text',
  schema: { type: 'string' },
  read: (text, tell) => {
    const main = mainEthnicity(text)
    return (
      main ?? refuse(tell, 'This is not a code of the list', 'Give a code of the school census, such as WBRI, or NOBT')
    )
  },
}

export const exception: ColumnKind = {
  type: 'text',
  schema: { type: 'string' },
  read: (text, tell) => {
    if (isException(text)) return text
    return refuse(
      tell,
      'This is no sub-paragraph of an exception',
      'Give regulation and sub-paragraph, such as 10(4)(a)',
    )
  },
}

export const pfa: ColumnKind = {
  type: 'text[]',
  schema: { type: 'string' },
  read: (text, tell) => {
    const areas = text.split(';')
    const list = Object.keys(pfaAreas).join(', ')
    if (!areas.every(isPfaArea))
      return refuse(tell, 'This names an area that is not on the list', `Give ${list}, with ; between them`)
    if (new Set(areas).size < areas.length)
      return refuse(tell, 'This names an area twice', 'Name each area once, the main one first')
    return arrayOf(areas)
  },
}

/** The words of a ladder's rungs, as JSON from rung to words. */
export const ladder: ColumnKind = {
  type: 'jsonb',
  schema: { type: 'object' },
  read: (text, tell) => {
    const rungs = parsedLadder(text)
    return rungs === undefined
      ? refuse(tell, 'This is no ladder', 'Give JSON from rung to words, such as {"2": "I watch others play."}')
      : JSON.stringify(rungs)
  },
}

function parsedLadder(text: string): Record<string, string> | undefined {
  const value = parsedJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const rungs = Object.entries(value)
  return rungs.every(([rung, said]) => /^(?:\d|10)$/.test(rung) && typeof said === 'string')
    ? Object.fromEntries(rungs)
    : undefined
}

/** An array as PostgreSQL reads one. */
export const arrayOf = (items: string[]): string =>
  `{${items.map(item => `"${item.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
