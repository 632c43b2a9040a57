import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork, type Browser, type Office } from '#test/office.ts'
import { acts, aReviewToWrite, count, formOn } from '#test/reviews.ts'

const onDay = (field: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${field}-day`]: day, [`${field}-month`]: month, [`${field}-year`]: year }
}

/** Opens a page and sends its form with some of it filled in. */
async function fill(who: Browser, address: string, typed: Record<string, string> = {}, once?: string) {
  const opened = await who.get(address)
  assert.equal(opened.statusCode, 200, `${address} opens`)
  return who.post(address, { ...formOn(opened.body), ...typed }, once)
}

/** What the council says of itself and of those it must name in a notice. */
const withServices = (office: Office) =>
  office.write(tx =>
    tx
      .insertInto('area_setting')
      .values(
        [
          ...['service_name', 'service_address', 'service_phone', 'service_email', 'signed_by', 'sendiass_name'],
          ...['sendiass_contact', 'mediation_name', 'mediation_contact', 'disagreement_name', 'disagreement_contact'],
        ].map(name => ({ area_id: office.area_id, name, value: `Our ${name}` })),
      )
      .execute(),
  )

test('a review is run from the list of those invited to the final amended plan', () =>
  atWork(async office => {
    const { review, senco } = await aReviewToWrite(office, { meeting_on: '2026-04-20' })
    await withServices(office)
    const coordinator = await office.as('coordinator')
    const here = `/reviews/${review}`
    assert.match((await senco.get(`${here}/people`)).body, /Head or manager, Larkfield School/)
    assert.equal((await fill(senco, `${here}/people`)).statusCode, 303)
    assert.equal(await count(office, 'review_participant'), 6)

    const nowhere = await fill(senco, `${here}/invitations`, { meeting_time: '2pm' })
    assert.match(nowhere.body, /The letter cannot be made without this: where the meeting is/)
    const invitation = { meeting_time: '2pm', meeting_place: 'Room 2, Larkfield School' }
    assert.equal((await fill(senco, `${here}/invitations`, invitation)).headers.location, here)
    assert.match((await senco.get(here)).body, /Advice from everybody invited/)
    const { rows: invited } = await office.owner.query('select id, name from review_participant order by id')
    assert.match((await senco.get(`${here}/advice`)).body, /Ask the 6 who have not answered again/)
    for (const { id } of invited.slice(1))
      await fill(senco, `${here}/advice/${id}`, { came: 'yes', advice: 'They settle well after lunch.' })
    await fill(senco, `${here}/advice/${invited[0].id}`, {
      came: 'no',
      no_advice_reason: 'They will say it at the meeting',
    })
    assert.equal((await fill(senco, `${here}/circulation`)).statusCode, 303)

    office.later('2026-04-20')
    const came = Object.fromEntries(invited.map(({ id }) => [`came-${id}`, 'yes']))
    assert.equal((await fill(senco, `${here}/attendance`, came)).headers.location, here)

    office.later('2026-05-05')
    const decided = await fill(coordinator, `${here}/decision`, {
      decision: 'A',
      decision_reasons: 'Speech therapy is needed.',
    })
    assert.equal(decided.headers.location, `${here}/amendment-notice`)
    const notice = { changes: 'Section F: speech therapy each week.' }
    assert.equal((await fill(coordinator, `${here}/amendment-notice`, notice)).statusCode, 303)

    office.later('2026-05-10')
    const soon = await fill(coordinator, `${here}/final-plan`, { ends: 'made' })
    assert.equal(soon.statusCode, 422)
    assert.match(soon.body, /until 20 May 2026 to make representations/)
    await fill(coordinator, `${here}/representations`, { representations: 'We agree.' })
    assert.equal((await fill(coordinator, `${here}/final-plan`, { ends: 'made' })).headers.location, here)
    const { rows } = await office.owner.query('select * from review where id = $1', [review])
    assert.deepEqual(
      [rows[0].invited_on, rows[0].decided_on, rows[0].amendment_notice_on, rows[0].final_plan_on],
      ['2026-03-02', '2026-05-05', '2026-05-05', '2026-05-10'],
    )
    const { rows: letters } = await office.owner.query('select kind, html from letter order by id')
    assert.deepEqual(
      letters.map(({ kind }) => kind),
      ['review_invitation', 'advice_circulation', 'decision_amend', 'amendment_notice', 'final_plan'],
    )
    assert.match(letters[2].html, /Speech therapy is needed\./)
    assert.match(letters[3].html, /20 May 2026/)
  }))

test('a letter that cannot be made says what is missing, and the family may be told another way', () =>
  atWork(async office => {
    const { review } = await aReviewToWrite(office, { meeting_on: '2026-02-20' })
    const coordinator = await office.as('coordinator')
    const typed = { decision: 'M', decision_reasons: 'The plan works well.' }
    const refused = await fill(coordinator, `/reviews/${review}/decision`, typed)
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /The letter cannot be made without this: your mediation adviser/)
    assert.match(refused.body, /The plan works well\./)
    assert.equal(await count(office, 'letter'), 0)
    const elsewhere = await fill(coordinator, `/reviews/${review}/decision`, { ...typed, telling: 'elsewhere' })
    assert.equal(elsewhere.statusCode, 303)
    const { rows } = await office.owner.query('select decided_on from review where id = $1', [review])
    assert.equal(rows[0].decided_on, '2026-03-02')
  }))

test('less than two weeks’ notice is said before the invitations go', () =>
  atWork(async office => {
    const { review, senco } = await aReviewToWrite(office, { meeting_on: '2026-03-10' })
    await fill(senco, `/reviews/${review}/people`)
    assert.match((await senco.get(`/reviews/${review}/invitations`)).body, /Notice was due by 24 February 2026/)
  }))

test('the same invitation sent twice is written once, and somebody invited stays on the list', () =>
  atWork(async office => {
    const { review, senco } = await aReviewToWrite(office, { meeting_on: '2026-04-20' })
    await fill(senco, `/reviews/${review}/people`)
    const once = crypto.randomUUID()
    await fill(senco, `/reviews/${review}/invitations`, { telling: 'elsewhere' }, once)
    const form = { held_by: 'setting', advice: 'yes', telling: 'elsewhere', ...onDay('invited_on', '2026-03-02') }
    assert.equal((await senco.post(`/reviews/${review}/invitations`, form, once)).statusCode, 303)
    assert.equal((await acts(office, 'review.invited')).length, 1)
    const { rows } = await office.owner.query('select id from review_participant limit 1')
    const address = `/reviews/${review}/people/${rows[0].id}`
    const refused = await fill(senco, address, { remove: 'yes' })
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /stays on the list/)
    assert.equal(await count(office, 'review_participant'), 6)
  }))

test('a meeting that is moved says why, keeps its first date in history and has everybody invited again', () =>
  atWork(async office => {
    const { review, senco } = await aReviewToWrite(office, { meeting_on: '2026-04-20' })
    await fill(senco, `/reviews/${review}/people`)
    await fill(senco, `/reviews/${review}/invitations`, { telling: 'elsewhere' })
    const silent = await fill(senco, `/reviews/${review}/move`, onDay('meeting_on', '2026-05-11'))
    assert.match(silent.body, /Say why it is moved/)
    await fill(senco, `/reviews/${review}/move`, { ...onDay('meeting_on', '2026-05-11'), why: 'The family is away' })
    const { rows } = await office.owner.query('select meeting_on, invited_on from review where id = $1', [review])
    assert.deepEqual(rows[0], { meeting_on: '2026-05-11', invited_on: null })
    const { rows: before } = await office.owner.query('select meeting_on from review_history where id = $1', [review])
    assert.equal(before.at(-1).meeting_on, '2026-04-20')
    assert.equal((await acts(office, 'review.meeting_moved'))[0].why, 'The family is away')
  }))

test('two who decide at once: the second is told, and what they typed is kept', () =>
  atWork(async office => {
    const { review } = await aReviewToWrite(office, { meeting_on: '2026-02-20' })
    const [one, other] = [await office.as('coordinator'), await office.as('coordinator')]
    const address = `/reviews/${review}/decision`
    const opened = formOn((await other.get(address)).body)
    await fill(one, address, { decision: 'M', decision_reasons: 'The plan works.', telling: 'elsewhere' })
    const second = await other.post(address, { ...opened, decision: 'C', decision_reasons: 'It has ended.' })
    assert.equal(second.statusCode, 422)
    assert.match(second.body, /Somebody changed this review after you opened the page/)
    assert.match(second.body, /It has ended\./)
  }))

test('a decision before the meeting, without a reason or dated ahead is refused', () =>
  atWork(async office => {
    const { review } = await aReviewToWrite(office, { meeting_on: '2026-04-20' })
    const coordinator = await office.as('coordinator')
    const address = `/reviews/${review}/decision`
    const early = await fill(coordinator, address, { decision: 'M', decision_reasons: 'It works.' })
    assert.match(early.body, /this one has not been held/)
    office.later('2026-04-21')
    assert.match((await fill(coordinator, address, { decision: 'M' })).body, /Say why/)
    const ahead = { decision: 'M', decision_reasons: 'It works.', ...onDay('decided_on', '2026-04-22') }
    assert.match((await fill(coordinator, address, ahead)).body, /must be today or in the past/)
  }))

test('a child who moves school in the middle of a review takes it along: the first school’s page says so', () =>
  atWork(async office => {
    const { review, senco, child_id } = await aReviewToWrite(office, { meeting_on: '2026-04-20' })
    await fill(senco, `/reviews/${review}/people`)
    await office.write(tx =>
      tx.updateTable('placement').set({ to_on: '2026-03-01' }).where('child_id', '=', child_id).execute(),
    )
    assert.equal((await senco.get(`/reviews/${review}/invitations`)).statusCode, 404)
    assert.match((await senco.get(`/reviews/${review}`)).body, /no longer yours to see/)
    const next = await office.aProvider({ name: 'Oak Lodge' })
    await office.write(tx =>
      tx
        .insertInto('placement')
        .values({ area_id: 206, child_id, provider_id: next, rank: 1, from_on: '2026-03-02' })
        .execute(),
    )
    const their = await office.as('senco', { institutions: [next] })
    assert.match((await their.get(`/reviews/${review}/people`)).body, /Social care officer/)
  }))
