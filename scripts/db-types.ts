import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { connect } from '#platform/database/connect.ts'
import { root } from '#platform/root.ts'

/** Writes schema.ts from a database made by the migrations; with --check, says whether it is what is committed. */

const target = join(root, 'src/platform/database/schema.ts')

const scalars: Record<string, string> = {
  bool: 'boolean',
  bytea: 'Buffer',
  float4: 'number',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  json: 'Json',
  jsonb: 'Json',
  numeric: 'number',
  timestamp: 'Timestamp',
  timestamptz: 'Timestamp',
}

type Column = {
  relation: string
  about_relation: string | null
  name: string
  about: string | null
  type: string
  is_array: boolean
  values: string[] | null
  nullable: boolean
  has_default: boolean
  written_by_database: boolean
}

const columnsOf = async (owner: pg.Pool) => {
  const { rows } = await owner.query<Column>(`
    select case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname as relation,
      obj_description(c.oid, 'pg_class') as about_relation, a.attname as name, col_description(c.oid, a.attnum) as about,
      base.typname as type, t.typcategory = 'A' as is_array,
      (select array_agg(enumlabel::text order by enumsortorder) from pg_enum where enumtypid = base.oid) as values,
      -- Every column of a view may be null as far as PostgreSQL knows: the view's author knows better, in its comment.
      not (a.attnotnull or coalesce(col_description(c.oid, a.attnum), '') ilike 'never null%') as nullable,
      a.atthasdef or a.attidentity <> '' as has_default,
      a.attgenerated <> '' or a.attidentity = 'a' as written_by_database
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_type t on t.oid = case (select typtype from pg_type where oid = a.atttypid)
      when 'd' then (select typbasetype from pg_type where oid = a.atttypid) else a.atttypid end
    join pg_type base on base.oid = case when t.typcategory = 'A' then t.typelem else t.oid end
    where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_toast' and c.relname <> 'schema_migration'
    order by n.nspname <> 'public', n.nspname, c.relname, a.attnum`)
  return rows
}

function typeOf(column: Column) {
  const one = column.values?.map(value => `'${value}'`).join(' | ') ?? scalars[column.type] ?? 'string'
  const many = column.is_array ? (one.includes('|') ? `(${one})[]` : `${one}[]`) : one
  const type = column.nullable ? `${many} | null` : many
  if (column.written_by_database) return `Always<${type}>`
  return column.has_default ? `Generated<${type}>` : type
}

const note = (text: string | null, indent: string) =>
  text ? `${indent}/** ${text.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ')} */\n` : ''

function write(columns: Column[]) {
  const relations = Object.groupBy(columns, column => column.relation)
  const body = Object.entries(relations).map(([relation, members = []]) => {
    const name = relation.includes('.') ? `'${relation}'` : relation
    const lines = members.map(column => `${note(column.about, '    ')}    ${column.name}: ${typeOf(column)}\n`)
    return `${note(members[0]?.about_relation ?? null, '  ')}  ${name}: {\n${lines.join('')}  }\n`
  })
  return [
    '// Written by `npm run db:types` from the migrated database.\n',
    "import type { ColumnType } from 'kysely'\n\n",
    '/** Written as text or as an object: the driver would take an array for an array of PostgreSQL’s. */\n',
    'type Json = ColumnType<unknown, string | Record<string, unknown>, string | Record<string, unknown>>\n',
    'type Timestamp = ColumnType<Date, Date | string, Date | string>\n\n',
    'type Generated<T> =\n',
    '  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>\n',
    'type Always<T> = T extends ColumnType<infer S, unknown, unknown> ? ColumnType<S, never, never> : ColumnType<T, never, never>\n\n',
    `export type DB = {\n${body.join('')}}\n`,
  ].join('')
}

const data = await mkdtemp(join(tmpdir(), 'waymark-types-'))
try {
  const connection = await connect({ data, databaseUrl: undefined })
  const schema = write(await columnsOf(connection.owner))
  await connection.close()
  if (!process.argv.includes('--check')) await writeFile(target, schema)
  else if ((await readFile(target, 'utf8')) !== schema) {
    console.error('src/platform/database/schema.ts is not what the migrations make. Run: npm run db:types')
    process.exitCode = 1
  }
} finally {
  await rm(data, { recursive: true, force: true })
}
