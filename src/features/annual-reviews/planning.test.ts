import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork } from '#test/office.ts'
import { acts, aReviewToWrite, count, formOn, send, write, writeAll } from '#test/reviews.ts'

const onDay = (field: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${field}-day`]: day, [`${field}-month`]: month, [`${field}-year`]: year }
}

test('a review is planned for a child with a plan in force, and comes up in the list', () =>
  atWork(async office => {
    const school = await office.aProvider()
    const { plan_id } = await office.aChild({ provider_id: school, forename: 'Rowan' })
    const senco = await office.as('senco', { institutions: [school] })
    assert.match((await senco.get('/reviews/plan?q=row')).body, new RegExp(`/reviews/plan/${plan_id}"`))
    const planned = await senco.post(`/reviews/plan/${plan_id}`, {
      kind: 'annual',
      ...onDay('meeting_on', '2026-04-20'),
    })
    assert.equal(planned.statusCode, 303)
    const upcoming = await senco.get('/reviews?stage=upcoming')
    assert.match(upcoming.body, /Rowan/)
    assert.match(upcoming.body, /20 April 2026/)
    assert.equal((await acts(office, 'review.planned')).length, 1)
  }))

test('two who plan the same meeting at once make one review, and the same form sent twice too', () =>
  atWork(async office => {
    const { plan_id } = await office.aChild()
    const coordinator = await office.as('coordinator')
    const form = { kind: 'annual', ...onDay('meeting_on', '2026-04-20') }
    const once = crypto.randomUUID()
    const answers = await Promise.all([
      coordinator.post(`/reviews/plan/${plan_id}`, form, once),
      coordinator.post(`/reviews/plan/${plan_id}`, form, once),
      coordinator.post(`/reviews/plan/${plan_id}`, form),
    ])
    assert.equal(await count(office, 'review'), 1)
    assert.ok(answers.every(({ statusCode }) => statusCode === 303 || statusCode === 422))
  }))

test('a date that is not on the calendar, or outside the plan, is refused with what was typed kept', () =>
  atWork(async office => {
    const { plan_id } = await office.aChild()
    const coordinator = await office.as('coordinator')
    const ask = (date: string) =>
      coordinator.post(`/reviews/plan/${plan_id}`, { kind: 'interim', ...onDay('meeting_on', date) })
    const unreal = await ask('2026-02-30')
    assert.equal(unreal.statusCode, 422)
    assert.match(unreal.body, /Enter a real date/)
    assert.match(unreal.body, /value="30"/)
    assert.match(unreal.body, /value="interim" checked/)
    assert.match((await ask('2019-12-31')).body, /on or after 15 January 2020/)
    assert.match((await ask('')).body, /Enter the date of the meeting/)
    assert.equal(await count(office, 'review'), 0)
  }))

test('the lists show what was held and is not reported, what is coming up, and what was sent', () =>
  atWork(async office => {
    const coordinator = await office.as('coordinator')
    const review = async (forename: string, about: object) => office.aReview(await office.aChild({ forename }), about)
    await review('Held', { meeting_on: '2026-03-02' })
    await review('Tomorrow', { meeting_on: '2026-03-03' })
    await review('Undated', { meeting_on: null })
    await review('Reported', { meeting_on: '2026-02-02', report_sent_on: '2026-02-10' })
    await review('Decided', { meeting_on: '2025-02-02', decided_on: '2025-02-20', decision: 'M' })
    const names = async (stage: string) => {
      const list = (await coordinator.get(`/reviews?stage=${stage}`)).body
      return [...list.matchAll(/waymark-name__full">(\w+) Example/g)].map(([, name]) => name)
    }
    assert.deepEqual(await names('held'), ['Held'])
    assert.deepEqual(await names('upcoming'), ['Undated', 'Tomorrow'])
    await review('Kept', {
      meeting_on: '2026-02-01',
      report_sent_on: '2026-02-09',
      decided_on: '2026-02-20',
      decision: 'M',
    })
    assert.deepEqual(await names('sent'), ['Reported', 'Kept'])
    assert.deepEqual(await names('sent&decision=none'), ['Reported'])
    assert.deepEqual(await names('sent&decision=M'), ['Kept'])
  }))

test('the list is filtered by the address and keeps its filters from page to page', () =>
  atWork(async office => {
    const school = await office.aProvider({ name: 'Oak Lodge' })
    const coordinator = await office.as('coordinator')
    for (let nth = 1; nth <= 27; nth++) {
      const child = await office.aChild({ forename: `Elm${nth}`, provider_id: school })
      await office.aReview(child, { kind: 'interim', meeting_on: '2026-02-10' })
    }
    const elsewhere = await office.aChild({ forename: 'Fern' })
    await office.aReview(elsewhere, { meeting_on: '2024-10-10' })
    const first = await coordinator.get(`/reviews?kind=interim&year=2025%2F26&provider=${school}&q=elm`)
    assert.match(first.body, /Showing 1 to 25 of 27 reviews/)
    const next = /rel="next"/.test(first.body) && /href="([^"]*page=2)"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&')
    assert.ok(next)
    const second = await coordinator.get(next)
    assert.match(second.body, /Showing 26 to 27 of 27 reviews/)
    for (const kept of ['kind=interim', `provider=${school}`, 'q=elm', 'year=2025%2F26'])
      assert.ok(next.includes(kept), `${kept} is kept in ${next}`)
    assert.match((await coordinator.get('/reviews?year=2024%2F25')).body, /Fern/)
    assert.match((await coordinator.get('/reviews?q=nobody%25')).body, /No review fits what you asked for/)
    assert.equal((await coordinator.get('/reviews?page=0&year=x&kind=whim&provider=1e9')).statusCode, 200)
    assert.equal((await coordinator.get('/reviews?kind=%00')).statusCode, 404)
  }))

