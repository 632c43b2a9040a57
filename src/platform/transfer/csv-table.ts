import { csvRows } from './csv.ts'
import { withoutNeutral } from './csv-out.ts'
import type { Limits } from './limits.ts'
import { fileProblem, type ProblemTable, type Severity } from './problem.ts'
import type { SourceFile } from './source-file.ts'

/** A row of a table: its cells in the order of the wanted columns, '' where the file has no such column. */
export type TableRow = { row: number; cells: string[] }

export type WantedColumns = {
  names: readonly string[]
  required: ReadonlySet<string>
  /** What a column that is not wanted is: refused, or only told. */
  unknown: Severity
  /** The wanted name of a column, when files spell it in more than one way. */
  fold?: (name: string) => string
  /** Told once which of the wanted columns the file has. */
  present?: (names: ReadonlySet<string>) => void
}

/**
 * Reads a CSV file with a header, a few rows at a time. Problems of the file, its header and the number of its cells are
 * told; after one of the first two there are no rows.
 */
export async function* csvTable(
  file: SourceFile,
  wanted: WantedColumns,
  limits: Limits,
  problems: ProblemTable,
): AsyncGenerator<TableRow[]> {
  let header: { places: number[]; width: number } | undefined
  for await (const part of csvRows(file.read(), limits)) {
    if ('broken' in part) {
      const { column = null, value = null, ...broken } = part.broken
      problems.add({ severity: 'error', file: file.name, column, value, ...broken })
      return
    }
    let { rows, firstRow } = part
    if (header === undefined) {
      const [names, ...others] = rows
      if (names === undefined) continue
      const places = placesOf(names, wanted, file.name, problems)
      if (places === undefined) return
      header = { places, width: names.length }
      rows = others
      firstRow++
    }
    yield arranged(rows, firstRow, header, file.name, problems)
  }
  if (header === undefined)
    problems.add(fileProblem(file.name, 'The file has no header', 'Put the names of the columns in its first row'))
}

function arranged(
  rows: string[][],
  firstRow: number,
  { places, width }: { places: number[]; width: number },
  file: string,
  problems: ProblemTable,
): TableRow[] {
  const found: TableRow[] = []
  for (const [index, cells] of rows.entries()) {
    const row = firstRow + index
    if (cells.length === width) {
      if (!isBlank(cells))
        found.push({ row, cells: places.map(place => (place < 0 ? '' : withoutNeutral(cells[place] ?? ''))) })
    } else if (!isBlank(cells)) problems.add(wrongWidth(file, row, cells.length, width))
  }
  return found
}

const isBlank = (cells: string[]) => cells.every(cell => cell === '')

const wrongWidth = (file: string, row: number, cells: number, width: number) => ({
  ...fileProblem(
    file,
    cells > width ? 'The row has more cells than the header' : 'The row has fewer cells than the header',
    `Give it ${width} cells; a comma inside a text needs quotation marks around the text`,
  ),
  row,
  value: `${cells} cells`,
})

/** For each wanted column its place in the file, or -1; undefined when the header is refused. */
function placesOf(names: string[], wanted: WantedColumns, file: string, problems: ProblemTable): number[] | undefined {
  const { fold = name => name } = wanted
  const places = new Map<string, number>()
  let refused = false
  const tell = (severity: Severity, column: string, wrong: string, mend: string) => {
    refused ||= severity === 'error'
    problems.add({ severity, file, row: 1, column, value: null, wrong, mend })
  }
  for (const [place, given] of names.entries()) {
    const name = fold(given)
    if (places.has(name)) tell('error', given, 'Two columns have this name', 'Keep one of them')
    else if (wanted.names.includes(name)) places.set(name, place)
    else tell(wanted.unknown, given, 'This column is not known', meant(given, wanted.names))
  }
  for (const name of wanted.required) {
    if (!places.has(name)) tell('error', name, 'This column is missing', 'Add it')
  }
  if (refused) return undefined
  wanted.present?.(new Set(places.keys()))
  return wanted.names.map(name => places.get(name) ?? -1)
}

function meant(given: string, names: readonly string[]): string {
  const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const found = names.find(name => plain(name) === plain(given))
  return found === undefined ? 'Take it out, or correct its name' : `Write it ${found}`
}
