import { SaxesParser } from 'saxes'
import type { Limits } from './limits.ts'
import type { Broken } from './problem.ts'
import { utf8Text } from './text.ts'

/** What is done with the elements as they come. `text` is what stood in the element itself, its children's left out. */
export type XmlHandler = {
  open: (name: string, line: number) => void
  close: (name: string, text: string, line: number) => void
}

/** A piece was read, or reading stopped; nothing follows a `Broken`. */
export type XmlPart = 'read' | { broken: Broken }

/**
 * Reads XML as a stream and hands its elements to `handler`, a piece of the file at a time, so that whoever waits for
 * them can keep pace. Refuses what a data file has no need of: a document type, entities of its own, another encoding,
 * elements nested without end. Attributes are not handed on.
 */
export async function* xmlParts(
  bytes: AsyncIterable<Uint8Array>,
  limits: Limits,
  handler: XmlHandler,
): AsyncGenerator<XmlPart> {
  const reading = startReading(handler, limits)
  for await (const part of utf8Text(bytes, limits)) {
    if (typeof part !== 'string') return yield part
    reading.write(part)
    if (reading.broken !== undefined) return yield { broken: reading.broken }
    yield 'read'
  }
  reading.end()
  yield reading.broken === undefined ? 'read' : { broken: reading.broken }
}

/** saxes keeps counting lines with `position` off; only columns go. */
const options = { xmlns: false, position: false } as const

function startReading({ open, close }: XmlHandler, limits: Limits) {
  const parser = new SaxesParser(options)
  let broken: Broken | undefined
  let depth = 0
  let text = ''
  /** Characters that came since something last began or ended. */
  let quiet = 0

  const stop = (wrong: string, mend: string) => {
    broken ??= { row: parser.line, wrong, mend }
  }
  parser.on('error', error => stop(`This is not well-formed XML: ${error.message}`, wellFormed))
  parser.on('doctype', () => stop('The file has a document type declaration', 'Take it out: a data file needs none'))
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) {
      stop(`The file says that it is written in ${encoding.slice(0, 20)}`, 'Save it again as UTF-8')
    }
  })
  parser.on('opentag', ({ name }) => {
    quiet = 0
    text = ''
    if (++depth > limits.depth) stop('Elements are nested too deeply for a data file', 'Check how the file was made')
    if (broken === undefined) open(name, parser.line)
  })
  parser.on('closetag', ({ name }) => {
    quiet = 0
    depth--
    if (broken === undefined) close(name, text, parser.line)
    text = ''
  })
  const add = (more: string) => {
    text = text === '' ? more : text + more
    if (text.length > limits.field) stop(tooLong(limits), 'Check how the file was made')
  }
  parser.on('text', add)
  parser.on('cdata', add)

  return {
    get broken() {
      return broken
    },
    write(part: string) {
      quiet += part.length
      parser.write(part)
      // The parser gathers a text, a name or a comment until it ends: this bounds what it gathers.
      if (quiet > limits.field) stop(tooLong(limits), 'Check how the file was made')
    },
    end() {
      parser.close()
    },
  }
}

const wellFormed = 'Check that the file is whole, and make it again'

const tooLong = (limits: Limits) => `A single text, name or comment is over ${Math.round(limits.field / 1024)} KiB`
