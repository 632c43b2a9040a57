import { csvRows } from '#platform/transfer/csv.ts'
import type { Limits } from '#platform/transfer/limits.ts'
import { fileProblem, type ProblemTable } from '#platform/transfer/problem.ts'
import type { SourceFile } from '#platform/transfer/source-file.ts'
import type { DataSet } from '../data-sets.ts'
import { type Figure, type Gathered, gather } from './gather.ts'
import { type Recognised, recognise } from './recognise.ts'
import { laitRow, longRow, type TakeRow, tribunalRow, wideRow } from './rows.ts'

export type ReadFile = { set: DataSet; gathered: Gathered }

type Reading = { limits: Limits; problems: ProblemTable }

/** Reads one published file as it streams; each figure goes to `onFigure`, and `pause` is waited for between pieces. */
export async function readStatistics(
  file: SourceFile,
  { limits, problems }: Reading,
  onFigure: (figure: Figure) => void,
  pause: () => Promise<void>,
): Promise<ReadFile | undefined> {
  let take: TakeRow | undefined
  let read: ReadFile | undefined
  for await (const part of csvRows(file.read(), limits)) {
    if ('broken' in part) {
      const { column = null, value = null, ...broken } = part.broken
      problems.add({ severity: 'error', file: file.name, column, value, ...broken })
      return undefined
    }
    let { rows, firstRow } = part
    if (take === undefined) {
      if (rows.length === 0) continue
      const found = recognise(rows)
      if ('refused' in found) {
        problems.add(fileProblem(file.name, found.refused.wrong, found.refused.mend))
        return undefined
      }
      const gatherer = gather(found.set, file.name, problems, onFigure)
      read = { set: found.set, gathered: gatherer.gathered }
      take = takerOf(found, gatherer)
      rows = rows.slice(found.headerRow + 1)
      firstRow += found.headerRow + 1
    }
    for (const [index, cells] of rows.entries()) take(cells, firstRow + index)
    await pause()
  }
  if (read === undefined) {
    problems.add(fileProblem(file.name, 'The file is empty', 'Choose the file as it was published'))
  } else if (read.gathered.figures === 0) {
    problems.add(fileProblem(file.name, 'The file holds no figures', 'Choose the file as it was published'))
  }
  return read
}

function takerOf(found: Exclude<Recognised, { refused: unknown }>, gatherer: ReturnType<typeof gather>): TakeRow {
  switch (found.shape) {
    case 'wide':
      return wideRow(found.columns, gatherer)
    case 'long':
      return longRow(found, gatherer)
    case 'lait':
      return laitRow(found, gatherer)
    case 'tribunal':
      return tribunalRow(found, gatherer)
  }
}
