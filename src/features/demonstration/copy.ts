import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type Value = string | number | boolean | null

/** Rows waiting for COPY, as the text it reads. */
export type Sheet = { table: string; columns: readonly string[]; text: string; rows: number }

export const sheet = (table: string, columns: readonly string[]): Sheet => ({ table, columns, text: '', rows: 0 })

const special = /[\\\t\n\r]/g
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function cell(value: Value): string {
  if (value === null) return '\\N'
  if (typeof value !== 'string') return String(value)
  return value.search(special) < 0 ? value : value.replace(special, found => escapes[found] ?? found)
}

export function addRow(to: Sheet, values: readonly Value[]) {
  let line = ''
  for (const value of values) line += line === '' ? cell(value) : `\t${cell(value)}`
  to.text += `${line}\n`
  to.rows += 1
}

/** Sends what has gathered, and empties the sheet. */
export async function send(client: pg.PoolClient, from: Sheet) {
  if (from.text === '') return
  const columns = from.columns.map(column => `"${column}"`).join(', ')
  const stream = client.query(copyFrom(`copy ${from.table} (${columns}) from stdin`))
  stream.end(from.text)
  await finished(stream)
  from.text = ''
}
