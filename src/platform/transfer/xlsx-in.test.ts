import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import fc from 'fast-check'
import { ZipFile } from 'yazl'
import { xlsxRows } from './xlsx-in.ts'
import { xlsx } from './xlsx-out.ts'

/** A workbook as another program would write it. */
async function workbook(parts: Record<string, string>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(xml), name)
  zip.end()
  return buffer(zip.outputStream)
}

const main = {
  'xl/workbook.xml':
    '<x:workbook xmlns:x="m" xmlns:r="o"><x:sheets><x:sheet name="A" r:id="rId7"/></x:sheets></x:workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId7" Target="worksheets/first.xml"/></Relationships>',
}

test('what we write, we read back, whatever is in it', async () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.string({ maxLength: 20 }), { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
      async given => {
        const clean = given.map(row => row.map(text => text.replaceAll(/[^\P{C}\n]/gu, '')))
        const read = await xlsxRows(await buffer(xlsx([{ name: 'A', header: ['one', 'two'], rows: clean }])))
        assert.ok('rows' in read)
        const trimmed = (rows: string[][]) => rows.map(row => row.join('|').replace(/\|+$/, ''))
        assert.deepEqual(trimmed(read.rows), trimmed([['one', 'two'], ...clean]))
      },
    ),
  ))

test('a workbook of another program has shared texts, gaps, names with a prefix and several styles in a cell', async () => {
  const read = await xlsxRows(
    await workbook({
      ...main,
      'xl/sharedStrings.xml':
        '<sst><si><t>one</t></si><si><r><t>tw</t></r><r><t>o</t></r><rPh><t>no</t></rPh></si></sst>',
      'xl/worksheets/first.xml':
        '<worksheet><sheetData><row r="2"><c r="B2" t="s"><v>1</v></c><c r="D2"><v>46082</v></c><c r="E2" t="b"><v>1</v></c></row><row r="3"><c r="A3" t="str"><f>A1</f><v>sum</v></c></row></sheetData></worksheet>',
    }),
  )
  assert.deepEqual(read, { rows: [[], ['', 'two', '', '46082', 'TRUE'], ['sum']] })
})

test('what is no workbook, has no sheet, or hides a document type is refused with a reason', async () => {
  for (const bytes of [
    Buffer.from('review_id,child\n'),
    Buffer.alloc(0),
    await workbook({ 'a.txt': 'x' }),
    await workbook({ ...main, 'xl/worksheets/first.xml': '<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>' }),
    await workbook({ ...main, 'xl/worksheets/first.xml': '<worksheet><row r="9999999"/></worksheet>' }),
  ]) {
    const read = await xlsxRows(bytes)
    assert.ok('broken' in read && read.broken.mend !== '')
  }
})
