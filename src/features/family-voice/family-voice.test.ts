import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#platform/access/actor.ts'
import { read } from '#platform/database/transaction.ts'
import { atWork, type Browser, formWithFile, type Office } from '#test/office.ts'
import { visitor } from '#test/visitor.ts'

const born = { 'born-day': '5', 'born-month': '3', 'born-year': '2014' }
const wrongly = { ...born, 'born-day': '6' }

/** A child at a school with an outcome and a review to come, and the people who run it. */
async function aReviewToCome(office: Office, about: Parameters<Office['aChild']>[0] = {}) {
  const school = await office.aProvider({ name: 'Larkfield School' })
  const child = await office.aChild({ forename: 'Ash', provider_id: school, ...about })
  const outcome_id = await office.anOutcome(child)
  const goal_id = await office.aGoal(child.child_id, outcome_id, { set_on: '2025-09-01', due_on: '2026-07-31' })
  const id = await office.aReview(child, { meeting_on: '2026-03-20' })
  const coordinator = await office.as('coordinator')
  return { ...child, id, outcome_id, goal_id, school, coordinator }
}

const expires = (day: string) => ({ 'expires_on-day': day, 'expires_on-month': '3', 'expires_on-year': '2026' })

/** The code of a link on paper, read off the page that shows it. */
async function aCode(coordinator: Browser, review: number, whom = 'parent', until = '27') {
  const answer = await coordinator.post(`/reviews/${review}/family/new`, { whom, sent_by: 'paper', ...expires(until) })
  const code = /[A-Z0-9]{4}(-[A-Z0-9]{4}){3}/.exec(answer.body.replaceAll('ABCD-EFGH-JKMN-PQRS', ''))?.[0]
  assert.ok(code, answer.body.slice(0, 3000))
  return code
}

/** Somebody at the door with a code. */
async function atTheDoor(office: Office, code: string, fields: Record<string, string> = born) {
  const guest = visitor(office.app)
  await guest.get('/family')
  return { guest, answer: await guest.send({ code, ...fields }, '/family') }
}

async function letIn(office: Office, code: string) {
  const { guest, answer } = await atTheDoor(office, code)
  assert.equal(answer.statusCode, 303, answer.body)
  assert.equal((await guest.get(String(answer.headers.location))).statusCode, 200)
  return guest
}

const acts = async (office: Office, like: string) =>
  (
    await office.owner.query(
      'select act, role, person_id, child_id, detail from audit_entry where act like $1 order by id',
      [like],
    )
  ).rows

test('a parent opens a link on paper, says how it is going and sends it, and the review has it word for word', () =>
  atWork(async office => {
    const { id, child_id, coordinator } = await aReviewToCome(office)
    const code = await aCode(coordinator, id)
    const { rows: kept } = await office.owner.query(
      "select family_link::text as row, encode(code_hash, 'escape') from family_link",
    )
    assert.equal(kept.length, 1)
    assert.doesNotMatch(kept[0].row, new RegExp(code.replaceAll('-', '.?')))
    const guest = await letIn(office, code.toLowerCase().replaceAll('-', ' '))
    assert.match(guest.page(), /How is it going for Ash\?/)
    assert.match(guest.page(), /20 March 2026/)
    assert.doesNotMatch(guest.page(), /href="\/account"|Sign out|Hide names/)

    await guest.get(`/family/reviews/${id}/words`)
    assert.equal((await guest.send({ 'words-well': 'She sings on the way home.', 'words-hard': '' })).statusCode, 303)
    await guest.get(`/family/reviews/${id}/overall`)
    await guest.send({ overall: '7' })
    await guest.get(`/family/reviews/${id}/scales/1`)
    await guest.send({ 'rung-confidence': '2', 'more-confidence': 'Only with me', 'rung-motivation': 'none' })
    await guest.get(`/family/reviews/${id}/check`)
    assert.match(guest.page(), /She sings on the way home\./)
    assert.equal((await guest.send({})).statusCode, 303)
    assert.match((await guest.get(`/family/reviews/${id}`)).body, /Thank you\. You have sent what you think/)

    const { rows } = await office.owner.query(
      'select scale, respondent, rung, method, not_given_reason, words, on_date, review_id from soft_answer order by scale',
    )
    assert.deepEqual(rows, [
      {
        scale: 'confidence',
        respondent: 'parent',
        rung: 2,
        method: 'written',
        not_given_reason: null,
        words: 'Only with me',
        on_date: '2026-03-02',
        review_id: id,
      },
      {
        scale: 'motivation',
        respondent: 'parent',
        rung: null,
        method: null,
        not_given_reason: 'declined',
        words: null,
        on_date: '2026-03-02',
        review_id: id,
      },
    ])
    const review = await coordinator.get(`/reviews/${id}`)
    assert.match(review.body, /She sings on the way home\./)
    assert.match(
      (await coordinator.get(`/reviews/${id}/family`)).body,
      /Word for word[\s\S]*She sings on the way home\./,
    )
    const sent = (await acts(office, 'family_view.sent'))[0]
    assert.deepEqual(
      [sent.role, sent.person_id, sent.child_id, sent.detail.respondent],
      ['family_link', null, child_id, 'parent'],
    )
    assert.equal(typeof sent.detail.link, 'number')
  }))

