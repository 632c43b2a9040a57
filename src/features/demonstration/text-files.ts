import { type FileHandle, open } from 'node:fs/promises'

const chunk = 256 * 1024

export type TextFile = { write: (text: string) => Promise<void>; end: () => Promise<void> }

/** Gathers lines and waits for the disk, so that a file of any length is written in little memory. */
export async function textFile(path: string): Promise<TextFile> {
  const file: FileHandle = await open(path, 'w')
  let waiting = ''
  const flush = async () => {
    const text = waiting
    waiting = ''
    await file.writeFile(text)
  }
  return {
    write: async text => {
      waiting += text
      if (waiting.length > chunk) await flush()
    },
    end: async () => {
      await flush()
      await file.close()
    },
  }
}
