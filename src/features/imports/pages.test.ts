import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { allDone } from '#platform/jobs/later.ts'
import { atWork, type Browser, type Office } from '#test/office.ts'

const send = (
  app: Office['app'],
  browser: Browser,
  fields: Record<string, string>,
  file?: { name: string; content: string | Buffer },
) => {
  const edge = 'edge-of-a-part'
  const parts = Object.entries({ _csrf: browser.csrf, ...fields }).map(
    ([name, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head = file
    ? `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: application/xml\r\n\r\n`
    : ''
  return app.inject({
    method: 'POST',
    url: '/imports/upload',
    headers: { cookie: browser.cookie, 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: Buffer.concat([
      Buffer.from(parts.join('') + head),
      Buffer.from(file?.content ?? ''),
      Buffer.from(file ? `\r\n--${edge}--\r\n` : `--${edge}--\r\n`),
    ]),
  })
}

const sample = async (area: string) =>
  (
    await readFile(new URL('../../../test/data/sen2/SEN2-2024-mockup_liia_community.xml', import.meta.url), 'utf8')
  ).replace('<LEA>201</LEA>', `<LEA>${area}</LEA>`)

test('a return is sent from the screen, checked, looked at, confirmed, and taken back', () =>
  atWork(async ({ app, as, db, owner }) => {
    const manager = await as('data_manager')
    const sent = await send(app, manager, { kind: 'sen2' }, { name: 'return.xml', content: await sample('206') })
    assert.equal(sent.statusCode, 303, sent.body)
    const address = String(sent.headers.location)
    await allDone()
    const checked = await manager.get(address)
    assert.match(checked.body, /Checked, not imported yet/)
    assert.match(checked.body, /What it would change/)
    assert.match(checked.body, /How to mend it/)
    assert.equal((await owner.query('select from child')).rowCount, 0, 'nothing is written before it is confirmed')

    const confirmed = await manager.post(address, { act: 'confirm' })
    assert.equal(confirmed.statusCode, 303)
    await allDone()
    const done = await manager.get(address)
    assert.match(done.body, /What it changed/)
    assert.equal((await owner.query('select from child')).rowCount, 2)
    assert.deepEqual((await manager.get(`${address}/progress`)).json().finished, true)
    assert.match((await manager.get('/to-do')).body, new RegExp(`${address}">17 things let through from return.xml`))
    assert.match((await manager.get('/imports')).body, /return\.xml/)

    const again = await manager.post(address, { act: 'confirm' })
    assert.equal(again.statusCode, 422)
    const taken = await manager.post(`${address}/undo`, {})
    assert.equal(taken.statusCode, 303, taken.body)
    assert.equal((await owner.query('select from child')).rowCount, 0)
    assert.match((await manager.get(address)).body, /Taken back/)
    assert.doesNotMatch((await manager.get('/to-do')).body, /let through/)
    assert.ok(db)
  }))

test('a file that cannot be read is refused with its problem, and nothing is written', () =>
  atWork(async ({ app, as, owner }) => {
    const manager = await as('data_manager')
    for (const [content, wrong] of [
      ['<!DOCTYPE Message [<!ENTITY x "y">]><Message/>', /document type|DTD|entit/i],
      [(await sample('206')).slice(0, 900), /not well-formed XML/],
      [await sample('207'), /207/],
    ] as const) {
      const sent = await send(app, manager, { kind: 'sen2' }, { name: 'odd.xml', content })
      await allDone()
      const shown = await manager.get(String(sent.headers.location))
      assert.match(shown.body, /Refused/)
      assert.doesNotMatch(shown.body, />1 problems</)
      assert.match(shown.body, /href="\/imports\/new"/)
      assert.match(shown.body, wrong)
      assert.doesNotMatch(shown.body, /at .*\.ts:\d/)
    }
    assert.equal((await owner.query('select from child')).rowCount, 0)
  }))

test('a form without a file, without a kind, or with an empty file says what to do', () =>
  atWork(async ({ app, as }) => {
    const manager = await as('data_manager')
    const where = async (fields: Record<string, string>, file?: { name: string; content: string }) =>
      (await manager.get(String((await send(app, manager, fields, file)).headers.location))).body
    assert.match(await where({ kind: 'sen2' }), /Choose a file/)
    assert.match(await where({}, { name: 'a.xml', content: 'x' }), /Select what the file is/)
    assert.match(await where({ kind: 'sen2' }, { name: 'a.xml', content: '' }), /The file is empty/)
  }))

test('only who may bring files in can, with a form of their own', () =>
  atWork(async ({ app, as }) => {
    const coordinator = await as('coordinator')
    assert.equal((await send(app, coordinator, { kind: 'sen2' }, { name: 'a.xml', content: 'x' })).statusCode, 404)
    const manager = await as('data_manager')
    assert.equal(
      (await send(app, { ...manager, csrf: 'guessed' }, { kind: 'sen2' }, { name: 'a.xml', content: 'x' })).statusCode,
      403,
    )
  }))

test('everything is taken out as a package, and the audit trail says so', () =>
  atWork(async ({ as, aChild, owner }) => {
    await aChild()
    const manager = await as('data_manager')
    const taken = await manager.get('/exports/package.zip')
    await allDone()
    assert.equal(taken.statusCode, 200)
    assert.equal(taken.rawPayload.subarray(0, 2).toString(), 'PK')
    assert.equal((await owner.query("select from audit_entry where act = 'package.exported'")).rowCount, 1)
  }))