test('a code that does not exist and a wrong date of birth are told apart by nothing, and both lock after five tries', () =>
  atWork(async office => {
    const { id, coordinator } = await aReviewToCome(office)
    const code = await aCode(coordinator, id)
    const plain = (body: string) => body.replaceAll(/value="[^"]*"/g, '')
    for (let nth = 1; nth <= 5; nth++) {
      const [real, invented] = [
        (await atTheDoor(office, code, wrongly)).answer,
        (await atTheDoor(office, 'ABCD-ABCD-ABCD-ABCD')).answer,
      ]
      assert.equal(real.statusCode, nth < 5 ? 422 : 403)
      assert.equal(invented.statusCode, real.statusCode)
      assert.equal(plain(invented.body), plain(real.body))
      assert.match(
        real.body,
        nth < 5 ? /do not go together/ : /This code is locked[\s\S]*Ask whoever gave you the code/,
      )
    }
    const { answer } = await atTheDoor(office, code)
    assert.equal(answer.statusCode, 403, 'the right date opens it no more')
    assert.equal((await acts(office, 'family_link.locked')).length, 1)
    assert.match(
      (await coordinator.get(`/reviews/${id}/family`)).body,
      /Locked: the date of birth was wrong five times/,
    )
    await letIn(office, await aCode(coordinator, id))
  }))

test('a right date in between takes wrong ones back', () =>
  atWork(async office => {
    const { id, coordinator } = await aReviewToCome(office)
    const code = await aCode(coordinator, id)
    for (let nth = 0; nth < 4; nth++) await atTheDoor(office, code, wrongly)
    await letIn(office, code)
    const { answer } = await atTheDoor(office, code, wrongly)
    assert.equal(answer.statusCode, 422)
    await letIn(office, code)
  }))

test('a link that has ended or was taken back says so to whoever knows both, kindly, and to nobody else', () =>
  atWork(async office => {
    const { id, coordinator } = await aReviewToCome(office)
    const first = await aCode(coordinator, id, 'parent', '10')
    office.later('2026-03-11')
    const { answer } = await atTheDoor(office, first)
    assert.equal(answer.statusCode, 410)
    assert.match(answer.body, /This link has ended[\s\S]*10 March 2026[\s\S]*What you think still counts/)
    assert.equal((await atTheDoor(office, first, wrongly)).answer.statusCode, 422)

    const second = await aCode(coordinator, id)
    const guest = await letIn(office, second)
    const { rows } = await office.owner.query('select id from family_link order by id desc limit 1')
    const page = `/reviews/${id}/family/${rows[0].id}/revoke`
    assert.equal((await coordinator.get(page)).statusCode, 200)
    assert.equal((await coordinator.post(page, {})).statusCode, 303)
    const out = await guest.get(`/family/reviews/${id}/words`)
    assert.match(out.body, /You were away for a while/)
    const revoked = await atTheDoor(office, second)
    assert.equal(revoked.answer.statusCode, 410)
    assert.match(revoked.answer.body, /This link was taken back/)
  }))

