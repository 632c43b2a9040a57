import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { joinCluster } from '#platform/database/cluster.ts'
import { type Address, addressOf, appPassword, letApplicationIn, pool } from '#platform/database/connect.ts'
import { migrate } from '#platform/database/migrate.ts'

/** What a test needs to make a database of its own: handed from the runner to its processes in WAYMARK_TEST. */
export type Template = { owner: Address; app: Address; template: string }

const folders = /^waymark-test-(\d+)$/

/** One migrated database to copy, on TEST_DATABASE_URL or else on a PostgreSQL of its own that goes away at the end. */
export async function makeTemplate(): Promise<Template & { folder: string; remove: () => Promise<void> }> {
  const data = join(tmpdir(), `waymark-test-${process.pid}`)
  await clearLeftovers()
  await mkdir(data, { mode: 0o700 })
  const url = process.env.TEST_DATABASE_URL
  // Nothing here outlives the run, so nothing is worth waiting for the disk.
  const cluster = url
    ? undefined
    : await joinCluster(data, { fsync: 'off', full_page_writes: 'off', autovacuum: 'off' })
  const owner = url ? addressOf(url) : { host: cluster?.host, user: cluster?.user, database: 'postgres' }
  const app = { ...owner, user: 'waymark_app', password: await appPassword(owner, data) }
  const template = `waymark_test_${process.pid}`

  const remove = async () => {
    if (!cluster) await dropDatabases(owner, template)
    await cluster?.leave()
    await rm(data, { recursive: true, force: true })
  }
  try {
    await withClient(owner, client => client.query(`create database ${template} template template0 encoding 'UTF8'`))
    const [owners, apps] = [pool({ ...owner, database: template }, 1), pool({ ...app, database: template }, 1)]
    await migrate(owners)
    await letApplicationIn(owners, apps)
    await Promise.all([owners.end(), apps.end()])
  } catch (error) {
    await remove()
    throw error
  }
  return { owner, app, template, folder: data, remove }
}

export async function withClient<T>(address: Address, use: (client: pg.Client) => Promise<T>) {
  const client = new pg.Client(address)
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

const dropDatabases = (owner: Address, template: string) =>
  withClient(owner, async client => {
    const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [template])
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`)
  })

/** A run that was killed outright leaves its PostgreSQL behind: the next one stops it. */
async function clearLeftovers() {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(folders.exec(name)?.[1])
    if (!pid || isAlive(pid)) continue
    const data = join(tmpdir(), name)
    if (existsSync(join(data, 'postgres/18/postmaster.pid'))) {
      await joinCluster(data).then(
        cluster => cluster.leave(),
        () => {},
      )
    }
    await rm(data, { recursive: true, force: true }).catch(() => {})
  }
}

function isAlive(pid: number) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
