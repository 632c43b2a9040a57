import { type PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'

/** A cell of a workbook: text stays text (never a formula), and a Date-like value is given as `{ date: 'YYYY-MM-DD' }`. */
export type XlsxCell = string | number | boolean | null | undefined | { date: string }

export type XlsxSheet = {
  name: string
  header: readonly string[]
  rows: Iterable<readonly XlsxCell[]> | AsyncIterable<readonly XlsxCell[]>
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageParts = 'http://schemas.openxmlformats.org/package/2006'
const maximumRows = 1_048_576
const maximumText = 32_767

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML has no way to write most control characters: they are left out. */
const escaped = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML 1.0 forbids
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll(/[&<>"]/g, character => escapes[character] ?? '')

const dayMs = 86_400_000

/** Spreadsheets count days from 30 December 1899. */
const serial = (date: string) => Date.parse(date) / dayMs + 25_569

const headerStyle = 1
const dateStyle = 2

function cell(value: XlsxCell): string {
  if (value === null || value === undefined || value === '') return '<c/>'
  if (typeof value === 'number') return Number.isFinite(value) ? `<c><v>${value}</v></c>` : '<c/>'
  if (typeof value === 'boolean') return `<c t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'object') return `<c s="${dateStyle}"><v>${serial(value.date)}</v></c>`
  return text(value, 0)
}

const text = (value: string, style: number) =>
  `<c t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t xml:space="preserve">${escaped(value.slice(0, maximumText))}</t></is></c>`

async function* sheetXml({ header, rows }: XlsxSheet): AsyncGenerator<string> {
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${header.length}" width="18" customWidth="1"/></cols><sheetData>`
  let part = `<row>${header.map(name => text(name, headerStyle)).join('')}</row>`
  let count = 1
  for await (const row of rows) {
    if (++count > maximumRows) throw new Error(`A worksheet holds at most ${maximumRows} rows`)
    part += `<row>${row.map(cell).join('')}</row>`
    if (part.length > 65_536) {
      yield part
      part = ''
    }
  }
  yield `${part}</sheetData></worksheet>`
}

const styles = `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`

const relationship = (id: number, type: string, target: string) =>
  `<Relationship Id="rId${id}" Type="${office}/${type}" Target="${target}"/>`

const relationships = (all: string) =>
  `${declaration}<Relationships xmlns="${packageParts}/relationships">${all}</Relationships>`

const contentTypes = (sheets: number) => {
  const base = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const override = (part: string, type: string) =>
    `<Override PartName="/xl/${part}.xml" ContentType="${base}.${type}+xml"/>`
  const each = Array.from({ length: sheets }, (_, index) => override(`worksheets/sheet${index + 1}`, 'worksheet')).join(
    '',
  )
  return `${declaration}<Types xmlns="${packageParts}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook', 'sheet.main')}${override('styles', 'styles')}${each}</Types>`
}

/** Sheet names are at most 31 characters, without the few that formulas use. */
const sheetName = (name: string) => escaped(name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31))

/** A workbook as a stream: rows are written as they come, and none is held. The header of each sheet stays in sight. */
export function xlsx(sheets: readonly XlsxSheet[]): Readable {
  const zip = new ZipFile()
  const add = (path: string, content: string) => zip.addBuffer(Buffer.from(content), path)
  const list = sheets.map(
    ({ name }, index) => `<sheet name="${sheetName(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  const sheetLinks = sheets.map((_, index) => relationship(index + 1, 'worksheet', `worksheets/sheet${index + 1}.xml`))
  add('[Content_Types].xml', contentTypes(sheets.length))
  add('_rels/.rels', relationships(relationship(1, 'officeDocument', 'xl/workbook.xml')))
  add(
    'xl/workbook.xml',
    `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${list.join('')}</sheets></workbook>`,
  )
  add(
    'xl/_rels/workbook.xml.rels',
    relationships([...sheetLinks, relationship(sheets.length + 1, 'styles', 'styles.xml')].join('')),
  )
  add('xl/styles.xml', styles)
  const output = zip.outputStream as PassThrough
  for (const [index, sheet] of sheets.entries()) {
    const rows = Readable.from(sheetXml(sheet), { objectMode: false })
    // yazl pipes what it is given and does not listen for its failure.
    rows.on('error', error => output.destroy(error))
    zip.addReadStream(rows, `xl/worksheets/sheet${index + 1}.xml`)
  }
  zip.end()
  return output
}
