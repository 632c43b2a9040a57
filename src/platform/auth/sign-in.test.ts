import assert from 'node:assert/strict'
import { test } from 'node:test'
import { audited } from '#platform/database/transaction.ts'
import { atWork, type Office } from '#test/office.ts'
import { visitor } from '#test/visitor.ts'
import { giveRole } from './accounts.ts'
import { makeOneTimePassword } from './one-time.ts'
import { hashPassword } from './password.ts'

const password = 'copper kettle thunder'
const https = { headers: { 'x-forwarded-proto': 'https', host: 'waymark.example' } }

/** Somebody with an account and a password, in as many areas as roles are given. */
async function someone(
  { ownerDb }: Pick<Office, 'ownerDb'>,
  about: {
    email?: string
    closed_on?: string
    chosen?: boolean
    roles?: { area_id?: number; role?: string; until_on?: string }[]
  } = {},
) {
  const { email = 'jo@example.org', closed_on = null, roles = [{}], chosen } = about
  const { id } = await ownerDb
    .insertInto('person')
    .values({ email, name: 'Jo Example', password_hash: chosen ? null : await hashPassword(password), closed_on })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const { area_id = 206, role = 'administrator', until_on = null } of roles)
    await ownerDb.insertInto('membership').values({ area_id, person_id: id, role, until_on }).execute()
  return id
}

async function trySignIn(office: Office, fields: Record<string, string>, from = {}) {
  const guest = visitor(office.app, from)
  await guest.get('/sign-in')
  return guest.send(fields, '/sign-in')
}

test('the right password opens a session under a new token, and only its hash is kept', () =>
  atWork(async office => {
    await someone(office)
    const guest = visitor(office.app)
    guest.cookies.set('waymark', 'a-token-that-was-planted')
    await guest.get('/sign-in')
    const answer = await guest.send({ email: 'JO@example.org', password })
    assert.equal(answer.statusCode, 303)
    assert.equal(answer.headers.location, '/')
    const token = guest.cookies.get('waymark') ?? ''
    assert.notEqual(token, 'a-token-that-was-planted')
    assert.equal((await guest.get('/account')).statusCode, 200)
    const { rows } = await office.owner.query(
      'select token_hash, token_hash = sha256($1::bytea) as same from session',
      [Buffer.from(token)],
    )
    assert.equal(rows.length, 1)
    assert.equal(rows[0].same, true)
  }))

test('a wrong password, an unknown address and an account without a password are told apart by nothing', () =>
  atWork(async office => {
    await someone(office)
    await office.ownerDb
      .insertInto('person')
      .values({ email: 'no-password@example.org', name: 'Lee Example' })
      .execute()
    const bodies = new Set<string>()
    for (const email of ['jo@example.org', 'nobody@example.org', 'no-password@example.org']) {
      const answer = await trySignIn(office, { email, password: 'quite another thing' })
      assert.equal(answer.statusCode, 422)
      assert.match(answer.body, /The email address or the password is not right/)
      assert.doesNotMatch(answer.body, /quite another thing/)
      bodies.add(answer.body.replaceAll(email, '').replaceAll(/value="[\w-]{32}"/g, ''))
    }
    assert.equal(bodies.size, 1)
  }))

test('after ten wrong passwords the right one is not looked at either, until a while has passed', () =>
  atWork(async office => {
    await someone(office)
    for (let nth = 0; nth < 10; nth++)
      assert.equal((await trySignIn(office, { email: 'jo@example.org', password: `wrong ${nth}` })).statusCode, 422)
    const refused = await trySignIn(office, { email: 'jo@example.org', password })
    assert.equal(refused.statusCode, 429)
    assert.match(refused.body, /too many tries. Wait 15 minutes/)
    await office.owner.query("update sign_in_attempt set at = at - interval '16 minutes'")
    assert.equal((await trySignIn(office, { email: 'jo@example.org', password })).statusCode, 303)
  }))

test('an address with no account is locked out like one that has', () =>
  atWork(async office => {
    for (let nth = 0; nth < 10; nth++)
      await trySignIn(office, { email: 'nobody@example.org', password: `wrong ${nth}` })
    assert.equal((await trySignIn(office, { email: 'nobody@example.org', password })).statusCode, 429)
  }))

test('many tries at once are counted like many in a row', () =>
  atWork(async office => {
    await someone(office)
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, nth) => trySignIn(office, { email: 'jo@example.org', password: `wrong ${nth}` })),
    )
    assert.equal(answers.filter(answer => answer.statusCode === 422).length, 10)
  }))

