import type { SourceFile } from './source-file.ts'

/**
 * A file as UTF-8, whichever of the two ways of writing it came in: read once to see, because code page 1252 may hold its
 * first letter that is not ASCII in the last row. Nothing of it is kept.
 */
export async function asUtf8(file: SourceFile): Promise<{ file: SourceFile; was: 'UTF-8' | 'Windows code page 1252' }> {
  if (await isUtf8(file)) return { file, was: 'UTF-8' }
  return { file: { ...file, read: () => recoded(file.read()) }, was: 'Windows code page 1252' }
}

async function isUtf8(file: SourceFile): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of file.read()) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

async function* recoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const [from, to] = [new TextDecoder('windows-1252'), new TextEncoder()]
  let first = true
  for await (const chunk of bytes) {
    // UTF-16 is refused by whoever reads on, by its mark.
    const marked = first && (chunk[0] ?? 0) >= 0xfe && (chunk[1] ?? 0) >= 0xfe
    first = false
    yield marked ? chunk : to.encode(from.decode(chunk, { stream: true }))
  }
}
