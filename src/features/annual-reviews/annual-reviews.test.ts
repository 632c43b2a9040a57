import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork } from '#test/office.ts'
import { acts, aReviewToWrite, cells, count, formOn, send, write, writeAll } from '#test/reviews.ts'

test('a SENCO records a review page by page and sends it, and the picture shows it at once', () =>
  atWork(async office => {
    const it = await aReviewToWrite(office)
    const { senco, review, goal, outcome } = it
    const tasks = await senco.get(`/reviews/${review}`)
    assert.match(tasks.body, /Last year’s goals/)
    assert.match(tasks.body, /Not started/)

    const goals = await write(senco, `/reviews/${review}/goals`, {
      [`rating-${goal}`]: 'partially_met',
      [`comment-${goal}`]: 'On most days.',
    })
    assert.equal(goals.headers.location, `/reviews/${review}/positions`)
    const positions = await write(senco, `/reviews/${review}/positions`, { [`position-${outcome}`]: '5' })
    assert.equal(positions.headers.location, `/reviews/${review}/what-helped`)
    await write(senco, `/reviews/${review}/what-helped`, { what_helped: 'A friend in the same class.' })
    await write(senco, `/reviews/${review}/young-person`, {
      'how-young_person': 'symbols',
      'rung-young_person-confidence': '4',
      'words-young_person-confidence': 'I put my hand up.',
    })
    await write(senco, `/reviews/${review}/parent`, { 'how-parent': 'said', 'rung-parent-confidence': '2' })
    await write(senco, `/reviews/${review}/provider`, { 'how-provider': 'no_evidence' })
    const next = await write(senco, `/reviews/${review}/next-goals`, { [`goal-${outcome}-1`]: 'I start a game.' })
    assert.equal(next.headers.location, `/reviews/${review}/recommendation`)
    const last = await write(senco, `/reviews/${review}/recommendation`, { recommendation: 'M' })
    assert.equal(last.headers.location, `/reviews/${review}/check`)
    assert.deepEqual(await cells(office), [])

    const check = await senco.get(`/reviews/${review}/check`)
    for (const said of ['On most days.', '5 — I play with one friend', 'A friend in the same class', 'I start a game'])
      assert.match(check.body, new RegExp(said))
    const sent = await send(senco, review)
    assert.equal(sent.statusCode, 303)
    assert.equal(sent.headers.location, `/reviews/${review}`)

    assert.deepEqual(await cells(office), [
      { academic_year: 2025, not_met: 0, partially_met: 1, fully_met: 0, not_rated: 0, children: 1 },
    ])
    const page = await senco.get(`/reviews/${review}`)
    for (const said of [
      'Partially met',
      'On most days.',
      '3 rungs up from where it began',
      'A friend in the same class.',
      'I put my hand up.',
      '2 rungs apart',
      'Provider: no evidence to answer by',
      'I start a game.',
      'To be met by 26 February 2027',
    ])
      assert.match(page.body, new RegExp(said))
    const { rows } = await office.owner.query('select report_sent_on, what_helped from review where id = $1', [review])
    assert.deepEqual(rows, [{ report_sent_on: '2026-03-02', what_helped: 'A friend in the same class.' }])
    assert.equal(await count(office, 'review_draft'), 0)
    assert.equal(await count(office, 'soft_answer'), 12)
    assert.deepEqual(await acts(office, 'review.sent'), [{ role: 'senco', subject_id: review, why: null }])
  }))

test('a missing rating is refused with what was typed kept, and is in the draft as well', () =>
  atWork(async office => {
    const { senco, review, goal } = await aReviewToWrite(office)
    const refused = await write(senco, `/reviews/${review}/goals`, { [`comment-${goal}`]: 'She asks “Sam?” & waits.' })
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /Rate “I ask to join a game.”, or select not rated and say why/)
    assert.match(refused.body, new RegExp(`href="#rating-${goal}"`))
    assert.match(refused.body, /She asks “Sam\?” &amp; waits\./)
    assert.match((await senco.get(`/reviews/${review}/goals`)).body, /She asks “Sam\?” &amp; waits\./)
    const unreasoned = await write(senco, `/reviews/${review}/goals`, { [`rating-${goal}`]: 'not_rated' })
    assert.match(unreasoned.body, /Select why “I ask to join a game.” is not rated/)
  }))

test('a report with a goal unrated is not sent, and the page leads to what is missing', () =>
  atWork(async office => {
    const it = await aReviewToWrite(office)
    await writeAll(it)
    await write(it.senco, `/reviews/${it.review}/goals`, { [`rating-${it.goal}`]: '', later: 'yes' })
    const refused = await send(it.senco, it.review)
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, new RegExp(`href="#rating-${it.goal}"`))
    assert.match(refused.body, new RegExp(`id="rating-${it.goal}"`))
    assert.deepEqual(await cells(office), [])
    assert.equal(await count(office, 'rating'), 0)
  }))