test('somebody else’s wrong tries from elsewhere do not lock a person out of where they sign in from', () =>
  atWork(async office => {
    await someone(office)
    const from = (remoteAddress: string) => ({ remoteAddress })
    assert.equal((await trySignIn(office, { email: 'jo@example.org', password }, from('192.0.2.1'))).statusCode, 303)
    await office.owner.query(`insert into sign_in_attempt (email, address, succeeded)
      select 'jo@example.org', '198.51.100.' || n, false from generate_series(1, 60) n`)
    assert.equal((await trySignIn(office, { email: 'jo@example.org', password }, from('203.0.113.9'))).statusCode, 429)
    assert.equal((await trySignIn(office, { email: 'jo@example.org', password }, from('192.0.2.1'))).statusCode, 303)
  }))

test('one address that tries many accounts is stopped', () =>
  atWork(async office => {
    await someone(office)
    await office.owner.query(`insert into sign_in_attempt (email, address, succeeded)
      select n || '@example.org', '192.0.2.7', false from generate_series(1, 200) n`)
    const answer = await trySignIn(office, { email: 'jo@example.org', password }, { remoteAddress: '192.0.2.7' })
    assert.equal(answer.statusCode, 429)
  }))

test('a form for signing in that another site made is refused', () =>
  atWork(async office => {
    await someone(office)
    const guest = visitor(office.app)
    await guest.get('/sign-in')
    const token = guest.cookies.get('waymark_guest') ?? ''
    const fields = { email: 'jo@example.org', password, _csrf: token }
    const post = (headers: Record<string, string>, with_token = true) =>
      office.app.inject({
        method: 'POST',
        url: '/sign-in',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          ...(with_token && { cookie: `waymark_guest=${token}` }),
          ...headers,
        },
        payload: new URLSearchParams(fields).toString(),
      })
    assert.equal((await post({}, false)).statusCode, 422)
    assert.equal((await post({ origin: 'https://evil.example' })).statusCode, 422)
    assert.equal((await post({ 'sec-fetch-site': 'cross-site' })).statusCode, 422)
    assert.equal((await post({ 'sec-fetch-site': 'same-site' })).statusCode, 422)
    assert.equal((await post({ origin: 'not an address' })).statusCode, 422)
    assert.equal((await post({ origin: 'http://localhost:80' })).statusCode, 303)
  }))

test('after signing in one is led to a page of ours and never to another site', () =>
  atWork(async office => {
    await someone(office)
    for (const next of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      'javascript:alert(1)',
      '/\tfoo',
      '/%0d%0aSet-Cookie:a=b\r\nSet-Cookie: c=d',
      '/é',
    ]) {
      const answer = await trySignIn(office, { email: 'jo@example.org', password, next })
      assert.equal(answer.statusCode, 303, next)
      assert.equal(answer.headers.location, '/', next)
    }
    const answer = await trySignIn(office, { email: 'jo@example.org', password, next: '/account?from=mail' })
    assert.equal(answer.headers.location, '/account?from=mail')
  }))

test('whoever asks for a page without being signed in comes back to it after signing in', () =>
  atWork(async office => {
    await someone(office)
    const guest = visitor(office.app)
    await guest.get('/account')
    assert.equal((await guest.send({ email: 'jo@example.org', password })).headers.location, '/account')
  }))

