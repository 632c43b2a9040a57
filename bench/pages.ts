import { execFileSync, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openSession } from '#platform/auth/session.ts'
import { sessionCookie } from '#platform/http/cookies.ts'
import { root } from '#platform/root.ts'
import type { Field, Ground } from './ground.ts'
import { rate } from './writes.ts'

export type Pages = { perSecond: Record<string, number>; memoryMb: { started: number; after: number } | null }

/** Pages a second by four readers on loopback, from the server in a process of its own, and what memory that takes. */
export async function pageSpeed(ground: Ground, field: Field, child_id: number, seconds: number): Promise<Pages> {
  // What people run: the server as it is built, with nothing that compiles.
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  const server = spawn(process.execPath, ['dist/main.js'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: ground.url(field.database),
      WAYMARK_DATA: ground.folder,
      WAYMARK_TODAY: '',
      PORT: '0',
      HOST: '127.0.0.1',
    },
  })
  const ended = new Promise(done => server.once('exit', done))
  try {
    const address = await addressOf(createInterface({ input: server.stdout }))
    const cookie = await signIn(field)
    const pages = {
      'list of children': '/children',
      'a child': `/children/${child_id}`,
      'borough picture': '/pictures',
    }
    const get = async (path: string) => {
      const answer = await fetch(`${address}${path}`, { headers: { cookie }, redirect: 'manual' })
      await answer.text()
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    }
    const started = await memoryOf(server.pid)
    const perSecond: Record<string, number> = {}
    for (const [name, path] of Object.entries(pages)) {
      await get(path)
      perSecond[name] = await rate(() => get(path), { clients: 4, seconds })
    }
    const after = await memoryOf(server.pid)
    return { perSecond, memoryMb: started !== null && after !== null ? { started, after } : null }
  } finally {
    server.kill('SIGTERM')
    await ended
  }
}

async function addressOf(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const [, address] = /^Waymark is at (\S+)/.exec(line) ?? []
    if (address) return address
  }
  throw new Error('The server did not start')
}

async function signIn({ connection, area_id }: Field) {
  const { rows } = await connection.owner.query<{ id: number; area_id: number; person_id: number }>(
    "select id, area_id, person_id from membership where area_id = $1 and role = 'coordinator' limit 1",
    [area_id],
  )
  const [membership] = rows
  if (!membership) throw new Error('The demonstration has no coordinator')
  return `${sessionCookie}=${await openSession(connection.db, membership)}`
}

/** Resident memory in MB, where the system tells it. */
const memoryOf = (pid: number | undefined) =>
  readFile(join('/proc', String(pid), 'status'), 'utf8').then(
    status => Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024,
    () => null,
  )
