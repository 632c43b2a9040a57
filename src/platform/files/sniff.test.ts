import assert from 'node:assert/strict'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { after, before, test } from 'node:test'
import yazl from 'yazl'
import { aPhoto } from '#test/photo.ts'
import { sniff } from './sniff.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sniff-'))
})
after(() => rm(folder, { recursive: true, force: true }))

let serial = 0
const placeFor = () => join(folder, String(++serial))

const said = async (path: string, name: string) => {
  const answer = await sniff(path, name)
  return 'kind' in answer ? answer.kind : `not: ${answer.refused}`
}

async function of(name: string, bytes: string | Buffer) {
  const path = placeFor()
  await writeFile(path, bytes)
  return said(path, name)
}

async function ofZip(name: string, files: Record<string, string>) {
  const path = placeFor()
  const zip = new yazl.ZipFile()
  for (const [inside, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), inside)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
  return said(path, name)
}

const binary = (text: string) => Buffer.from(text, 'latin1')
const box = (kind: string, ...brands: string[]) =>
  binary(`\0\0\0${String.fromCharCode(8 + 8 + 4 * brands.length)}ftyp${kind}\0\0\0\0${brands.join('')}\0\0\0\x08free`)

test('a file is what its bytes say, whatever it is called', async () => {
  assert.equal(await of('photo.exe', aPhoto()), 'jpeg')
  assert.equal(await of('report', binary('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n')), 'pdf')
  assert.equal(await of('report.txt', binary('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\0\x01')), 'pdf')
  const chunk = (type: string, body: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.length)
    return Buffer.concat([length, Buffer.from(type), body, Buffer.alloc(4)])
  }
  const png = Buffer.concat([
    binary('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', Buffer.alloc(13)),
    chunk('IDAT', Buffer.alloc(9)),
  ])
  assert.equal(await of('a.heic', png), 'png')
  assert.equal(await of('a.jpg', binary('RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0')), 'webp')
  assert.equal(await of('a', box('heic', 'mif1', 'heic')), 'heic')
  assert.equal(await of('a', box('isom', 'isom', 'mp42')), 'mp4')
  assert.equal(await of('a', box('qt  ', 'qt  ')), 'mov')
  assert.equal(await of('a', box('M4A ', 'M4A ', 'isom')), 'm4a')
  assert.equal(await of('a', binary('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0')), 'wav')
  assert.equal(await of('a', binary('ID3\x03\0\0\0\0\0\x0a\0\0\0\0\0\0\0\0\0\0\xff\xfb\x90\x64')), 'mp3')
})

test('what runs, or a browser would show as a page, is not taken, whatever it is called', async () => {
  assert.equal(await of('photo.jpg', binary('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0')), 'not: kind')
  assert.equal(await of('photo.jpg', binary('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0')), 'not: kind')
  for (const name of ['page.html', 'page.txt', 'page.pdf', 'page'])
    assert.equal(await of(name, '<!DOCTYPE html><title>x</title>'), 'not: kind', name)
  for (const name of ['a.svg', 'a.txt', 'a.png'])
    assert.equal(await of(name, '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'not: kind', name)
  assert.equal(await of('a.txt', `${'A line of words.\n'.repeat(8000)}<scr`.concat('ipt>x</script>')), 'not: kind')
  assert.equal(await of('a.txt', '#!/bin/sh\nrm -rf /'), 'not: kind')
  assert.equal(await of('a.txt', Buffer.from('\ufeff<html>', 'utf16le')), 'not: kind')
  for (const name of ['run.bat', 'run.js', 'run.ps1', 'run.vbs'])
    assert.equal(await of(name, 'del c:'), 'not: kind', name)
  assert.equal(await of('a.rtf', '{\\rtf1 \\object}'), 'not: kind')
  assert.equal(await of('a.doc', binary('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0')), 'not: old_office')
  assert.equal(await ofZip('a.docx', { 'anything.txt': 'x' }), 'not: kind')
  assert.equal(await ofZip('a.jar', { 'META-INF/MANIFEST.MF': 'x' }), 'not: kind')
})

test('words are text in the ways people’s machines write them, and even where they begin as a format does', async () => {
  assert.equal(await of('a.txt', 'BMX club on Monday, GIF of it later'), 'text')
  assert.equal(await of('a.txt', 'MZ and I went out <3 it was 5 < 6'), 'text')
  assert.equal(await of('notes', 'Rowan asked to join in'), 'text')
  assert.equal(await of('a.csv', 'goal,rating\r\nI ask,fully met\r\n'), 'text')
  assert.equal(await of('a.txt', '\ufeffZoë’s day'), 'text')
  assert.equal(await of('a.txt', Buffer.from('\ufeffZoë’s day', 'utf16le')), 'text')
  assert.equal(await of('a.txt', binary('Zo\xeb\x92s day')), 'text')
  assert.equal(await of('a.txt', Buffer.from('é'.repeat(70_001))), 'text', 'a letter in two pieces is one')
  assert.equal(await of('a.txt', binary('a\0b')), 'not: kind')
  assert.equal(await of('a.txt', binary('\x01\x02\x03')), 'not: kind')
})

const types = (type: string) => `<Types><Override ContentType="application/vnd.${type}.main+xml"/></Types>`
const docx = { '[Content_Types].xml': types('openxmlformats'), 'word/document.xml': '<w:document/>' }

test('office documents are taken by what is in them, and not with macros, programs or a password', async () => {
  assert.equal(await ofZip('a', docx), 'docx')
  assert.equal(await ofZip('a.zip', { ...docx, 'word/media/image1.png': 'x', 'word/media/icon.svg': '<svg/>' }), 'docx')
  const book = { '[Content_Types].xml': types('openxmlformats'), 'xl/workbook.xml': 'x' }
  assert.equal(await ofZip('a', book), 'xlsx')
  assert.equal(await ofZip('a', { '[Content_Types].xml': 'x', 'ppt/presentation.xml': 'x' }), 'pptx')
  assert.equal(await ofZip('a', { mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': 'x' }), 'odt')
  assert.equal(await ofZip('a', { mimetype: 'application/epub+zip', 'content.xml': 'x' }), 'not: kind')
  for (const inside of [
    'word/vbaProject.bin',
    'word/activeX/activeX1.xml',
    'word/embeddings/oleObject1.bin',
    'x/run.exe',
  ])
    assert.equal(await ofZip('a.docx', { ...docx, [inside]: 'x' }), 'not: macros', inside)
  assert.equal(await ofZip('a.xlsx', { ...book, 'xl/macrosheets/sheet1.xml': 'x' }), 'not: macros')
  assert.equal(
    await ofZip('a.docx', { ...docx, '[Content_Types].xml': types('ms-word.document.macroEnabled') }),
    'not: macros',
  )
  const odt = { mimetype: 'application/vnd.oasis.opendocument.text', 'Basic/Standard/Module1.xml': 'x' }
  assert.equal(await ofZip('a.odt', odt), 'not: macros')
  assert.equal(await of('a.docx', binary('PK\x03\x04 and then nothing that belongs to it')), 'not: unreadable')
  assert.equal(
    await ofZip('a.docx', { ...docx, '[Content_Types].xml': 'x'.repeat(2 * 1024 * 1024) }),
    'not: unreadable',
  )
})
