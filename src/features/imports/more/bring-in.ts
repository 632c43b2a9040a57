import { commandLine } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { addRow, send, sheet } from '#platform/database/copy.ts'
import { csvTable } from '#platform/transfer/csv-table.ts'
import { fileProblem } from '#platform/transfer/problem.ts'
import type { SourceFile } from '#platform/transfer/source-file.ts'
import { tables } from '../package/tables.ts'
import type { Recording } from '../recording/recording.ts'
import { type Finding, findProblems, runSql } from '../recording/run-sql.ts'
import { type Counted, write } from '../recording/write.ts'
import { folder, type MoreColumn, type MoreTable, moreTables } from './catalogue.ts'
import { cellReader } from './cell-reader.ts'

/**
 * What tells two rows of a further table apart, in the order they are written; the first is never empty. A table that is
 * not here names accounts, files or letters, which another system has its own of: it stays in the package.
 */
const identities: Readonly<Record<string, readonly string[]>> = {
  term: ['academic_year', 'season'],
  care_status: ['child_id', 'from_on'],
  care_meeting: ['child_id', 'kind', 'on_date'],
  request_exception: ['request_id', 'paragraph'],
  advice_request: ['request_id', 'asked_of', 'asked_on'],
  plan_transfer: ['plan_id'],
  review_hold: ['review_id', 'reason', 'from_on'],
  review_participant: ['review_id', 'part', 'name'],
  review_move: ['review_id'],
  provision_delivery: ['provision_line_id', 'review_id', 'academic_year', 'term'],
  instrument_score: ['child_id', 'instrument', 'version', 'part', 'on_date', 'completed_by'],
}

/** A further table, or the further columns of a plain file, as it comes in. */
type Coming = { table: MoreTable; key: readonly string[]; columns: MoreColumn[]; file: SourceFile }

const keyOf = ({ name, plain }: MoreTable): readonly string[] | undefined =>
  plain === undefined ? identities[name] : tables[plain].ref === null ? tables[plain].key : ['ref']

/** Ours alone: numbers, and who or what of this system a row names. */
const isBroughtIn = ({ name, type, names, generated, stored }: MoreColumn) =>
  !generated &&
  !stored &&
  !['id', 'recorded_on', 'merged_into'].includes(name) &&
  !name.endsWith('_act') &&
  (names === undefined ? cellReader(type) !== undefined : names.by === 'ref')

/** Checks the further tables of a package, after its plain files are written, and writes those whose rows can be told apart. */
export async function bringInMore(
  tx: Tx,
  files: readonly SourceFile[],
  recording: Recording,
): Promise<Record<string, Counted>> {
  if (files.length === 0) return {}
  const known = new Map(
    (await moreTables(tx, commandLine(recording.area_id, recording.today))).map(table => [
      `${folder}/${table.name}.csv`,
      table,
    ]),
  )
  const coming: Coming[] = []
  const kept: string[] = []
  for (const file of files) {
    const table = known.get(file.name)
    if (table === undefined) {
      recording.problems.add(
        fileProblem(
          file.name,
          'This file is not known',
          `Take it out; ${folder} holds the tables of an export with --all`,
        ),
      )
      continue
    }
    const key = keyOf(table)
    const columns = table.columns.filter(isBroughtIn)
    if (key === undefined) kept.push(file.name)
    else if (columns.some(({ name }) => !key.includes(name))) coming.push({ table, key, columns, file })
  }
  tellKept(kept, recording)
  const order = Object.keys(identities)
  coming.sort((one, other) => order.indexOf(one.table.name) - order.indexOf(other.table.name))
  const counts: Record<string, Counted> = {}
  for (const one of coming) {
    const count = await bringIn(tx, one, recording)
    if (count !== undefined) counts[`more/${one.table.name}`] = count
  }
  return counts
}

/** By name, but for earlier versions, which are told as one. */
function tellKept(kept: string[], { problems }: Recording): void {
  const histories = kept.filter(name => name.endsWith('_history.csv'))
  const told = [
    ...kept.filter(name => !histories.includes(name)),
    ...(histories.length > 0 ? ['earlier versions'] : []),
  ]
  for (const name of told) {
    problems.add({
      ...fileProblem(
        name,
        'This is kept in the package and was not brought in',
        'Keep the package, to look it up there',
      ),
      severity: 'warning',
    })
  }
}

async function bringIn(tx: Tx, coming: Coming, recording: Recording): Promise<Counted | undefined> {
  const { table, key, columns } = coming
  const { problems, area_id } = recording
  const before = problems.count.error
  const present = await stage(tx, coming, recording)
  if (problems.count.error > before) return undefined
  await resolve(tx, coming, area_id)
  await check(tx, coming, recording)
  if (problems.count.error > before) return undefined
  // What a record says beyond the plain files is of no use without the record.
  if (table.plain !== undefined) await runSql(tx, `delete from resolved_more_${table.name} where is_new`)
  return write(tx, area_id, {
    table: table.name,
    from: `resolved_more_${table.name}`,
    columns: columns
      .filter(({ name }) => present.has(name) && (table.plain === undefined || !key.includes(name)))
      .map(({ name }) => ({ name, becomes: `r."${name}"` })),
  })
}

