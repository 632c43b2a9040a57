import assert from 'node:assert/strict'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { after, before, test } from 'node:test'
import { ZipFile } from 'yazl'
import { openBundle } from './bundle.ts'
import { csvRows } from './csv.ts'
import { limits } from './limits.ts'
import type { Bundle } from './source-file.ts'

let place = ''
before(async () => {
  place = await mkdtemp(join(tmpdir(), 'waymark-bundle-'))
})
after(() => rm(place, { recursive: true }))

/** A zip of the named texts; `spoil` may change its bytes afterwards. */
async function aZip(files: Record<string, string>, spoil?: (bytes: Buffer) => void): Promise<string> {
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  const path = join(place, `${Math.random()}.zip`)
  await pipeline(zip.outputStream, createWriteStream(path))
  if (spoil !== undefined) {
    const bytes = await readFile(path)
    spoil(bytes)
    await writeFile(path, bytes)
  }
  return path
}

/** Gives a name of the same length to an entry, in both places a zip keeps it: no honest library writes such names. */
const rename = (from: string, to: string) => (bytes: Buffer) => {
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at)
}

const refusal = (bundle: Bundle) =>
  'refused' in bundle ? bundle.refused.map(({ file, wrong }) => `${file}: ${wrong}`).join('\n') : 'not refused'

async function textOf(bundle: Bundle, name: string): Promise<string> {
  assert.ok(!('refused' in bundle), refusal(bundle))
  let text = ''
  for await (const chunk of bundle.files.find(file => file.name === name)?.read() ?? []) text += String(chunk)
  bundle.close()
  return text
}

test('a folder and a zip of it are read alike, with or without the folder’s own name in the zip', async () => {
  const folder = join(place, 'package')
  await mkdir(folder)
  await writeFile(join(folder, 'children.csv'), 'child_id\nA1\n')
  await writeFile(join(folder, '.DS_Store'), 'x')
  assert.equal(await textOf(await openBundle(folder, limits), 'children.csv'), 'child_id\nA1\n')
  const bare = await aZip({ 'children.csv': 'child_id\nA1\n' })
  assert.equal(await textOf(await openBundle(bare, limits), 'children.csv'), 'child_id\nA1\n')
  const nested = await aZip({ 'package/children.csv': 'child_id\nA1\n', '__MACOSX/package/._children.csv': 'x' })
  const bundle = await openBundle(nested, limits)
  assert.ok('litter' in bundle)
  assert.deepEqual(bundle.litter, ['__MACOSX/package/._children.csv'])
  assert.equal(await textOf(bundle, 'children.csv'), 'child_id\nA1\n')
})

test('an entry whose path leaves the folder is refused by name', async () => {
  for (const [from, to] of [
    ['aa/bb/children.csv', '../../children.csv'],
    ['xchildren.csv', '/children.csv'],
    ['aachildren.csv', 'c:/hildren.csv'],
    ['aa-bb-children.csv', '..\\bb-children.csv'],
    ['child\u007fren.csv', 'child\u0001ren.csv'],
  ] as const) {
    const bundle = await openBundle(await aZip({ [from]: 'x' }, rename(from, to)), limits)
    assert.equal(refusal(bundle), `${to}: The path of this entry leaves the folder`)
  }
})

test('an archive inside the package, two files of one name and a link are refused', async () => {
  assert.match(refusal(await openBundle(await aZip({ 'more.zip': 'x' }), limits)), /more\.zip: An archive inside/)
  const twice = await aZip({ 'needs.csv': 'x', 'goals.csv': 'x' }, rename('needs.csv', 'goals.csv'))
  assert.match(refusal(await openBundle(twice, limits)), /goals\.csv: The package holds two files/)
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from('/etc/passwd'), 'goals.csv', { mode: 0o120777 })
  zip.end()
  const linked = join(place, 'linked.zip')
  await pipeline(zip.outputStream, createWriteStream(linked))
  assert.match(refusal(await openBundle(linked, limits)), /goals\.csv: This entry is a link/)
  const folder = join(place, 'with-link')
  await mkdir(folder)
  await symlink('/etc/passwd', join(folder, 'goals.csv'))
  assert.match(refusal(await openBundle(folder, limits)), /goals\.csv: This is a folder or a link/)
})

test('a package over the limits is refused before it is unpacked', async () => {
  const path = await aZip({ 'a.csv': 'x'.repeat(2000), 'b.csv': 'x'.repeat(900) })
  assert.match(refusal(await openBundle(path, { ...limits, file: 1024 })), /a\.csv: The file is over the limit/)
  assert.match(refusal(await openBundle(path, { ...limits, bundle: 2500 })), /Together the files are over the limit/)
  assert.match(refusal(await openBundle(path, { ...limits, entries: 1 })), /more than 1 files/)
})

test('a bomb that declares a small size is stopped when it passes it', async () => {
  const size = 5_000_000
  const path = await aZip({ 'a.csv': 'x'.repeat(size) }, bytes => {
    // The size before packing, in the central directory: 24 bytes after its signature.
    bytes.writeUInt32LE(1000, bytes.indexOf(Buffer.from('504b0102', 'hex')) + 24)
  })
  const bundle = await openBundle(path, limits)
  assert.ok(!('refused' in bundle))
  const parts = []
  for await (const part of csvRows(bundle.files[0]?.read() ?? (async function* () {})(), limits)) parts.push(part)
  bundle.close()
  assert.match(JSON.stringify(parts.at(-1)), /could not be read to its end/)
  assert.ok(JSON.stringify(parts).length < 100_000)
})

test('an encrypted, damaged or cut zip is refused, and nothing is thrown', async () => {
  const encrypted = await aZip({ 'a.csv': 'x' }, bytes => {
    const at = bytes.indexOf(Buffer.from('504b0102', 'hex')) + 8
    bytes.writeUInt16LE(bytes.readUInt16LE(at) | 1, at)
  })
  assert.match(refusal(await openBundle(encrypted, limits)), /a\.csv: The file is encrypted/)
  const cut = join(place, 'cut.zip')
  await writeFile(cut, (await readFile(await aZip({ 'a.csv': 'x'.repeat(500) }))).subarray(0, 60))
  assert.match(refusal(await openBundle(cut, limits)), /damaged or cut short/)
  const garbled = await aZip({ 'a.csv': 'a\n1\n' }, bytes => {
    bytes.writeUInt32LE(1, bytes.indexOf(Buffer.from('504b0102', 'hex')) + 16)
  })
  const bundle = await openBundle(garbled, limits)
  assert.ok(!('refused' in bundle))
  const parts = []
  for await (const part of csvRows(bundle.files[0]?.read() ?? (async function* () {})(), limits)) parts.push(part)
  assert.match(JSON.stringify(parts.at(-1)), /check sum does not fit/)
  assert.match(refusal(await openBundle(join(place, 'nothing-here'), limits)), /nothing at this path/)
})
