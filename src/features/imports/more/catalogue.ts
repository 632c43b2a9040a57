import { type Actor, may } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { type FileName, fileNames, files } from '../package/files.ts'
import { tables } from '../package/tables.ts'
import { runSql } from '../recording/run-sql.ts'

/** A further table of the area, as the database itself describes it. */
export type MoreTable = { name: string; about: string | null; columns: MoreColumn[]; plain: FileName | undefined }

export type MoreColumn = {
  name: string
  type: string
  about: string | null
  required: boolean
  generated: boolean
  /** The table whose row it names, and whether that is told by the sender's id, by an e-mail address or by its number. */
  names: { table: string; by: 'ref' | 'email' | 'id' } | undefined
  /** The number of the file whose bytes it stands for. */
  stored: boolean
}

export const folder = 'more'

/** Secrets, what is worked out again from the rest, and the machinery of signing in, sending and importing. */
const leftOut = new Set([
  'api_token',
  'bid_draft',
  'calendar_feed',
  'deadline',
  'family_session',
  'family_try',
  'import',
  'import_problem',
  'message_secret',
  'one_time_password',
  'saved_view',
  'session',
  'sign_in_attempt',
  'sign_in_step',
  'submission',
  'touched_child',
])

const isSecret = (column: string, type: string) =>
  type === 'bytea' || /secret|token|password|csrf|code_hash/.test(column)

const withHistory = /_history$/

/** What the plain package says of a record already, beyond what tells which record it is. */
function saidAlready(file: FileName): ReadonlySet<string> {
  const key = new Set(['ref', ...tables[file].key])
  const said = [...files[file].flatMap(({ name, as }) => [name, as]), ...tables[file].parents.map(({ as }) => as)]
  return new Set(said.filter(column => !key.has(column)))
}

const fileOf = (table: string) => fileNames.find(file => tables[file].table === table)

type Found = { table: string; about: string | null; column: string; type: string; column_about: string | null } & {
  required: boolean
  generated: boolean
  names: string | null
  named_by: 'ref' | 'email' | 'id' | null
}

/** Every table with an `area_id` that the application may read, so that what is added later is taken out too. */
export async function moreTables(tx: Tx, actor: Actor): Promise<MoreTable[]> {
  const { rows } = await runSql<Found>(
    tx,
    `select c.relname as "table", obj_description(c.oid, 'pg_class') as about, a.attname as "column",
       format_type(a.atttypid, null) as type, col_description(base.oid, a.attnum) as column_about,
       a.attnotnull and not a.atthasdef and a.attidentity = '' as required, a.attgenerated <> '' as generated,
       coalesce(link.names, case a.attname when 'child_id' then 'child' end) as names,
       coalesce(link.named_by, case a.attname when 'child_id' then 'ref' end) as named_by
     from pg_class c
     join pg_class base on base.oid = coalesce(to_regclass(format('public.%I', regexp_replace(c.relname, '_history$', ''))), c.oid)
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     left join lateral (
       select named.relname as names, case when named.relname = 'person' then 'email' when exists (
           select from pg_attribute r where r.attrelid = named.oid and r.attname = 'ref') then 'ref' else 'id' end as named_by
       from pg_constraint k
       join pg_class named on named.oid = k.confrelid
       cross join lateral unnest(k.conkey, k.confkey) as pair (from_column, to_column)
       join pg_attribute f on f.attrelid = k.conrelid and f.attnum = pair.from_column and f.attname = a.attname
       join pg_attribute t on t.attrelid = k.confrelid and t.attnum = pair.to_column and t.attname = 'id'
       where k.contype = 'f' and k.conrelid = base.oid order by k.oid limit 1) link on true
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and exists (select from pg_attribute x where x.attrelid = c.oid and x.attname = 'area_id' and not x.attisdropped)
       and has_column_privilege(c.oid, a.attnum, 'select')
     order by c.relname, a.attnum`,
  )
  return [...Map.groupBy(rows, ({ table }) => table)]
    .filter(([name]) => !leftOut.has(name.replace(withHistory, '')) && !/^(?:area|picture_.*)$/.test(name))
    .filter(([name]) => name !== 'audit_entry' || may(actor, 'audit.see'))
    .map(([name, found]) => tableOf(name, found))
}

function tableOf(name: string, found: Found[]): MoreTable {
  const plain = fileOf(name)
  const said = plain === undefined ? new Set<string>() : saidAlready(plain)
  const columns = found
    .filter(({ column, type }) => column !== 'area_id' && type !== 'tsvector' && !isSecret(column, type))
    .filter(({ column }) => !said.has(column))
    .map(({ column, type, column_about: about, required, generated, names, named_by }) => ({
      ...{ name: column, type, about, required, generated, stored: column === 'stored_as' },
      names: names === null || named_by === null ? undefined : { table: names, by: named_by },
    }))
  return { name, about: found[0]?.about ?? null, columns, plain }
}

/** Where the bytes of a stored file lie in the package. */
export const bytesPath = (table: string, id: number, kind: string) => `files/${table}-${id}.${kind}`