test('a new link for the same person takes the earlier one back, and goes on where that was left', () =>
  atWork(async office => {
    const { id, coordinator } = await aReviewToCome(office)
    const first = await aCode(coordinator, id)
    const guest = await letIn(office, first)
    await guest.get(`/family/reviews/${id}/words`)
    await guest.send({ 'words-hope': 'A friend' })
    const { rows } = await office.owner.query('select participant_id as id from family_link')
    const second = await aCode(coordinator, id, String(rows[0].id))
    assert.equal((await atTheDoor(office, first)).answer.statusCode, 410)
    const again = await letIn(office, second)
    assert.match((await again.get(`/family/reviews/${id}/words`)).body, />A friend<\/textarea>/)
  }))

test('after sending, the link shows what was said and sends nothing again', () =>
  atWork(async office => {
    const { id, coordinator } = await aReviewToCome(office)
    const code = await aCode(coordinator, id)
    const guest = await letIn(office, code)
    await guest.get(`/family/reviews/${id}/overall`)
    await guest.send({ overall: '6' })
    await guest.get(`/family/reviews/${id}/check`)
    await guest.send({})
    const again = await letIn(office, code)
    assert.match(again.page(), /You have sent what you think[\s\S]*It can be sent once[\s\S]*6 \/ 10/)
    for (const page of ['words', 'overall', 'scales/2', 'check', 'answering'])
      assert.match((await again.get(`/family/reviews/${id}/${page}`)).body, /You have sent what you think/)
    const csrf = /name="_csrf" value="([^"]+)"/.exec(again.page())?.[1] ?? ''
    const late = await again.post(`/family/reviews/${id}/overall`, { _csrf: csrf, overall: '1' })
    assert.equal(late.headers.location, `/family/reviews/${id}`)
    const { rows } = await office.owner.query('select answers from family_voice')
    assert.equal(rows[0].answers.overall, '6')
  }))

test('the same form sent twice sends once', () =>
  atWork(async office => {
    const { id, coordinator } = await aReviewToCome(office)
    const guest = await letIn(office, await aCode(coordinator, id))
    await guest.get(`/family/reviews/${id}/scales/2`)
    await guest.send({ 'rung-well_being': '4' })
    await guest.get(`/family/reviews/${id}/check`)
    const [one, other] = await Promise.all([guest.send({}), guest.send({})])
    assert.deepEqual([one.statusCode, other.statusCode], [303, 303])
    assert.equal((await acts(office, 'family_view.sent')).length, 1)
    assert.equal((await office.owner.query('select 1 from soft_answer')).rowCount, 1)
  }))

test('what is typed is kept as it is typed, so a lost connection loses nothing, and nobody reads it before it is sent', () =>
  atWork(async office => {
    const { id, coordinator } = await aReviewToCome(office)
    const code = await aCode(coordinator, id)
    const guest = await letIn(office, code)
    await guest.get(`/family/reviews/${id}/words`)
    assert.match(guest.page(), new RegExp(`data-autosave="/family/reviews/${id}/save"`))
    const csrf = /name="_csrf" value="([^"]+)"/.exec(guest.page())?.[1] ?? ''
    const saved = await guest.post(`/family/reviews/${id}/save`, { _csrf: csrf, 'words-hard': 'Mornings, and the b' })
    assert.equal(saved.statusCode, 204)
    assert.doesNotMatch((await coordinator.get(`/reviews/${id}`)).body, /Mornings/)
    assert.doesNotMatch((await coordinator.get(`/reviews/${id}/family`)).body, /Mornings/)
    const later = await letIn(office, code)
    assert.match((await later.get(`/family/reviews/${id}/words`)).body, />Mornings, and the b<\/textarea>/)
  }))

