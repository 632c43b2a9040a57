import type { Tx } from '#platform/database/connect.ts'
import { runSql } from '../recording/run-sql.ts'
import { type Counted, write } from '../recording/write.ts'
import { type FileName, fileNames } from './files.ts'
import { ownColumns } from './resolve.ts'
import { tables } from './tables.ts'

/** Columns each file of the package has: one that is left out leaves what is recorded as it is. */
export type Present = ReadonlyMap<FileName, ReadonlySet<string>>

const withReason = new Set(['rating', 'position'])

/** Writes the files of a package in their order. */
export async function writePackage(
  tx: Tx,
  area_id: number,
  today: string,
  present: Present,
  care: boolean,
): Promise<Partial<Record<FileName, Counted>>> {
  const counts: Partial<Record<FileName, Counted>> = {}
  for (const file of fileNames) {
    const columns = present.get(file)
    if (columns === undefined) continue
    const { table } = tables[file]
    counts[file] = await write(tx, area_id, {
      table,
      from: `resolved_${file}`,
      columns: columnsOf(file, columns),
      ...(withReason.has(table) ? { alongside: "why = 'Changed by an import'" } : {}),
    })
    if (care && file === 'children' && columns.has('looked_after')) await writeCare(tx, area_id, today)
  }
  return counts
}

function columnsOf(file: FileName, present: ReadonlySet<string>) {
  const { ref, parents } = tables[file]
  const names = [
    ...(ref === null ? [] : ['ref']),
    ...(parents.length > 0 && parents[0]?.file !== 'children' ? ['child_id'] : []),
    ...parents.map(({ as }) => as),
    ...(file === 'provision' ? ['outcome_ids'] : []),
    ...ownColumns(file).map(({ as }) => as),
  ]
  const given = (name: string) =>
    name === 'ref' || name === 'child_id' || isPresent(file, name, present) ? `r."${name}"` : `t."${name}"`
  return names.map(name => ({ name, becomes: given(name) }))
}

function isPresent(file: FileName, as: string, present: ReadonlySet<string>) {
  const parent = tables[file].parents.find(one => one.as === as)
  const own = ownColumns(file).find(column => column.as === as)
  return present.has(parent?.column ?? own?.name ?? as)
}

/**
 * Looked after, as the package says on the day it was made: what is told first counts from ever before, a change from the
 * day of the import.
 */
async function writeCare(tx: Tx, area_id: number, today: string) {
  const told = `select r.owner_id as child_id, s.looked_after, (
      select c.looked_after from care_status c where c.area_id = ${area_id} and c.child_id = r.owner_id order by c.from_on desc limit 1) as was
    from resolved_children r join in_children s using ("row") where s.looked_after is not null`
  await runSql(
    tx,
    `insert into care_status as c (area_id, child_id, from_on, looked_after)
     select ${area_id}, child_id, case when was is null then '-infinity' else '${today}' end::date, looked_after
     from (${told}) x where looked_after is distinct from was
     on conflict (area_id, child_id, from_on) do update set looked_after = excluded.looked_after`,
  )
}
