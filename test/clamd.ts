import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const program = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'].find(existsSync)

/** For tests that speak to ClamAV's own daemon: where it is missing they are skipped, and say what to install. */
export const withoutClamd = program ? false : 'ClamAV’s daemon is not installed: apt-get install clamav-daemon'

/** The string every scanner takes for malware and nobody need fear, put together here so that no scanner finds it in our files. */
export const eicar = () =>
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', ['$EICAR', 'STANDARD', 'ANTIVIRUS', 'TEST', 'FILE!$H+H*'].join('-')].join('')

export type Daemon = { path: string; start: () => Promise<void>; stop: () => Promise<void> }

/** A daemon of the test's own, on a socket of its own, that knows one signature. */
export async function withClamd(story: (daemon: Daemon) => Promise<void>, most = '10M'): Promise<void> {
  // A socket's path may not be long.
  const folder = await mkdtemp(join(tmpdir(), 'clamd-'))
  const path = join(folder, 'socket')
  await mkdir(join(folder, 'signatures'))
  const hex = Buffer.from(eicar().slice(28)).toString('hex')
  await writeFile(join(folder, 'signatures', 'test.ndb'), `Test.Eicar:0:*:${hex}\n`)
  const settings = {
    Foreground: 'yes',
    LocalSocket: path,
    DatabaseDirectory: join(folder, 'signatures'),
    StreamMaxLength: most,
  }
  const config = join(folder, 'clamd.conf')
  await writeFile(
    config,
    Object.entries(settings)
      .map(([name, value]) => `${name} ${value}\n`)
      .join(''),
  )
  let running: ReturnType<typeof spawn> | undefined
  const start = async () => {
    const child = spawn(program ?? 'clamd', [`--config-file=${config}`], { stdio: 'ignore' })
    running = child
    for (let tries = 0; tries < 400 && child.exitCode === null; tries++) {
      if (await answers(path)) return
      await sleep(50)
    }
    throw new Error('clamd did not start')
  }
  const stop = async () => {
    const child = running
    running = undefined
    if (!child || child.exitCode !== null) return
    const ended = new Promise(done => child.once('exit', done))
    child.kill('SIGKILL')
    await ended
    await rm(path, { force: true })
  }
  try {
    await start()
    await story({ path, start, stop })
  } finally {
    await stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const answers = (path: string) =>
  new Promise<boolean>(done => {
    const socket = connect(path)
    socket.once('error', () => done(false))
    socket.once('data', () => {
      socket.destroy()
      done(true)
    })
    socket.write('zPING\0')
  })
