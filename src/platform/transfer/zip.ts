import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl'
import { fileProblem, type Problem } from './problem.ts'
import type { Bundle, SourceFile } from './source-file.ts'

const symbolicLink = 0o120000
const stored = 0
const deflated = 8

/**
 * The files of a zip, none of them unpacked yet. Names are checked before anything is read; the size an entry declares is
 * held to while it is read, so a bomb is stopped at the limit its declared size was let through with.
 */
export async function openZip(path: string): Promise<Bundle> {
  // Names come undecoded, so that a bad one can be named instead of ending the reading.
  const opened = await openPromise(path, { autoClose: false, decodeStrings: false }).catch(() => undefined)
  if (opened === undefined)
    return { refused: [fileProblem('', 'The zip file is damaged or cut short', 'Make or send it again')] }
  const found = await entries(opened)
  if (!('refused' in found)) return { ...found, close: () => opened.close() }
  opened.close()
  return found
}

async function entries(zip: ZipFile): Promise<{ files: SourceFile[]; litter: string[] } | { refused: Problem[] }> {
  const files: SourceFile[] = []
  const refused: Problem[] = []
  try {
    for await (const entry of zip.eachEntry()) {
      const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
      const wrong = wrongEntry(entry, name)
      if (wrong !== undefined) refused.push(wrong)
      else if (!name.endsWith('/')) files.push({ name, size: entry.uncompressedSize, read: () => contents(zip, entry) })
    }
  } catch {
    refused.push(fileProblem('', 'The list of files in the zip is damaged', 'Make or send it again'))
  }
  return refused.length > 0 ? { refused } : { files, litter: [] }
}

function wrongEntry(entry: Entry, name: string): Problem | undefined {
  if (validateFileName(name) !== null || hasControlCharacter(name)) {
    return fileProblem(name, 'The path of this entry leaves the folder', 'Make the zip again from the files alone')
  }
  if (entry.isEncrypted()) return fileProblem(name, 'The file is encrypted', 'Make the zip again without a password')
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === symbolicLink) {
    return fileProblem(name, 'This entry is a link, not a file', 'Make the zip again from the files themselves')
  }
  if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated) {
    return fileProblem(
      name,
      'The file is packed in a way that is not read here',
      'Make the zip again with ordinary compression',
    )
  }
  return undefined
}

const hasControlCharacter = (name: string) => [...name].some(letter => letter < ' ')

/** The bytes of an entry; one whose sum is not the one the zip gives was damaged on the way. */
async function* contents(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  const stream: Readable = await zip.openReadStreamPromise(entry)
  let sum = 0
  for await (const chunk of stream) {
    sum = crc32(chunk as Buffer, sum)
    yield chunk as Buffer
  }
  if (sum !== entry.crc32) throw new Error('its check sum does not fit')
}
