import { type Bytes, NotAPicture, type Piece } from './picture-bytes.ts'

/** The parts of a JPEG that make the picture: everything a camera or a program wrote beside it is left out. */
export async function jpegPieces(bytes: Bytes): Promise<Piece[]> {
  const pieces: Piece[] = [{ from: 0, to: 2 }]
  for (let from = 2; from < bytes.size; ) {
    const head = await bytes.at(from, 4)
    if (head[0] !== 0xff) throw new NotAPicture('Something stands between its parts')
    const marker = head[1] ?? 0
    if (marker === 0xff) {
      from += 1
      continue
    }
    // What comes after the end is no part of the picture: a moving one, another of its size.
    if (marker === 0xd9) return [...pieces, { from, to: from + 2 }]
    if (head.length < 4) break
    const to = from + 2 + head.readUInt16BE(2)
    if (to > bytes.size) break
    const kept = await keep(bytes, marker, from, to)
    if (kept) pieces.push(kept)
    from = to
    if (marker === 0xda) {
      from = await endOfScan(bytes, to)
      pieces.push({ from: to, to: from })
    }
  }
  if (!pieces.some(piece => !Buffer.isBuffer(piece) && piece.to === bytes.size)) throw new NotAPicture('It is cut off')
  // Some cameras leave out the mark of the end.
  return [...pieces, Buffer.from([0xff, 0xd9])]
}

const [app0, app1, app2, app14, app15, comment] = [0xe0, 0xe1, 0xe2, 0xee, 0xef, 0xfe]

async function keep(bytes: Bytes, marker: number, from: number, to: number): Promise<Piece | undefined> {
  const whole = { from, to }
  const begins = async (words: string) =>
    (await bytes.at(from + 4, words.length)).toString('latin1') === words ? whole : undefined
  if (marker === app0) return begins('JFIF\0')
  if (marker === app2) return begins('ICC_PROFILE\0')
  if (marker === app14) return begins('Adobe')
  if (marker === app1) return (await begins('Exif\0')) && turnedOnly(await bytes.at(from + 10, to - from - 10))
  return (marker > app2 && marker <= app15) || marker === comment ? undefined : whole
}

/** Of Exif, one thing: how the camera was held. */
function turnedOnly(tiff: Buffer): Buffer | undefined {
  const turned = orientationIn(tiff)
  if (turned < 2 || turned > 8) return undefined
  return Buffer.concat([
    Buffer.from([0xff, app1, 0, 34]),
    Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0', 'latin1'),
    Buffer.from([turned, 0, 0, 0, 0, 0, 0]),
  ])
}

function orientationIn(tiff: Buffer): number {
  if (tiff.length < 8) return 1
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let nth = 0; nth < short(directory); nth++) {
    const entry = directory + 2 + nth * 12
    if (entry + 12 > tiff.length) return 1
    if (short(entry) === 0x0112) return short(entry + 8)
  }
  return 1
}

/** Where the next part begins: a mark that is not a byte of the picture itself nor a place to start again. */
async function endOfScan(bytes: Bytes, from: number): Promise<number> {
  for (let at = from; at < bytes.size; at += 65536) {
    // One byte more: a mark may begin in one piece and end in the next.
    const piece = await bytes.at(at, 65537)
    for (let mark = piece.indexOf(0xff); mark >= 0; mark = piece.indexOf(0xff, mark + 1)) {
      const next = piece[mark + 1]
      if (mark >= 65536 || next === undefined) break
      if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at + mark
    }
  }
  return bytes.size
}
