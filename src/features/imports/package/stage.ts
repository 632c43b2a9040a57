import type { Tx } from '#platform/database/connect.ts'
import { addRow, type Sheet, send, sheet, type Value } from '#platform/database/copy.ts'
import { csvTable, type TableRow } from '#platform/transfer/csv-table.ts'
import type { Limits } from '#platform/transfer/limits.ts'
import type { ProblemTable, Severity } from '#platform/transfer/problem.ts'
import type { SourceFile } from '#platform/transfer/source-file.ts'
import { runSql } from '../recording/run-sql.ts'
import { words } from './column-kinds.ts'
import { type Column, type FileName, fileNames, files } from './files.ts'
import { rowRules } from './row-rules.ts'
import { tables } from './tables.ts'

/** The name of a column among the rows that came in: ids of other rows keep the file's name until they are found. */
export const stagedName = (file: FileName, { name, as }: Column): string =>
  tables[file].parents.some(({ column }) => column === name) ? name : as

/** Places for what comes in, for as long as the transaction lasts. */
export async function makeStages(tx: Tx): Promise<void> {
  const making = fileNames.map(file => {
    const columns = files[file].map(column => `"${stagedName(file, column)}" ${column.kind.type}`)
    return `create temp table in_${file} ("row" integer not null, ${columns.join(', ')}) on commit drop`
  })
  await runSql(tx, making.join(';'))
}

export type Staging = { today: string; limits: Limits; problems: ProblemTable }

/** Checks every row of a file by itself and puts it in its place. Answers with the columns the file has. */
export async function stageFile(
  tx: Tx,
  name: FileName,
  source: SourceFile,
  staging: Staging,
): Promise<ReadonlySet<string>> {
  const columns = files[name]
  const rows = sheet(`in_${name}`, ['row', ...columns.map(column => stagedName(name, column))])
  const readRow = rowReader(name, source.name, rows, staging)
  let present: ReadonlySet<string> = new Set()
  const wanted = {
    names: columns.map(column => column.name),
    required: new Set(columns.filter(({ required }) => required).map(column => column.name)),
    unknown: 'error',
    present: (names: ReadonlySet<string>) => {
      present = names
    },
  } as const
  for await (const some of csvTable(source, wanted, staging.limits, staging.problems)) {
    for (const row of some) readRow(row)
    await send(tx, rows)
  }
  await runSql(tx, `analyze in_${name}`)
  return present
}

/** Reads a row into the sheet. A cell that is refused is empty there: the rest of its row can still be checked. */
function rowReader(name: FileName, file: string, to: Sheet, { problems, today }: Staging) {
  const columns = files[name]
  const places = new Map(columns.map((column, index) => [column.name, index + 1]))
  const rule = rowRules[name]
  let values: Value[] = []
  let row = 0
  let at: Column | undefined
  let raw = ''

  const add = (severity: Severity, column: string, value: string | null, wrong: string, mend: string) =>
    problems.add({ severity, file, row, column, value, wrong, mend })
  const tell = (severity: Severity, wrong: string, mend: string) => add(severity, at?.name ?? '', raw, wrong, mend)
  const get = (column: string) => (values[places.get(column) ?? -1] ?? null) as string | null
  const tellOfRow = (severity: Severity, column: string, wrong: string, mend: string) =>
    add(severity, column, get(column), wrong, mend)

  const cellOf = (column: Column, text: string): string | null => {
    raw = column.kind === words ? text : text.trim()
    at = column
    if (raw.trim() !== '') return column.kind.read(raw, tell, today)
    if (column.required) tell('error', 'This is not given', 'Add it')
    return null
  }
  return (line: TableRow) => {
    row = line.row
    values = [row]
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index]
      if (column !== undefined) values.push(cellOf(column, line.cells[index] ?? ''))
    }
    rule?.(get, tellOfRow)
    addRow(to, values)
  }
}
