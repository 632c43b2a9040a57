import type { Tx } from '#platform/database/connect.ts'
import { runSql } from '../recording/run-sql.ts'
import { type Column, type FileName, fileNames, files } from './files.ts'
import { type Parent, tables } from './tables.ts'

/** What a record holds where a file says nothing. */
const defaults: Record<string, string> = { sex: "'U'", unit: "'none'", pfa: "'{}'", ladder: "'{}'" }

/** Not recorded in the row itself: looked-after children have a table of their own. */
const elsewhere = new Set(['looked_after', 'outcome_refs'])

/** Columns of the record that a file fills from its own cells. */
export const ownColumns = (file: FileName): Column[] =>
  files[file].filter(
    ({ name, as }) =>
      name !== tables[file].ref && !elsewhere.has(as) && !tables[file].parents.some(({ column }) => column === name),
  )

/** Finds, for every row that came in, its record or an id for a new one, and the records it names. */
export async function resolvePackage(tx: Tx, area_id: number): Promise<void> {
  for (const file of fileNames) {
    const key = tables[file].ref === null ? '"row"' : 'ref'
    await runSql(tx, `${resolving(file, area_id)}; create index on resolved_${file} (${key}); analyze resolved_${file}`)
  }
}

/** The id of a row's parent: among the rows that came in, else among the records. A joined child or provider stands for both. */
const idOf = ({ file }: Parent, nth: number) =>
  mayBeJoined(file) ? `coalesce(p${nth}.owner_id, q${nth}.merged_into, q${nth}.id)` : `coalesce(p${nth}.id, q${nth}.id)`

const childOf = (nth: number) => `coalesce(p${nth}.child_id, q${nth}.child_id)`

const mayBeJoined = (file: FileName) => file === 'institutions' || file === 'children'

const hasChild = (file: FileName) => file !== 'institutions' && file !== 'children'

function resolving(file: FileName, area_id: number): string {
  const { table, ref, key, parents, adopt } = tables[file]
  const ids = parents.map((parent, index) => [parent.as, idOf(parent, index + 1)] as const)
  const [owner] = parents
  const child = owner === undefined || owner.file === 'children' ? undefined : childOf(1)
  const own = ownColumns(file).map(
    ({ as }) => `${as in defaults ? `coalesce(s."${as}", ${defaults[as]})` : `s."${as}"`} as "${as}"`,
  )
  const other = parents.findIndex(({ file: named }, index) => index > 0 && hasChild(named)) + 1
  const joins = parents.map(({ column, file: named }, index) => {
    const [p, q] = [`p${index + 1}`, `q${index + 1}`]
    return `left join resolved_${named} ${p} on ${p}.ref = s."${column}"
      left join ${tables[named].table} ${q} on ${p}.id is null and ${q}.area_id = ${area_id} and ${q}.ref = s."${column}"`
  })
  const same =
    ref === null
      ? key.map(column => `t."${column}" = ${ids.find(([as]) => as === column)?.[1] ?? `s."${column}"`}`)
      : [`t.ref = s."${ref}"`]
  const adopted = adopt === undefined ? undefined : adopting(table, adopt, ids[0]?.[1] ?? 'null', area_id)
  // An id is taken in a query of its own, so that it is taken once, and in the order of the file.
  return `create temp table resolved_${file} on commit drop as
    select y.* ${mayBeJoined(file) ? ', coalesce(y.joined_id, y.id) as owner_id' : ''} from (
    select coalesce(x.known_id, nextval(pg_get_serial_sequence('${table}', 'id'))) as id, x.known_id is null as is_new, x.*
    from (
      select s."row", ${ref === null ? '' : `s."${ref}" as ref,`} ${adopted === undefined ? 't.id' : 'coalesce(t.id, a.id)'} as known_id
        ${hasChild(file) ? ', t.child_id as was_child_id' : ''}
        ${mayBeJoined(file) ? ', t.merged_into as joined_id' : ''}
        ${child === undefined ? '' : `, ${child} as child_id`}
        ${other === 0 ? '' : `, ${childOf(other)} as other_child_id`}
        ${file === 'provision' ? ", coalesce(named.outcome_ids, '{}') as outcome_ids" : ''}
        ${[...ids.map(([as, id]) => `, ${id} as "${as}"`), ...own.map(column => `, ${column}`)].join('')}
      from in_${file} s
      ${joins.join('\n')}
      ${file === 'provision' ? outcomesNamed(area_id) : ''}
      left join "${table}" t on t.area_id = ${area_id} and ${same.join(' and ')}
      ${adopted ?? ''}
      order by s."row"
    ) x) y`
}

/** Joins what a SEN2 return made, by what it is known by there. */
function adopting(table: string, by: Readonly<Record<string, string>>, parent: string, area_id: number): string {
  const columns = Object.keys(by).join(', ')
  const same = Object.entries(by).map(([column, equals]) => `a.${column} = ${equals.replace('$parent', parent)}`)
  return `left join (select ${columns}, min(id) as id from "${table}" where area_id = ${area_id} and ref like 'sen2:%'
    ${table === 'child' ? 'and merged_into is null' : ''} group by ${columns}) a on t.id is null and ${same.join(' and ')}`
}

/** The outcomes each line of provision is for, in the order named; null among them for one that is not known. */
const outcomesNamed = (area_id: number) => `left join (
  select line."row", array_agg(coalesce(ro.id, o.id) order by line.nth) as outcome_ids
  from (select "row", ref, nth from in_provision cross join unnest(outcome_refs) with ordinality refs (ref, nth)) line
  left join resolved_outcomes ro on ro.ref = line.ref
  left join outcome o on ro.id is null and o.area_id = ${area_id} and o.ref = line.ref
  group by line."row") named on named."row" = s."row"`
