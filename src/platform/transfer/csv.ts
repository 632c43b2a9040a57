import type { Limits } from './limits.ts'
import type { Broken } from './problem.ts'
import { utf8Text } from './text.ts'

/** Rows as they come; `firstRow` is the number of the first of them, counted from 1. */
export type CsvPart = { rows: string[][]; firstRow: number } | { broken: Broken }

const quote = 34
const comma = 44
const lineFeed = 10
const carriageReturn = 13

type Scan = { text: string; at: number; row: number; line: number; last: boolean; limit: number }

/** A refusal met inside the scan; it never leaves this file. */
class Malformed extends Error {
  broken: Broken
  constructor(row: number, wrong: string, mend: string) {
    super(wrong)
    this.broken = { row, wrong, mend }
  }
}

/**
 * Reads CSV as RFC 4180 has it, any of the three line ends, strict about quotes: an unbalanced one would swallow the
 * rows that follow it, so it is refused and its line named.
 */
export async function* csvRows(bytes: AsyncIterable<Uint8Array>, limits: Limits): AsyncGenerator<CsvPart> {
  const scan: Scan = { text: '', at: 0, row: 1, line: 1, last: false, limit: limits.field }
  for await (const part of utf8Text(bytes, limits)) {
    if (typeof part !== 'string') return yield part
    scan.text = scan.text.slice(scan.at) + part
    scan.at = 0
    const read = readRows(scan)
    yield read
    if ('broken' in read) return
    if (scan.text.length - scan.at > limits.row) return yield { broken: tooLong(scan) }
  }
  scan.last = true
  yield readRows(scan)
}

const tooLong = (scan: Scan): Broken => ({
  row: scan.row,
  wrong: `The row on line ${scan.line} is too long`,
  mend: 'Check that line for a quotation mark that is not closed',
})

function readRows(scan: Scan): CsvPart {
  const firstRow = scan.row
  const rows: string[][] = []
  try {
    for (let row = nextRow(scan); row !== undefined; row = nextRow(scan)) rows.push(row)
    return { rows, firstRow }
  } catch (error) {
    if (error instanceof Malformed) return { broken: error.broken }
    throw error
  }
}

/** The next whole row, or undefined until more text has come. */
function nextRow(scan: Scan): string[] | undefined {
  const { text, last } = scan
  if (scan.at >= text.length) return undefined
  const cells: string[] = []
  let at = scan.at
  let line = scan.line
  for (;;) {
    let end: number
    if (text.charCodeAt(at) === quote) {
      const close = closingQuote(scan, at, line)
      if (close < 0) return undefined
      const cell = text.slice(at + 1, close)
      if (cell.includes('\n')) line += cell.split('\n').length - 1
      cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell)
      end = close + 1
    } else {
      end = endOfCell(text, at)
      if (end - at > scan.limit) throw overLimit(scan, line)
      cells.push(text.slice(at, end))
    }
    const code = end < text.length ? text.charCodeAt(end) : -1
    if (code === comma) {
      at = end + 1
      continue
    }
    // At the end of what has come, the row may go on; and a carriage return may have its line feed still to come.
    if (!last && (code < 0 || (code === carriageReturn && end + 1 === text.length))) return undefined
    if (code >= 0 && code !== lineFeed && code !== carriageReturn) throw textAfterQuote(scan, line)
    scan.at = end + (code === carriageReturn && text.charCodeAt(end + 1) === lineFeed ? 2 : 1)
    scan.line = line + 1
    scan.row++
    return cells
  }
}

function endOfCell(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === comma || code === lineFeed || code === carriageReturn) return at
  }
  return text.length
}

/** Where the quotation mark opened at `open` is closed, or -1 when that has not come yet. */
function closingQuote(scan: Scan, open: number, line: number): number {
  const { text, last } = scan
  let at = text.indexOf('"', open + 1)
  while (at >= 0 && text.charCodeAt(at + 1) === quote) at = text.indexOf('"', at + 2)
  if (at < 0 && last) {
    throw new Malformed(
      scan.row,
      `The quotation mark opened on line ${line} is never closed`,
      'Close it, or write it twice where it is part of the text',
    )
  }
  if ((at < 0 ? text.length : at) - open - 1 > scan.limit) throw overLimit(scan, line)
  // The mark may be the first half of a doubled one, cut by the end of what has come.
  return at === text.length - 1 && !last ? -1 : at
}

const overLimit = (scan: Scan, line: number) =>
  new Malformed(
    scan.row,
    `A cell that begins on line ${line} is over ${Math.round(scan.limit / 1024)} KiB`,
    'Check that line for a quotation mark that is not closed, or shorten the text',
  )

const textAfterQuote = (scan: Scan, line: number) =>
  new Malformed(
    scan.row,
    `There is text after a closing quotation mark on line ${line}`,
    'Write a quotation mark that is part of the text twice',
  )
