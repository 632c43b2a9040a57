import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type CsvPart, csvRows } from './csv.ts'
import { csvLine, neutral, withoutNeutral } from './csv-out.ts'
import { limits } from './limits.ts'
import type { Broken } from './problem.ts'

const bytes = (text: string) => Buffer.from(text, 'utf8')

async function* inPieces(all: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size)
}

async function read(all: Uint8Array, { size = 7, limit = limits } = {}) {
  const rows: string[][] = []
  let broken: Broken | undefined
  for await (const part of csvRows(inPieces(all, size), limit)) {
    if ('broken' in part) broken = part.broken
    else {
      assert.equal(part.firstRow, rows.length + 1)
      rows.push(...part.rows)
    }
  }
  return { rows, broken }
}

test('cells are read whatever the line ends, and wherever the file is cut into pieces', async () => {
  const text = 'a,b\r\n"1, one","say ""hi"""\r\n,"two\nlines"\n\rlast,"é😀"'
  for (let size = 1; size < 12; size++) {
    assert.deepEqual((await read(bytes(text), { size })).rows, [
      ['a', 'b'],
      ['1, one', 'say "hi"'],
      ['', 'two\nlines'],
      [''],
      ['last', 'é😀'],
    ])
  }
})

test('a file may end with or without a line end, and may begin with a byte-order mark', async () => {
  const expected = [['a'], ['1']]
  assert.deepEqual((await read(bytes('a\n1'))).rows, expected)
  assert.deepEqual((await read(bytes('a\n1\n'))).rows, expected)
  assert.deepEqual((await read(bytes('\uFEFFa\n1\n'))).rows, expected)
  assert.deepEqual((await read(bytes('a,\n'))).rows, [['a', '']])
  assert.deepEqual((await read(bytes('a,'))).rows, [['a', '']])
})

test('a quotation mark that is never closed is refused and its line named', async () => {
  const { broken } = await read(bytes('a,b\n1,"two\nlines"\n3,"four\n5,6\n'))
  assert.equal(broken?.row, 3)
  assert.match(broken?.wrong ?? '', /opened on line 4 is never closed/)
})

test('text after a closing quotation mark is refused, and one inside a bare cell is text', async () => {
  assert.match((await read(bytes('a\n"b"c\n'))).broken?.wrong ?? '', /after a closing quotation mark on line 2/)
  assert.deepEqual((await read(bytes('a\n6" pipe\n'))).rows, [['a'], ['6" pipe']])
})

test('a cell over the limit is refused before the rest of the file is read', async () => {
  const small = { ...limits, field: 100 }
  for (const long of [`"${'x'.repeat(101)}"`, 'x'.repeat(101), `"${'x'.repeat(5000)}`]) {
    const { broken } = await read(bytes(`a,b\n1,2\n3,${long}\n`), { size: 64, limit: small })
    assert.equal(broken?.row, 3)
    assert.match(broken?.wrong ?? '', /begins on line 3 is over|never closed/)
  }
  assert.equal((await read(bytes(`a\n${'x'.repeat(100)}\n`), { limit: small })).broken, undefined)
})

test('a file that is no UTF-8 text is refused with the line where it goes wrong', async () => {
  const latin = await read(Buffer.from('a\nok\ncaf\xe9\n', 'latin1'), { size: 100 })
  assert.equal(latin.broken?.row, 3)
  assert.match(latin.broken?.wrong ?? '', /not UTF-8/)
  assert.match((await read(Buffer.from('\uFEFFa\nb\n', 'utf16le'))).broken?.wrong ?? '', /UTF-16/)
  assert.match((await read(bytes('a\nb\0\n'))).broken?.wrong ?? '', /NUL/)
  assert.match((await read(Buffer.from([0x61, 0x0a, 0xc3]))).broken?.wrong ?? '', /not UTF-8/)
  assert.match((await read(bytes(''))).broken?.wrong ?? '', /empty/)
  assert.match(
    (await read(bytes('a\nbcdefghij\n'), { limit: { ...limits, file: 10 } })).broken?.wrong ?? '',
    /over the limit/,
  )
})

test('a reader that fails half-way is told as a problem of the file', async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield bytes('a\n1\n')
    throw new Error('the disk went away')
  }
  const parts: CsvPart[] = []
  for await (const part of csvRows(failing(), limits)) parts.push(part)
  assert.match(JSON.stringify(parts.at(-1)), /could not be read to its end.*the disk went away/)
})

test('what a spreadsheet would run as a formula is neutralised, and numbers are left alone', () => {
  for (const text of ['=1+1', '+44', '-2+3', '@SUM(A1)', '\t=1', '  =1', '＝1', '\n=1', "'=1", '-']) {
    if (text !== '+44') assert.equal(neutral(text), `'${text}`, JSON.stringify(text))
  }
  for (const text of ['-2', '+44', '-0.5', 'a=b', "it's", "'quoted'", '', '2024-01-01'])
    assert.equal(neutral(text), text)
})

/** Text made of what goes wrong in spreadsheets, with any Unicode between. */
const awkwardText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        "'",
        '"',
        ',',
        ';',
        '\n',
        '\r',
        '\r\n',
        '\t',
        ' ',
        '=cmd|',
        '😀',
        '＝',
        '0',
        '\u2028',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map(parts => parts.join('').replaceAll('\0', ''))

test('any text comes back from a CSV file exactly as it went out', async () => {
  assert.equal(withoutNeutral(neutral("''=1")), "''=1")
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(awkwardText, awkwardText), { minLength: 1 }),
      fc.integer({ min: 1, max: 50 }),
      async (rows, size) => {
        const written = rows.map(csvLine).join('')
        const back = await read(bytes(written), { size })
        assert.deepEqual(
          back.rows.map(cells => cells.map(withoutNeutral)),
          rows.map(cells => [...cells]),
        )
      },
    ),
  )
})
