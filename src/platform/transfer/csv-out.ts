/** What a spreadsheet would run as a formula, with any blanks before it and any of our own apostrophes before those. */
const formula = /^'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u
const plainNumber = /^[-+]?\d+(?:\.\d+)?$/

/**
 * Text as a spreadsheet may open it: what it would run as a formula gets an apostrophe. One that begins with apostrophes and
 * then a formula gets one more, so that `withoutNeutral` gives back exactly what went in.
 */
export const neutral = (text: string): string => (formula.test(text) && !plainNumber.test(text) ? `'${text}` : text)

/** The text that `neutral` was given. */
export const withoutNeutral = (text: string): string =>
  text.charCodeAt(0) === 39 && formula.test(text.slice(1)) ? text.slice(1) : text

export type CsvCell = string | number | boolean | null | undefined

function cell(value: CsvCell): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'string' ? neutral(value) : String(value)
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line of a CSV file, with its line end. */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(cell).join(',')}\n`
