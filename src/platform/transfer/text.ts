import type { Limits } from './limits.ts'
import type { Broken } from './problem.ts'

/** Text as it comes, or what stopped it; nothing follows a `Broken`. */
export type TextPart = string | { broken: Broken }

function linesIn(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

function wrongEncoding(bytes: Uint8Array): Broken | undefined {
  const [first, second] = bytes
  if (!(first === 0xff && second === 0xfe) && !(first === 0xfe && second === 0xff)) return undefined
  return { row: null, wrong: 'The file is UTF-16 text', mend: 'Save it again as UTF-8 (in Excel: “CSV UTF-8”)' }
}

/** Reads bytes as UTF-8 text, with or without a byte-order mark, and stops at the first byte that is anything else. */
export async function* utf8Text(bytes: AsyncIterable<Uint8Array>, limits: Limits): AsyncGenerator<TextPart> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  let line = 1
  try {
    for await (const chunk of bytes) {
      const broken = size === 0 ? wrongEncoding(chunk) : undefined
      size += chunk.length
      if (broken !== undefined) return yield { broken }
      if (size > limits.file) return yield { broken: tooBig(limits.file) }
      const text = decoded(decoder, chunk)
      if (text === undefined) return yield { broken: notUtf8(line + linesIn(upToBadByte(chunk))) }
      if (text.includes('\0')) return yield { broken: notText(line + linesIn(text.slice(0, text.indexOf('\0')))) }
      line += linesIn(text)
      if (text !== '') yield text
    }
    if (decoded(decoder) === undefined) return yield { broken: notUtf8(line) }
    if (size === 0) yield { broken: empty }
  } catch (error) {
    yield { broken: unreadable(error) }
  }
}

const upToBadByte = (chunk: Uint8Array) => new TextDecoder().decode(chunk).split('\uFFFD', 1)[0] ?? ''

function decoded(decoder: TextDecoder, chunk?: Uint8Array): string | undefined {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined })
  } catch {
    return undefined
  }
}

const empty: Broken = { row: null, wrong: 'The file is empty', mend: 'Export it again and check its size' }

const tooBig = (limit: number): Broken => ({
  row: null,
  wrong: `The file is over the limit of ${Math.round(limit / 1024 / 1024)} MiB`,
  mend: 'Check that it is the right file, or split it',
})

const notUtf8 = (line: number): Broken => ({
  row: line,
  wrong: 'The file is not UTF-8 text from this line on',
  mend: 'Save it again as UTF-8 (in Excel: “CSV UTF-8”)',
})

const notText = (line: number): Broken => ({
  row: line,
  wrong: 'There is a NUL character on this line, so this is not a text file',
  mend: 'Export it again',
})

const unreadable = (error: unknown): Broken => ({
  row: null,
  wrong: 'The file could not be read to its end',
  mend: `Copy or export it again (${error instanceof Error ? error.message : 'unknown reason'})`,
})
