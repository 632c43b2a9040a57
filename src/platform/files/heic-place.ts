import { type Bytes, NotAPicture } from './picture-bytes.ts'

/** An Exif with nothing in it, at the length of the one it replaces. */
const emptyExif = Buffer.from('\0\0\0\x06Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0', 'latin1')
const mostMeta = 4 * 1024 * 1024

/**
 * HEIC keeps what the camera wrote in items of their own, found by a directory. They are written over where they are, so
 * that nothing else moves; how the picture is turned is said elsewhere.
 */
export async function blankHeic(bytes: Bytes, write: (piece: Buffer, from: number) => Promise<void>): Promise<void> {
  const meta = (await topBoxes(bytes)).find(({ type }) => type === 'meta')
  if (!meta || meta.to - meta.from > mostMeta) throw new NotAPicture('It has no directory')
  const directory = await bytes.at(meta.from, meta.to - meta.from)
  const boxes = boxesIn(directory, 4, directory.length)
  const kinds = itemKinds(directory, boxes)
  const idat = boxes.find(({ type }) => type === 'idat')
  for (const { id, inside, extents } of itemPlaces(directory, boxes)) {
    const kind = kinds.get(id)
    if (kind !== 'Exif' && kind !== 'mime') continue
    for (const { from, length } of extents) {
      const start = inside ? meta.from + (idat?.from ?? 0) + from : from
      const to = length === 0 ? bytes.size : start + length
      if (to > bytes.size) throw new NotAPicture('An item is cut off')
      const blank = Buffer.alloc(to - start, kind === 'mime' ? ' ' : 0)
      if (kind === 'Exif' && blank.length >= emptyExif.length) emptyExif.copy(blank)
      await write(blank, start)
    }
  }
}

type Box = { type: string; from: number; to: number }

async function topBoxes(bytes: Bytes): Promise<Box[]> {
  const boxes: Box[] = []
  for (let from = 0; from + 8 <= bytes.size; ) {
    const head = await bytes.at(from, 16)
    const box = boxAt(head, 0, bytes.size - from)
    if (!box) throw new NotAPicture('A box is cut off')
    boxes.push({ type: box.type, from: from + box.from, to: from + box.to })
    from += box.to
  }
  return boxes
}

function boxesIn(buffer: Buffer, start: number, end: number): Box[] {
  const boxes: Box[] = []
  for (let from = start; from + 8 <= end; ) {
    const box = boxAt(buffer, from, end - from)
    if (!box) throw new NotAPicture('A box is cut off')
    boxes.push(box)
    from = box.to
  }
  return boxes
}

/** What is inside the box that begins at `at`; 0 for its size is all there is, 1 says that a longer one follows. */
function boxAt(buffer: Buffer, at: number, left: number): Box | undefined {
  const size = buffer.readUInt32BE(at)
  const long = size === 1 && at + 16 <= buffer.length ? Number(buffer.readBigUInt64BE(at + 8)) : undefined
  const length = size === 0 ? left : (long ?? size)
  const head = long === undefined ? 8 : 16
  if (length < head || length > left) return undefined
  return { type: buffer.toString('latin1', at + 4, at + 8), from: at + head, to: at + length }
}

/** By number, what each item is: 'hvc1', 'Exif', 'mime' (XMP). */
function itemKinds(buffer: Buffer, boxes: Box[]): Map<number, string> {
  const info = boxes.find(({ type }) => type === 'iinf')
  const kinds = new Map<number, string>()
  if (!info) return kinds
  const first = info.from + (buffer.readUInt8(info.from) === 0 ? 6 : 8)
  for (const { type, from } of boxesIn(buffer, first, info.to)) {
    const version = buffer.readUInt8(from)
    if (type !== 'infe' || version < 2) continue
    const wide = version === 2 ? 2 : 4
    kinds.set(buffer.readUIntBE(from + 4, wide), buffer.toString('latin1', from + 6 + wide, from + 10 + wide))
  }
  return kinds
}

type Place = { id: number; inside: boolean; extents: { from: number; length: number }[] }

/** Where in the file each item is; `inside` counts from the box of data in the directory itself. */
function itemPlaces(buffer: Buffer, boxes: Box[]): Place[] {
  const box = boxes.find(({ type }) => type === 'iloc')
  if (!box) return []
  let at = box.from
  const next = (length: number) => {
    if (at + length > box.to) throw new NotAPicture('Its directory is cut off')
    const value = length === 0 ? 0 : length === 8 ? Number(buffer.readBigUInt64BE(at)) : buffer.readUIntBE(at, length)
    at += length
    return value
  }
  const version = next(1)
  next(3)
  const [sizes, more] = [next(1), next(1)]
  const [offset, length, base, index] = [sizes >> 4, sizes & 15, more >> 4, version > 0 ? more & 15 : 0]
  const wide = version < 2 ? 2 : 4
  return Array.from({ length: next(wide) }, () => {
    const id = next(wide)
    const way = version > 0 ? next(2) & 15 : 0
    next(2)
    const start = next(base)
    const extents = Array.from({ length: next(2) }, () => {
      next(index)
      return { from: start + next(offset), length: next(length) }
    })
    return { id, inside: way === 1, extents }
  })
}
