import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { hashPassword } from '#platform/auth/password.ts'
import { atWork, type Office } from '#test/office.ts'
import { visitor } from '#test/visitor.ts'
import { buildApp } from '../../app.ts'

const here = { 'sec-fetch-site': 'same-origin' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }

const aPerson = { name: 'Sam Example', email: 'sam@example.org', role: 'qa_officer' }
const howMany = async ({ owner }: Office) =>
  (await owner.query("select from membership m join person p on p.id = person_id where p.email = 'sam@example.org'"))
    .rowCount

test('a page says what a browser may do with it: nothing but show it, from here, to this person', () =>
  atWork(async office => {
    const { headers } = await (await office.as('administrator')).get('/people')
    assert.equal(
      headers['content-security-policy'],
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self';font-src 'self';connect-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'none'",
    )
    assert.equal(headers['x-frame-options'], 'DENY')
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['referrer-policy'], 'same-origin')
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin')
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin')
    assert.equal(headers['strict-transport-security'], 'max-age=31536000')
    assert.equal(headers['cache-control'], 'no-store')
    assert.match(String(headers['permissions-policy']), /camera=\(\)/)
    assert.equal(headers['x-powered-by'], undefined)
    assert.equal(headers.server, undefined)
  }))

test('what you may not see does not exist: 404, the same as for an address that leads nowhere', () =>
  atWork(async office => {
    const { child_id } = await office.aChild({ forename: 'Rowan' })
    const [allowed, not] = [await office.as('coordinator'), await office.as('administrator')]
    assert.equal((await allowed.get(`/children/${child_id}/change`)).statusCode, 200)
    const [forbidden, nowhere] = [await not.get(`/children/${child_id}/change`), await not.get('/no/such/page')]
    assert.equal(forbidden.statusCode, 404)
    const plain = (html: string) => html.replaceAll(/value="[^"]*"/g, '')
    assert.equal(plain(forbidden.body), plain(nowhere.body))
    assert.equal((await allowed.get(`/children/${child_id + 1000}/change`)).statusCode, 404)
    for (const id of ['0', '-1', '1.5', '1e3', 'x', '%27', `${child_id}%20`, '9'.repeat(40), '00', `0${child_id}`])
      assert.equal((await allowed.get(`/children/${id}/change`)).statusCode, 404, id)
  }))

test('whoever is not signed in is asked to sign in, whether there is such a page or not', () =>
  atWork(async ({ app }) => {
    for (const url of ['/people', '/no/such/page', '/children/1']) {
      const answer = await app.inject(url)
      assert.equal(answer.statusCode, 303)
      assert.equal(answer.headers.location, `/sign-in?next=${encodeURIComponent(url)}`)
    }
    assert.equal((await app.inject('/api/v1/pictures/ratings')).statusCode, 401)
  }))

test('an asset that is gone is not found, signed in or not', () =>
  atWork(async office => {
    const { cookie } = await office.as('administrator')
    for (const headers of [{}, { cookie }])
      assert.equal((await office.app.inject({ url: '/assets/waymark-of-before.css', headers })).statusCode, 404)
  }))

test('a form without the session’s token, or sent from another site, writes nothing', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const send = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
      office.app.inject({
        method: 'POST',
        url: '/people/new',
        headers: { ...form, cookie: admin.cookie, ...headers },
        payload: new URLSearchParams({ ...aPerson, ...fields }).toString(),
      })
    const { csrf: _csrf } = admin
    const stranger = await office.as('administrator')
    for (const [fields, headers] of [
      [{}, {}],
      [{ _csrf: 'x' }, {}],
      [{ _csrf: stranger.csrf }, {}],
      [{ _csrf }, { origin: 'https://evil.example' }],
      [{ _csrf }, { origin: 'null' }],
      [{ _csrf }, { origin: 'nonsense' }],
      [{ _csrf }, { 'sec-fetch-site': 'cross-site' }],
      [{ _csrf }, { 'sec-fetch-site': 'same-site' }],
    ] as [Record<string, string>, Record<string, string>][]) {
      const answer = await send(fields, headers)
      assert.equal(answer.statusCode, 403, JSON.stringify([fields, headers]))
      assert.match(answer.body, /This page has expired/)
    }
    assert.equal((await send({ _csrf, __proto__: 'x' }, { 'content-type': 'text/plain' })).statusCode, 403)
    assert.equal(await howMany(office), 0)
    assert.equal((await send({ _csrf }, { origin: 'http://localhost:80' })).statusCode, 303)
    assert.equal(await howMany(office), 1)
  }))

