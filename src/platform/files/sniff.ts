import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { endingOf, type Kind, kinds } from './kinds.ts'
import { officeKind } from './office-kind.ts'
import { isPlainText } from './plain-text.ts'

/** Why a file is not one that is taken. */
export type NotTaken = 'kind' | 'macros' | 'old_office' | 'unreadable'

const byType: Partial<Record<string, Kind>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'image/webp': 'webp',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/wav': 'wav',
  'audio/vnd.wave': 'wav',
  'audio/ogg': 'ogg',
  'audio/opus': 'ogg',
  'audio/ogg; codecs=opus': 'ogg',
  'video/mp4': 'mp4',
  'video/x-m4v': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'audio/webm': 'webm',
}

const textEndings: readonly string[] = kinds.text.endings

/**
 * What a file is, by its bytes. Its name can have it refused and never taken: text that is called .bat or .html is none.
 */
export async function sniff(path: string, name: string): Promise<{ kind: Kind } | { refused: NotTaken }> {
  const ending = endingOf(name)
  // First, since words can begin as a format does: "BMX club" as a bitmap, "MZ" as a program.
  if (textEndings.includes(ending) && (await isPlainText(path))) return { kind: 'text' }
  const head = await beginning(path)
  if (head.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) return officeKind(path)
  if (head.equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))) return { refused: 'old_office' }
  const found = await fileTypeFromFile(path).catch(() => undefined)
  const kind = found && byType[found.mime]
  if (kind) return { kind }
  if (!found && ending === '' && (await isPlainText(path))) return { kind: 'text' }
  return { refused: 'kind' }
}

async function beginning(path: string) {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