test('over https cookies are secure and belong to this host alone, and others are not read', () =>
  atWork(async office => {
    await someone(office)
    const guest = visitor(office.app, https)
    await guest.get('/sign-in')
    const answer = await guest.send({ email: 'jo@example.org', password })
    assert.deepEqual(
      answer.cookies
        .filter(({ value }) => value)
        .map(({ name, path, secure, httpOnly, sameSite }) => ({ name, path, secure, httpOnly, sameSite })),
      [{ name: '__Host-waymark', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' }],
    )
    assert.equal((await guest.get('/account')).statusCode, 200)
    const token = guest.cookies.get('__Host-waymark') ?? ''
    const planted = await office.app.inject({
      ...https,
      url: '/account',
      headers: { ...https.headers, cookie: `waymark=${token}` },
    })
    assert.equal(planted.statusCode, 303)
  }))

test('only a proxy that is trusted says who asks and over what', () =>
  atWork(async office => {
    const far = { remoteAddress: '192.0.2.7', headers: { 'x-forwarded-proto': 'https', 'x-forwarded-for': '10.0.0.1' } }
    const answer = await office.app.inject({ ...far, url: '/sign-in' })
    assert.deepEqual(
      answer.cookies.map(({ name }) => name),
      ['waymark_guest'],
    )
    await trySignIn(office, { email: 'x@example.org', password }, far)
    await trySignIn(
      office,
      { email: 'x@example.org', password },
      { headers: { 'x-forwarded-for': '10.0.0.1, 192.0.2.8' } },
    )
    const { rows } = await office.owner.query('select address from sign_in_attempt order by id')
    assert.deepEqual(
      rows.map(row => row.address),
      ['192.0.2.7', '192.0.2.8'],
    )
  }))

test('nobody signs in to a closed account, or with a role that has ended', () =>
  atWork(async office => {
    await someone(office, { email: 'closed@example.org', closed_on: '2026-03-02' })
    await someone(office, { email: 'left@example.org', roles: [{ until_on: '2026-03-01' }] })
    await someone(office, { email: 'last-day@example.org', roles: [{ until_on: '2026-03-02' }] })
    const closed = await trySignIn(office, { email: 'closed@example.org', password })
    assert.match(closed.body, /Your account is closed/)
    const left = await trySignIn(office, { email: 'left@example.org', password })
    assert.match(left.body, /You have no role here now/)
    assert.equal((await trySignIn(office, { email: 'last-day@example.org', password })).statusCode, 303)
    const wrong = await trySignIn(office, { email: 'closed@example.org', password: 'quite another thing' })
    assert.doesNotMatch(wrong.body, /closed\./)
  }))

test('a role that ends while somebody is signed in ends their session with it', () =>
  atWork(async office => {
    await someone(office)
    const guest = visitor(office.app)
    await guest.get('/sign-in')
    await guest.send({ email: 'jo@example.org', password })
    assert.equal((await guest.get('/account')).statusCode, 200)
    await office.owner.query("update membership set until_on = '2026-03-01'")
    assert.match((await guest.get('/account')).body, /Sign in to Waymark/)
  }))

test('with several roles one is chosen, and until then there is no session', () =>
  atWork(async office => {
    await someone(office, { roles: [{ role: 'qa_officer' }, { role: 'administrator', area_id: 207 }] })
    const guest = visitor(office.app)
    await guest.get('/sign-in')
    const choice = await guest.send({ email: 'jo@example.org', password })
    assert.match(choice.body, /How do you want to sign in/)
    assert.match(choice.body, /Kensington and Chelsea/)
    assert.equal((await office.owner.query('select from session')).rowCount, 0)
    const step = guest.cookies.get('waymark_step') ?? ''
    const stolen = await office.app.inject({ url: '/account', headers: { cookie: `waymark=${step}` } })
    assert.equal(stolen.statusCode, 303)
    const [, second] = [...choice.body.matchAll(/name="membership" type="radio" value="(\d+)"/g)].map(match => match[1])
    assert.equal((await guest.send({ membership: second ?? '' }, '/sign-in/role')).headers.location, '/')
    assert.match((await guest.get('/account')).body, /Administrator/)
    assert.equal((await guest.post('/sign-in/role', { membership: second ?? '' })).statusCode, 422)
  }))

test('nobody takes a role that is not theirs', () =>
  atWork(async office => {
    await someone(office, { roles: [{ role: 'qa_officer' }, { role: 'coordinator' }] })
    await someone(office, { email: 'ada@example.org' })
    const { rows } = await office.owner.query("select id from membership where role = 'administrator'")
    const guest = visitor(office.app)
    await guest.get('/sign-in')
    await guest.send({ email: 'jo@example.org', password })
    assert.equal((await guest.send({ membership: String(rows[0].id) }, '/sign-in/role')).statusCode, 422)
    await guest.get('/sign-in')
    await guest.send({ email: 'jo@example.org', password })
    const [first] = [...guest.page().matchAll(/name="membership" type="radio" value="(\d+)"/g)].map(match => match[1])
    await guest.send({ membership: first ?? '' }, '/sign-in/role')
    await guest.get('/account')
    await guest.send({ membership: String(rows[0].id) }, '/account/role')
    assert.match((await guest.get('/account')).body, /Quality assurance officer/)
  }))

test('changing the role makes a new session, and the old token and old forms are worth nothing', () =>
  atWork(async office => {
    await someone(office, { roles: [{ role: 'qa_officer' }, { role: 'administrator', area_id: 207 }] })
    const guest = visitor(office.app)
    await guest.get('/sign-in')
    await guest.send({ email: 'jo@example.org', password })
    const [first, second] = [...guest.page().matchAll(/name="membership" type="radio" value="(\d+)"/g)].map(
      m => m[1] ?? '',
    )
    await guest.send({ membership: first ?? '' }, '/sign-in/role')
    const before = guest.cookies.get('waymark') ?? ''
    await guest.get('/account')
    const form = /name="_csrf" value="([^"]+)"/.exec(guest.page())?.[1] ?? ''
    await guest.send({ membership: second ?? '' }, '/account/role')
    const after = guest.cookies.get('waymark') ?? ''
    assert.notEqual(after, before)
    assert.equal(
      (await office.app.inject({ url: '/account', headers: { cookie: `waymark=${before}` } })).statusCode,
      303,
    )
    const stale = await guest.post('/account/password', { _csrf: form, password: 'x' })
    assert.equal(stale.statusCode, 403)
    assert.match((await guest.get('/account')).body, /Kensington and Chelsea/)
  }))

