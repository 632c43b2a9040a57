import { isDate } from '#domain/date.ts'
import { parsedJson } from '#platform/transfer/json.ts'
import { arrayOf, type Reader, whole, yesNo } from '../package/column-kinds.ts'

const matching =
  (fits: (text: string) => boolean, wrong: string): Reader =>
  (text, tell) => {
    if (fits(text)) return text
    tell('error', wrong, 'Correct it')
    return null
  }

const list =
  (fits: (item: unknown) => boolean): Reader =>
  (text, tell) => {
    const items = parsedJson(text)
    if (Array.isArray(items) && items.every(fits)) return arrayOf(items.map(String))
    tell('error', 'This is not a list', 'Give a list as JSON, such as ["a","b"]')
    return null
  }

const widest = 2_147_483_647

/** How a cell of each type of the database is read. A type that is not here is not brought in. */
const readers: Readonly<Record<string, Reader>> = {
  text: text => text,
  // A status known from ever before begins at -infinity.
  date: matching(text => isDate(text) || text === '-infinity', 'This is not a date'),
  boolean: yesNo.read,
  smallint: whole(-32_768, 32_767).read,
  integer: whole(-widest, widest, 'integer').read,
  numeric: matching(text => /^-?\d{1,6}(?:\.\d{1,8})?$/.test(text), 'This is not a number'),
  jsonb: matching(text => parsedJson(text) !== undefined, 'This is not JSON'),
  'text[]': list(item => typeof item === 'string'),
  'smallint[]': list(item => Number.isInteger(item) && Math.abs(item as number) <= 32_767),
}

export const cellReader = (type: string): Reader | undefined => readers[type]
