import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork, type Office } from '#test/office.ts'

/** Entries made by hand, the first on `day` 1. */
const entries = (
  { owner }: Office,
  count: number,
  about: { act?: string; child_id?: number; person_id?: number } = {},
) =>
  owner.query(
    `insert into audit_entry (area_id, on_date, person_id, role, act, child_id)
     select 206, date '2026-01-01' + g, $1, 'coordinator', $2, $3 from generate_series(0, $4 - 1) g`,
    [about.person_id ?? null, about.act ?? 'plan.read', about.child_id ?? null, count],
  )

const linkTo = (html: string, words: string) => {
  const found = new RegExp(`href="([^"]+)"[^>]*>(?:(?!</a>)[\\s\\S])*${words}`).exec(html)?.[1]
  return found?.replaceAll('&amp;', '&') ?? ''
}

const days = (html: string) => [...html.matchAll(/<td[^>]*>(\d+ \w+ \d{4})<br/g)].map(([, day]) => day)

test('the trail says who did what, about whom and why, newest first', () =>
  atWork(async office => {
    const { child_id } = await office.aChild({ forename: 'Rowan', surname: 'Example' })
    const admin = await office.as('administrator')
    const worker = await office.as('coordinator')
    await worker.get(`/children/${child_id}/change`)
    await admin.post(`/people/${worker.person_id}/close`, { why: 'Left the council' })
    const { body } = await admin.get('/audit-trail')
    assert.match(body, /Account closed: [\s\S]*Left the council[\s\S]*Child’s record seen: [\s\S]*Rowan Example/)
    assert.match(body, /Someone, administrator/)
    assert.match(body, /EHC coordinator/)
  }))

test('the trail is read 25 at a time, older and newer, and no entry is missed or shown twice', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    await entries(office, 60)
    const first = (await admin.get('/audit-trail?act=plan.read')).body
    const second = (await admin.get(linkTo(first, 'Older entries'))).body
    const third = (await admin.get(linkTo(second, 'Older entries'))).body
    const seen = [first, second, third].flatMap(days)
    assert.equal(seen.length, 60)
    assert.equal(new Set(seen).size, 60)
    assert.equal(seen[0], '1 March 2026')
    assert.equal(seen.at(-1), '1 January 2026')
    assert.equal(linkTo(third, 'Older entries'), '')
    const back = (await admin.get(linkTo(third, 'Newer entries'))).body
    assert.deepEqual(days(back), days(second))
    const start = (await admin.get(linkTo(back, 'Newer entries'))).body
    assert.deepEqual(days(start), days(first))
    assert.equal(linkTo(start, 'Newer entries'), '')
  }))

test('the trail is narrowed by person, act, child and days', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    const { child_id } = await office.aChild({ forename: 'Rowan', surname: 'Example' })
    await office.owner.query(
      "insert into person (id, email, name) overriding system value values (77, 'jo@example.org', 'Jo Example')",
    )
    await office.owner.query("insert into membership (area_id, person_id, role) values (206, 77, 'coordinator')")
    await entries(office, 10, { act: 'plan.read', person_id: 77 })
    await entries(office, 10, { act: 'plan.written', child_id })
    const count = async (query: string) => days((await admin.get(`/audit-trail?${query}`)).body).length
    assert.equal(await count('who=jo'), 10)
    assert.equal(await count('who=Jo+Example+(77)'), 10)
    assert.equal(await count('act=plan.written'), 10)
    assert.equal(await count('who=jo&act=plan.written'), 0)
    assert.equal(await count('child=rowan&act=plan.written'), 10)
    assert.equal(await count('act=plan.read&from=2026-01-03&to=2026-01-05'), 3)
    assert.equal(await count('act=plan.read&from=2026-01-09'), 2)
  }))

test('a name that several people have is asked about', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    await office.as('coordinator')
    const { body } = await admin.get('/audit-trail?who=someone')
    assert.match(body, /Which person\?/)
    const found = await admin.get(linkTo(body, 'Someone, coordinator'))
    assert.match(found.body, /No entry fits|Newest first/)
    assert.match((await admin.get('/audit-trail?who=nobody-at-all')).body, /No person is called “nobody-at-all”/)
  }))

test('a child’s own trail says who has seen the record and how often, and that the trail was read', () =>
  atWork(async office => {
    const { child_id } = await office.aChild()
    const worker = await office.as('coordinator')
    await worker.get(`/children/${child_id}/change`)
    await worker.get(`/children/${child_id}/change`)
    const governance = await office.as('information_governance')
    await governance.get(`/audit-trail/children/${child_id}`)
    const { body } = await governance.get(`/audit-trail/children/${child_id}`)
    assert.match(body, /Who has seen this child’s record[\s\S]*Someone, coordinator[\s\S]*>2</)
    assert.match(body, /Trail of a child read/)
  }))

test('the trail is taken out as CSV, all that fits, and that is in the trail', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    await entries(office, 4500)
    await office.owner.query("update audit_entry set why = '=1+1' where on_date = '2026-01-01' and act = 'plan.read'")
    const answer = await admin.get('/audit-trail/export.csv?act=plan.read')
    assert.match(String(answer.headers['content-type']), /text\/csv/)
    assert.equal(answer.headers['content-disposition'], 'attachment; filename="audit-trail-2026-03-02.csv"')
    const lines = answer.body.trim().split('\n')
    assert.equal(lines.length, 4501)
    assert.match(lines[0] ?? '', /^entry,at,on_date,person/)
    assert.match(lines.at(-1) ?? '', /,'=1\+1,$/)
    const { rows } = await office.owner.query(
      "select person_id, detail from audit_entry where act = 'audit_trail.exported'",
    )
    assert.deepEqual(rows, [{ person_id: admin.person_id, detail: { act: 'plan.read' } }])
  }))

test('another area’s entries are in no page and no file', () =>
  atWork(async office => {
    const admin = await office.as('administrator')
    await office.owner.query(
      "insert into audit_entry (area_id, on_date, role, act, why) values (207, '2026-01-01', 'coordinator', 'plan.secret', 'Elsewhere')",
    )
    for (const url of ['/audit-trail', '/audit-trail?act=plan.secret', '/audit-trail/export.csv'])
      assert.doesNotMatch((await admin.get(url)).body, /Elsewhere/, url)
  }))
