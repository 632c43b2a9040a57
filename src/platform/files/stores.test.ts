import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { withS3 } from '#test/s3.ts'
import { diskStore } from './disk-store.ts'
import { s3Store } from './s3-store.ts'
import { newKey, type Store } from './store.ts'

const inFolder = async (story: (folder: string) => Promise<void>) => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'))
  try {
    await story(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

async function bytesOf(store: Store, key: string) {
  const pieces: Buffer[] = []
  for await (const piece of await store.open(key)) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

const keysOf = async (store: Store, area_id: number) => {
  const keys: string[] = []
  for await (const { key, since } of store.list(area_id)) {
    assert.ok(Math.abs(Date.now() - since.getTime()) < 60_000)
    keys.push(key)
  }
  return keys.toSorted()
}

/** What any store must do. */
async function keepsFiles(store: Store, folder: string) {
  const big = randomBytes(6 * 1024 * 1024 + 17)
  const [here, there] = [newKey(206), newKey(7)]
  await writeFile(join(folder, 'big'), big)
  await store.put(here, join(folder, 'big'))
  await writeFile(join(folder, 'small'), 'A note')
  await store.put(there, join(folder, 'small'))
  assert.equal(hash(await bytesOf(store, here)), hash(big))
  assert.equal((await bytesOf(store, there)).toString(), 'A note')
  assert.deepEqual(await keysOf(store, 206), [here])
  assert.deepEqual(await keysOf(store, 7), [there])
  assert.deepEqual(await keysOf(store, 8), [])
  await store.remove(here)
  await store.remove(here)
  await assert.rejects(store.open(here))
  assert.deepEqual(await keysOf(store, 206), [])
  for (const key of ['../../etc/passwd', '206/../207/x', '206/a', `206/${crypto.randomUUID()}/..`]) {
    await assert.rejects(async () => store.open(key), /Not a key/)
    await assert.rejects(async () => store.remove(key), /Not a key/)
  }
}

test('a folder keeps files, gives them back whole, lists them by area and lets them go', () =>
  inFolder(async folder => {
    await keepsFiles(diskStore(join(folder, 'evidence')), folder)
    const store = diskStore(join(folder, 'evidence'))
    await writeFile(join(folder, 'note'), 'A note', { mode: 0o600 })
    const key = newKey(206)
    await store.put(key, join(folder, 'note'))
    assert.equal((await stat(join(folder, 'evidence', '206'))).mode & 0o777, 0o700)
    await assert.rejects(stat(join(folder, 'note')))
  }))

test('a store that speaks S3 keeps files, gives them back whole, lists them by area and lets them go', () =>
  inFolder(folder =>
    withS3(async ({ endpoint, bucket }) => {
      await keepsFiles(s3Store({ bucket, folder: '', endpoint }), folder)
      await keepsFiles(s3Store({ bucket, folder: 'waymark/', endpoint }), folder)
    }),
  ))

test('a store that cannot be reached says so', () =>
  inFolder(folder =>
    withS3(async ({ endpoint }) => {
      await writeFile(join(folder, 'note'), 'A note')
      const nowhere = s3Store({ bucket: 'no-such-bucket', folder: '', endpoint })
      await assert.rejects(nowhere.put(newKey(206), join(folder, 'note')), /bucket/i)
    }),
  ))