test('a page sent after the visit was over goes with them through the door', () =>
  atWork(async office => {
    const { id, coordinator } = await aReviewToCome(office)
    const code = await aCode(coordinator, id)
    const guest = await letIn(office, code)
    await guest.get(`/family/reviews/${id}/words`)
    await office.owner.query("update family_session set seen_at = now() - interval '31 minutes'")
    const late = await guest.send({ 'words-help': 'A quiet room' })
    assert.equal(late.statusCode, 403)
    assert.match(late.body, /What you had saved is kept/)
    assert.equal((await guest.send({ code, ...born }, '/family')).statusCode, 303)
    assert.match((await guest.get(`/family/reviews/${id}/words`)).body, />A quiet room<\/textarea>/)
  }))

test('a link opens its own review and its own child, and no other page there is', () =>
  atWork(async office => {
    const { id, child_id, outcome_id, coordinator } = await aReviewToCome(office)
    const other = await aReviewToCome(office, { forename: 'Elm' })
    const sibling = await office.aReview(
      {
        child_id,
        plan_id: (await office.owner.query('select plan_id from review where id = $1', [id])).rows[0].plan_id,
      },
      { meeting_on: '2026-06-01' },
    )
    const guest = await letIn(office, await aCode(coordinator, id))
    for (const page of [
      ...['/', '/account', '/children', `/children/${child_id}`, `/reviews/${id}`, `/outcomes/${outcome_id}`, '/flags'],
      ...[
        `/family/reviews/${other.id}`,
        `/family/children/${other.child_id}`,
        `/family/children/${other.child_id}/flags`,
      ],
      ...[`/family/reviews/${sibling}`, `/children/${child_id}/evidence`, '/pictures', `/reviews/${id}/family`],
    ]) {
      const answer = await guest.get(page)
      const isDoor = /Sign in|Say how it is going/.test(answer.body) && !/Example|Elm/.test(answer.body)
      assert.ok(answer.statusCode === 404 || isDoor, `${page}: ${answer.statusCode}`)
    }
    const csrf = (await guest.get(`/family/reviews/${id}/words`)).body.match(/name="_csrf" value="([^"]+)"/)?.[1] ?? ''
    for (const page of [
      `/family/reviews/${other.id}/words`,
      `/family/reviews/${sibling}/save`,
      `/family/children/${other.child_id}`,
    ])
      assert.ok((await guest.post(page, { _csrf: csrf, about: 'other', 'words-well': 'x' })).statusCode >= 403, page)
    assert.equal((await office.owner.query('select 1 from family_voice where review_id <> $1', [id])).rowCount, 0)
  }))

test('a form from elsewhere, or without the token of the visit, writes nothing', () =>
  atWork(async office => {
    const { id, coordinator } = await aReviewToCome(office)
    const guest = await letIn(office, await aCode(coordinator, id))
    await guest.get(`/family/reviews/${id}/words`)
    assert.equal((await guest.post(`/family/reviews/${id}/words`, { 'words-well': 'x' })).statusCode, 403)
    assert.equal((await guest.post(`/family/reviews/${id}/save`, { 'words-well': 'x' })).statusCode, 403)
    const door = visitor(office.app)
    assert.equal((await door.post('/family', { code: 'x', ...born })).statusCode, 422)
  }))

test('what stood before is superseded by what the family sends, and stays in the history', () =>
  atWork(async office => {
    const { id, child_id, coordinator } = await aReviewToCome(office)
    const about = { area_id: 206, child_id, respondent: 'parent' }
    await office.write(tx =>
      tx
        .insertInto('soft_answer')
        .values([
          { ...about, scale: 'confidence', on_date: '2026-03-02', rung: 1 },
          { ...about, scale: 'purpose', on_date: '2026-02-20', review_id: id, rung: 2, method: 'said' },
        ])
        .execute(),
    )
    const guest = await letIn(office, await aCode(coordinator, id))
    await guest.get(`/family/reviews/${id}/scales/1`)
    await guest.send({ 'rung-confidence': '5' })
    await guest.get(`/family/reviews/${id}/scales/4`)
    await guest.send({ 'rung-purpose': '4' })
    await guest.get(`/family/reviews/${id}/check`)
    await guest.send({})
    const { rows } = await office.owner.query('select scale, rung, on_date, review_id from soft_answer order by scale')
    assert.deepEqual(rows, [
      { scale: 'confidence', rung: 5, on_date: '2026-03-02', review_id: id },
      { scale: 'purpose', rung: 4, on_date: '2026-03-02', review_id: id },
    ])
    const { rows: before } = await office.owner.query('select scale, rung from soft_answer_history order by scale')
    assert.deepEqual(before, [
      { scale: 'confidence', rung: 1 },
      { scale: 'purpose', rung: 2 },
    ])
  }))

