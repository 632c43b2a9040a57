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

export type Counted = { read: number; added: number; changed: number }

/** Adds the rows that are new and changes the records that differ; a record that says the same already is left alone. */
export async function write(tx: Tx, area_id: number, { table, from, columns, alongside }: Writing): Promise<Counted> {
  const names = columns.map(({ name }) => `"${name}"`)
  const read = await runSql<{ n: number }>(tx, `select count(*) as n from ${from}`)
  const added = await runSql(
    tx,
    `insert into "${table}" (area_id, id, ${names.join(', ')})
     select ${area_id}, r.id, ${names.map(name => `r.${name}`).join(', ')} from ${from} r where r.is_new order by r."row"`,
  )
  const changed = await runSql(
    tx,
    `update "${table}" t set ${columns.map(({ name, becomes }) => `"${name}" = ${becomes}`).join(', ')}${alongside === undefined ? '' : `, ${alongside}`}
     from ${from} r
     where not r.is_new and t.area_id = ${area_id} and t.id = r.id
       and (${names.map(name => `t.${name}`).join(', ')}) is distinct from (${columns.map(({ becomes }) => becomes).join(', ')})`,
  )
  return {
    read: read.rows[0]?.n ?? 0,
    added: Number(added.numAffectedRows ?? 0),
    changed: Number(changed.numAffectedRows ?? 0),
  }
}
