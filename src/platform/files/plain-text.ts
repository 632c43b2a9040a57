import { createReadStream } from 'node:fs'

/** What a browser or a machine would run rather than read. */
const runs =
  /<\s*(?:!doctype|\?|%|\/?(?:html|head|body|script|svg|iframe|object|embed|meta|link|style|math|form|img|base|xm[lp]|xsl:|hta:)\b)/i

const unreadable = /[^\P{Cc}\t\n\r\f]|\ufffe|\uffff/u

/** Whether a file holds words and nothing else: UTF-8, UTF-16 with its mark, or what Windows writes in English. */
export async function isPlainText(path: string): Promise<boolean> {
  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']) {
    const read = await readAs(path, encoding)
    if (read !== 'not this') return read === 'words'
  }
  return false
}

async function readAs(path: string, encoding: string): Promise<'words' | 'more than words' | 'not this'> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  let end = ''
  let first = true
  try {
    for await (const piece of createReadStream(path)) {
      const text = decoder.decode(piece as Buffer, { stream: true })
      // Any pairs of bytes are UTF-16: only the mark says that they are meant so.
      if (first && encoding.startsWith('utf-16') && !text.startsWith('\ufeff')) return 'not this'
      if (unreadable.test(text)) return encoding === 'utf-8' ? 'not this' : 'more than words'
      // A tag may begin in one piece and end in the next.
      const seen = end + text
      if (runs.test(seen) || (first && /^\ufeff?\s*#!/.test(seen))) return 'more than words'
      end = seen.slice(-64)
      first = false
    }
    decoder.decode()
    return 'words'
  } catch (error) {
    if (error instanceof TypeError) return 'not this'
    throw error
  }
}
