import { connect, type NetConnectOpts } from 'node:net'
import { pipeline } from 'node:stream/promises'

/** What a scan for malware says: nothing found, what was found, or that nobody answered and why. */
export type Scanned = { clean: true } | { found: string } | { unanswered: string }
export type Scanner = (bytes: AsyncIterable<Uint8Array>) => Promise<Scanned>

/** `host:port`, or the path of a socket. */
export function clamdAddress(text: string): NetConnectOpts | undefined {
  if (text.startsWith('/')) return { path: text }
  const [, host, port] = /^(?:\[?([^[\]\s/]+?)\]?):(\d{1,5})$/.exec(text) ?? []
  return host && Number(port) > 0 && Number(port) < 65536 ? { host, port: Number(port) } : undefined
}

/** ClamAV's daemon. The file goes to it in pieces as it is read; `patience` is how long it may be silent. */
export const clamd =
  (address: NetConnectOpts, patience = 120_000): Scanner =>
  async bytes => {
    const socket = connect({ ...address })
    socket.setTimeout(patience, () => socket.destroy(new Error('It does not answer')))
    let answer = ''
    const answered = new Promise<void>((ended, failed) => {
      socket.setEncoding('utf8')
      socket.on('data', piece => (answer += piece))
      socket.once('end', ended).once('error', failed)
    })
    try {
      // It may refuse a file that is too large for it before it has all of it: what it said is what counts.
      await Promise.all([
        pipeline(inPieces(bytes), socket, { end: false }).catch(unlessAnswered(() => answer)),
        answered,
      ])
    } catch (error) {
      if (!answer) return { unanswered: whyNot(error as Error & { code?: string }) }
    } finally {
      socket.destroy()
    }
    return read(answer)
  }

const unlessAnswered = (answer: () => string) => (error: unknown) => {
  if (!answer()) throw error
}

/** It says that a file is too large and hangs up, and what it said may be lost with the line. */
const whyNot = ({ code, message }: Error & { code?: string }) =>
  code === 'EPIPE' || code === 'ECONNRESET'
    ? 'It stopped listening: its StreamMaxLength may be less than the file'
    : message || String(code)

/** INSTREAM: each piece behind its length, and a length of nothing at the end. */
async function* inPieces(bytes: AsyncIterable<Uint8Array>) {
  yield Buffer.from('zINSTREAM\0')
  for await (const piece of bytes) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(piece.length)
    if (piece.length > 0) yield Buffer.concat([length, piece])
  }
  yield Buffer.alloc(4)
}

function read(answer: string): Scanned {
  const said = answer.replace(/\0$/, '').trim()
  if (said === 'stream: OK') return { clean: true }
  const found = /^stream: (.+) FOUND$/.exec(said)?.[1]
  return found ? { found } : { unanswered: said || 'It said nothing' }
}
