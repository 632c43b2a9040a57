import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork, type Office } from '#test/office.ts'
import { visitor } from '#test/visitor.ts'

const idIn = (location: unknown) => Number(/\/(\d+)$/.exec(String(location))?.[1])
const secretIn = (html: string) => /waymark-secret">([^<]+)</.exec(html)?.[1] ?? ''
const acts = async ({ owner }: Office) =>
  (
    await owner.query("select act from audit_entry where act not in ('test.prepared', 'person.signed_in') order by id")
  ).rows.map(row => row.act)

/** Signs in with a one-time password and chooses one of their own. */
async function takeUp(office: Office, email: string, oneTime: string, password = 'copper kettle thunder') {
  const guest = visitor(office.app)
  await guest.get('/sign-in')
  await guest.send({ email, password: oneTime })
  await guest.send({ password, password_again: password }, '/sign-in/password')
  return guest
}

test('an administrator gives somebody an account, and they sign in and choose a password of their own', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const answer = await admin.post('/people/new', {
      name: 'Sam Example',
      email: 'Sam@Example.org',
      role: 'qa_officer',
    })
    assert.equal(answer.statusCode, 303)
    const id = idIn(answer.headers.location)
    assert.match((await admin.get(`/people/${id}`)).body, /Not taken up yet/)
    const shown = await admin.post(`/people/${id}/one-time-password`, {})
    assert.equal(shown.statusCode, 200)
    const guest = await takeUp(office, 'sam@example.org', secretIn(shown.body))
    assert.match((await guest.get('/account')).body, /Quality assurance officer/)
    assert.doesNotMatch((await admin.get(`/people/${id}`)).body, /Not taken up yet/)
    assert.deepEqual(await acts(office), ['role.given', 'one_time_password.made', 'password.chosen'])
    const { rows } = await office.owner.query("select role, subject_id from audit_entry where act = 'password.chosen'")
    assert.deepEqual(rows, [{ role: 'qa_officer', subject_id: id }])
  }))

test('a one-time password is shown once: reloading the page or going back does not show it again', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const made = await admin.post('/people/new', { name: 'Sam Example', email: 'sam@example.org', role: 'qa_officer' })
    const id = idIn(made.headers.location)
    const shown = await admin.post(`/people/${id}/one-time-password`, {}, 'the-same-form-twice')
    const again = await admin.post(`/people/${id}/one-time-password`, {}, 'the-same-form-twice')
    assert.equal(shown.headers['cache-control'], 'no-store')
    assert.equal(again.statusCode, 303)
    assert.equal(again.headers.location, `/people/${id}`)
    assert.equal((await office.owner.query('select from one_time_password')).rowCount, 1)
    assert.doesNotMatch((await admin.get(`/people/${id}`)).body, new RegExp(secretIn(shown.body)))
  }))

test('a SENCO’s role shows nothing until an institution is found and added, and nothing of it after it is taken away', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const provider = await office.aProvider({ name: 'Ash House', urn: '123456' })
    await office.aProvider({ name: 'Birch House' })
    await office.aChild({ provider_id: provider, surname: 'Example', forename: 'Rowan' })
    const made = await admin.post('/people/new', { name: 'Sam Example', email: 'sam@example.org', role: 'senco' })
    const role = String(made.headers.location)
    assert.match((await admin.get(role)).body, /No institution is chosen yet/)
    assert.match((await admin.get(`${role}?find=ash`)).body, /Ash House/)
    assert.doesNotMatch((await admin.get(`${role}?find=ash`)).body, /Birch House/)
    assert.equal((await admin.post(`${role}?find=ash`, { act: 'add', id: String(provider) })).statusCode, 303)
    const { rows } = await office.owner.query('select institutions, person_id from membership where id = $1', [
      idIn(role),
    ])
    assert.deepEqual(rows[0].institutions, [String(provider)].map(Number))
    const shown = await admin.post(`/people/${rows[0].person_id}/one-time-password`, {})
    const senco = await takeUp(office, 'sam@example.org', secretIn(shown.body))
    assert.match((await senco.get('/children')).body, /Example, Rowan/)
    await admin.post(role, { act: 'remove', id: String(provider) })
    assert.doesNotMatch((await senco.get('/children')).body, /Example, Rowan/)
  }))

test('only what was found can be added: an id that was made up is refused', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const provider = await office.aProvider({ name: 'Ash House' })
    const made = await admin.post('/people/new', { name: 'Sam Example', email: 'sam@example.org', role: 'senco' })
    const role = String(made.headers.location)
    for (const url of [role, `${role}?find=birch`])
      assert.equal((await admin.post(url, { act: 'add', id: String(provider) })).statusCode, 422)
  }))

