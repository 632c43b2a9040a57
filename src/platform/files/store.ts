import type { Readable } from 'node:stream'

/** Where files are kept: bytes under a key, `206/<uuid>`, and nothing else about them. */
export type Store = {
  /** Keeps what is in the file at `path`. Once it is done, it is there for good; `path` may be gone. */
  put: (key: string, path: string) => Promise<void>
  open: (key: string) => Promise<Readable>
  /** Nothing happens when it is gone already. */
  remove: (key: string) => Promise<void>
  /** Everything kept for an area, and since when. */
  list: (area_id: number) => AsyncIterable<{ key: string; since: Date }>
}

const area = (area_id: number) => String(area_id).padStart(3, '0')

/** Random: a key says nothing of the child, the file or its name, and cannot be guessed from another. */
export const newKey = (area_id: number) => `${area(area_id)}/${crypto.randomUUID()}`

export const keysOf = (area_id: number) => `${area(area_id)}/`

/** What goes into a path or an address is proved to be a key of ours. */
export function isKey(key: string) {
  return /^\d{3}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)
}
