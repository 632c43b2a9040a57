import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork, type Office } from '#test/office.ts'
import { acts, aReviewToWrite, cells, count, formOn, send, write, writeAll } from '#test/reviews.ts'

async function aSentReview(office: Office) {
  const it = await aReviewToWrite(office)
  await writeAll(it)
  await send(it.senco, it.review)
  const { rows } = await office.owner.query(
    'select (select id from rating) as rating, (select id from position) as position',
  )
  return { ...it, rating: Number(rows[0].rating), position: Number(rows[0].position) }
}

test('a rating is corrected with a reason: both versions remain, and the picture changes at once', () =>
  atWork(async office => {
    const it = await aSentReview(office)
    office.later('2026-03-09')
    const coordinator = await office.as('coordinator')
    const corrected = await write(coordinator, `/reviews/${it.review}/ratings/${it.rating}`, {
      rating: 'fully_met',
      why: 'The class log shows every day since January.',
    })
    assert.equal(corrected.statusCode, 303)
    assert.equal(corrected.headers.location, `/reviews/${it.review}#rating-${it.rating}`)
    assert.deepEqual(await cells(office), [
      { academic_year: 2025, not_met: 0, partially_met: 0, fully_met: 1, not_rated: 0, children: 1 },
    ])
    const page = (await coordinator.get(`/reviews/${it.review}`)).body
    assert.match(page, new RegExp(`id="rating-${it.rating}"`))
    for (const said of [
      'Fully met',
      'Partially met',
      'Why: The class log shows every day since January.',
      '9 March 2026',
      'Someone, coordinator',
      'EHC coordinator',
      'SENCO or manager at a provider',
    ])
      assert.ok(page.includes(said), said)
    assert.deepEqual(await acts(office, 'rating.corrected'), [
      { role: 'coordinator', subject_id: it.rating, why: 'The class log shows every day since January.' },
    ])
    const { rows } = await office.owner.query('select rating, superseded_on from rating_history')
    assert.deepEqual(rows, [{ rating: 'partially_met', superseded_on: '2026-03-09' }])
  }))

test('history shows the role held at the time, not today’s', () =>
  atWork(async office => {
    const it = await aSentReview(office)
    await write(await office.as('coordinator'), `/reviews/${it.review}/ratings/${it.rating}`, {
      rating: 'not_met',
      why: 'A slip of the finger.',
    })
    await office.owner.query("update membership set role = 'commissioner' where role in ('senco', 'coordinator')")
    const reader = await office.as('qa_officer')
    const page = (await reader.get(`/reviews/${it.review}`)).body
    assert.match(page, /EHC coordinator/)
    assert.match(page, /SENCO or manager at a provider/)
    assert.doesNotMatch(page, /Commissioner/)
    assert.doesNotMatch(page, /Correct this/)
  }))

test('a correction without a reason, or that changes nothing, is refused with what was typed kept', () =>
  atWork(async office => {
    const it = await aSentReview(office)
    const address = `/reviews/${it.review}/ratings/${it.rating}`
    const refused = await write(it.senco, address, { rating: 'not_rated', comment: 'He had moved by then.', why: ' ' })
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /Say why this is corrected/)
    assert.match(refused.body, /Select why the goal is not rated/)
    assert.match(refused.body, /He had moved by then\./)
    assert.match(refused.body, /value="not_rated" checked/)
    const same = await write(it.senco, address, { why: 'To be sure.' })
    assert.match(same.body, /nothing was changed/)
    assert.equal(await count(office, 'rating_history'), 0)
    assert.equal((await cells(office))[0].partially_met, 1)
  }))

test('a correction that comes after another looks at it first, and one sent twice is made once', () =>
  atWork(async office => {
    const it = await aSentReview(office)
    const address = `/reviews/${it.review}/ratings/${it.rating}`
    const first = formOn((await it.senco.get(address)).body)
    const coordinator = await office.as('coordinator')
    const once = crypto.randomUUID()
    const typed = { ...first, rating: 'fully_met', why: 'Seen in the log.' }
    await Promise.all([coordinator.post(address, typed, once), coordinator.post(address, typed, once)])
    assert.equal(await count(office, 'rating_history'), 1)
    const late = await it.senco.post(address, { ...first, rating: 'not_met', why: 'I was wrong.' })
    assert.equal(late.statusCode, 422)
    assert.match(late.body, /Somebody corrected this after you opened it/)
    assert.match(late.body, /I was wrong\./)
    assert.equal((await it.senco.post(address, formOn(late.body))).statusCode, 303)
    assert.equal(await count(office, 'rating_history'), 2)
  }))

test('a position is corrected with a reason, and its ladder shows the new one and the old', () =>
  atWork(async office => {
    const it = await aSentReview(office)
    const address = `/reviews/${it.review}/positions/${it.position}`
    const unreasoned = await write(it.senco, address, { position: '6' })
    assert.equal(unreasoned.statusCode, 422)
    assert.match(unreasoned.body, /Say why this is corrected/)
    const same = await write(it.senco, address, { why: 'x' })
    assert.match(same.body, /nothing was changed/)
    const corrected = await write(it.senco, address, { position: '6', why: 'Placed too low.' })
    assert.equal(corrected.headers.location, `/reviews/${it.review}#position-${it.position}`)
    const page = (await it.senco.get(`/reviews/${it.review}`)).body
    assert.match(page, /4 rungs up from where it began/)
    assert.match(page, /5 — I play with one friend, with help\./)
    assert.equal((await acts(office, 'position.corrected')).length, 1)
    const { rows } = await office.owner.query('select distance from picture_outcome where not at_place and years = 0')
    assert.deepEqual(rows, [{ distance: 4 }])
  }))

