/** What a camera writes of where it was, in as many words as can be looked for. */
export const place = 'N 51 32 E 0 6'

const segment = (marker: number, body: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** Exif that says how the camera was held, and where it was. */
export function exif(turned: number): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 2 * 12 + 4)
  tiff.write('MM\0*\0\0\0\x08\0\x02', 0, 'latin1')
  tiff.write('\x01\x12\0\x03\0\0\0\x01\0', 10, 'latin1')
  tiff.writeUInt8(turned, 19)
  // The pointer to what it says of the place, which follows.
  tiff.write('\x88\x25\0\x04\0\0\0\x01', 22, 'latin1')
  tiff.writeUInt32BE(tiff.length, 30)
  return Buffer.concat([tiff, Buffer.from(place)])
}

/** A grey picture of 8 by 8 as a telephone writes it: Exif, XMP, a comment, and a second picture behind its end. */
export function aPhoto(turned = 6): Buffer {
  const table = segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)]))
  const frame = segment(0xc0, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0]))
  const huffman = (kind: number) =>
    segment(0xc4, Buffer.concat([Buffer.from([kind, 1]), Buffer.alloc(15), Buffer.from([0])]))
  const scan = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([0xff, 0x00, 0x3f])])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(turned)])),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude="${place}"/>`)),
    segment(0xed, Buffer.from(`Photoshop 3.0\0${place}`)),
    segment(0xfe, Buffer.from(place)),
    ...[table, frame, huffman(0x00), huffman(0x10), scan],
    Buffer.from([0xff, 0xd9]),
    Buffer.from(`${place} and a moving picture behind it`),
  ])
}
