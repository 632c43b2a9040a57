import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { installJobs } from '../jobs/install.ts'
import { root } from '../root.ts'

const onlyOneAtATime = 715_002

/**
 * Brings a database to the state the files describe: migrations once each, in order; then functions, measures and grants,
 * all of them again when any of them or the tables beneath changed. Answers with the files it ran.
 */
export async function migrate(owner: pg.Pool, folder = join(root, 'db')): Promise<string[]> {
  const client = await owner.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [onlyOneAtATime])
    await prepare(client)
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from schema_migration',
    )
    const known = new Map(rows.map(row => [row.name, row.checksum]))
    const ran: string[] = []

    for (const file of await sqlIn(folder, 'migrations')) {
      const before = known.get(file.name)
      if (before === undefined) {
        await apply(client, [file])
        ran.push(file.name)
      } else if (before !== file.checksum) {
        throw new CannotStart(
          `db/${file.name} has changed since this database was made with it. Migrations only go forward:\n` +
            'put the file back and add another one. Data kept for a trial only can be deleted instead, folder and all.',
        )
      }
    }

    const rest = [
      ...(await sqlIn(folder, 'functions')),
      ...(await sqlIn(folder, 'measures')),
      ...(await grants(folder)),
    ]
    if (ran.length > 0 || rest.some(file => known.get(file.name) !== file.checksum)) {
      await apply(client, rest)
      ran.push(...rest.map(file => file.name))
    }
    await installJobs(client)
    return ran
  } finally {
    // The lock is the session's: closing it lets the next one in, whatever happened here.
    client.release(true)
  }
}

async function prepare(client: pg.PoolClient) {
  const { rows } = await client.query("select current_setting('server_version_num')::int as version")
  if (rows[0].version < 150000) throw new CannotStart('Waymark needs PostgreSQL 15 or later.')
  for (const role of ['waymark_app login', 'waymark_report nologin']) {
    const [name] = role.split(' ')
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name])
    if (rowCount) continue
    // Another process, on another database of this server, may make it at the same moment.
    await client.query(`create role ${role}`).catch((error: Error & { code?: string }) => {
      if (error.code === '42710' || error.code === '23505') return
      throw new CannotStart(
        `The role ${name} is missing and could not be made: ${error.message}.\n` +
          'Give the role in DATABASE_URL the right to create roles, or have an administrator run\n' +
          '  create role waymark_app login; create role waymark_report nologin;',
      )
    })
  }
  await client.query(`create table if not exists schema_migration (
    name text primary key, checksum text not null, applied_at timestamptz not null default now())`)
}

type SqlFile = { name: string; checksum: string; sql: string }

async function sqlIn(folder: string, part: string): Promise<SqlFile[]> {
  if (!existsSync(join(folder, part))) return []
  const names = (await readdir(join(folder, part))).filter(name => name.endsWith('.sql')).toSorted()
  return Promise.all(names.map(name => sqlFile(folder, `${part}/${name}`)))
}

const grants = async (folder: string) =>
  existsSync(join(folder, 'roles.sql')) ? [await sqlFile(folder, 'roles.sql')] : []

async function sqlFile(folder: string, name: string): Promise<SqlFile> {
  const sql = await readFile(join(folder, name), 'utf8')
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

async function apply(client: pg.PoolClient, files: SqlFile[]) {
  await client.query('begin')
  for (const { name, sql, checksum } of files) {
    await client.query(sql).catch((error: Error & { position?: string; where?: string }) => {
      const line = error.position ? `, line ${sql.slice(0, Number(error.position)).split('\n').length}` : ''
      throw new Error(`db/${name}${line}: ${error.message}${error.where ? `\n${error.where}` : ''}`, { cause: error })
    })
    await client.query(
      `insert into schema_migration (name, checksum) values ($1, $2)
       on conflict (name) do update set checksum = excluded.checksum, applied_at = now()`,
      [name, checksum],
    )
  }
  await client.query('commit')
}