test('behind a proxy that names itself otherwise, our own forms are known by the name the browser used', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const send = (remoteAddress: string) =>
      office.app.inject({
        method: 'POST',
        url: '/people/new',
        remoteAddress,
        headers: {
          ...form,
          cookie: admin.cookie,
          host: 'internal:3000',
          origin: 'http://waymark.example',
          'x-forwarded-host': 'waymark.example',
        },
        payload: new URLSearchParams({ ...aPerson, _csrf: admin.csrf }).toString(),
      })
    assert.equal((await send('192.0.2.7')).statusCode, 403)
    assert.equal((await send('127.0.0.1')).statusCode, 303)
  }))

test('the same form sent twice writes once, and both times leads to the same page', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const answers = await Promise.all([1, 2, 3].map(() => admin.post('/people/new', aPerson, 'one-and-the-same')))
    const [{ rows }] = [await office.owner.query("select id from person where email = 'sam@example.org'")]
    assert.equal(rows.length, 1)
    for (const answer of answers) {
      assert.equal(answer.statusCode, 303)
      assert.equal(answer.headers.location, `/people/${rows[0].id}`)
    }
    assert.equal((await office.owner.query("select from audit_entry where act = 'role.given'")).rowCount, 1)
    const said = answers.flatMap(answer => answer.cookies.map(({ value }) => value))
    assert.equal(said.filter(text => text.startsWith('This was sent already')).length, 2)
  }))

test('a form that was refused may be mended and sent again with the same token', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    assert.equal((await admin.post('/people/new', { ...aPerson, email: 'x' }, 'one-and-the-same')).statusCode, 422)
    assert.equal((await admin.post('/people/new', aPerson, 'one-and-the-same')).statusCode, 303)
  }))

test('a form token that is no token is left aside, however long', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    assert.equal((await admin.post('/people/new', aPerson, 'x'.repeat(20_000))).statusCode, 303)
  }))

/** Signed in by the door, with a form open. */
async function withFormOpen(office: Office) {
  const admin = await office.as('administrator')
  const { rows } = await office.owner.query('select email from person where id = $1', [admin.person_id])
  const guest = visitor(office.app, { headers: here })
  guest.cookies.set('waymark', admin.cookie.replace('waymark=', ''))
  await guest.get('/people/new')
  const password = 'copper kettle thunder'
  await office.ownerDb
    .updateTable('person')
    .set({ password_hash: await hashPassword(password) })
    .execute()
  return { guest, signInAgain: () => guest.send({ email: rows[0].email, password }, '/sign-in') }
}

test('a form sent after two idle hours says so, and is there again after signing in, to look at and send', () =>
  atWork(async office => {
    const { guest, signInAgain } = await withFormOpen(office)
    await office.owner.query("update session set seen_at = now() - interval '121 minutes'")
    const late = await guest.send({ ...aPerson, name: 'Sam "Ox" <Example>' })
    assert.equal(late.statusCode, 403)
    assert.match(late.body, /signed out because you did nothing here for 2 hours/)
    assert.match(late.body, /What you typed is kept/)
    assert.match((await signInAgain()).body, /You are signed in again/)
    const shown = await guest.send({}, '/people/new')
    assert.equal(shown.statusCode, 422)
    assert.match(shown.body, /Nothing has been saved yet/)
    assert.match(shown.body, /value="Sam &quot;Ox&quot; &lt;Example(&gt;|>)"/)
    assert.match(shown.body, /value="qa_officer"[^>]* checked|checked[^>]* value="qa_officer"/)
    assert.equal(await howMany(office), 0)
    assert.equal((await guest.send(aPerson)).statusCode, 303)
    assert.equal(await howMany(office), 1)
  }))

test('what one person typed is not shown to another who signs in after them', () =>
  atWork(async office => {
    const { guest } = await withFormOpen(office)
    await office.owner.query("update session set seen_at = now() - interval '121 minutes'")
    await guest.send(aPerson)
    await office.owner.query(
      "insert into person (id, email, name) overriding system value values (999, 'other@example.org', 'Lee Example')",
    )
    await office.owner.query("insert into membership (area_id, person_id, role) values (206, 999, 'administrator')")
    await office.ownerDb
      .updateTable('person')
      .set({ password_hash: await hashPassword('marble window') })
      .execute()
    const answer = await guest.send({ email: 'other@example.org', password: 'marble window' }, '/sign-in')
    assert.equal(answer.statusCode, 303)
  }))

