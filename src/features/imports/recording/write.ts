import type { Tx } from '#platform/database/connect.ts'
import { runSql } from './run-sql.ts'

/** What is written to a table: rows that were resolved, and for each column what it becomes. */
export type Writing = {
  table: string
  from: string
  /** The record's column, and the new value of one that is there already; `r` is the row, `t` the record. */
  columns: readonly { name: string; becomes: string }[]
  /** Set only where something else changed. */
  alongside?: string
}

/** From here on a table is another one to the planner than it was before the import. */
const many = 100

export type Counted = { read: number; added: number; changed: number }

/** Changes the records that differ and adds the rows that are new; a record that says the same already is left alone. */
export async function write(tx: Tx, area_id: number, writing: Writing): Promise<Counted> {
  const { rows } = await runSql<{ read: number; known: number }>(
    tx,
    `select count(*) as read, count(*) filter (where not is_new) as known from ${writing.from}`,
  )
  const { read = 0, known = 0 } = rows[0] ?? {}
  const changed = known === 0 ? 0 : await change(tx, area_id, writing)
  const added = known === read ? 0 : await add(tx, area_id, writing)
  if (added >= many) await countAfresh(tx, writing.table)
  return { read, added, changed }
}

export const countAfresh = (tx: Tx, table: string) => runSql(tx, `select count_afresh('${table}')`)

async function change(tx: Tx, area_id: number, { table, from, columns, alongside }: Writing): Promise<number> {
  const names = columns.map(({ name }) => `t."${name}"`)
  const becoming = columns.map(({ name, becomes }) => `"${name}" = ${becomes}`)
  const changed = await runSql(
    tx,
    `update "${table}" t set ${[...becoming, ...(alongside === undefined ? [] : [alongside])].join(', ')} from ${from} r
     where not r.is_new and t.area_id = ${area_id} and t.id = r.id
       and (${names.join(', ')}) is distinct from (${columns.map(({ becomes }) => becomes).join(', ')})`,
  )
  return Number(changed.numAffectedRows ?? 0)
}

async function add(tx: Tx, area_id: number, { table, from, columns }: Writing): Promise<number> {
  const names = columns.map(({ name }) => `"${name}"`)
  const added = await runSql(
    tx,
    `insert into "${table}" (area_id, id, ${names.join(', ')})
     select ${area_id}, r.id, ${names.map(name => `r.${name}`).join(', ')} from ${from} r where r.is_new order by r."row"`,
  )
  return Number(added.numAffectedRows ?? 0)
}
