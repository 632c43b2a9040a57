import { promisify } from 'node:util'
import yauzl from 'yauzl'
import type { Kind } from './kinds.ts'
import type { NotTaken } from './sniff.ts'

/** What runs, or could be run, inside a document. */
const runs =
  /vbaProject|vbaData|(^|\/)macrosheets\/|(^|\/)activeX\/|embeddings\/.*\.bin$|^(Basic|Scripts)\/|\.(exe|dll|scr|com|bat|cmd|ps1|js|vbs|wsf|hta|jar)$/i

const main: Record<string, Kind> = {
  'word/document.xml': 'docx',
  'xl/workbook.xml': 'xlsx',
  'ppt/presentation.xml': 'pptx',
}
const openDocument: Record<string, Kind> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
}

const mostEntries = 20_000
const mostText = 1024 * 1024

const openZip = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)

/** Which office document a zip is, by what is in it; a zip that is none is not taken. Nothing is unpacked but two lists. */
export async function officeKind(path: string): Promise<{ kind: Kind } | { refused: NotTaken }> {
  try {
    const zip = await openZip(path, { lazyEntries: true, autoClose: true })
    return await judge(zip)
  } catch {
    return { refused: 'unreadable' }
  }
}

async function judge(zip: yauzl.ZipFile): Promise<{ kind: Kind } | { refused: NotTaken }> {
  if (zip.entryCount > mostEntries) return { refused: 'unreadable' }
  let [macros, declared, mimetype] = [false, '', '']
  const found = new Set<Kind>()
  for await (const entry of entriesOf(zip)) {
    if (entry.isEncrypted()) return { refused: 'unreadable' }
    const name = entry.fileName
    const kind = main[name]
    if (kind) found.add(kind)
    if (runs.test(name)) macros = true
    if (name === '[Content_Types].xml') declared = await textOf(zip, entry)
    if (name === 'mimetype') mimetype = (await textOf(zip, entry)).trim()
  }
  const [kind] = mimetype ? [openDocument[mimetype]] : declared && found.size === 1 ? found : []
  if (!kind) return { refused: 'kind' }
  return macros || /macroEnabled|vbaProject/i.test(declared) ? { refused: 'macros' } : { kind }
}

async function* entriesOf(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  while (true) {
    const entry = await new Promise<yauzl.Entry | undefined>((next, failed) => {
      zip
        .once('entry', next)
        .once('end', () => next(undefined))
        .once('error', failed)
      zip.readEntry()
    })
    zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error')
    if (!entry) return
    yield entry
  }
}

async function textOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<string> {
  if (entry.uncompressedSize > mostText) throw new RangeError(`${entry.fileName} is too long`)
  const stream = await promisify<yauzl.Entry, NodeJS.ReadableStream>(zip.openReadStream.bind(zip))(entry)
  let text = ''
  for await (const piece of stream) text += piece.toString()
  return text
}
