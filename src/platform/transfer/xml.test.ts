import assert from 'node:assert/strict'
import { test } from 'node:test'
import { limits } from './limits.ts'
import type { Broken } from './problem.ts'
import { xmlParts } from './xml.ts'

async function read(text: string | Uint8Array, { size = 5, limit = limits } = {}) {
  const all = typeof text === 'string' ? Buffer.from(text) : text
  const seen: string[] = []
  let broken: Broken | undefined
  async function* pieces() {
    for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size)
  }
  const handler = {
    open: (name: string, line: number) => seen.push(`${line}<${name}`),
    close: (name: string, text: string) => seen.push(`${name}>${text.trim()}`),
  }
  for await (const part of xmlParts(pieces(), limit, handler)) if (part !== 'read') broken = part.broken
  return { seen, broken }
}

const refusal = async (text: string | Uint8Array, more = {}) => (await read(text, more)).broken?.wrong ?? 'not refused'

test('elements come with their own text and the line they began on, wherever the file is cut', async () => {
  const text =
    '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n <b x="1">one &amp; <![CDATA[<two>]]> &#233;😀</b>\n <c/>\r\n</a>'
  for (let size = 1; size < 15; size++) {
    const { seen, broken } = await read(text, { size })
    assert.equal(broken, undefined)
    assert.deepEqual(seen, ['2<a', '3<b', 'b>one & <two> é😀', '4<c', 'c>', 'a>'])
  }
})

test('a document type, and with it every entity of the file’s own, is refused', async () => {
  const bomb = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
  assert.match(await refusal(bomb), /document type declaration/)
  assert.match(await refusal('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'), /document type declaration/)
  assert.match(await refusal('<a>&passwd;</a>'), /not well-formed XML: undefined entity/)
})

test('elements nested without end are refused, and so is a text without end', async () => {
  assert.match(await refusal('<a>'.repeat(1000)), /nested too deeply/)
  const small = { ...limits, field: 100 }
  assert.match(await refusal(`<a>${'x'.repeat(500)}`, { limit: small }), /single text, name or comment is over/)
  assert.match(await refusal(`<a><!--${'x'.repeat(500)}`, { limit: small }), /single text, name or comment is over/)
  assert.match(await refusal(`<a ${'x'.repeat(500)}`, { limit: small }), /single text, name or comment is over/)
  assert.match(
    await refusal(`<a>${'<![CDATA[xxxxxxxxxxxxx]]>'.repeat(50)}`, { limit: small }),
    /is over|not well-formed/,
  )
})

test('another encoding is refused, whether it is told or not', async () => {
  assert.match(await refusal('<?xml version="1.0" encoding="ISO-8859-1"?><a>plain</a>'), /written in ISO-8859-1/)
  assert.equal(await refusal('<?xml version="1.0" encoding="utf-8"?><a>café</a>'), 'not refused')
  assert.match(await refusal(Buffer.from('<a>caf\xe9</a>', 'latin1')), /not UTF-8/)
  assert.match(await refusal(Buffer.from('\uFEFF<a/>', 'utf16le')), /UTF-16/)
})

test('a file cut short, empty or of another kind is refused', async () => {
  assert.match(await refusal('<a><b>'), /not well-formed XML: unclosed tag: b/)
  assert.match(await refusal(''), /empty/)
  assert.match(await refusal('   \n'), /not well-formed XML: document must contain a root element/)
  assert.match(await refusal('child_id,upn\nA1,\n'), /not well-formed XML/)
  const { broken } = await read('<a>\n<b>\n</c></a>')
  assert.equal(broken?.row, 3)
})