test('what is written so far is kept when the page is left half done', () =>
  atWork(async office => {
    const { senco, review, goal } = await aReviewToWrite(office)
    const later = await write(senco, `/reviews/${review}/goals`, { [`comment-${goal}`]: 'Some days.', later: 'yes' })
    assert.equal(later.headers.location, `/reviews/${review}`)
    assert.match((await senco.get(`/reviews/${review}/goals`)).body, /Some days\./)
  }))

test('the script saves a page as it is typed, again and again, as one act', () =>
  atWork(async office => {
    const { senco, review, goal } = await aReviewToWrite(office)
    const form = formOn((await senco.get(`/reviews/${review}/goals`)).body)
    for (const text of ['Some', 'Some days', 'Some days, with help.']) {
      const saved = await senco.post(`/reviews/${review}/draft`, { ...form, [`comment-${goal}`]: text })
      assert.equal(saved.statusCode, 204)
    }
    assert.equal((await acts(office, 'review.drafted')).length, 1)
    const finished = await senco.post(`/reviews/${review}/goals`, {
      ...form,
      [`comment-${goal}`]: 'Some days, with help.',
      [`rating-${goal}`]: 'not_met',
    })
    assert.equal(finished.statusCode, 303)
    assert.match((await senco.get(`/reviews/${review}/goals`)).body, /Some days, with help\./)
  }))

test('two people who change the same field: the second is shown both and chooses', () =>
  atWork(async office => {
    const { senco, review, goal } = await aReviewToWrite(office)
    const coordinator = await office.as('coordinator')
    const address = `/reviews/${review}/goals`
    const first = formOn((await senco.get(address)).body)
    const second = formOn((await coordinator.get(address)).body)
    await senco.post(address, { ...first, [`rating-${goal}`]: 'fully_met', [`comment-${goal}`]: 'Every day.' })

    const mine = { ...second, [`rating-${goal}`]: 'not_met', [`comment-${goal}`]: 'Hardly ever.' }
    const background = await coordinator.post(`/reviews/${review}/draft`, mine)
    assert.equal(background.statusCode, 409)
    const clash = await coordinator.post(address, mine)
    assert.equal(clash.statusCode, 422)
    assert.match(clash.body, /Two people changed this page/)
    for (const said of ['Every day.', 'Hardly ever.', 'Fully met', 'Not met'])
      assert.match(clash.body, new RegExp(said))
    assert.match((await senco.get(address)).body, /Every day\./)

    const undecided = await coordinator.post(address, formOn(clash.body))
    assert.equal(undecided.statusCode, 422)
    assert.match(undecided.body, /select which of the two to keep/)
    const decided = await coordinator.post(address, {
      ...formOn(undecided.body),
      [`choose-rating-${goal}`]: 'theirs',
      [`choose-comment-${goal}`]: 'mine',
    })
    assert.equal(decided.statusCode, 303)
    const kept = formOn((await senco.get(address)).body)
    assert.equal(kept[`rating-${goal}`], 'fully_met')
    assert.equal(kept[`comment-${goal}`], 'Hardly ever.')
  }))

test('two people who change different fields, or different pages, both keep what they wrote', () =>
  atWork(async office => {
    const { senco, review, goal, outcome } = await aReviewToWrite(office)
    const coordinator = await office.as('coordinator')
    const address = `/reviews/${review}/goals`
    const second = formOn((await coordinator.get(address)).body)
    await write(senco, address, { [`rating-${goal}`]: 'fully_met' })
    await write(senco, `/reviews/${review}/positions`, { [`position-${outcome}`]: '6' })
    const merged = await coordinator.post(address, { ...second, [`comment-${goal}`]: 'Every day.' })
    assert.equal(merged.statusCode, 303)
    const kept = formOn((await senco.get(address)).body)
    assert.equal(kept[`rating-${goal}`], 'fully_met')
    assert.equal(kept[`comment-${goal}`], 'Every day.')
    assert.equal(formOn((await senco.get(`/reviews/${review}/positions`)).body)[`position-${outcome}`], '6')
  }))

test('the same form sent twice, and a second form sent at the same time, write once', () =>
  atWork(async office => {
    const it = await aReviewToWrite(office)
    await writeAll(it)
    const { senco, review } = it
    const form = formOn((await senco.get(`/reviews/${review}/check`)).body)
    const address = `/reviews/${review}/check`
    const once = crypto.randomUUID()
    const answers = await Promise.all([
      senco.post(address, form, once),
      senco.post(address, form, once),
      senco.post(address, form),
      senco.post(address, form),
    ])
    for (const answer of answers) {
      assert.equal(answer.statusCode, 303)
      assert.equal(answer.headers.location, `/reviews/${review}`)
    }
    assert.equal(await count(office, 'rating'), 1)
    assert.equal(await count(office, 'position'), 1)
    assert.equal((await office.owner.query("select from goal where text = 'I start a game.'")).rowCount, 1)
    assert.equal((await acts(office, 'review.sent')).length, 1)
    assert.equal((await cells(office))[0].partially_met, 1)
  }))

