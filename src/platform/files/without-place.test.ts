import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { aPhoto, exif, place } from '#test/photo.ts'
import type { Kind } from './kinds.ts'
import { withoutPlace } from './without-place.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'place-'))
})
after(() => rm(folder, { recursive: true, force: true }))

async function cleaned(kind: Kind, bytes: Buffer) {
  const path = join(folder, crypto.randomUUID())
  await writeFile(path, bytes)
  const answer = await withoutPlace(path, kind)
  return { answer, bytes: await readFile(path) }
}

const u16 = (value: number) => Buffer.from([value >> 8, value & 255])
const u32 = (value: number) => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)])
const text = (words: string) => Buffer.from(words, 'latin1')

test('a JPEG loses where it was taken and what lies behind its end, and keeps how it is turned', async () => {
  const { answer, bytes } = await cleaned('jpeg', aPhoto(6))
  assert.equal(answer, 'done')
  assert.ok(!bytes.includes(place) && !bytes.includes('http://') && !bytes.includes('Photoshop'))
  assert.ok(bytes.includes(text('\x01\x12\0\x03\0\0\0\x01\0\x06')), 'turned as it was')
  assert.deepEqual(bytes.subarray(-5), Buffer.from([0xff, 0, 0x3f, 0xff, 0xd9]))
  assert.equal((await cleaned('jpeg', bytes)).bytes.compare(bytes), 0, 'nothing is left to take out')
  assert.ok(!(await cleaned('jpeg', aPhoto(1))).bytes.includes('Exif'), 'upright, nothing need be said')
})

test('a JPEG whose end the camera left out is given one; one that is cut off or none is refused', async () => {
  const whole = aPhoto()
  const end = whole.indexOf(Buffer.from([0x3f, 0xff, 0xd9])) + 1
  const unended = await cleaned('jpeg', whole.subarray(0, end))
  assert.deepEqual([unended.answer, unended.bytes.subarray(-2)], ['done', Buffer.from([0xff, 0xd9])])
  assert.equal((await cleaned('jpeg', whole.subarray(0, 40))).answer, 'unreadable')
  assert.equal(
    (await cleaned('jpeg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4]), text('xxnonsense')]))).answer,
    'unreadable',
  )
})

test('a long scan is kept to the byte, with marks where pieces meet', async () => {
  const whole = aPhoto()
  const end = whole.indexOf(Buffer.from([0x3f, 0xff, 0xd9]))
  // Stuffed and restart marks at every place a piece may end.
  const scan = Buffer.alloc(9 * 33_334, Buffer.from([0xff, 0x00, 0xff, 0xd0, 0x11, 0xff, 0xff, 0x00, 0x22]))
  const { bytes } = await cleaned('jpeg', Buffer.concat([whole.subarray(0, end), scan, text('\x22\xff\xd9 behind')]))
  assert.ok(bytes.includes(scan))
  assert.ok(!bytes.includes('behind'))
})

test('a PNG loses its words and Exif and what lies behind its end', async () => {
  const chunk = (type: string, body: Buffer) => Buffer.concat([u32(body.length), text(type), body, u32(0)])
  const picture = [
    chunk('IHDR', Buffer.alloc(13)),
    chunk('IDAT', text('picture')),
    chunk('IEND', Buffer.alloc(0)),
  ] as const
  const signature = text('\x89PNG\r\n\x1a\n')
  const said = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'].map(type => chunk(type, text(place)))
  const [head, data, end] = picture
  const { answer, bytes } = await cleaned('png', Buffer.concat([signature, head, ...said, data, end, text(place)]))
  assert.equal(answer, 'done')
  assert.deepEqual(bytes, Buffer.concat([signature, ...picture]))
  assert.equal((await cleaned('png', Buffer.concat([signature, head, data]))).answer, 'unreadable')
})

test('a WebP loses its Exif and XMP, and says that they are not there', async () => {
  const chunk = (type: string, body: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(body.length)
    return Buffer.concat([text(type), length, body, Buffer.alloc(body.length % 2)])
  }
  const riff = (...chunks: Buffer[]) => {
    const body = Buffer.concat([text('WEBP'), ...chunks])
    return chunk('RIFF', body)
  }
  const features = (flags: number) => chunk('VP8X', Buffer.concat([Buffer.from([flags]), Buffer.alloc(9)]))
  const data = chunk('VP8 ', text('picture'))
  const given = riff(features(0x1c), data, chunk('EXIF', exif(1)), chunk('XMP ', text(place)))
  const { answer, bytes } = await cleaned('webp', Buffer.concat([given, text(place)]))
  assert.equal(answer, 'done')
  assert.deepEqual(bytes, riff(features(0x10), data))
})

test('a HEIC’s Exif and XMP are written over where they are, and nothing else moves', async () => {
  const box = (type: string, ...body: Buffer[]) => {
    const inside = Buffer.concat(body)
    return Buffer.concat([u32(inside.length + 8), text(type), inside])
  }
  const info = (id: number, type: string) => box('infe', u32(2 << 24), u16(id), u16(0), text(`${type}\0`))
  const tiff = Buffer.concat([u32(6), text('Exif\0\0'), exif(1)])
  const xmp = text(`<x exif:GPSLatitude="${place}"/>`)
  const picture = text('the picture itself')
  const build = (start: number) => {
    const extents = [picture, tiff, xmp].map((item, nth, items) => {
      const before = items.slice(0, nth).reduce((sum, one) => sum + one.length, 0)
      return Buffer.concat([u16(nth + 1), u16(0), u16(1), u32(start + before), u32(item.length)])
    })
    const places = box('iloc', u32(0), u16(0x4400), u16(3), ...extents)
    const kinds = box('iinf', u32(0), u16(3), info(1, 'hvc1'), info(2, 'Exif'), info(3, 'mime'))
    const head = Buffer.concat([box('ftyp', text('heic\0\0\0\0mif1heic')), box('meta', u32(0), places, kinds)])
    return { head, whole: Buffer.concat([head, box('mdat', picture, tiff, xmp)]) }
  }
  const { head, whole } = build(build(0).head.length + 8)
  assert.ok(whole.includes(place))
  const { answer, bytes } = await cleaned('heic', whole)
  assert.equal(answer, 'done')
  assert.equal(bytes.length, whole.length)
  assert.ok(!bytes.includes(place))
  assert.deepEqual(
    bytes.subarray(0, head.length + 8 + picture.length),
    whole.subarray(0, head.length + 8 + picture.length),
  )
  assert.equal((await cleaned('heic', whole.subarray(0, 60))).answer, 'unreadable')
})

test('what is no picture is left as it is', async () => {
  const { answer, bytes } = await cleaned('pdf', text('%PDF-1.7'))
  assert.deepEqual([answer, bytes.toString()], ['not a picture', '%PDF-1.7'])
})