test('a parent is given children one by one, each in the audit trail of that child', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const { child_id } = await office.aChild({ surname: 'Example', forename: 'Ash' })
    const made = await admin.post('/people/new', { name: 'Pat Example', email: 'pat@example.org', role: 'parent' })
    const role = String(made.headers.location)
    assert.match((await admin.get(`${role}?find=exa`)).body, /born 5 March 2014/)
    assert.equal((await admin.post(`${role}?find=exa`, { act: 'add', id: String(child_id) })).statusCode, 303)
    const { rows } = await office.owner.query("select child_id from audit_entry where act = 'role.child_added'")
    assert.deepEqual(rows, [{ child_id }])
  }))

test('nobody changes their own roles, closes their own account or makes themselves a one-time password', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const id = admin.person_id
    const { rows } = await office.owner.query('select m.id, email from membership m join person p on p.id = person_id')
    const [{ id: membership, email }] = rows
    const tries = [
      admin.post('/people/new', { name: 'Me', email, role: 'coordinator' }),
      admin.post(`/people/${id}/roles/new`, { role: 'coordinator' }),
      admin.post(`/people/roles/${membership}`, { act: 'end_now' }),
      admin.post(`/people/${id}/close`, { why: 'No more' }),
      admin.post(`/people/${id}/one-time-password`, {}),
    ]
    for (const answer of await Promise.all(tries)) {
      assert.equal(answer.statusCode, 422)
      assert.match(answer.body, /Somebody else who manages people/)
    }
    assert.deepEqual(await acts(office), [])
  }))

test('a role can end today, at once, or on a day to come, and be opened again', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const worker = await office.as('qa_officer')
    const { rows } = await office.owner.query("select id from membership where role = 'qa_officer'")
    const role = `/people/roles/${rows[0].id}`
    const works = async () => (await worker.get('/account')).statusCode === 200
    const until = (day: string, month: string, year: string) =>
      admin.post(role, { act: 'last_day', 'until_on-day': day, 'until_on-month': month, 'until_on-year': year })
    assert.match((await until('1', '3', '2026')).body, /must be today or later/)
    await until('2', '3', '2026')
    assert.equal(await works(), true)
    office.later('2026-03-03')
    assert.equal(await works(), false)
    await until('', '', '')
    assert.equal(await works(), true)
    await admin.post(role, { act: 'end_now' })
    assert.equal(await works(), false)
  }))

test('closing an account ends its roles, sessions and keys at once, and says why in the audit trail', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const worker = await office.as('coordinator')
    const key = secretIn((await worker.post('/account/keys/new', { name: 'Sheet', days: '30' })).body)
    const api = async () =>
      (await office.app.inject({ url: '/api/v1/pictures/ratings', headers: { authorization: `Bearer ${key}` } }))
        .statusCode
    assert.equal(await api(), 200)
    assert.equal((await admin.post(`/people/${worker.person_id}/close`, { why: '' })).statusCode, 422)
    await admin.post(`/people/${worker.person_id}/close`, { why: 'Left the council' })
    assert.equal((await worker.get('/account')).statusCode, 303)
    assert.equal(await api(), 401)
    const { rows } = await office.owner.query("select why, subject_id from audit_entry where act = 'account.closed'")
    assert.deepEqual(rows, [{ why: 'Left the council', subject_id: worker.person_id }])
  }))

test('an area closes what its people have with it, and not what they have with another', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const worker = await office.as('coordinator')
    const { rows } = await office.owner.query(
      "insert into membership (area_id, person_id, role) values (207, $1, 'qa_officer') returning id",
      [worker.person_id],
    )
    const token = 'elsewhere'
    await office.owner.query(
      `insert into session (token_hash, person_id, area_id, membership_id, csrf, expires_at)
       values (sha256($1), $2, 207, $3, 'x', now() + interval '1 hour')`,
      [Buffer.from(token), worker.person_id, rows[0].id],
    )
    const page = (await admin.get(`/people/${worker.person_id}`)).body
    assert.doesNotMatch(page, /Kensington|Quality assurance/)
    assert.equal((await admin.get(`/people/${worker.person_id}/change`)).statusCode, 404)
    assert.match((await admin.post(`/people/${worker.person_id}/one-time-password`, {})).body, /another area too/)
    await admin.post(`/people/${worker.person_id}/close`, { why: 'Left' })
    assert.equal((await worker.get('/account')).statusCode, 303)
    const elsewhere = await office.app.inject({ url: '/account', headers: { cookie: `waymark=${token}` } })
    assert.equal(elsewhere.statusCode, 200)
  }))