test('signing out ends the session in the database, and only from a page of ours', () =>
  atWork(async office => {
    await someone(office)
    const guest = visitor(office.app)
    await guest.get('/sign-in')
    await guest.send({ email: 'jo@example.org', password })
    const token = guest.cookies.get('waymark') ?? ''
    const cookie = `waymark=${token}`
    const forged = await office.app.inject({
      method: 'POST',
      url: '/sign-out',
      headers: { cookie, origin: 'https://evil.example' },
    })
    assert.equal(forged.cookies.length, 0)
    assert.equal((await office.app.inject({ url: '/account', headers: { cookie } })).statusCode, 200)
    await guest.get('/account')
    await guest.send({}, '/sign-out')
    assert.equal((await office.app.inject({ url: '/account', headers: { cookie } })).statusCode, 303)
    assert.equal((await office.owner.query('select from session')).rowCount, 0)
  }))

test('choosing a person is for the demonstration, on the machine itself, asked by its own name', () =>
  atWork(async office => {
    await office.owner.query("insert into area values (997, 'Wayborough', null, true)")
    const person_id = await someone(office, { email: 'demo@example.org', chosen: true, roles: [{ area_id: 997 }] })
    await someone(office, { email: 'real@example.org' })
    const { rows } = await office.owner.query('select id, area_id from membership order by area_id')
    const [real, demo] = rows.map(row => String(row.id))
    const chosen = async (membership = '', from = {}) => (await trySignIn(office, { membership }, from)).statusCode
    const page = (await office.app.inject('/sign-in')).body
    assert.match(page, /Choose who to be in the demonstration/)
    assert.match(page, new RegExp(`value="${demo}"`))
    assert.doesNotMatch(page, new RegExp(`type="radio" value="${real}"`))
    assert.equal(await chosen(demo), 303)
    assert.equal(await chosen(real), 422)
    assert.equal(await chosen(demo, { remoteAddress: '192.0.2.1' }), 422)
    assert.equal(await chosen(demo, { headers: { 'x-forwarded-for': '127.0.0.1' } }), 422)
    assert.equal(await chosen(demo, { headers: { host: 'rebound.example' } }), 422)
    assert.equal(await chosen(demo, { headers: { host: '127.0.0.1:3000' } }), 303)
    assert.equal(
      (await office.owner.query('select from session where person_id = $1 and demonstration', [person_id])).rowCount,
      2,
    )
  }))

test('a person chosen from the demonstration cannot change into a role that holds real records', () =>
  atWork(async office => {
    await office.owner.query("insert into area values (997, 'Wayborough', null, true)")
    await someone(office, { chosen: true, roles: [{ area_id: 997 }, { area_id: 206 }] })
    const { rows } = await office.owner.query('select id, area_id from membership order by area_id')
    const [real, demo] = rows.map(row => String(row.id))
    const guest = visitor(office.app)
    await guest.get('/sign-in')
    await guest.send({ membership: demo ?? '' })
    await guest.get('/account')
    const csrf = /name="_csrf" value="([^"]+)"/.exec(guest.page())?.[1] ?? ''
    await guest.post('/account/role', { membership: real ?? '', _csrf: csrf })
    assert.match((await guest.get('/account')).body, /Wayborough/)
  }))

test('somebody of the demonstration who has a password signs in with it, and cannot be chosen without', () =>
  atWork(async office => {
    await office.owner.query("insert into area values (997, 'Wayborough', null, true)")
    await someone(office, { email: 'anybody@example.org', chosen: true, roles: [{ area_id: 997 }] })
    await someone(office, { roles: [{ area_id: 997 }] })
    const { rows } = await office.owner.query(
      'select m.id from membership m join person p on p.id = person_id where password_hash is not null',
    )
    assert.equal((await trySignIn(office, { membership: String(rows[0].id) })).statusCode, 422)
    assert.match((await trySignIn(office, {})).body, /Choose a person from the list/)
    assert.equal((await trySignIn(office, { email: 'jo@example.org', password })).statusCode, 303)
  }))

