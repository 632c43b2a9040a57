import type { Readable } from 'node:stream'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Store } from '#platform/files/store.ts'
import { type CsvCell, csvLine } from '#platform/transfer/csv-out.ts'
import { tables } from '../package/tables.ts'
import { runSql } from '../recording/run-sql.ts'
import { bytesPath, folder, type MoreColumn, type MoreTable, moreTables } from './catalogue.ts'

/** One file of a package, as its lines or its bytes. */
export type Part = { name: string; lines: AsyncIterable<string | Uint8Array> | Iterable<string> }

export type More = { resources: object[]; parts: Part[] }

/** Every further table that holds something, its description, and where a store is given the files kept beside it. */
export async function everythingElse(tx: Tx, actor: Actor, store: Store | undefined): Promise<More> {
  const held: MoreTable[] = []
  for (const table of await moreTables(tx, actor)) if (await holdsRows(tx, actor, table)) held.push(table)
  const parts: Part[] = held.map(table => ({ name: `${folder}/${table.name}.csv`, lines: linesOf(tx, actor, table) }))
  const names = new Set(held.map(({ name }) => name))
  const resources = held.map(table => resourceOf(table, names))
  if (store === undefined) return { resources, parts }
  return { resources, parts: [...parts, ...(await storedFiles(tx, actor, held, store))] }
}

const isHistory = ({ name }: MoreTable) => name.endsWith('_history')

const holdsRows = async (tx: Tx, { area_id }: Actor, { name }: MoreTable) =>
  (await runSql(tx, `select from "${name}" where area_id = ${area_id} limit 1`)).rows.length > 0

const rowsAtATime = 5000

/** In the order they were added, a few thousand at a time. */
async function* linesOf(tx: Tx, { area_id }: Actor, table: MoreTable): AsyncGenerator<string> {
  const names = table.columns.map(({ name }) => name)
  const named = table.columns.filter(({ names }) => names !== undefined && names.by !== 'id')
  const joins = named.map(column => joinOf(column, area_id))
  const cells = table.columns.map(column => `${cellOf(table, column)} as "${column.name}"`)
  const order = ['id', 'superseded_act'].filter(column => names.includes(column)).map(column => `t."${column}"`)
  yield csvLine(names)
  await runSql(
    tx,
    `declare "more ${table.name}" cursor for select ${cells.join(', ')} from "${table.name}" t ${joins.join(' ')}
     where t.area_id = ${area_id} ${order.length > 0 ? `order by ${order.join(', ')}` : ''}`,
  )
  for (;;) {
    const { rows } = await runSql<Record<string, CsvCell>>(tx, `fetch ${rowsAtATime} from "more ${table.name}"`)
    if (rows.length > 0) yield rows.map(row => csvLine(names.map(name => row[name]))).join('')
    if (rows.length < rowsAtATime) break
  }
  await runSql(tx, `close "more ${table.name}"`)
}

/** The row a column names. A child joined with another stands there under the other's id, as in the plain files. */
function joinOf({ name, names }: MoreColumn, area_id: number): string {
  const [p, table] = [`"of ${name}"`, names?.table ?? '']
  if (table === 'person') return `left join person ${p} on ${p}.id = t."${name}"`
  const from =
    table === 'child'
      ? `(select c.id, coalesce(m.ref, c.ref) as ref from child c
          left join child m on m.area_id = c.area_id and m.id = c.merged_into where c.area_id = ${area_id})`
      : `(select id, ref from "${table}" where area_id = ${area_id})`
  return `left join ${from} ${p} on ${p}.id = t."${name}"`
}

/** As text: days as YYYY-MM-DD, moments as ISO 8601 has them, lists as JSON. */
function cellOf({ name: table }: MoreTable, { name, type, names, stored }: MoreColumn): string {
  if (names?.by === 'email') return `"of ${name}".email`
  if (names?.by === 'ref') return `"of ${name}".ref`
  if (stored) return `'files/${table.replace('_history', '')}-' || t.id || '.' || t.kind`
  if (type.endsWith('[]')) return `to_json(t."${name}")::text`
  return type.startsWith('timestamp') ? `to_json(t."${name}")#>>'{}'` : `t."${name}"::text`
}

const frictionless: Record<string, string> = {
  ...{ smallint: 'integer', integer: 'integer', bigint: 'integer', numeric: 'number', boolean: 'boolean' },
  ...{ date: 'date', 'timestamp with time zone': 'datetime', jsonb: 'object' },
}

/** The resource of one table; what the database says of it and of its columns is what the package says. */
function resourceOf(table: MoreTable, held: ReadonlySet<string>): object {
  const fields = table.columns.map(({ name, type, about, names }) => ({
    name,
    type: names && names.by !== 'id' ? 'string' : (frictionless[type] ?? (type.endsWith('[]') ? 'array' : 'string')),
    ...(about === null ? {} : { description: about }),
  }))
  const foreignKeys = table.columns.flatMap(({ name, names }) => {
    if (names === undefined || names.by === 'email') return []
    const plain = Object.entries(tables).find(([, { table: of }]) => of === names.table)
    if (plain?.[1].ref && names.by === 'ref') {
      return [{ fields: name, reference: { resource: plain[0], fields: plain[1].ref } }]
    }
    if (!held.has(names.table)) return []
    return [{ fields: name, reference: { resource: `${folder}.${names.table}`, fields: names.by } }]
  })
  const hasId = !isHistory(table) && table.columns.some(({ name }) => name === 'id')
  return {
    name: `${folder}.${table.name}`,
    path: `${folder}/${table.name}.csv`,
    profile: 'tabular-data-resource',
    encoding: 'utf-8',
    ...(table.about === null ? {} : { description: table.about }),
    schema: { fields, missingValues: [''], ...(hasId ? { primaryKey: 'id' } : {}), foreignKeys },
  }
}

/** Files that were scanned and are still there; one whose bytes the store has lost is named in a list of its own. */
async function storedFiles(tx: Tx, { area_id }: Actor, held: MoreTable[], store: Store): Promise<Part[]> {
  const lost: string[] = []
  const parts: Part[] = []
  for (const table of held) {
    if (isHistory(table) || !table.columns.some(({ stored }) => stored)) continue
    const { rows } = await runSql<{ id: number; kind: string; stored_as: string }>(
      tx,
      `select id, kind, stored_as from "${table.name}" where area_id = ${area_id} and state = 'clean' order by id`,
    )
    for (const { id, kind, stored_as } of rows) {
      const name = bytesPath(table.name, id, kind)
      parts.push({ name, lines: bytesOf(store, stored_as, () => lost.push(name)) })
    }
  }
  return [...parts, { name: 'files/lost.csv', lines: listOf(lost) }]
}

async function* bytesOf(store: Store, key: string, isLost: () => void): AsyncGenerator<Uint8Array> {
  const stream = await store.open(key).then(
    (open): Readable | undefined => open,
    () => undefined,
  )
  if (stream === undefined) isLost()
  else yield* stream as AsyncIterable<Uint8Array>
}

function* listOf(lost: readonly string[]): Generator<string> {
  yield csvLine(['file'])
  for (const name of lost) yield csvLine([name])
}
