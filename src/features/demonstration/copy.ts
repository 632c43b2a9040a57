import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type Value = string | number | boolean | null

/** Rows waiting for COPY, as the text it reads. */
export type Sheet = { table: string; columns: readonly string[]; lines: string[] }

export const sheet = (table: string, columns: readonly string[]): Sheet => ({ table, columns, lines: [] })

const special = /[\\\t\n\r]/g
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function cell(value: Value): string {
  if (value === null) return '\\N'
  if (typeof value !== 'string') return String(value)
  return value.search(special) < 0 ? value : value.replace(special, found => escapes[found] ?? found)
}

export function addRow(to: Sheet, values: readonly Value[]) {
  to.lines.push(values.map(cell).join('\t'))
}

/** What has gathered so far, off the sheet. */
export const taken = (from: Sheet): Sheet => ({ ...from, lines: from.lines.splice(0) })

export async function send(client: pg.PoolClient, { table, columns, lines }: Sheet) {
  if (lines.length === 0) return
  const names = columns.map(column => `"${column}"`).join(', ')
  const stream = client.query(copyFrom(`copy ${table} (${names}) from stdin`))
  stream.end(`${lines.join('\n')}\n`)
  await finished(stream)
}