/** Reads the rows as they come, into a place that lasts as long as the transaction. */
async function stage(
  tx: Tx,
  { table, key, columns, file }: Coming,
  recording: Recording,
): Promise<ReadonlySet<string>> {
  const { problems, limits, today } = recording
  const staged = `in_more_${table.name}`
  const typed = columns.map(({ name, type, names }) => `"${name}" ${names ? 'text' : type}`)
  await runSql(tx, `create temp table ${staged} ("row" integer not null, ${typed.join(', ')}) on commit drop`)
  const rows = sheet(staged, ['row', ...columns.map(({ name }) => name)])
  const readers = columns.map(({ type, names }) => cellReader(names ? 'text' : type))
  const wanted = {
    names: table.columns.map(({ name }) => name),
    required: new Set([...key, ...columns.filter(({ required }) => required).map(({ name }) => name)]),
    unknown: 'error',
    present: (names: ReadonlySet<string>) => {
      present = names
    },
  } as const
  let present: ReadonlySet<string> = new Set()
  const places = columns.map(({ name }) => wanted.names.indexOf(name))
  for await (const some of csvTable(file, wanted, limits, problems)) {
    for (const { row, cells } of some) {
      const values = columns.map(({ name, required }, nth) => {
        const text = cells[places[nth] ?? -1] ?? ''
        const tell = (severity: 'error' | 'warning', wrong: string, mend: string) =>
          problems.add({ severity, file: file.name, row, column: name, value: text, wrong, mend })
        if (text === '' && required) tell('error', 'This is not given', 'Add it')
        return text === '' ? null : (readers[nth]?.(text, tell, today) ?? null)
      })
      addRow(rows, [row, ...values])
    }
    await send(tx, rows)
  }
  await runSql(tx, `analyze ${staged}`)
  return present
}

/** Finds each row's record, or a number for a new one, and the records it names: by now all of them are written. */
async function resolve(tx: Tx, { table, key, columns }: Coming, area_id: number): Promise<void> {
  const named = columns.filter(({ names }) => names !== undefined)
  const valueOf = ({ name, names }: MoreColumn) => {
    if (names === undefined) return `s."${name}"`
    return names.table === 'child' ? `coalesce("of ${name}".merged_into, "of ${name}".id)` : `"of ${name}".id`
  }
  const joins = named.map(
    ({ name, names }) =>
      `left join "${names?.table}" "of ${name}" on "of ${name}".area_id = ${area_id} and "of ${name}".ref = s."${name}"`,
  )
  // Joined by the first, which is never empty, so that it is a join of whole tables.
  const same = key.map((name, nth) => `t."${name}" ${nth === 0 ? '=' : 'is not distinct from'} x."${name}"`)
  await runSql(
    tx,
    `create temp table resolved_more_${table.name} on commit drop as
     select coalesce(y.known_id, nextval(pg_get_serial_sequence('${table.name}', 'id'))) as id, y.known_id is null as is_new, y.* from (
       select x.*, t.id as known_id from (
         select s."row", ${columns.map(column => `${valueOf(column)} as "${column.name}"`).join(', ')}
         from in_more_${table.name} s ${joins.join(' ')}) x
       left join "${table.name}" t on t.area_id = ${area_id} and ${same.join(' and ')}
       order by x."row") y`,
  )
}

/** What can be wrong between rows, and whatever the database itself would refuse, told before it has to. */
async function check(tx: Tx, { table, key, columns, file }: Coming, { problems, area_id }: Recording): Promise<void> {
  const resolved = `resolved_more_${table.name}`
  const about = { severity: 'error', file: file.name } as const
  const findings: Finding[] = [
    {
      ...about,
      column: key[0] ?? null,
      wrong: 'Two rows are about the same',
      mend: `Keep one row for each ${key.join(', ')}`,
      from: `select max("row") as "row", min("${key[0]}"::text) as value from ${resolved}
        group by ${key.map(name => `"${name}"`).join(', ')} having count(*) > 1`,
    },
  ]
  const hasChild = columns.some(({ name, names }) => name === 'child_id' && names?.table === 'child')
  for (const { name, names } of columns) {
    if (names === undefined) continue
    findings.push({
      ...about,
      column: name,
      wrong: 'There is no such row in the package, nor in the records',
      mend: 'Add it, or correct the id',
      from: `select s."row", s."${name}" as value from in_more_${table.name} s join ${resolved} r using ("row")
        where r."${name}" is null and s."${name}" is not null`,
    })
    if (!hasChild || names.table === 'child' || names.table === 'provider') continue
    findings.push({
      ...about,
      column: name,
      wrong: 'This belongs to another child than child_id does',
      mend: 'Correct one of the two ids',
      from: `select r."row", p.ref as value from ${resolved} r join "${names.table}" p on p.area_id = ${area_id} and p.id = r."${name}"
        where p.child_id <> r.child_id`,
    })
  }
  for (const { columns: of, rule } of await rulesOf(tx, table.name)) {
    if (!of.every(name => columns.some(column => column.name === name))) continue
    findings.push({
      ...about,
      column: of.at(-1) ?? null,
      wrong: 'The records do not allow this',
      mend: `Correct ${of.join(' or ')}`,
      from: `select "row", "${of.at(-1)}"::text as value from ${resolved} where not (${rule})`,
    })
  }
  await findProblems(tx, problems, findings)
}

const rulesOf = async (tx: Tx, table: string) =>
  (
    await runSql<{ columns: string[]; rule: string }>(
      tx,
      `select pg_get_expr(k.conbin, k.conrelid) as rule, (select array_agg(a.attname::text order by a.attnum)
         from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey)) as columns
       from pg_constraint k where k.contype = 'c' and k.conrelid = '"${table}"'::regclass`,
    )
  ).rows
