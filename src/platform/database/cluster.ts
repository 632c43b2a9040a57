import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, lstat, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { hasNamespaces, isRoot, programs, type Servant, servantOf } from './native.ts'

export type Cluster = {
  /** The folder of its Unix socket: the `host` of a connection. */
  host: string
  user: string
  /** Says that this process needs the cluster no longer; the last one to say so stops it. */
  leave: () => Promise<void>
}

type Place = {
  folder: string
  log: string
  host: string
  as: Servant
  program: (name: 'initdb' | 'pg_ctl') => string
  settings: Record<string, string>
}

const user = 'waymark'
const nobody = 65534

/** The advisory lock, in the database `postgres`, that everyone who uses a cluster shares. */
const inUse = 715_001

const usual = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '32MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
}

/** The PostgreSQL that comes through npm, on the data folder: started, or joined where it runs already. */
export async function joinCluster(data: string, settings: Record<string, string> = {}): Promise<Cluster> {
  const place = await prepare(data, { ...usual, ...settings })
  let leaving = false
  /** Holds the lock for as long as this process lives. Were the server to die, it would be started again. */
  const hold = async () => {
    const holder = await start(place)
    holder.on('end', () => {
      if (leaving) return
      holding = hold()
      holding.catch(error => console.error(error))
    })
    return holder
  }
  let holding = hold()
  await holding

  return {
    host: place.host,
    user,
    leave: async () => {
      leaving = true
      const holder = await holding.catch(() => undefined)
      const last = await holder
        ?.query('select pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) as last', [inUse])
        .then(({ rows }) => rows[0].last)
        .catch(() => false)
      if (last)
        await place.as(place.program('pg_ctl'), ['stop', '-D', place.folder, '-m', 'fast', '-w']).catch(() => {})
      await holder?.end().catch(() => {})
    },
  }
}

/** Connects, starting the server as often as it takes: after kill -9 the old processes need a second or two to go. */
async function start({ folder, log, host, as, program, settings }: Place): Promise<pg.Client> {
  const deadline = Date.now() + 60_000
  const options = Object.entries({ ...settings, unix_socket_directories: host })
    .map(([name, value]) => `-c ${name}=${shellQuoted(value)}`)
    .join(' ')
  for (;;) {
    const client = new pg.Client({ host, user, database: 'postgres', application_name: 'waymark keeps this up' })
    client.on('error', () => {})
    const failure = await client
      .connect()
      .then(() => client.query('select pg_advisory_lock_shared($1)', [inUse]))
      .then(() => undefined, asError)
    if (!failure) return client
    const stopped = failure.code === 'ENOENT' || failure.code === 'ECONNREFUSED'
    const refused = stopped
      ? await as(program('pg_ctl'), ['start', '-D', folder, '-l', log, '-s', '-w', '-t', '30', '-o', options]).then(
          () => undefined,
          asError,
        )
      : failure
    if (!refused) continue
    if (Date.now() > deadline) {
      const lines = await readFile(log, 'utf8').catch(() => '')
      throw new CannotStart(
        `PostgreSQL does not start on ${folder}: ${reason(refused)}\n${lines.split('\n').slice(-8).join('\n')}`,
      )
    }
    await sleep(200)
  }
}

/** Makes what is missing in the data folder. */
async function prepare(data: string, settings: Place['settings']): Promise<Place> {
  const program = await programs()
  const home = join(data, 'postgres')
  const folder = join(home, '18')
  await mkdir(home, { recursive: true, mode: 0o700 })
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    if (isRoot() && (await stat(home)).uid === 0 && !(await hasNamespaces())) {
      await chmod(data, 0o711)
      await chown(home, nobody, nobody)
    }
    await create(home, folder, program('initdb'))
  }
  const host = await socketFolder(home)
  return { folder, log: join(home, 'log'), host, as: await servantOf(home), program, settings }
}

/** Makes a cluster beside its place and moves it there, so that a half-made one is never taken for a whole one. */
async function create(home: string, folder: string, initdb: string) {
  for (const left of await readdir(home)) {
    const [, pid] = /^new-(\d+)$/.exec(left) ?? []
    if (pid && !isAlive(Number(pid))) await rm(join(home, left), { recursive: true, force: true })
  }
  const making = join(home, `new-${process.pid}`)
  const as = await servantOf(home)
  // Only the owner can enter the socket's folder, so whoever reaches the socket is trusted.
  const access = ['-U', user, '-A', 'trust']
  await as(initdb, ['-D', making, ...access, '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']).catch(error => {
    throw new CannotStart(`PostgreSQL could not make its folder in ${home}: ${reason(error)}`)
  })
  await rename(making, folder).catch(async error => {
    await rm(making, { recursive: true, force: true })
    if (!existsSync(join(folder, 'PG_VERSION'))) throw error
  })
}

/** In the data folder, or, where that would pass the 107 characters of a socket's address, in a short one of its own. */
async function socketFolder(home: string) {
  const { uid, gid } = await stat(home)
  const digest = createHash('sha256').update(home).digest('hex').slice(0, 16)
  const inside = join(home, 'run')
  const host = Buffer.byteLength(join(inside, '.s.PGSQL.5432')) > 107 ? `/tmp/waymark-${uid}-${digest}` : inside
  await mkdir(host, { mode: 0o700 }).then(() => chown(host, uid, gid), unlessMade)
  const made = await lstat(host)
  if (!made.isDirectory() || made.uid !== uid) {
    throw new CannotStart(`${host} is where PostgreSQL's socket must go, and belongs to somebody else. Remove it.`)
  }
  await chmod(host, 0o700)
  return host
}

const unlessMade = (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EEXIST') throw error
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const shellQuoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

const asError = (error: Error & { code?: string; stderr?: string }) => error

const reason = (error: Error & { stderr?: string }) => error.stderr?.trim() || error.message
