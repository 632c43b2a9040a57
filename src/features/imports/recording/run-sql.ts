import { sql } from 'kysely'
import type { Tx } from '#platform/database/connect.ts'
import type { Problem, ProblemTable } from '#platform/transfer/problem.ts'

/** SQL made of the names in our own tables of files and columns, never of anything that came in. */
export const runSql = <Row = Record<string, unknown>>(tx: Tx, text: string) => sql.raw<Row>(text).execute(tx)

/** What a query is to find: rows that have a problem, as `row` and `value`. */
export type Finding = Omit<Problem, 'row' | 'value'> & { from: string }

const shown = 25

/** Adds a problem for each row a query finds; of many, the first few and the count. */
export async function findProblems(tx: Tx, problems: ProblemTable, { from, ...kind }: Finding): Promise<void> {
  const found = await runSql<{ row: number; value: string | null; all: number }>(
    tx,
    `select "row", value, count(*) over () as all from (${from}) found order by "row" limit ${shown}`,
  )
  for (const { row, value } of found.rows) problems.add({ ...kind, row, value })
  const [first] = found.rows
  if (first !== undefined && first.all > found.rows.length) {
    problems.more({ ...kind, row: first.row, value: first.value }, first.all - found.rows.length)
  }
}
