import assert from 'node:assert/strict'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { test } from 'node:test'
import { SaxesParser } from 'saxes'
import { type XlsxSheet, xlsx } from './xlsx-out.ts'
import { openZip } from './zip.ts'

/** The parts of a workbook, each read by a strict XML reader on the way. */
async function partsOf(sheets: XlsxSheet[]): Promise<Map<string, string>> {
  const place = await mkdtemp(join(tmpdir(), 'waymark-xlsx-'))
  const path = join(place, 'book.xlsx')
  await pipeline(xlsx(sheets), createWriteStream(path))
  const bundle = await openZip(path)
  assert.ok(!('refused' in bundle))
  const parts = new Map<string, string>()
  for (const file of bundle.files) {
    let text = ''
    for await (const chunk of file.read()) text += Buffer.from(chunk).toString('latin1')
    const xml = Buffer.from(text, 'latin1').toString('utf8')
    new SaxesParser({ xmlns: true }).write(xml).close()
    parts.set(file.name, xml)
  }
  bundle.close()
  await rm(place, { recursive: true })
  return parts
}

test('a workbook holds text, numbers, yes and no, and days, under a header that stays in sight', async () => {
  const parts = await partsOf([
    {
      name: 'By need',
      header: ['need', 'n'],
      rows: [
        ['ASD & <more>', 12.5],
        [true, null],
        [{ date: '2024-02-29' }, -2],
      ],
    },
    { name: 'A/B: [very] long name that goes on and on', header: ['a'], rows: [] },
  ])
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? ''
  assert.match(sheet, /state="frozen"/)
  assert.match(sheet, /<t xml:space="preserve">ASD &amp; &lt;more&gt;<\/t>/)
  assert.match(sheet, /<c><v>12\.5<\/v><\/c>/)
  assert.match(sheet, /<c t="b"><v>1<\/v><\/c><c\/>/)
  assert.match(sheet, /<c s="2"><v>45351<\/v><\/c><c><v>-2<\/v><\/c>/)
  assert.match(parts.get('xl/workbook.xml') ?? '', /name="A B   very  long name that goes"/)
})

test('text that looks like a formula stays text, and what XML cannot hold is left out', async () => {
  const parts = await partsOf([{ name: 'x', header: ['a'], rows: [['=1+1\u0000\u0007'], [' kept ']] }])
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? ''
  assert.match(sheet, /t="inlineStr"><is><t xml:space="preserve">=1\+1<\/t>/)
  assert.match(sheet, /> kept </)
})

test('a failure among the rows ends the workbook with that failure', async () => {
  async function* rows(): AsyncGenerator<string[]> {
    yield ['a']
    throw new Error('the database went away')
  }
  await assert.rejects(partsOf([{ name: 'x', header: ['a'], rows: rows() }]), /the database went away/)
})