test('the council records the decision and what follows it, in their order', () =>
  atWork(async office => {
    const { review } = await aReviewToWrite(office, { meeting_on: '2026-01-14' })
    const coordinator = await office.as('coordinator')
    const address = `/reviews/${review}/dates`
    const form = formOn((await coordinator.get(address)).body)
    const early = await coordinator.post(address, { ...form, decision: 'A', ...onDay('decided_on', '2026-01-13') })
    assert.equal(early.statusCode, 422)
    assert.match(early.body, /on or after 14 January 2026, the day of the meeting/)
    assert.match(early.body, /value="A" checked/)
    const saved = await coordinator.post(address, {
      ...form,
      decision: 'A',
      ...onDay('decided_on', '2026-02-10'),
      ...onDay('amendment_notice_on', '2026-02-10'),
      hold_reason: 'illness',
    })
    assert.equal(saved.statusCode, 303)
    const page = (await coordinator.get(`/reviews/${review}`)).body
    for (const said of ['Amend, told on 10 February 2026', 'Illness']) assert.match(page, new RegExp(said))
  }))

test('a report is not marked as sent by hand while a goal is unrated', () =>
  atWork(async office => {
    const { review } = await aReviewToWrite(office)
    const coordinator = await office.as('coordinator')
    const address = `/reviews/${review}/dates`
    const form = formOn((await coordinator.get(address)).body)
    const refused = await coordinator.post(address, { ...form, ...onDay('report_sent_on', '2026-03-01') })
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /one goal has no rating yet/)
  }))

test('a school moves a meeting, and cannot record the council’s decision even by hand', () =>
  atWork(async office => {
    const { review, senco } = await aReviewToWrite(office)
    const address = `/reviews/${review}/dates`
    const opened = await senco.get(address)
    assert.doesNotMatch(opened.body, /name="decision"/)
    await senco.post(address, {
      ...formOn(opened.body),
      ...onDay('meeting_on', '2026-03-20'),
      decision: 'C',
      ...onDay('decided_on', '2026-03-01'),
    })
    const { rows } = await office.owner.query('select meeting_on, decision, decided_on from review')
    assert.deepEqual(rows, [{ meeting_on: '2026-03-20', decision: null, decided_on: null }])
  }))

test('two people who change the dates at once: the second sees what it says now before saving', () =>
  atWork(async office => {
    const { review, senco } = await aReviewToWrite(office)
    const coordinator = await office.as('coordinator')
    const address = `/reviews/${review}/dates`
    const mine = formOn((await coordinator.get(address)).body)
    await write(senco, address, { hold_reason: 'family_request', ...onDay('meeting_on', '2026-03-20') })
    const refused = await coordinator.post(address, { ...mine, hold_reason: 'tribunal' })
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /What it says now/)
    assert.match(refused.body, /20 March 2026/)
    assert.match(refused.body, /value="tribunal" selected/)
    assert.equal((await coordinator.post(address, formOn(refused.body))).statusCode, 303)
  }))

test('once a report is sent its meeting is corrected with a reason, and not changed', () =>
  atWork(async office => {
    const it = await aReviewToWrite(office)
    await writeAll(it)
    await send(it.senco, it.review)
    const coordinator = await office.as('coordinator')
    const address = `/reviews/${it.review}/dates`
    const form = formOn((await coordinator.get(address)).body)
    await coordinator.post(address, { ...form, ...onDay('meeting_on', '2025-08-31') })
    const { rows } = await office.owner.query('select meeting_on from review')
    assert.deepEqual(rows, [{ meeting_on: '2026-02-26' }])
    const unsent = await write(coordinator, address, onDay('report_sent_on', ''))
    assert.match(unsent.body, /it has been sent, and cannot be taken back/)
  }))
