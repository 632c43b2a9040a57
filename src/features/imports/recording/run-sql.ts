import { sql } from 'kysely'
import type { Tx } from '#platform/database/connect.ts'
import type { Problem, ProblemTable } from '#platform/transfer/problem.ts'

/** SQL made of the names in our own tables of files and columns, never of anything that came in. */
export const runSql = <Row = Record<string, unknown>>(tx: Tx, text: string) => sql.raw<Row>(text).execute(tx)

/** What a query is to find: rows that have a problem, as `row` and `value`. */
export type Finding = Omit<Problem, 'row' | 'value'> & { from: string }

const shown = 25

/** Adds a problem for each row the queries find; of many of a kind, the first few and the count. Asked all at once. */
export async function findProblems(tx: Tx, problems: ProblemTable, findings: Finding[]): Promise<void> {
  const queries = findings.map(
    ({ from }, nth) =>
      `select * from (select ${nth} as nth, "row", value, count(*) over () as all from (${from}) found order by "row" limit ${shown}) q${nth}`,
  )
  const { rows } = await runSql<{ nth: number; row: number | null; value: string | null; all: number }>(
    tx,
    queries.join('\nunion all\n'),
  )
  for (const [nth, { from: _, ...kind }] of findings.entries()) {
    const found = rows.filter(row => row.nth === nth)
    for (const { row, value } of found) problems.add({ ...kind, row, value })
    const [first] = found
    if (first !== undefined && first.all > found.length) {
      problems.more({ ...kind, row: first.row, value: first.value }, first.all - found.length)
    }
  }
}
