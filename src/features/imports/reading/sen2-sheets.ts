import { csvRows } from '#platform/transfer/csv.ts'
import { fileProblem, type ProblemTable } from '#platform/transfer/problem.ts'
import type { SourceFile } from '#platform/transfer/source-file.ts'
import { xlsxSheets } from '#platform/transfer/xlsx-in.ts'
import type { PartName } from '../sen2-items.ts'
import type { Sen2Reading } from './sen2-reading.ts'
import { foldLabel, moduleParts, type Sen2Table, saysNothing, templateTables } from './sen2-tables.ts'

/** One table as it stands in its sheet or file: its columns by their folded names, and the rows under them. */
export type FoundTable = {
  table: Sen2Table
  /** The sheet or file, as problems name it. */
  place: string
  columns: string[]
  rows: { row: number; cells: string[] }[]
}

/** Read into memory, so held to less than the stream of an XML file. */
const mostBytes = 256 * 1024 * 1024
/** Titles and merged cells may stand above the names of the columns. */
const mostTitles = 12

const isWorkbook = ({ name }: SourceFile) => /\.xls[xm]$/i.test(name)

/** Whether files are DfE's template or the five modules, by their names: no other return comes as these. */
export const isTemplate = (files: SourceFile[]): boolean =>
  files.length > 0 && (files.every(isWorkbook) || files.every(({ name }) => /\.csv$/i.test(name)))

/** The tables of a template; undefined when one that is needed is missing or cannot be told. */
export async function findTables(
  files: SourceFile[],
  reading: Sen2Reading,
): Promise<Map<PartName, FoundTable> | undefined> {
  const { problems } = reading
  const errors = problems.count.error
  if (files.reduce((sum, { size }) => sum + size, 0) > mostBytes) {
    problems.add(
      fileProblem('', `Together the files are over ${mostBytes / 1024 / 1024} MiB`, 'Load the return as XML'),
    )
    return undefined
  }
  const [file] = files
  const isBook = file !== undefined && isWorkbook(file)
  const sheets = isBook ? await sheetsOf(files, problems) : await csvFiles(files, reading)
  const found = new Map<PartName, FoundTable>()
  for (const sheet of sheets) {
    const table = tableIn(sheet, isBook, problems)
    if (table === undefined) continue
    const before = found.get(table.table.part)
    if (before === undefined) found.set(table.table.part, table)
    else
      problems.add(
        fileProblem(
          table.place,
          `This is ${table.table.sheet} a second time`,
          `Keep one: ${before.place} holds it too`,
        ),
      )
  }
  const isModules = !isBook && !found.has('Header')
  for (const { part, sheet } of templateTables) {
    if (found.has(part) || (isModules && !moduleParts.some(one => one === part))) continue
    const where = isModules ? 'file of the five modules' : 'sheet of the template'
    problems.add(
      fileProblem(
        file?.name ?? '',
        `The ${where} for ${sheet.replace(/^\S+ /, '')} is missing`,
        'Put it back, even when it is empty but for its columns',
      ),
    )
  }
  return problems.count.error > errors ? undefined : found
}

type Sheet = { name: string; place: string; rows: string[][] }

async function sheetsOf(files: SourceFile[], problems: ProblemTable): Promise<Sheet[]> {
  const [file, ...others] = files
  if (file === undefined || others.length > 0) {
    problems.add(fileProblem('', 'There is more than one workbook', 'Choose the one that holds the return'))
    return []
  }
  const chunks: Uint8Array[] = []
  for await (const chunk of file.read()) chunks.push(chunk)
  const read = await xlsxSheets(Buffer.concat(chunks))
  if ('broken' in read) {
    problems.add({ ...fileProblem(file.name, read.broken.wrong, read.broken.mend), row: read.broken.row })
    return []
  }
  return read.sheets.map(({ name, rows }) => ({ name, place: `${file.name}: ${name}`, rows }))
}

async function csvFiles(files: SourceFile[], { limits, problems }: Sen2Reading): Promise<Sheet[]> {
  const sheets: Sheet[] = []
  for (const file of files) {
    const rows: string[][] = []
    for await (const part of csvRows(file.read(), limits)) {
      if ('rows' in part) for (const cells of part.rows) rows.push(cells)
      else problems.add({ severity: 'error', file: file.name, column: null, value: null, ...part.broken })
    }
    sheets.push({ name: file.name, place: file.name, rows })
  }
  return sheets
}

/** A sheet is told by its name; a file by its columns, whatever it is called. */
function tableIn(sheet: Sheet, isBook: boolean, problems: ProblemTable): FoundTable | undefined {
  const named = templateTables.find(one => isSheetOf(sheet.name, one))
  if (isBook && named === undefined) {
    const unread = fileProblem(
      sheet.place,
      'This sheet is none of the template’s, and was not read',
      'Nothing needs to be done, unless it holds part of the return',
    )
    problems.add({ ...unread, severity: 'warning' })
    return undefined
  }
  const candidates = isBook && named !== undefined ? [named] : templateTables
  const best = candidates
    .map(table => ({ table, ...headerRow(sheet.rows, table) }))
    .reduce((one, other) => (other.known > one.known ? other : one))
  if (best.known < Math.min(3, best.table.columns.size)) {
    const expected = named === undefined ? 'no table of a SEN2 return' : `not those of ${named.sheet}`
    problems.add(
      fileProblem(
        sheet.place,
        `The columns here are ${expected}`,
        'Check that nothing was moved, and that the names of the columns stand above the rows',
      ),
    )
    return undefined
  }
  const columns = (sheet.rows[best.at] ?? []).map(foldLabel)
  for (const [at, column] of columns.entries()) {
    if (best.table.columns.has(column) || saysNothing.has(column)) continue
    const label = sheet.rows[best.at]?.[at] ?? null
    problems.add({
      ...fileProblem(sheet.place, 'This column is not known, and was not read', 'Check its name'),
      severity: 'warning',
      row: best.at + 1,
      column: label,
    })
  }
  const rows = sheet.rows.slice(best.at + 1).map((cells, index) => ({ row: best.at + 2 + index, cells }))
  return {
    table: best.table,
    place: sheet.place,
    columns,
    rows: rows.filter(({ cells }) => !isBlank(cells) && !isNote(cells)),
  }
}

const isBlank = (cells: readonly string[]) => cells.every(cell => cell.trim() === '')
/** Where a name was split over two merged rows, the second says how to fill the column in. */
const isNote = (cells: readonly string[]) => cells.some(cell => /^\s*(?:\((?:this must|ccyy)|ccyy-mm-dd)/i.test(cell))

const isSheetOf = (name: string, { sheet }: Sen2Table): boolean => {
  const [code = '', ...words] = foldLabel(sheet).split(' ')
  const given = foldLabel(name)
  return (
    given === code ||
    given === words.join(' ') ||
    given === `${code} ${words.join(' ')}` ||
    given.replaceAll(' ', '') === words.join('')
  )
}

function headerRow(rows: readonly string[][], { columns }: Sen2Table): { at: number; known: number } {
  let [at, known] = [0, 0]
  for (const [index, cells] of rows.slice(0, mostTitles).entries()) {
    const here = new Set(cells.map(foldLabel).filter(label => columns.has(label))).size
    if (here > known) [at, known] = [index, here]
  }
  return { at, known }
}
