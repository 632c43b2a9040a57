import { createReadStream } from 'node:fs'
import { copyFile, mkdir, open, opendir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isKey, keysOf, type Store } from './store.ts'

/** A folder of files, in the data folder. */
export function diskStore(folder: string): Store {
  // 256 folders an area: a file system slows down with very many names in one.
  const pathOf = (key: string) => {
    if (!isKey(key)) throw new TypeError(`Not a key: ${key}`)
    const [area = '', name = ''] = key.split('/')
    return join(folder, area, name.slice(0, 2), name)
  }
  return {
    put: async (key, path) => {
      const place = pathOf(key)
      await mkdir(dirname(place), { recursive: true, mode: 0o700 })
      await toDisk(path)
      const now = new Date()
      await utimes(path, now, now)
      await rename(path, place).catch(async error => {
        if ((error as { code?: string }).code !== 'EXDEV') throw error
        await copyFile(path, place)
        await toDisk(place)
      })
      await toDisk(dirname(place))
    },
    open: async key => {
      const stream = createReadStream(pathOf(key))
      await new Promise((ready, failed) => stream.once('open', ready).once('error', failed))
      return stream
    },
    remove: key => rm(pathOf(key), { force: true }),
    list: async function* (area_id) {
      const top = join(folder, keysOf(area_id))
      for (const shelf of await namesIn(top)) {
        for (const name of await namesIn(join(top, shelf))) {
          const key = `${keysOf(area_id)}${name}`
          const found = isKey(key) && (await stat(join(top, shelf, name)).catch(() => undefined))
          if (found) yield { key, since: found.mtime }
        }
      }
    },
  }
}

/** Written through to the disk, so that a row never says more than the disk holds. */
async function toDisk(path: string) {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = []
  try {
    for await (const { name } of await opendir(folder)) names.push(name)
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error
  }
  return names
}
