import { csvRows } from '#platform/transfer/csv.ts'
import type { Limits } from '#platform/transfer/limits.ts'
import { fileProblem, type ProblemTable } from '#platform/transfer/problem.ts'
import type { SourceFile } from '#platform/transfer/source-file.ts'

/** The first row of a CSV file: what it is can be told by its names. */
export async function headerOf(file: SourceFile, limits: Limits): Promise<string[]> {
  for await (const part of csvRows(file.read(), limits)) {
    if ('broken' in part) return []
    const [names] = part.rows
    if (names !== undefined) return names.map(name => name.trim())
  }
  return []
}

export type GiasRow = { row: number; cell: (name: string) => string }

/** The rows of a file of any release, each cell by its column's name; '' where the release has no such column. */
export async function* giasRows(
  file: SourceFile,
  limits: Limits,
  problems: ProblemTable,
  fold: (name: string) => string,
): AsyncGenerator<GiasRow> {
  let places: Map<string, number> | undefined
  let width = 0
  for await (const part of csvRows(file.read(), limits)) {
    if ('broken' in part) {
      const { column = null, value = null, ...broken } = part.broken
      problems.add({ severity: 'error', file: file.name, column, value, ...broken })
      return
    }
    for (const [index, cells] of part.rows.entries()) {
      if (places === undefined) {
        places = new Map(cells.map((name, place) => [fold(name.trim()), place]))
        width = cells.length
        continue
      }
      if (cells.every(cell => cell === '')) continue
      const row = part.firstRow + index
      if (cells.length !== width) {
        const mend = `Give it ${width} cells; a comma inside a text needs quotation marks around the text`
        const wrong = 'The row has not as many cells as the header'
        problems.add({ ...fileProblem(file.name, wrong, mend), row, value: `${cells.length} cells` })
        continue
      }
      const at = places
      yield { row, cell: name => (cells[at.get(name) ?? -1] ?? '').trim() }
    }
  }
}