test('no area means no demonstration: nothing is offered to choose', () =>
  atWork(async office => {
    await someone(office)
    assert.doesNotMatch((await office.app.inject('/sign-in')).body, /demonstration/)
  }))

const newcomer = (office: Office, area_id: number, email = 'sam@example.org', role = 'administrator' as const) =>
  audited(office.db, { ...office.actor(), area_id, role, person_id: 0 }, { act: 'test.prepared' }, async tx => {
    const actor = { ...office.actor(), area_id, role }
    const { person_id } = await giveRole(tx, actor, { email, name: 'Sam Example', role: 'qa_officer' })
    return makeOneTimePassword(tx, { area_id, person_id })
  })

test('a one-time password lets a new person choose their own, once', () =>
  atWork(async office => {
    const oneTime = await newcomer(office, 206)
    const guest = visitor(office.app)
    await guest.get('/sign-in')
    assert.match(
      (await guest.send({ email: 'sam@example.org', password: oneTime.toLowerCase() })).body,
      /Choose your own password/,
    )
    assert.equal((await office.owner.query('select from session')).rowCount, 0)
    const choose = (password: string, password_again = password) =>
      guest.send({ password, password_again }, '/sign-in/password')
    assert.match((await choose('short')).body, /12 characters or more/)
    assert.match((await choose('sam@example.org')).body, /must not have your name or email address/)
    assert.match((await choose('password1234')).body, /harder to guess/)
    assert.match((await choose(password, 'copper kettle')).body, /not the same/)
    assert.equal((await choose(password)).headers.location, '/')
    assert.match((await guest.get('/account')).body, /Sam Example/)
    assert.equal((await trySignIn(office, { email: 'sam@example.org', password: oneTime })).statusCode, 422)
    assert.equal((await trySignIn(office, { email: 'sam@example.org', password })).statusCode, 303)
  }))

test('a one-time password is worth nothing after a week, or with another’s address', () =>
  atWork(async office => {
    await someone(office)
    const oneTime = await newcomer(office, 206)
    assert.equal((await trySignIn(office, { email: 'jo@example.org', password: oneTime })).statusCode, 422)
    await office.owner.query("update one_time_password set expires_at = now() - interval '1 second'")
    assert.equal((await trySignIn(office, { email: 'sam@example.org', password: oneTime })).statusCode, 422)
  }))

test('an area cannot take over an account that works in another area by making it a one-time password', () =>
  atWork(async office => {
    const person_id = await someone(office, { email: 'sam@example.org', roles: [{ role: 'coordinator' }] })
    const oneTime = await newcomer(office, 207)
    const guest = visitor(office.app)
    await guest.get('/sign-in')
    assert.match((await guest.send({ email: 'sam@example.org', password: oneTime })).body, /Enter your own password/)
    const refused = await guest.send({ password: 'a password of mine' }, '/sign-in/password')
    assert.match(refused.body, /The password is not right/)
    assert.equal((await office.owner.query('select from session')).rowCount, 0)
    const taken = await guest.send({ password }, '/sign-in/password')
    assert.equal(taken.headers.location, '/')
    const { rows } = await office.owner.query(
      'select area_id from membership where person_id = $1 and joined_at is not null order by 1',
      [person_id],
    )
    assert.deepEqual(rows, [{ area_id: 206 }, { area_id: 207 }])
  }))

test('an account made in one area with a password of its making gains no role of another area unasked', () =>
  atWork(async office => {
    const mallory = await newcomer(office, 206, 'victim@example.org')
    const guest = visitor(office.app)
    await guest.get('/sign-in')
    await guest.send({ email: 'victim@example.org', password: mallory })
    await guest.send({ password, password_again: password }, '/sign-in/password')
    await newcomer(office, 207, 'victim@example.org')
    assert.doesNotMatch((await guest.get('/account')).body, /Kensington and Chelsea/)
    assert.equal((await trySignIn(office, { email: 'victim@example.org', password })).headers.location, '/')
  }))

test('choosing a new password ends every session there was', () =>
  atWork(async office => {
    const person_id = await someone(office)
    const guest = visitor(office.app)
    await guest.get('/sign-in')
    await guest.send({ email: 'jo@example.org', password })
    const oneTime = await office.write(tx => makeOneTimePassword(tx, { area_id: 206, person_id }))
    const other = visitor(office.app)
    await other.get('/sign-in')
    await other.send({ email: 'jo@example.org', password: oneTime })
    await other.send(
      { password: 'marble window harvest', password_again: 'marble window harvest' },
      '/sign-in/password',
    )
    assert.equal((await other.get('/account')).statusCode, 200)
    assert.match((await guest.get('/account')).body, /Sign in to Waymark/)
  }))
