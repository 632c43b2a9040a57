import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork, type Office } from '#test/office.ts'
import { acts, count, formOn } from '#test/reviews.ts'

/** A child with a review at some stage, on the caseload of a person. */
async function withReview(office: Office, person_id: number, about: object, forename: string) {
  const child = await office.aChild({ forename })
  await office.write(tx =>
    tx
      .insertInto('caseload')
      .values({ area_id: office.area_id, child_id: child.child_id, person_id, from_on: '2025-09-01' })
      .execute(),
  )
  return { ...child, review: await office.aReview(child, about) }
}

const names = (html: string) => [...html.matchAll(/waymark-name__full">Example, (\w+)</g)].map(([, name]) => name)

test('a coordinator’s day begins with the decisions that can be made, then what is late, to chase and to come', () =>
  atWork(async office => {
    const coordinator = await office.as('coordinator')
    const mine = coordinator.person_id
    await withReview(office, mine, { meeting_on: '2026-02-20', report_sent_on: '2026-02-27' }, 'Ready')
    await withReview(office, mine, { meeting_on: '2026-02-10' }, 'Chased')
    const other = await office.as('coordinator')
    await withReview(office, other.person_id, { meeting_on: '2026-02-20', report_sent_on: '2026-02-27' }, 'Theirs')
    const day = (await coordinator.get('/caseload')).body
    assert.match(day, /Decide \(1\)/)
    assert.deepEqual(names(day), ['Ready'])
    assert.match(day, /href="\/reviews\/1\/decision"/)
    assert.deepEqual(names((await coordinator.get('/caseload?show=chase')).body), ['Chased'])
    assert.deepEqual(names((await coordinator.get(`/caseload?of=${other.person_id}`)).body), ['Theirs'])
  }))

test('a list that is empty says so, and somebody with no caseload is shown where to go', () =>
  atWork(async office => {
    const coordinator = await office.as('coordinator')
    assert.match((await coordinator.get('/caseload')).body, /Nobody is on your caseload/)
    const lead = await office.as('team_lead')
    assert.match((await lead.get('/caseload')).body, /Give children to coordinators/)
  }))

test('a team lead gives children to coordinators, a few or a whole list, and who had them before is kept', () =>
  atWork(async office => {
    const [lead, one, two] = [
      await office.as('team_lead'),
      await office.as('coordinator'),
      await office.as('coordinator'),
    ]
    for (let nth = 1; nth <= 30; nth++) await office.aChild({ forename: `Elm${nth}` })
    const page = (await lead.get('/caseloads/assign?from=nobody')).body
    assert.match(page, /30 children and young people/)
    const all = await lead.post('/caseloads/assign?from=nobody', { to: String(one.person_id), all: 'yes' })
    assert.equal(all.statusCode, 303)
    assert.equal(await count(office, 'caseload'), 30)
    office.later('2026-03-09')
    const some = await lead.post('/caseloads/assign', { to: String(two.person_id), child: ['1', '2'] })
    assert.equal(some.statusCode, 303)
    const { rows } = await office.owner.query(
      'select person_id, count(*)::int as n from caseload where to_on is null group by 1 order by 2',
    )
    assert.deepEqual(rows, [
      { person_id: two.person_id, n: 2 },
      { person_id: one.person_id, n: 28 },
    ])
    assert.equal(await count(office, 'caseload'), 32)
    assert.equal((await acts(office, 'caseload.assigned')).length, 2)
    const none = await lead.post('/caseloads/assign', { to: String(two.person_id) })
    assert.match(none.body, /Select the children, or all of the list/)
  }))

test('a team lead sees the load and lateness of each coordinator, those with nobody too', () =>
  atWork(async office => {
    const [lead, coordinator] = [await office.as('team_lead'), await office.as('coordinator')]
    await withReview(office, coordinator.person_id, { meeting_on: '2026-01-10' }, 'Late')
    await withReview(
      office,
      coordinator.person_id,
      { meeting_on: '2025-10-10', report_sent_on: '2025-10-20', decided_on: '2025-12-01', decision: 'M' },
      'Decided',
    )
    await office.aChild()
    const page = (await lead.get('/caseloads')).body
    assert.match(page, /With nobody/)
    assert.match(page, /1 of 1 \(100%\)/)
  }))

test('a list is kept by name for its owner alone, and leads nowhere else', () =>
  atWork(async office => {
    const [one, other] = [await office.as('coordinator'), await office.as('coordinator')]
    const kept = await one.post('/views', {
      name: 'Overdue',
      address: 'https://waymark.example/deadlines?state=overdue',
    })
    assert.equal(kept.statusCode, 303)
    assert.match((await one.get('/views')).body, /href="\/deadlines\?state=overdue"/)
    assert.match((await one.get('/caseload')).body, /Overdue/)
    assert.doesNotMatch((await other.get('/views')).body, /Overdue/)
    for (const address of ['//evil.example/', 'javascript:alert(1)', 'https://evil.example', '/x y'])
      assert.equal((await one.post('/views', { name: 'Bad', address })).statusCode, 422, address)
    const { rows } = await office.owner.query('select id from saved_view')
    await other.post('/views', { forget: String(rows[0].id) })
    assert.equal(await count(office, 'saved_view'), 1)
    await one.post('/views', { forget: String(rows[0].id) })
    assert.equal(await count(office, 'saved_view'), 0)
  }))

test('a calendar shows initials and dates to whoever has its secret, until a new one is made', () =>
  atWork(async office => {
    const coordinator = await office.as('coordinator')
    await withReview(office, coordinator.person_id, { meeting_on: '2026-02-20' }, 'Rowan')
    const made = await coordinator.post(
      '/caseload/calendar',
      formOn((await coordinator.get('/caseload/calendar')).body),
    )
    const address = /\/calendar\/[\w-]+\/waymark\.ics/.exec(made.body)?.[0] ?? ''
    const feed = await office.app.inject({ url: address })
    assert.equal(feed.statusCode, 200)
    assert.match(feed.headers['content-type'] ?? '', /text\/calendar/)
    assert.match(feed.body, /SUMMARY:R\.E\.: decision after the review/)
    assert.doesNotMatch(feed.body, /Rowan|Example/)
    assert.equal((await acts(office, 'calendar.seen')).length, 1)
    await coordinator.post('/caseload/calendar', {})
    assert.equal((await office.app.inject({ url: address })).statusCode, 404)
    assert.equal((await office.app.inject({ url: '/calendar/guess/waymark.ics' })).statusCode, 404)
  }))
