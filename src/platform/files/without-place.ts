import { createWriteStream } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { blankHeic } from './heic-place.ts'
import { jpegPieces } from './jpeg-place.ts'
import type { Kind } from './kinds.ts'
import { type Bytes, NotAPicture, type Piece } from './picture-bytes.ts'

/** Kinds of picture whose place can be taken out. */
const placeless = ['jpeg', 'png', 'webp', 'heic'] as const satisfies readonly Kind[]

/**
 * Takes out of a picture where it was taken, and with it what else a camera writes beside the picture: when, by whose
 * device, a small copy of what was cut off. How it is turned stays, and its colours.
 */
export async function withoutPlace(path: string, kind: Kind): Promise<'done' | 'unreadable' | 'not a picture'> {
  const picture = placeless.find(one => one === kind)
  if (!picture) return 'not a picture'
  const handle = await open(path, 'r+')
  const cleaned = `${path}.cleaned`
  try {
    const bytes = await bytesOf(handle)
    if (picture === 'heic') {
      await blankHeic(bytes, async (piece, from) => void (await handle.write(piece, 0, piece.length, from)))
      return 'done'
    }
    const pieces = await { jpeg: jpegPieces, png: pngPieces, webp: webpPieces }[picture](bytes)
    await pipeline(joined(bytes, pieces), createWriteStream(cleaned, { mode: 0o600 }))
    await rename(cleaned, path)
    return 'done'
  } catch (error) {
    if (error instanceof NotAPicture || error instanceof RangeError) return 'unreadable'
    throw error
  } finally {
    await handle.close()
    await rm(cleaned, { force: true })
  }
}

async function bytesOf(handle: FileHandle): Promise<Bytes> {
  const { size } = await handle.stat()
  return {
    size,
    at: async (from, length) => {
      const wanted = Math.max(0, Math.min(length, size - from))
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(wanted), 0, wanted, from)
      return buffer.subarray(0, bytesRead)
    },
  }
}

async function* joined(bytes: Bytes, pieces: Piece[]) {
  for (const piece of pieces) {
    if (Buffer.isBuffer(piece)) yield piece
    else
      for (let from = piece.from; from < piece.to; from += 65536) yield bytes.at(from, Math.min(65536, piece.to - from))
  }
}

const ofPng = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'])

async function pngPieces(bytes: Bytes): Promise<Piece[]> {
  const pieces: Piece[] = [{ from: 0, to: 8 }]
  for (let from = 8; from < bytes.size; ) {
    const head = await bytes.at(from, 8)
    if (head.length < 8) throw new NotAPicture('A chunk is cut off')
    const type = head.toString('latin1', 4)
    const to = from + 12 + head.readUInt32BE(0)
    if (to > bytes.size) throw new NotAPicture('A chunk is cut off')
    if (!ofPng.has(type)) pieces.push({ from, to })
    // What comes after the end is no part of the picture.
    if (type === 'IEND') return pieces
    from = to
  }
  throw new NotAPicture('It has no end')
}

async function webpPieces(bytes: Bytes): Promise<Piece[]> {
  const end = Math.min(bytes.size, 8 + (await bytes.at(4, 4)).readUInt32LE(0))
  const pieces: Piece[] = []
  for (let from = 12; from + 8 <= end; ) {
    const head = await bytes.at(from, 8)
    const length = head.readUInt32LE(4)
    const to = from + 8 + length + (length % 2)
    if (from + 8 + length > end) throw new NotAPicture('A chunk is cut off')
    const type = head.toString('latin1', 0, 4)
    if (type === 'VP8X') {
      const features = await bytes.at(from, to - from)
      // It says which chunks follow: no Exif (8) and no XMP (4).
      features.writeUInt8(features.readUInt8(8) & ~0x0c, 8)
      pieces.push(features)
    } else if (type !== 'EXIF' && type !== 'XMP ') pieces.push({ from, to: Math.min(to, end) })
    from = to
  }
  if (pieces.length === 0) throw new NotAPicture('It is empty')
  const size = pieces.reduce((sum, piece) => sum + (Buffer.isBuffer(piece) ? piece.length : piece.to - piece.from), 4)
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(size, 4)
  return [head, ...pieces]
}
