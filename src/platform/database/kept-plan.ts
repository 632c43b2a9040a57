import { createHash } from 'node:crypto'
import type { CompiledQuery, QueryResult, RawBuilder } from 'kysely'
import type { Tx } from './connect.ts'

/** How many plans a connection keeps: each takes some memory of the server for as long as the connection lives. */
const most = 100

const names = new Map<string, string>()

/**
 * Asks a question that is asked again and again. Planning it takes PostgreSQL longer than answering it, so each connection
 * keeps its plan. One without parameters is never planned again.
 */
export function askAgain<Row>(tx: Tx, question: RawBuilder<Row>): Promise<QueryResult<Row>> {
  const { sql: text, parameters, query, queryId } = question.compile(tx)
  const name =
    names.get(text) ?? (names.size < most ? createHash('sha256').update(text).digest('base64url') : undefined)
  if (name !== undefined) names.set(text, name)
  // The driver takes a name and a text where it takes a text, and Kysely hands on what it is given.
  const named: CompiledQuery<Row> = { query, queryId, parameters, sql: { name, text } as unknown as string }
  return tx.executeQuery<Row>(named)
}
