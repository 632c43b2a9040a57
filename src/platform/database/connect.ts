import { createHmac, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { joinCluster } from './cluster.ts'
import { migrate } from './migrate.ts'
import type { DB } from './schema.ts'
import { scramVerifier } from './scram.ts'
import { setTypeParsers } from './types.ts'

export type Database = Kysely<DB>
export type Tx = Transaction<DB>

export type Connection = {
  /** As the application's role, which owns nothing: what the server uses. */
  app: pg.Pool
  db: Database
  /** As the owner of the tables: migrations, and nothing that answers a request. */
  owner: pg.Pool
  close: () => Promise<void>
}

const appRole = 'waymark_app'

setTypeParsers()

/** Connects to DATABASE_URL, or else to the PostgreSQL that comes through npm, and brings the database up to date. */
export async function connect(config: { data: string; databaseUrl: string | undefined }): Promise<Connection> {
  if (config.databaseUrl) {
    const address = addressOf(config.databaseUrl)
    await tryOut(address)
    return open(address, config.data, async () => {})
  }
  const { host, user, leave } = await joinCluster(config.data)
  await createDatabase({ host, user, database: 'postgres' })
  return open({ host, user, database: 'waymark' }, config.data, leave)
}

export type Address = Pick<pg.ClientConfig, 'host' | 'port' | 'user' | 'password' | 'database' | 'ssl'>

/** The parts of a connection address, as the driver reads them. */
export function addressOf(url: string): Address {
  const { host, port, user, password, database, ssl } = new pg.Client({ connectionString: url })
  return { host, port, user, password: password ?? undefined, database, ssl }
}

async function open(address: Address, data: string, leave: () => Promise<void>): Promise<Connection> {
  const owner = pool(address, 4)
  const app = pool({ ...address, user: appRole, password: await appPassword(address, data) }, 10)
  const close = async () => {
    await Promise.all([owner.end(), app.end()])
    await leave()
  }
  try {
    await migrate(owner)
    await letApplicationIn(owner, app)
  } catch (error) {
    await close()
    throw error
  }
  return { app, db: kyselyOn(app), owner, close }
}

export const kyselyOn = (connections: pg.Pool): Database =>
  new Kysely<DB>({ dialect: new PostgresDialect({ pool: connections }) })

export function pool(address: Address, max: number) {
  // Compiling a query takes longer than answering any of ours, and PostgreSQL would compile those it thinks costly.
  const connections = new pg.Pool({ ...address, max, application_name: 'waymark', options: '-c jit=off' })
  // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
  connections.on('error', () => {})
  return connections
}

async function tryOut(address: Address) {
  const client = new pg.Client(address)
  await client.connect().catch((error: Error) => {
    throw new CannotStart(`The database in DATABASE_URL cannot be used: ${error.message || String(error)}`)
  })
  await client.end()
}

async function createDatabase(address: Address) {
  const client = new pg.Client(address)
  await client.connect()
  const { rowCount } = await client.query("select from pg_database where datname = 'waymark'")
  // Another process may make it at the same moment.
  if (!rowCount) await client.query('create database waymark').catch(unlessMade)
  await client.end()
}

const unlessMade = (error: Error & { code?: string }) => {
  if (error.code !== '42P04' && error.code !== '23505') throw error
}

/**
 * Derived from what every server of one installation has: the owner's password, or, where the owner needs none,
 * a secret in the data folder.
 */
export async function appPassword({ password }: Address, data: string) {
  const key = typeof password === 'string' && password ? password : await secretIn(data)
  return createHmac('sha256', key).update(appRole).digest('base64url')
}

async function secretIn(data: string) {
  const file = join(data, 'secret')
  await mkdir(data, { recursive: true, mode: 0o700 })
  await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch(() => {})
  return readFile(file, 'utf8')
}

/** Sees that the application's role can log in, giving it its password if it cannot yet, and that it is bound by rules. */
export async function letApplicationIn(owner: pg.Pool, app: pg.Pool) {
  const tryIt = () =>
    app.query('select rolsuper or rolbypassrls as above_rules from pg_roles where rolname = current_user')
  const password = String(app.options.password)
  const answer = await tryIt()
    .catch(async () => {
      await owner.query(`alter role ${appRole} login password '${scramVerifier(password)}'`)
      return tryIt()
    })
    .catch(error => {
      throw new CannotStart(
        `The role ${appRole} cannot log in to the database: ${error.message}.\n` +
          'Let it in by password (scram-sha-256) in pg_hba.conf. If the role in DATABASE_URL may not set its password,\n' +
          'have an administrator run\n' +
          `  alter role ${appRole} login password '${scramVerifier(password)}';`,
      )
    })
  if (answer.rows[0].above_rules) {
    throw new CannotStart(
      `The role ${appRole} is above row security. Run: alter role ${appRole} nosuperuser nobypassrls`,
    )
  }
}
