import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Limits } from './limits.ts'
import { fileProblem, type Problem } from './problem.ts'
import type { Bundle, SourceFile } from './source-file.ts'
import { openZip } from './zip.ts'

const chunk = 256 * 1024

/** What desktops leave in folders and zips without anyone asking. */
const isLitter = (name: string) =>
  /^(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._.*)$/i.test(basename(name)) || name.startsWith('__MACOSX/')

const nestedArchive = /\.(?:zip|gz|tgz|tar|7z|rar|bz2|xz|zst|jar)$/i

/** Folders a bundle may have within it: those whose files are read, and those that are carried along unread. */
export type Within = { read: readonly string[]; unread: readonly string[] }

const nothingWithin: Within = { read: [], unread: [] }

/** Opens a folder, a zip (known by its first bytes, whatever its name) or a single file. */
export async function openBundle(path: string, limits: Limits, within = nothingWithin): Promise<Bundle> {
  const name = basename(path)
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return { refused: [fileProblem(name, 'There is nothing at this path', 'Check the path')] }
  if (found.isDirectory()) return checked(await folder(path, within), limits, within)
  if (await isZip(path)) {
    const zip = await openZip(path)
    if (!isWorkbook(zip)) return checked(zip, limits, within)
    zip.close()
  }
  return checked({ files: [diskFile(path, name, found.size)], litter: [], close: () => {} }, limits, within)
}

/** A workbook is a zip too, and one file to whoever sends it. */
const isWorkbook = (bundle: Bundle): bundle is Extract<Bundle, { files: SourceFile[] }> =>
  'files' in bundle && bundle.files.some(({ name }) => name === 'xl/workbook.xml')

/** A single file on disk. */
const diskFile = (path: string, name: string, size: number): SourceFile => ({
  name,
  size,
  read: () => createReadStream(path, { highWaterMark: chunk }),
})

async function isZip(path: string): Promise<boolean> {
  const file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
  await file.close()
  return bytesRead === 4 && buffer[0] === 0x50 && buffer[1] === 0x4b && (buffer[2] === 3 || buffer[2] === 5)
}

async function folder(path: string, within: Within, under = ''): Promise<Bundle> {
  const refused: Problem[] = []
  const files: SourceFile[] = []
  const litter: string[] = []
  for (const entry of (await readdir(path, { withFileTypes: true })).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  )) {
    const name = `${under}${entry.name}`
    if (isLitter(entry.name)) litter.push(name)
    else if (entry.isDirectory() && within.unread.includes(name)) continue
    else if (entry.isDirectory() && within.read.includes(name)) {
      const inner = await folder(join(path, entry.name), nothingWithin, `${name}/`)
      if ('refused' in inner) refused.push(...inner.refused)
      else files.push(...inner.files)
    } else if (!entry.isFile()) {
      refused.push(
        fileProblem(
          name,
          'This is a folder or a link, not a file',
          'Leave only the files of the package in the folder',
        ),
      )
    } else {
      const file = join(path, entry.name)
      files.push(diskFile(file, name, (await stat(file)).size))
    }
  }
  return refused.length > 0 ? { refused } : { files, litter, close: () => {} }
}

/** The checks that hold wherever the files come from. */
function checked(bundle: Bundle, limits: Limits, { unread }: Within): Bundle {
  if ('refused' in bundle) return bundle
  const litter = [...bundle.litter, ...bundle.files.filter(file => isLitter(file.name)).map(file => file.name)]
  const files = withoutTopFolder(bundle.files.filter(file => !isLitter(file.name))).filter(
    ({ name }) => !unread.some(folder => name.startsWith(`${folder}/`)),
  )
  const refused = [...wrongFiles(files, limits)]
  if (refused.length === 0) return { ...bundle, files, litter }
  bundle.close()
  return { refused }
}

function* wrongFiles(files: SourceFile[], limits: Limits): Generator<Problem> {
  const seen = new Set<string>()
  let total = 0
  for (const { name, size } of files) {
    total += size
    if (nestedArchive.test(name))
      yield fileProblem(
        name,
        'An archive inside the package is not opened',
        'Unpack it and put its files in the package',
      )
    if (size > limits.file) {
      yield fileProblem(
        name,
        `The file is over the limit of ${limits.file / 1024 / 1024} MiB`,
        'Check that it is the right file, or split it',
      )
    }
    if (seen.has(name)) yield fileProblem(name, 'The package holds two files of this name', 'Keep one of them')
    seen.add(name)
  }
  if (total > limits.bundle) {
    yield fileProblem(
      '',
      `Together the files are over the limit of ${limits.bundle / 1024 / 1024} MiB`,
      'Check that these are the right files',
    )
  }
  if (files.length > limits.entries) {
    yield fileProblem(
      '',
      `The package holds more than ${limits.entries} files`,
      'Leave only the files of the package in it',
    )
  }
}

/** Zipping a folder puts its name before every file: when all of them share it, it means nothing. */
function withoutTopFolder(files: SourceFile[]): SourceFile[] {
  const top = /^[^/]+\//.exec(files[0]?.name ?? '')?.[0]
  if (top === undefined || !files.every(file => file.name.startsWith(top))) return files
  return files.map(file => ({ ...file, name: file.name.slice(top.length) }))
}
