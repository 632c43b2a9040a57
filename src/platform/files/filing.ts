import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import type { NetConnectOpts } from 'node:net'
import { join } from 'node:path'
import { clamd, type Scanned, type Scanner } from './clamd.ts'
import { diskStore, namesIn } from './disk-store.ts'
import { type Kind, tidyName } from './kinds.ts'
import type { Received } from './receive.ts'
import { type Bucket, s3Store } from './s3-store.ts'
import { type NotTaken, sniff } from './sniff.ts'
import { newKey, type Store } from './store.ts'
import { withoutPlace } from './without-place.ts'

/** How this installation takes files in and keeps them. */
export type Filing = {
  store: Store
  /** The folder where a file lies while it comes in. */
  incoming: string
  scan: Scanner | undefined
  /** A file that nothing could scan: not taken, or kept where nobody can open it until it is. */
  unscanned: 'refuse' | 'quarantine'
  /** Bytes that one file may have. */
  most: number
}

export type Filed = {
  name: string
  kind: Kind
  size: number
  sha256: string
  stored_as: string
  /** Why it was not scanned; null when it was, and nothing was found. */
  waits: string | null
}

export type NotFiled =
  | { why: 'none' | 'empty' | 'too_large' | NotTaken }
  | { why: 'not_scanned'; said: string }
  | { why: 'malware'; said: string; sha256: string; size: number }

/** Which of several files was not taken: its place among them, from 0. */
export type NotAllFiled = NotFiled & { at: number }

/**
 * Looks at each file that came in and, when all can be taken, keeps them and does the work that records them: bytes may be
 * there without a row, if the machine stops in between, and never a row without bytes. Where one of them is not taken, or
 * the work fails or refuses, nothing is kept of any.
 */
export async function file<T>(
  filing: Filing,
  area_id: number,
  received: readonly (Received | undefined)[],
  record: (filed: Filed[]) => Promise<T>,
): Promise<T | { notFiled: NotAllFiled[] }> {
  const looked: Looked[] = []
  const refused: NotAllFiled[] = []
  for (const [at, one] of received.entries()) {
    const found = await look(filing, one)
    if ('why' in found) refused.push({ ...found, at })
    else looked.push(found)
  }
  if (refused.length > 0) return { notFiled: refused }
  const filed = looked.map(({ path, ...about }) => ({ path, about: { ...about, stored_as: newKey(area_id) } }))
  let recorded = false
  try {
    for (const { path, about } of filed) await filing.store.put(about.stored_as, path)
    const answer = await record(filed.map(({ about }) => about))
    recorded = !(typeof answer === 'object' && answer !== null && 'refused' in answer)
    return answer
  } finally {
    if (!recorded) for (const { about } of filed) await discard(filing, about.stored_as)
  }
}

type Looked = Omit<Filed, 'stored_as'> & { path: string }

async function look({ scan, unscanned }: Filing, received: Received | undefined): Promise<Looked | NotFiled> {
  if (!received) return { why: 'none' }
  const { path, name, cut } = received
  if (cut) return { why: 'too_large' }
  if ((await stat(path)).size === 0) return { why: 'empty' }
  const sniffed = await sniff(path, name)
  if ('refused' in sniffed) return { why: sniffed.refused }
  if ((await withoutPlace(path, sniffed.kind)) === 'unreadable') return { why: 'unreadable' }
  const { size } = await stat(path)
  const sha256 = await hashOf(path)
  const scanned = await scanWith(scan, () => createReadStream(path))
  if ('found' in scanned) return { why: 'malware', said: scanned.found, sha256, size }
  if ('unanswered' in scanned && unscanned === 'refuse') return { why: 'not_scanned', said: scanned.unanswered }
  const waits = 'unanswered' in scanned ? scanned.unanswered : null
  return { path, kind: sniffed.kind, name: tidyName(name, sniffed.kind), size, sha256, waits }
}

/** Scans what is kept already, once more or for the first time. */
export async function scanKept({ store, scan }: Filing, key: string): Promise<Scanned> {
  try {
    return scan ? await scan(await store.open(key)) : notConfigured
  } catch (error) {
    return { unanswered: (error as Error).message }
  }
}

/** Lets the bytes of a file go whose row has said so. What cannot go now is swept later. */
export const discard = ({ store }: Filing, key: string): Promise<void> => store.remove(key).catch(() => {})

const notConfigured: Scanned = { unanswered: 'No scanner is configured' }

const scanWith = (scan: Scanner | undefined, bytes: () => AsyncIterable<Uint8Array>) =>
  scan ? scan(bytes()) : notConfigured

async function hashOf(path: string) {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return hash.digest('hex')
}

/** Long enough for the largest file on a slow line, and for its row to be written. */
const anHour = 60 * 60_000

/** Removes what is kept and is of no row, as a machine that stopped leaves it. `named` answers which keys a row names. */
export async function sweep(
  { store, incoming }: Filing,
  area_id: number,
  named: (keys: string[]) => Promise<Set<string>>,
  now = Date.now(),
): Promise<number> {
  const old: string[] = []
  for await (const { key, since } of store.list(area_id)) if (since.getTime() < now - anHour) old.push(key)
  let swept = 0
  for (let at = 0; at < old.length; at += 1000) {
    const keys = old.slice(at, at + 1000)
    const known = await named(keys)
    for (const key of keys.filter(one => !known.has(one))) {
      await store.remove(key)
      swept++
    }
  }
  for (const name of await namesIn(incoming)) {
    const left = await stat(join(incoming, name)).catch(() => undefined)
    if (left && left.mtimeMs < now - anHour) await rm(join(incoming, name), { force: true })
  }
  return swept
}

/** What may be set: a bucket in place of a folder, a scanner, what becomes of a file nobody scanned, the largest file. */
export type FilingSettings = {
  bucket?: Bucket | undefined
  clamd?: NetConnectOpts | undefined
  unscanned?: Filing['unscanned'] | undefined
  most?: number | undefined
}

export const mebibyte = 1024 * 1024

/** Files in a folder of the data folder, unless a bucket is set. */
export const filingIn = (
  data: string,
  { bucket, clamd: scanner, unscanned = 'quarantine', most = 100 * mebibyte }: FilingSettings = {},
): Filing => ({
  store: bucket ? s3Store(bucket) : diskStore(join(data, 'files', 'evidence')),
  incoming: join(data, 'files', 'incoming'),
  scan: scanner && clamd(scanner),
  unscanned,
  most,
})
