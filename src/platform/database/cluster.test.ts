import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Cluster, joinCluster } from './cluster.ts'

const inFolder = async (story: (data: string) => Promise<void>) => {
  const data = await mkdtemp('/tmp/waymark-cluster-')
  try {
    await story(data)
  } finally {
    await rm(data, { recursive: true, force: true })
  }
}

const ask = async ({ host, user }: Pick<Cluster, 'host' | 'user'>, question: string) => {
  const client = new pg.Client({ host, user, database: 'postgres' })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(question)).rows[0]
  } finally {
    await client.end()
  }
}

const postmaster = async (data: string) =>
  Number((await readFile(join(data, 'postgres/18/postmaster.pid'), 'utf8')).split('\n')[0])

const isRunning = (data: string) =>
  postmaster(data).then(
    () => true,
    () => false,
  )

/** Another process that joins the cluster and stays until it is told to leave. */
async function neighbour(data: string, prefix: string[] = []): Promise<ChildProcess & { told: string }> {
  const program = `
    const { joinCluster } = await import(${JSON.stringify(`${import.meta.dirname}/cluster.ts`)})
    const cluster = await joinCluster(${JSON.stringify(data)})
    console.log('joined ' + cluster.host)
    process.stdin.on('end', () => cluster.leave()).resume()`
  const [file, ...args] = [...prefix, process.execPath, '--input-type=module', '-e', program]
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'], cwd: '/' })
  const told = String(await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]))
  assert.match(told, /^joined/)
  return Object.assign(child, { told })
}

const leave = async (child: ChildProcess) => {
  child.stdin?.end()
  await once(child, 'exit')
}

test('a cluster is made, stops with its last user, and keeps what was written', () =>
  inFolder(async data => {
    const first = await joinCluster(data)
    await ask(first, 'create table kept as select 1 as one')
    await first.leave()
    assert.equal(await isRunning(data), false)
    const second = await joinCluster(data)
    assert.deepEqual(await ask(second, 'select one from kept'), { one: 1 })
    await second.leave()
  }))

test('two processes that start at once on an empty folder share one cluster', () =>
  inFolder(async data => {
    const [one, other] = await Promise.all([neighbour(data), neighbour(data)])
    const pid = await postmaster(data)
    await leave(one)
    assert.equal(await postmaster(data), pid)
    await leave(other)
    assert.equal(await isRunning(data), false)
  }))

test('a server whose process was killed outright is taken up again', () =>
  inFolder(async data => {
    const killed = await neighbour(data)
    const pid = await postmaster(data)
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    const cluster = await joinCluster(data)
    assert.equal(await postmaster(data), pid)
    await cluster.leave()
    assert.equal(await isRunning(data), false)
  }))

test('a server that was killed outright comes back by itself, with all that was committed', () =>
  inFolder(async data => {
    const cluster = await joinCluster(data)
    await ask(cluster, 'create table kept as select 1 as one')
    process.kill(await postmaster(data), 'SIGKILL')
    let back: unknown
    for (let tries = 0; back === undefined && tries < 100; tries++) {
      await sleep(100)
      back = await ask(cluster, 'select one from kept').catch(() => undefined)
    }
    assert.deepEqual(back, { one: 1 })
    await cluster.leave()
    assert.equal(await isRunning(data), false)
  }))

test('server and process killed together: the next start waits for what is left of them', () =>
  inFolder(async data => {
    const killed = await neighbour(data)
    process.kill(await postmaster(data), 'SIGKILL')
    killed.kill('SIGKILL')
    const cluster = await joinCluster(data)
    assert.deepEqual(await ask(cluster, 'select 1 as one'), { one: 1 })
    await cluster.leave()
  }))

test('a folder with a long name, spaces and quotes will do', () =>
  inFolder(async data => {
    const deep = join(data, "the council's own", 'x'.repeat(90))
    await mkdir(deep, { recursive: true })
    const cluster = await joinCluster(deep)
    assert.ok(cluster.host.length < 90)
    assert.deepEqual(await ask(cluster, 'select 1 as one'), { one: 1 })
    await cluster.leave()
    await rm(cluster.host, { recursive: true })
    const quoted = await joinCluster(join(data, "the council's own"))
    await quoted.leave()
  }))

const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
const isRoot = process.getuid?.() === 0
const nobodyMayRead =
  isRoot &&
  spawnSync(asNobody[0] ?? '', [
    ...asNobody.slice(1),
    process.execPath,
    '-p',
    `require('fs').readFileSync(${JSON.stringify(import.meta.filename)}).length`,
  ]).status === 0
const skip = nobodyMayRead ? false : 'only root can be somebody else, and only where others may read the project'

test('an ordinary user needs nothing but a folder of their own', { skip }, () =>
  inFolder(async data => {
    await chown(data, 65534, 65534)
    await leave(await neighbour(data, asNobody))
    assert.equal(await isRunning(data), false)
    const asRoot = await joinCluster(data)
    assert.deepEqual(await ask(asRoot, 'select 1 as one'), { one: 1 })
    await asRoot.leave()
  }),
)

test('root without user namespaces lets an unprivileged user serve', { skip }, () =>
  inFolder(async data => {
    const refusing = join(data, 'bin')
    await mkdir(refusing)
    await writeFile(join(refusing, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
    const child = await neighbour(data, ['env', `PATH=${refusing}:${process.env.PATH}`])
    assert.equal((await stat(join(data, 'postgres/18'))).uid, 65534)
    await leave(child)
  }),
)
