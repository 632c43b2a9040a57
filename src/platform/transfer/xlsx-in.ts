import { text as textOf } from 'node:stream/consumers'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import type { Broken } from './problem.ts'

/** A workbook people fill in by hand is small; what unpacks to more than this is not one of those. */
const mostUnpacked = 64 * 1024 * 1024
const mostRows = 100_000
const mostColumns = 200

/** A return of a large county, typed or exported, with room to spare. */
const mostUnpackedOfAll = 256 * 1024 * 1024

type Refused = { broken: Broken }
type Read = { rows: string[][] } | Refused

export type ReadSheet = { name: string; rows: string[][] }

const refused = (wrong: string, mend: string): Refused => ({ broken: { row: null, wrong, mend } })

/**
 * The rows of a workbook's first sheet as text, the empty ones too, so that the tenth is the tenth: numbers as they are
 * written in the file, dates as the number of days that spreadsheets count, formulas as what they came to.
 */
export async function xlsxRows(bytes: Buffer): Promise<Read> {
  const read = await workbook(bytes, mostUnpacked, 1)
  return 'broken' in read ? read : { rows: read.sheets[0]?.rows ?? [] }
}

/** Every sheet of a workbook by its name, read like the first. */
export const xlsxSheets = (bytes: Buffer): Promise<{ sheets: ReadSheet[] } | Refused> =>
  workbook(bytes, mostUnpackedOfAll, Number.POSITIVE_INFINITY)

async function workbook(bytes: Buffer, most: number, wanted: number): Promise<{ sheets: ReadSheet[] } | Refused> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true }).catch(() => undefined)
  if (zip === undefined)
    return refused('This is not a workbook that can be opened', 'Save it again as .xlsx, or as CSV')
  try {
    const entries = new Map<string, Entry>()
    let size = 0
    for await (const entry of zip.eachEntry()) {
      size += entry.uncompressedSize
      entries.set(entry.fileName, entry)
    }
    if (size > most) return refused('The workbook is too large', 'Take out what is not needed, or send CSV')
    const part = async (name: string) => {
      const entry = entries.get(name)
      return entry && (await unpacked(zip, entry))
    }
    const named = sheetsOf(await part('xl/workbook.xml'), await part('xl/_rels/workbook.xml.rels')).slice(0, wanted)
    const found = named.filter(({ path }) => entries.has(path))
    if (found.length === 0) return refused('The workbook has no sheet', 'Save it again as .xlsx, or as CSV')
    const strings = stringsOf(await part('xl/sharedStrings.xml'))
    const sheets: ReadSheet[] = []
    for (const { name, path } of found) sheets.push({ name, rows: rowsOf((await part(path)) ?? '', strings) })
    return { sheets }
  } catch {
    return refused('The workbook is damaged or encrypted', 'Save it again without a password')
  } finally {
    zip.close()
  }
}

async function unpacked(zip: ZipFile, entry: Entry): Promise<string> {
  const stream = await zip.openReadStreamPromise(entry)
  return textOf(stream)
}

type Handler = {
  open?: (tag: SaxesTagPlain) => void
  close?: (name: string, text: string) => void
}

/** Elements of a part by their local names. A document type is refused: no workbook has one. */
function parse(xml: string, { open, close }: Handler) {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let text = ''
  parser.on('error', error => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('a document type')
  })
  parser.on('opentag', tag => {
    text = ''
    open?.({ ...tag, name: local(tag.name) })
  })
  parser.on('text', more => (text += more))
  parser.on('cdata', more => (text += more))
  parser.on('closetag', ({ name }) => {
    close?.(local(name), text)
    text = ''
  })
  parser.write(xml).close()
}

const local = (name: string) => name.replace(/^.*:/, '')

/** The sheets in the order of their tabs; a workbook that does not say is taken to have its first where all have it. */
function sheetsOf(workbook = '', relationships = ''): { name: string; path: string }[] {
  const sheets: { name: string; id: string }[] = []
  parse(workbook, {
    open: ({ name, attributes }) => {
      if (name === 'sheet') sheets.push({ name: String(attributes.name ?? ''), id: String(attributes['r:id'] ?? '') })
    },
  })
  const targets = new Map<string, string>()
  parse(relationships, {
    open: ({ name, attributes }) => {
      if (name === 'Relationship') targets.set(String(attributes.Id), String(attributes.Target))
    },
  })
  const pathTo = (target: string) => (target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  if (sheets.length === 0) return [{ name: '', path: pathTo('worksheets/sheet1.xml') }]
  return sheets.map(({ name, id }, at) => ({ name, path: pathTo(targets.get(id) ?? `worksheets/sheet${at + 1}.xml`) }))
}

/** The table of texts that cells point into; a text in several styles is its parts together. */
function stringsOf(xml: string | undefined): string[] {
  const strings: string[] = []
  if (xml === undefined) return strings
  let text = ''
  let phonetic = false
  parse(xml, {
    open: ({ name }) => {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic = true
    },
    close: (name, own) => {
      if (name === 't' && !phonetic) text += own
      if (name === 'rPh') phonetic = false
      if (name === 'si') strings.push(text)
    },
  })
  return strings
}

/** 'AB12' is in the 28th column. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference.replace(/\d+$/, '')) column = column * 26 + (letter.charCodeAt(0) - 64)
  return column - 1
}

function rowsOf(xml: string, strings: readonly string[]): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  let kind = ''
  let inline = ''
  let value = ''
  parse(xml, {
    open: ({ name, attributes }) => {
      if (name === 'row') {
        row = []
        const number = Number(attributes.r ?? rows.length + 1)
        if (number > mostRows) throw new Error('too many rows')
        while (rows.length < number - 1) rows.push([])
        rows.push(row)
      } else if (name === 'c') {
        at = typeof attributes.r === 'string' ? columnOf(attributes.r) : row.length
        if (at < 0 || at >= mostColumns) throw new Error('too many columns')
        kind = String(attributes.t ?? 'n')
        inline = ''
        value = ''
      }
    },
    close: (name, text) => {
      if (name === 't') inline += text
      else if (name === 'v') value = text
      else if (name === 'c') {
        while (row.length < at) row.push('')
        row[at] = cellText(kind, value, inline, strings)
      }
    },
  })
  return rows
}

function cellText(kind: string, value: string, inline: string, strings: readonly string[]): string {
  if (kind === 's') return strings[Number(value)] ?? ''
  if (kind === 'inlineStr') return inline
  if (kind === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  return value
}