test('where parent and school are two rungs apart, the review raises it for the meeting', () =>
  atWork(async office => {
    const { id, child_id, coordinator } = await aReviewToCome(office)
    const about = { area_id: 206, child_id, review_id: id, on_date: '2026-03-02', scale: 'feeling_safe' }
    const say = (respondent: string, rung: number) =>
      office.write(tx =>
        tx
          .insertInto('soft_answer')
          .values({ ...about, respondent, rung, method: 'said' })
          .execute(),
      )
    await say('parent', 2)
    await say('provider', 3)
    assert.doesNotMatch((await coordinator.get(`/reviews/${id}`)).body, /Seen differently: to talk about/)
    await office.write(tx =>
      tx
        .updateTable('soft_answer')
        .set({ rung: 4 })
        .where('area_id', '=', 206)
        .where('respondent', '=', 'provider')
        .execute(),
    )
    assert.match(
      (await coordinator.get(`/reviews/${id}`)).body,
      /Seen differently: to talk about at the meeting[\s\S]*Feeling safe<\/strong>: parent or carer 2 of 5, provider 4 of 5/,
    )
  }))

test('one press says that something is wrong; the office answers it, and the family reads the answer on its link', () =>
  atWork(async office => {
    const { id, child_id, outcome_id, coordinator } = await aReviewToCome(office)
    const code = await aCode(coordinator, id)
    const guest = await letIn(office, code)
    const path = await guest.get(`/family/children/${child_id}`)
    assert.match(path.body, /The path of Ash[\s\S]*I join in a game with two friends[\s\S]*Larkfield School/)
    assert.doesNotMatch(path.body, /href="\/(reviews|outcomes|children)\//)
    const csrf = /name="_csrf" value="([^"]+)"/.exec(path.body)?.[1] ?? ''
    const pressed = await guest.post(`/family/children/${child_id}`, { _csrf: csrf, about: `outcome-${outcome_id}` })
    assert.equal(pressed.statusCode, 303)
    await guest.get(String(pressed.headers.location))
    assert.match(guest.page(), /Thank you for telling us[\s\S]*I join in a game/)
    await guest.send({ wrong: 'words', words: 'It was three friends.' })

    office.later('2026-03-06')
    const waiting = await coordinator.get('/flags')
    assert.match(waiting.body, /1 wait for an answer[\s\S]*It was three friends\.[\s\S]*4 days/)
    const { rows } = await office.owner.query('select id from family_flag')
    const flag = `/flags/${rows[0].id}`
    assert.equal((await coordinator.get(flag)).statusCode, 200)
    assert.equal((await coordinator.post(flag, { answer: 'fixed', answer_words: '' })).statusCode, 422)
    assert.equal(
      (await coordinator.post(flag, { answer: 'fixed', answer_words: 'Thank you. It says three now.' })).statusCode,
      303,
    )
    assert.match((await coordinator.get('/flags')).body, /Half of the 1 answered so far took 4 days or less/)
    const again = await letIn(office, code)
    assert.match(
      (await again.get(`/family/children/${child_id}/flags`)).body,
      /Put right on 6 March 2026[\s\S]*It says three now\./,
    )
    const young = await office.as('young_person', { children: [child_id] })
    assert.doesNotMatch((await young.get(`/family/children/${child_id}/flags`)).body, /three friends/)
  }))