test('signing somebody out everywhere ends each of their sessions at the next page', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const worker = await office.as('coordinator')
    await admin.post(`/people/${worker.person_id}`, { act: 'sign_out' })
    assert.equal((await worker.get('/account')).statusCode, 303)
  }))

test('an email address that somebody else has is refused, and what was typed is kept', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const [one, other] = [await office.as('coordinator'), await office.as('qa_officer')]
    const { rows } = await office.owner.query('select email from person where id = $1', [other.person_id])
    const answer = await admin.post(`/people/${one.person_id}/change`, { name: 'New Name', email: rows[0].email })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /Another account has that email address/)
    assert.match(answer.body, /value="New Name"/)
  }))

test('people of another area are not there', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const stranger = await office.as('coordinator', { area_id: 207 })
    const { rows } = await office.owner.query('select id from membership where area_id = 207')
    for (const url of [
      `/people/${stranger.person_id}`,
      `/people/roles/${rows[0].id}`,
      `/people/${stranger.person_id}/close`,
    ])
      assert.equal((await admin.get(url)).statusCode, 404, url)
    assert.doesNotMatch((await admin.get('/people?who=all')).body, /coordinator-/)
  }))

test('one changes one’s own password with the old one, and is signed out everywhere else', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const made = await admin.post('/people/new', { name: 'Sam Example', email: 'sam@example.org', role: 'qa_officer' })
    const shown = await admin.post(`/people/${idIn(made.headers.location)}/one-time-password`, {})
    const here = await takeUp(office, 'sam@example.org', secretIn(shown.body))
    const there = visitor(office.app)
    await there.get('/sign-in')
    await there.send({ email: 'sam@example.org', password: 'copper kettle thunder' })
    assert.equal((await there.get('/account')).statusCode, 200)
    const change = async (current_password: string, new_password: string, new_password_again = new_password) => {
      await here.get('/account/password')
      return here.send({ current_password, new_password, new_password_again })
    }
    assert.match((await change('wrong', 'marble window harvest')).body, /current password is not right/)
    assert.match((await change('copper kettle thunder', 'short')).body, /12 characters or more/)
    assert.match((await change('copper kettle thunder', 'marble window harvest', 'marble')).body, /not the same/)
    assert.equal((await change('copper kettle thunder', 'marble window harvest')).headers.location, '/account')
    assert.equal((await here.get('/account')).statusCode, 200)
    assert.match((await there.get('/account')).body, /Sign in to Waymark/)
  }))

test('a key is shown once, works as its owner does in that role, and stops when it is revoked', () =>
  atWork(async office => {
    const worker = await office.as('coordinator')
    const shown = await worker.post('/account/keys/new', { name: 'Weekly sheet', days: '90' })
    const key = secretIn(shown.body)
    assert.match(key, /^waymark_[\w-]{43}$/)
    const listed = (await worker.get('/account')).body
    assert.match(listed, /Weekly sheet/)
    assert.doesNotMatch(listed, new RegExp(key))
    const api = async (headers: Record<string, string>) =>
      (await office.app.inject({ url: '/api/v1/pictures/ratings', headers })).statusCode
    assert.equal(await api({ authorization: `Bearer ${key}` }), 200)
    assert.equal(await api({ authorization: `Bearer ${key}x` }), 401)
    assert.match((await worker.get('/account')).body, /Revoke[\s\S]*2 March 2026<\/td>/)
    office.later('2026-06-01')
    assert.equal(await api({ authorization: `Bearer ${key}` }), 401)
    office.later('2026-03-02')
    const { rows } = await office.owner.query('select id from api_token')
    await worker.post('/account', { act: 'revoke', key: String(rows[0].id) })
    assert.equal(await api({ authorization: `Bearer ${key}` }), 401)
  }))

test('nobody ends another’s sign-in or revokes another’s key from their own account', () =>
  atWork(async office => {
    const [one, other] = [await office.as('coordinator'), await office.as('coordinator')]
    await other.post('/account/keys/new', { name: 'Sheet', days: '90' })
    const { rows: keys } = await office.owner.query('select id from api_token')
    const { rows: sessions } = await office.owner.query('select id from session where person_id = $1', [
      other.person_id,
    ])
    await one.post('/account', { act: 'revoke', key: String(keys[0].id) })
    await one.post('/account', { act: 'end', session: String(sessions[0].id) })
    assert.equal((await office.owner.query('select from api_token')).rowCount, 1)
    assert.equal((await other.get('/account')).statusCode, 200)
  }))