test('a report changed while it was being checked is checked again before it goes', () =>
  atWork(async office => {
    const it = await aReviewToWrite(office)
    await writeAll(it)
    const coordinator = await office.as('coordinator')
    const form = formOn((await coordinator.get(`/reviews/${it.review}/check`)).body)
    await write(it.senco, `/reviews/${it.review}/goals`, { [`rating-${it.goal}`]: 'not_met' })
    const refused = await coordinator.post(`/reviews/${it.review}/check`, form)
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /Someone, senco changed this report while you were checking it/)
    assert.equal((await send(coordinator, it.review)).statusCode, 303)
    assert.equal((await cells(office))[0].not_met, 1)
  }))

test('what is typed on a page whose report went out meanwhile is shown, not swallowed', () =>
  atWork(async office => {
    const it = await aReviewToWrite(office)
    await writeAll(it)
    const coordinator = await office.as('coordinator')
    const form = formOn((await coordinator.get(`/reviews/${it.review}/what-helped`)).body)
    await send(it.senco, it.review)
    const late = await coordinator.post(`/reviews/${it.review}/what-helped`, { ...form, what_helped: 'Swimming.' })
    assert.equal(late.statusCode, 422)
    assert.match(late.body, /This report has been sent/)
    assert.match(late.body, /Swimming\./)
    assert.equal(await count(office, 'review_draft'), 0)
  }))

test('a child who left between opening and sending: the draft is kept, and the page says what to do', () =>
  atWork(async office => {
    const it = await aReviewToWrite(office)
    const { senco, review, goal, child_id } = it
    const form = formOn((await senco.get(`/reviews/${review}/goals`)).body)
    await senco.post(`/reviews/${review}/draft`, { ...form, [`comment-${goal}`]: 'Saved before the move.' })
    await office.write(tx =>
      tx.updateTable('placement').set({ to_on: '2026-03-01' }).where('child_id', '=', child_id).execute(),
    )
    const gone = await senco.post(`/reviews/${review}/goals`, { ...form, [`comment-${goal}`]: 'Typed after it.' })
    assert.equal(gone.statusCode, 422)
    assert.match(gone.body, /no longer yours to see/)
    assert.match(gone.body, /Typed after it\./)
    assert.doesNotMatch(gone.body, /Ash/)
    assert.equal((await senco.post(`/reviews/${review}/draft`, form)).statusCode, 404)
    assert.match((await senco.get(`/reviews/${review}`)).body, /no longer yours to see/)
    assert.doesNotMatch((await senco.get('/reviews')).body, /Ash/)
    const stranger = await office.as('senco', { institutions: [await office.aProvider()] })
    assert.equal((await stranger.get(`/reviews/${review}`)).statusCode, 404)
    const coordinator = await office.as('coordinator')
    assert.match((await coordinator.get(`/reviews/${review}/goals`)).body, /Saved before the move\./)
  }))

test('a SENCO sees the reviews of children placed with them, a coordinator the area’s, and nobody another area’s', () =>
  atWork(async office => {
    const ours = await aReviewToWrite(office, { forename: 'Birch' })
    const theirs = await aReviewToWrite(office, { forename: 'Cedar' })
    const list = (await ours.senco.get('/reviews')).body
    assert.match(list, /Birch/)
    assert.doesNotMatch(list, /Cedar/)
    for (const part of ['', '/goals', '/check', '/dates'])
      assert.equal((await ours.senco.get(`/reviews/${theirs.review}${part}`)).statusCode, 404)
    assert.equal((await ours.senco.get(`/reviews/plan/${theirs.plan_id}`)).statusCode, 404)
    const everybody = (await (await office.as('coordinator')).get('/reviews')).body
    assert.match(everybody, /Birch/)
    assert.match(everybody, /Cedar/)
    const elsewhere = await office.as('coordinator', { area_id: 207 })
    assert.doesNotMatch((await elsewhere.get('/reviews')).body, /Birch|Cedar/)
    assert.equal((await elsewhere.get(`/reviews/${ours.review}`)).statusCode, 404)
  }))

test('a parent reads their own child’s review without names of staff, and cannot record or correct one', () =>
  atWork(async office => {
    const it = await aReviewToWrite(office)
    await writeAll(it)
    await send(it.senco, it.review)
    const parent = await office.as('parent', { children: [it.child_id] })
    const page = await parent.get(`/reviews/${it.review}`)
    assert.match(page.body, /Partially met/)
    assert.doesNotMatch(page.body, /Someone, senco|Correct this|Change dates/)
    for (const part of ['/goals', '/check', '/dates', '/meeting'])
      assert.equal((await parent.get(`/reviews/${it.review}${part}`)).statusCode, 404)
    assert.equal((await parent.get('/reviews')).statusCode, 404)
    const another = await office.as('parent', { children: [(await office.aChild()).child_id] })
    assert.equal((await another.get(`/reviews/${it.review}`)).statusCode, 404)
  }))