test('a young person with an account says the same from their home page, in pictures and easy read and in Polish', () =>
  atWork(async office => {
    const { id, child_id } = await aReviewToCome(office, { birth_date: '2009-05-01' })
    const young = await office.as('young_person', { children: [child_id] })
    assert.match((await young.get('/')).body, new RegExp(`Say how it is going for you[\\s\\S]*20 March 2026`))
    const how = { language: 'pl', easy_read: 'yes', way: 'symbols', helped_by: 'helped' }
    assert.equal((await young.post(`/family/reviews/${id}/answering`, how)).statusCode, 303)
    const page = await young.get(`/family/reviews/${id}/scales/1`)
    assert.match(page.body, /<html lang="pl"/)
    assert.match(page.body, /Pytanie 1 z 10[\s\S]*waymark-rung__step--reached/)
    assert.match(page.body, /data-saved="Zapisano o \{time\}"/)
    assert.doesNotMatch(page.body, /Saved at|Not saved yet/)
    await young.post(`/family/reviews/${id}/scales/1`, { 'rung-confidence': '4' })
    await young.post(`/family/reviews/${id}/words`, { 'words-well': 'Lubię plastykę.' })
    const version =
      /name="as_of" value="([^"]+)"/.exec((await young.get(`/family/reviews/${id}/check`)).body)?.[1] ?? ''
    assert.equal((await young.post(`/family/reviews/${id}/check`, { as_of: version })).statusCode, 303)
    const { rows } = await office.owner.query('select respondent, rung, method from soft_answer')
    assert.deepEqual(rows, [{ respondent: 'young_person', rung: 4, method: 'symbols' }])
    const { rows: advice } = await office.owner.query(
      "select advice, advice_received_on from review_participant where part = 'young_person'",
    )
    assert.deepEqual(advice, [{ advice: 'Co idzie dobrze?\nLubię plastykę.', advice_received_on: '2026-03-02' }])
    assert.match((await young.get('/')).body, /You have said how it is going\. Thank you/)
  }))

test('a parent and a young person each keep their own: neither sees what the other is writing', () =>
  atWork(async office => {
    const { id, child_id } = await aReviewToCome(office)
    const [parent, young] = [
      await office.as('parent', { children: [child_id] }),
      await office.as('young_person', { children: [child_id] }),
    ]
    await young.post(`/family/reviews/${id}/words`, { 'words-hard': 'The bus' })
    await parent.post(`/family/reviews/${id}/words`, { 'words-hard': 'Sleep' })
    assert.doesNotMatch((await parent.get(`/family/reviews/${id}/words`)).body, /The bus/)
    assert.doesNotMatch((await young.get(`/family/reviews/${id}/words`)).body, /Sleep/)
  }))

test('what was changed in another window is checked again before it is sent', () =>
  atWork(async office => {
    const { id, child_id } = await aReviewToCome(office)
    const parent = await office.as('parent', { children: [child_id] })
    await parent.post(`/family/reviews/${id}/overall`, { overall: '3' })
    const version =
      /name="as_of" value="([^"]+)"/.exec((await parent.get(`/family/reviews/${id}/check`)).body)?.[1] ?? ''
    await parent.post(`/family/reviews/${id}/overall`, { overall: '8' })
    const refused = await parent.post(`/family/reviews/${id}/check`, { as_of: version })
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /Something was changed in another window/)
  }))

test('nothing is asked of a family whose review is decided', () =>
  atWork(async office => {
    const { id, child_id, coordinator } = await aReviewToCome(office)
    const code = await aCode(coordinator, id)
    await office.write(tx =>
      tx
        .updateTable('review')
        .set({ report_sent_on: '2026-03-02', decided_on: '2026-03-02', decision: 'M' })
        .where('area_id', '=', 206)
        .where('id', '=', id)
        .execute(),
    )
    const guest = await letIn(office, code)
    assert.match(guest.page(), /This review has been decided[\s\S]*2 March 2026/)
    assert.match((await guest.get(`/family/children/${child_id}`)).body, /The path of Ash/)
    assert.equal(
      (await coordinator.post(`/reviews/${id}/family/new`, { whom: 'parent', sent_by: 'paper', ...expires('27') }))
        .statusCode,
      422,
    )
  }))

