import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import { commandLine } from '#platform/access/actor.ts'
import { areaOf, type Command, WrongUse } from '#platform/command.ts'
import { read } from '#platform/database/transaction.ts'
import { csvTable } from '#platform/transfer/csv-table.ts'
import { limits } from '#platform/transfer/limits.ts'
import { type ProblemTable, problemLine, problemTable } from '#platform/transfer/problem.ts'
import type { SourceFile } from '#platform/transfer/source-file.ts'
import { isSame } from './correction.ts'
import { correctRatings, type FoundRating, ratingsNamed } from './correction-actions.ts'
import { type CorrectionRow, correctionColumns, neededColumns, readRow, saysAfter } from './correction-row.ts'

/** Many ratings at once: checked whole, all or nothing, one act. */
export const correctRatingsCommand: Command = {
  name: 'correct ratings',
  usage: 'FILE.csv [--area CODE] [--dry-run]',
  summary: `Correct many ratings at once, each with its reason (columns ${correctionColumns.join(', ')})`,
  options: { area: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  run: async (terminal, { words, options }) => {
    const [path, ...more] = words
    if (path === undefined || more.length > 0) throw new WrongUse('Name one file of corrections')
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat?.isFile()) throw new WrongUse(`There is no file ${path}`)
    const actor = commandLine(await areaOf(terminal, options.area), terminal.today)

    const file: SourceFile = { name: basename(path), size: stat.size, read: () => createReadStream(path) }
    const problems = problemTable()
    const rows = await readRows(file, problems)
    const found = await read(terminal.db, actor, tx => ratingsNamed(tx, actor, rows))
    const corrections = checked(rows, found, file.name, problems)
    const say = (summary: string) =>
      terminal.out([...problems.list().map(problemLine), summary].map(text => `${text}\n`).join(''))
    if (problems.count.error > 0) {
      await say(`${counted(problems.count.error, 'error')}. Nothing was corrected. Mend the errors and try again.`)
      return 1
    }
    const unchanged = `${rows.length - corrections.length} unchanged`
    if (options['dry-run']) {
      await say(
        `${counted(corrections.length, 'rating')} to correct, ${unchanged}. Nothing was corrected: this was a dry run.`,
      )
      return 0
    }
    if (corrections.length > 0)
      await correctRatings(terminal.db, actor, corrections, { file: file.name, rows: rows.length })
    await say(`${counted(corrections.length, 'rating')} corrected, ${unchanged}.`)
    return 0
  },
}

const counted = (n: number, what: string) => `${n.toLocaleString('en-GB')} ${n === 1 ? what : `${what}s`}`

/** The rows that say something whole, each about a rating of its own. */
async function readRows(file: SourceFile, problems: ProblemTable): Promise<CorrectionRow[]> {
  const wanted = { names: correctionColumns, required: neededColumns, unknown: 'error' as const }
  const rows: CorrectionRow[] = []
  const seen = new Map<string, number>()
  for await (const part of csvTable(file, wanted, limits, problems)) {
    for (const { row, cells } of part) {
      const said = readRow(row, cells, (severity, column, value, wrong, mend) =>
        problems.add({ severity, file: file.name, row, column, value, wrong, mend }),
      )
      if (said === undefined) continue
      const key = JSON.stringify([said.review_ref, said.goal_ref])
      const first = seen.get(key)
      if (first === undefined) {
        seen.set(key, row)
        rows.push(said)
      } else
        problems.add({
          severity: 'error',
          file: file.name,
          row,
          column: 'goal_id',
          value: said.goal_ref,
          wrong: 'Two rows are about the same rating',
          mend: `Keep this one or row ${first}`,
        })
    }
  }
  return rows
}

/** What is to be written: rows whose rating is there and says something else. What is not there is told. */
function checked(rows: readonly CorrectionRow[], found: readonly FoundRating[], file: string, problems: ProblemTable) {
  return rows.flatMap((row, index) => {
    const named = found[index]
    const refuse = (column: string, value: string, wrong: string, mend: string) => {
      problems.add({ severity: 'error', file, row: row.row, column, value, wrong, mend })
      return []
    }
    if (named === undefined || named.review_id === null)
      return refuse('review_id', row.review_ref, 'There is no such review in the records', 'Correct the id')
    if (named.goal_id === null)
      return refuse('goal_id', row.goal_ref, 'There is no such goal in the records', 'Correct the id')
    if (named.id === null || named.rating === null)
      return refuse(
        'goal_id',
        row.goal_ref,
        'This review gave the goal no rating, so there is none to correct',
        'Correct one of the two ids, or record the rating first',
      )
    const stands = { rating: named.rating, reason: named.reason, comment: named.comment }
    const says = saysAfter(row, stands)
    return isSame(says, stands) ? [] : [{ id: named.id, ...says, why: row.why }]
  })
}