test('no password is kept with what was typed', () =>
  atWork(async office => {
    const { guest } = await withFormOpen(office)
    await office.owner.query("update session set expires_at = now() - interval '1 minute'")
    const late = await guest.post('/account/password', {
      current_password: 'my-old-secret',
      new_password: 'my-new-secret',
      note: 'x',
    })
    assert.match(late.body, /you signed in 10 hours ago/)
    assert.doesNotMatch(late.body, /my-old-secret|my-new-secret/)
  }))

test('a form opened before signing in again is shown with what was typed, and not sent', () =>
  atWork(async office => {
    const { guest } = await withFormOpen(office)
    await office.owner.query("update session set csrf = 'another'")
    const answer = await guest.send(aPerson)
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /You have signed in again, or changed your role/)
    assert.match(answer.body, /value="sam@example.org"/)
    assert.equal(await howMany(office), 0)
    assert.equal((await guest.send(aPerson)).statusCode, 303)
  }))

test('a session ends ten hours after it began, however busy', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    await office.owner.query("update session set expires_at = now() - interval '1 second', seen_at = now()")
    assert.equal((await admin.get('/people')).statusCode, 303)
  }))

test('nothing an address or a form holds gets into a header', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const split = await admin.get('/people?find=%0d%0aSet-Cookie:%20a=b')
    assert.equal(split.statusCode, 200)
    assert.equal(split.headers['set-cookie'], undefined)
    const named = await admin.post('/people/new', { ...aPerson, name: 'Sam\r\nSet-Cookie: a=b' })
    assert.equal(named.statusCode, 303)
    assert.deepEqual(
      named.cookies.map(({ name }) => name),
      ['waymark_said'],
    )
  }))

test('the name a request calls us by changes no link and no redirect', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const evil = { host: 'evil.example', 'x-forwarded-host': 'evil.example' }
    const page = await admin.get('/people', { headers: evil })
    assert.doesNotMatch(page.body, /evil\.example/)
    const out = await office.app.inject({ url: '/people', headers: evil })
    assert.doesNotMatch(String(out.headers.location), /evil\.example/)
  }))

test('whatever goes wrong is told in our own words, with a number and no inner workings', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const get = (url: string) => office.app.inject({ url, headers: { cookie: admin.cookie } })
    for (const url of ['/people/%', '/%c0%af', '/people?find=%00', `/people/${'a'.repeat(500)}`]) {
      const unread = await get(url)
      assert.equal(unread.statusCode, 404, url)
      assert.match(unread.body, /<h1[^>]*>Page not found/)
    }
    const wrongKind = await office.app.inject({
      method: 'POST',
      url: '/people/new',
      headers: { cookie: admin.cookie, 'content-type': 'application/xml' },
      payload: '<x/>',
    })
    assert.equal(wrongKind.statusCode, 415)
    assert.match(wrongKind.body, /<h1/)
    const tooLarge = await admin.post('/people/new', { name: 'x'.repeat(3_000_000) })
    assert.equal(tooLarge.statusCode, 413)
    assert.match(tooLarge.body, /too large/)
    const badJson = await office.app.inject({
      method: 'POST',
      url: '/people/new',
      headers: { cookie: admin.cookie, 'content-type': 'application/json' },
      payload: '{"a":',
    })
    assert.equal(badJson.statusCode, 400)
    assert.match(badJson.body, /<h1/)
    await office.owner.query('alter table membership rename column role to part')
    const broken = await get('/people')
    assert.equal(broken.statusCode, 500)
    assert.match(broken.body, /Sorry, something went wrong/)
    assert.doesNotMatch(broken.body, /membership|column|\.ts|node_modules/)
  }))

test('a page whose answer takes too long says so and what to ask instead, and the next page is there', () =>
  atWork(async office => {
    const { db, filing, owner, today } = office
    const { cookie } = await office.as('coordinator')
    const app = await buildApp({ db, filing, today: () => today, files: tmpdir(), patience: 200 })
    const get = (url: string) => app.inject({ url, headers: { cookie } })
    const other = await owner.connect()
    try {
      await other.query('begin; lock table child in access exclusive mode')
      const answer = await get('/children')
      assert.equal(answer.statusCode, 503)
      assert.match(answer.body, /This takes too long/)
      assert.match(answer.body, /fewer years/)
      await other.query('rollback')
      assert.equal((await get('/children')).statusCode, 200)
    } finally {
      other.release()
      await app.close()
    }
  }))