test('the date of a meeting is corrected with a reason, and the figures move to its year', () =>
  atWork(async office => {
    const it = await aSentReview(office)
    const address = `/reviews/${it.review}/meeting`
    const day = { 'meeting_on-day': '28', 'meeting_on-month': '8', 'meeting_on-year': '2025' }
    const unreasoned = await write(it.senco, address, day)
    assert.equal(unreasoned.statusCode, 422)
    assert.match(unreasoned.body, /Say why this is corrected/)
    assert.match(unreasoned.body, /value="28"/)
    const later = await write(it.senco, address, { ...day, 'meeting_on-year': '2026', why: 'x' })
    assert.match(later.body, /was held today or in the past/)
    const corrected = await write(it.senco, address, { ...day, why: 'The day in the calendar was the reminder.' })
    assert.equal(corrected.statusCode, 303)
    assert.equal((await cells(office))[0].academic_year, 2024)
    const page = (await it.senco.get(`/reviews/${it.review}`)).body
    assert.match(page, /corrected from 26 February 2026 to 28 August 2025/)
    assert.match(page, /The day in the calendar was the reminder\./)
    assert.match(page, /I start a game\./)
    const { rows } = await office.owner.query("select set_on from goal where text = 'I start a game.'")
    assert.deepEqual(rows, [{ set_on: '2025-08-28' }])
    assert.equal((await acts(office, 'review.corrected')).length, 1)
  }))

test('nobody corrects what they may not see, and a rating belongs to its own review', () =>
  atWork(async office => {
    const it = await aSentReview(office)
    const stranger = await office.as('senco', { institutions: [await office.aProvider()] })
    assert.equal((await stranger.get(`/reviews/${it.review}/ratings/${it.rating}`)).statusCode, 404)
    const other = await office.aReview({ child_id: it.child_id, plan_id: it.plan_id }, { meeting_on: '2025-01-10' })
    assert.equal((await it.senco.get(`/reviews/${other}/ratings/${it.rating}`)).statusCode, 404)
    assert.equal((await (await office.as('qa_officer')).get(`/reviews/${it.review}/meeting`)).statusCode, 404)
    assert.equal((await it.senco.get(`/reviews/${other}/meeting`)).statusCode, 404)
  }))

test('what came with an import before any report is shown, and only the rest is asked for', () =>
  atWork(async office => {
    const it = await aReviewToWrite(office)
    const second = await office.aGoal(it.child_id, it.outcome, { text: 'I wait for my turn.', set_on: '2025-03-05' })
    await office.aRating(it.child_id, it.review, it.goal, 'fully_met', { comment: 'From the old system.' })
    const page = (await it.senco.get(`/reviews/${it.review}`)).body
    assert.match(page, /From the old system\./)
    const goals = (await it.senco.get(`/reviews/${it.review}/goals`)).body
    assert.match(goals, /I wait for my turn\./)
    assert.doesNotMatch(goals, /I ask to join a game\./)
    await write(it.senco, `/reviews/${it.review}/goals`, { [`rating-${second}`]: 'not_met' })
    await write(it.senco, `/reviews/${it.review}/positions`, { [`position-${it.outcome}`]: 'none' })
    await write(it.senco, `/reviews/${it.review}/next-goals`, {
      [`none-${it.outcome}`]: 'yes',
      [`none_why-${it.outcome}`]: 'To be agreed in May.',
    })
    await write(it.senco, `/reviews/${it.review}/recommendation`, { recommendation: 'M' })
    assert.equal((await send(it.senco, it.review)).statusCode, 303)
    assert.deepEqual(await cells(office), [
      { academic_year: 2025, not_met: 1, partially_met: 0, fully_met: 1, not_rated: 0, children: 1 },
    ])
    assert.match((await it.senco.get(`/reviews/${it.review}`)).body, /No goal this year: To be agreed in May\./)
  }))

test('records of one child that are joined keep what was said, by whom, and what it said before', () =>
  atWork(async office => {
    const it = await aSentReview(office)
    await write(it.senco, `/reviews/${it.review}/ratings/${it.rating}`, {
      rating: 'fully_met',
      why: 'Seen in the log.',
    })
    const kept = await office.aChild({ forename: 'Ashley' })
    await office.write(async tx => {
      await tx.updateTable('child').set({ merged_into: kept.child_id }).where('id', '=', it.child_id).execute()
      await tx.updateTable('plan').set({ child_id: kept.child_id }).where('id', '=', it.plan_id).execute()
    })
    const page = (await (await office.as('coordinator')).get(`/reviews/${it.review}`)).body
    assert.match(page, /Ashley Example/)
    assert.match(page, /Sent by/)
    assert.match(page, /Why: Seen in the log\./)
    assert.match(page, /<strong>Partially met<\/strong>/)
    assert.doesNotMatch(page, /The command line/)
    assert.equal(page.match(/What it said before/g)?.length, 1)
  }))