test('a link goes by e-mail with no name in it, and its code is in no copy that is kept', () =>
  atWork(async office => {
    const { id, coordinator } = await aReviewToCome(office)
    const answer = await coordinator.post(`/reviews/${id}/family/new`, {
      ...{ whom: 'parent', sent_by: 'email', email: 'jo@example.org', ...expires('27') },
    })
    assert.equal(answer.headers.location, `/reviews/${id}/family`)
    const { rows } = await office.owner.query(
      'select body, html, title, secret from message join message_secret on message_id = message.id',
    )
    assert.equal(rows.length, 1)
    const { body, html, title, secret } = rows[0]
    assert.doesNotMatch(body + html + title, /Ash|Example,/)
    assert.ok(!(body + html).includes(secret))
    await letIn(office, secret)
    const wrong = await coordinator.post(`/reviews/${id}/family/new`, {
      whom: 'parent',
      sent_by: 'email',
      email: 'jo',
      ...expires('27'),
    })
    assert.equal(wrong.statusCode, 422)
  }))

test('beneath the pages, row security hides a draft from the office, and everything of another child from a link', () =>
  atWork(async office => {
    const { id, child_id, coordinator } = await aReviewToCome(office)
    const other = await aReviewToCome(office, { forename: 'Elm' })
    for (const review of [id, other.id]) {
      const guest = await letIn(office, await aCode(coordinator, review))
      await guest.get(`/family/reviews/${review}/overall`)
      await guest.send({ overall: '4' })
    }
    const base = { area_id: 206, person_id: null, name: 'Someone', institutions: [], today: office.today }
    const behindLink: Actor = { ...base, role: 'family_link', scope: 'own', children: [child_id] }
    const inOffice: Actor = { ...base, role: 'coordinator', scope: 'area', children: [] }
    const seenBy = (actor: Actor, table: 'family_voice' | 'family_link' | 'child' | 'review') =>
      read(office.db, actor, tx => tx.selectFrom(table).select('area_id').execute())
    assert.equal((await seenBy(inOffice, 'family_voice')).length, 0)
    for (const table of ['family_voice', 'family_link', 'child', 'review'] as const)
      assert.equal((await seenBy(behindLink, table)).length, 1, table)
    const elsewhere = { ...behindLink, area_id: 207 }
    assert.equal((await seenBy(elsewhere, 'family_voice')).length, 0)
    assert.equal(
      (await office.db.selectFrom('family_link').select('id').execute()).length,
      0,
      'before anybody is known',
    )
  }))

test('a photo from a link is evidence at the review, and one that is no photo is refused kindly', () =>
  atWork(async office => {
    const { id, child_id, coordinator } = await aReviewToCome(office)
    const guest = await letIn(office, await aCode(coordinator, id))
    const page = await guest.get(`/family/reviews/${id}/photos`)
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
    const cookie = [...guest.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const bring = (bytes: Buffer | string, name: string) => {
      const form = formWithFile({ _csrf, _once: crypto.randomUUID(), shows: 'My garden' }, { name, bytes })
      return office.app.inject({
        ...{ method: 'POST', url: `/family/reviews/${id}/photos`, payload: form.payload },
        headers: { cookie, ...form.headers },
      })
    }
    const refused = await bring(Buffer.from('MZ\x00\x01 a program'), 'garden.exe')
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /This could not be added\. Choose a photo/)
    const added = await bring('The garden, written down.', 'garden.txt')
    assert.equal(added.headers.location, `/family/reviews/${id}/photos?added=yes`, added.body)
    assert.match((await coordinator.get(`/children/${child_id}/evidence`)).body, /My garden/)
    assert.equal((await acts(office, 'evidence.added'))[0].role, 'family_link')
  }))

test('a SENCO makes links for the children placed with them, and for no other', () =>
  atWork(async office => {
    const { id, school } = await aReviewToCome(office)
    const other = await aReviewToCome(office)
    const senco = await office.as('senco', { institutions: [school] })
    await letIn(office, await aCode(senco, id))
    assert.equal((await senco.get(`/reviews/${other.id}/family`)).statusCode, 404)
    assert.equal(
      (await senco.post(`/reviews/${other.id}/family/new`, { whom: 'parent', sent_by: 'paper', ...expires('27') }))
        .statusCode,
      404,
    )
  }))
