import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { checkUpn } from '#domain/upn.ts'
import { audited, read } from '#platform/database/transaction.ts'
import { atWork, type Browser, type Office } from '#test/office.ts'
import { plainName } from './name.ts'

const words = (html: string) =>
  html
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

const seen = async (browser: Browser, url: string) => {
  const answer = await browser.get(url)
  assert.equal(answer.statusCode, 200, `${url} answered ${answer.statusCode}`)
  return words(answer.body)
}

/** The form of a child's details, as it stands. */
const details = { forename: 'Ash', surname: 'Example', birth_date: '2014-03-05', sex: 'F' }
const dated = (name: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}
const versionIn = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''

test('a child is found by part of a name however it is typed, by UPN and by the number of the system they came from', () =>
  atWork(async ({ as, aChild }) => {
    await aChild({ forename: 'Zoë', surname: 'O’Example-Pine', upn: 'H801200001001', ref: 'C-0017' })
    await aChild({ forename: 'Elm', surname: 'Sample' })
    const coordinator = await as('coordinator')
    for (const find of ["o'ex zoe", 'OEXAMPLE', 'pine', 'Zoë O’Example-Pine', 'h8012', 'c-0017']) {
      const list = await seen(coordinator, `/children?find=${encodeURIComponent(find)}`)
      assert.match(list, /O’Example-Pine, Zoë/, find)
      assert.doesNotMatch(list, /Sample/, find)
    }
    for (const find of ['xample', '%', '_', 'zoe sample', "' or 1=1 --", '!:*&|()']) {
      const list = await seen(coordinator, `/children?find=${encodeURIComponent(find)}`)
      assert.match(list, /No child fits/, find)
    }
  }))

test('the database takes the accents off a name and checks a UPN as the code does', () =>
  atWork(async ({ db, actor }) => {
    const names = ['Zoë', 'ÉXAMPLE', 'O’Brook', "D'Ash  ", 'Ødegård Æsh', 'Straße-Weg', 'Łukasz Þór', 'ǅ İ', '']
    const upns = ['H801200001001', 'A801200001001', 'h801200001001', 'H80120000100O', 'H8012000010', 'Q997220000012']
    await read(db, actor(), async tx => {
      for (const name of names) {
        const { rows } = await sql<{ plain: string }>`select plain_name(${name}) as plain`.execute(tx)
        assert.equal(rows[0]?.plain, plainName(name), name)
      }
      for (const upn of upns) {
        const { rows } = await sql<{ right: boolean }>`select upn_is_right(${upn}) as right`.execute(tx)
        const { verdict } = checkUpn(upn)
        assert.equal(rows[0]?.right, verdict === 'valid' && upn === upn.toUpperCase(), upn)
      }
    })
  }))

test('a list is filtered by need, year group, place, plan and care, and says how', () =>
  atWork(async ({ as, aChild, aProvider, write }) => {
    const school = await aProvider({ name: 'Larkfield School' })
    const ash = await aChild({ forename: 'Ash', provider_id: school, need: 'HI', birth_date: '2014-08-31' })
    const elm = await aChild({ forename: 'Elm', need: 'ASD', birth_date: '2014-09-01' })
    await write(async tx => {
      await tx
        .updateTable('plan')
        .set({ ceased_on: '2025-01-01', cease_reason: '2' })
        .where('id', '=', elm.plan_id)
        .execute()
      const status = { area_id: 206, child_id: ash.child_id, from_on: '2020-01-01', looked_after: true }
      await tx.insertInto('care_status').values(status).execute()
    })
    const coordinator = await as('coordinator')
    for (const [asked, one, other] of [
      ['need=HI', 'Ash', 'Elm'],
      ['year=7', 'Ash', 'Elm'],
      ['year=6', 'Elm', 'Ash'],
      [`placed=${school}`, 'Ash', 'Elm'],
      ['placed=none', 'Elm', 'Ash'],
      ['plan=ceased', 'Elm', 'Ash'],
      ['plan=in_force', 'Ash', 'Elm'],
      ['looked_after=yes', 'Ash', 'Elm'],
      ['looked_after=no', 'Elm', 'Ash'],
    ] as const) {
      const list = await seen(coordinator, `/children?${asked}`)
      assert.match(list, new RegExp(`Example, ${one}`), asked)
      assert.doesNotMatch(list, new RegExp(`Example, ${other}`), asked)
      assert.match(list, /1 child/, asked)
    }
    assert.match(
      await seen(coordinator, '/children?need=HI'),
      /primary need: Hearing impairment, sorted by family name/,
    )
    assert.match(await seen(coordinator, '/children?need=nonsense&year=x&page=-1'), /2 children/)
  }))

test('a list has 25 on a page, and keeps what was asked in the way to the next', () =>
  atWork(async ({ as, write }) => {
    await write(tx =>
      tx
        .insertInto('child')
        .values(
          Array.from({ length: 30 }, (_, nth) => ({
            area_id: 206,
            forename: `Ash${String(nth).padStart(2, '0')}`,
            surname: 'Example',
            birth_date: '2014-03-05',
            sex: 'F',
          })),
        )
        .execute(),
    )
    const coordinator = await as('coordinator')
    const first = await coordinator.get('/children?find=exa')
    assert.match(words(first.body), /Showing 1 to 25 of 30 children/)
    assert.match(first.body, /href="\/children\?find=exa&amp;page=2"/)
    assert.match(await seen(coordinator, '/children?find=exa&page=2&way=desc'), /Showing 26 to 30 of 30/)
  }))

test('nobody finds a child of another area, of another school or of another family', () =>
  atWork(async ({ as, aChild, aProvider }) => {
    const [here, there] = [await aProvider(), await aProvider()]
    const ash = await aChild({ forename: 'Ash', provider_id: here })
    const elm = await aChild({ forename: 'Elm', provider_id: there })
    const people = [
      await as('senco', { institutions: [here] }),
      await as('parent', { children: [ash.child_id] }),
      await as('coordinator', { area_id: 207 }),
    ]
    for (const [nth, browser] of people.entries()) {
      for (const path of ['', '/timeline', '/change', '/needs/new', '/join', '/care'])
        assert.equal((await browser.get(`/children/${elm.child_id}${path}`)).statusCode, 404, path)
      assert.doesNotMatch(await seen(browser, '/children?find=elm'), /Example, Elm/)
      assert.equal((await browser.get(`/children/${ash.child_id}`)).statusCode, nth === 2 ? 404 : 200)
      const posted = await browser.post(`/children/${ash.child_id}/needs/new`, { need: 'HI', rank: '2' })
      assert.equal(posted.statusCode, 404)
    }
  }))

test('a child who left a school yesterday is no longer seen there today', () =>
  atWork(async ({ as, aChild, aProvider, later }) => {
    const [here, there] = [await aProvider(), await aProvider({ name: 'Ashdown School' })]
    const { child_id } = await aChild({ provider_id: here })
    const [coordinator, senco] = [await as('coordinator'), await as('senco', { institutions: [here] })]
    const moved = await coordinator.post(`/children/${child_id}/placements/new`, {
      rank: '1',
      provider_id: String(there),
      unit: 'none',
      ...dated('from_on', '2026-03-03'),
    })
    assert.equal(moved.statusCode, 303)
    await seen(senco, `/children/${child_id}`)
    later('2026-03-03')
    assert.equal((await senco.get(`/children/${child_id}`)).statusCode, 404)
    const page = await seen(coordinator, `/children/${child_id}`)
    assert.match(page, /Ashdown School/)
    assert.match(page, /15 January 2020 to 2 March 2026/)
  }))

test('opening a child’s page is written in the audit trail; what was typed into the record is shown as text', () =>
  atWork(async ({ as, aChild, anOutcome, db, actor }) => {
    const nasty = '<script>alert(1)</script>"\'&'
    const child = await aChild({ forename: nasty, surname: nasty })
    await anOutcome(child, { text: nasty, ladder: { 2: nasty, 5: nasty, 8: nasty } })
    const coordinator = await as('coordinator')
    const page = await coordinator.get(`/children/${child.child_id}`)
    assert.equal(page.statusCode, 200)
    assert.doesNotMatch(page.body, /<script>alert/)
    assert.match(page.body, /&lt;script>alert\(1\)/)
    const entries = await read(db, actor(), tx =>
      tx.selectFrom('audit_entry').select(['act', 'person_id']).where('child_id', '=', child.child_id).execute(),
    )
    assert.deepEqual(entries, [{ act: 'child.seen', person_id: coordinator.person_id }])
    for (const path of ['/children?find=script', '/to-do', '/children/join'])
      assert.doesNotMatch((await coordinator.get(path)).body, /<script>alert/, path)
  }))

/** A child with an outcome, a goal, its rating and a position, as a review of 5 March 2025 left them. */
async function reviewed(office: Office) {
  const child = await office.aChild({ provider_id: await office.aProvider() })
  const outcome_id = await office.anOutcome(child)
  const goal_id = await office.aGoal(child.child_id, outcome_id)
  const review_id = await office.aReview(child)
  const rating_id = await office.aRating(child.child_id, review_id, goal_id, 'not_met')
  await office.aPosition(child.child_id, review_id, outcome_id, 5)
  return { ...child, outcome_id, goal_id, review_id, rating_id }
}

test('a child’s page tells the path, the goals, the voices and everything that happened', () =>
  atWork(async office => {
    const { child_id } = await reviewed(office)
    await office.write(tx =>
      tx
        .insertInto('soft_answer')
        .values(
          (['young_person', 'parent'] as const).map(respondent => ({
            area_id: 206,
            child_id,
            on_date: '2025-03-05',
            scale: 'belonging',
            respondent,
            ...(respondent === 'parent'
              ? { rung: 2, method: 'said' }
              : { rung: 4, method: 'symbols', words: 'I like it' }),
          })),
        )
        .execute(),
    )
    const page = await seen(await office.as('coordinator'), `/children/${child_id}`)
    for (const sentence of [
      /Aged 11, Year 7/,
      /EHC plan in force since 15 January 2020\. Next review was due by 14 January 2021/,
      /On 5 March 2025: rung 5, 3 rungs up from the start\. The target is rung 8/,
      /I play with one friend, with help\./,
      /Preparing for Adulthood areas with no outcome yet Employment Independent living Health/,
      /No goal for 2025\/26 yet/,
      /2024\/25 1 0 0 0/,
      /“?I like it/,
      /Seen differently: 2 rungs apart/,
      /Goals: 1 not met; 1 position on a path/,
    ])
      assert.match(page, sentence)
  }))

test('a corrected rating shows what it was, what it became, who did it and why', () =>
  atWork(async office => {
    const { child_id, rating_id, outcome_id } = await reviewed(office)
    const senco = await office.as('senco')
    office.later('2026-03-09')
    const by = { ...office.actor(), role: 'senco' as const, person_id: senco.person_id }
    await audited(office.db, by, { act: 'rating.corrected', child_id }, tx =>
      tx
        .updateTable('rating')
        .set({ rating: 'fully_met', why: 'The note was misread' })
        .where('id', '=', rating_id)
        .execute(),
    )
    const correction =
      /Not met recorded on 2 March 2026.*? Became fully met on 9 March 2026, by (.*?): “The note was misread”/
    const staff = await seen(await office.as('coordinator'), `/outcomes/${outcome_id}`)
    assert.equal(correction.exec(staff)?.[1], 'SENCO or manager at a provider')
    const parent = await office.as('parent', { children: [child_id] })
    assert.equal(correction.exec(await seen(parent, `/outcomes/${outcome_id}`))?.[1], 'the school or provider')
    assert.match(await seen(parent, `/children/${child_id}`), /A rating was corrected from not met to fully met/)
  }))

test('a family sees the path and no staff name, identifier or form', () =>
  atWork(async office => {
    const { child_id, outcome_id } = await reviewed(office)
    const coordinator = await office.as('coordinator')
    const form = await coordinator.get(`/outcomes/${outcome_id}/change`)
    await coordinator.post(`/outcomes/${outcome_id}/change`, {
      text: 'I play with my friends.',
      pfa: 'health',
      baseline: '2',
      target: '8',
      ...dated('agreed_on', '2022-09-01'),
      version: versionIn(form.body),
    })
    const parent = await office.as('parent', { children: [child_id] })
    for (const path of [`/children/${child_id}`, `/outcomes/${outcome_id}`, `/children/${child_id}/timeline`]) {
      const { body, statusCode } = await parent.get(path)
      assert.equal(statusCode, 200)
      const [main = ''] = /<main[\s\S]*<\/main>/.exec(body) ?? []
      assert.match(main, /I play with my friends/)
      assert.doesNotMatch(main, /Someone, coordinator|EHC coordinator|UPN|\/change|\/new|\/remove|to-do/, path)
    }
  }))

test('a child is added after the likely matches were shown, and once however often the form is sent', () =>
  atWork(async ({ as, aChild, db, actor }) => {
    const known = await aChild({ forename: 'Ash', surname: 'Exampel', birth_date: '2014-03-05' })
    const coordinator = await as('coordinator')
    const asking = new URLSearchParams({ ...details, birth_date: '', ...dated('birth_date', '2014-03-05') })
    const form = { ...details, birth_date: '', ...dated('birth_date', '2014-03-05') }
    const unasked = await coordinator.post('/children/new', form)
    assert.match(String(unasked.headers.location), /^\/children\/new\?forename=Ash/)
    const shown = await seen(coordinator, `/children/new?${asking}`)
    assert.match(shown, /Ash Exampel .* Same date of birth, similar name/)
    const bad = await coordinator.post(`/children/new?${asking}`, { ...form, upn: 'A801200001001' })
    assert.equal(bad.statusCode, 422)
    assert.match(words(bad.body), /The check letter does not fit the number, which calls for H/)
    const once = crypto.randomUUID()
    const one = await coordinator.post(`/children/new?${asking}`, form, once)
    const two = await coordinator.post(`/children/new?${asking}`, form, once)
    assert.equal(one.headers.location, two.headers.location)
    assert.match(String(one.headers.location), /^\/children\/\d+$/)
    const all = await read(db, actor(), tx => tx.selectFrom('child').select('id').execute())
    assert.equal(all.length, 2)
    assert.notEqual(one.headers.location, `/children/${known.child_id}`)
  }))

test('two people change one record: the second is shown what the first saved, and what they typed is kept', () =>
  atWork(async ({ as, aChild }) => {
    const { child_id } = await aChild({ ...details })
    const [first, second] = [await as('coordinator'), await as('data_manager')]
    const url = `/children/${child_id}/change`
    const version = versionIn((await first.get(url)).body)
    const form = { ...details, birth_date: '', ...dated('birth_date', '2014-03-05'), version }
    assert.equal((await first.post(url, { ...form, postcode: 'N1 2XX' })).statusCode, 303)
    const clash = await second.post(url, { ...form, surname: 'Sample' })
    assert.equal(clash.statusCode, 422)
    const told = words(clash.body)
    assert.match(told, /Saved while you were typing, by Someone, coordinator, EHC coordinator/)
    assert.match(told, /Family name Example Sample/)
    assert.match(told, /Postcode N1 2XX Nothing/)
    const again = { ...form, surname: 'Sample', postcode: 'N1 2XX', version: versionIn(clash.body) }
    assert.equal((await second.post(url, again)).statusCode, 303)
    assert.match(await seen(first, `/children/${child_id}`), /Ash Sample/)
  }))

test('a form that is refused keeps what was typed and says how to mend it', () =>
  atWork(async ({ as, aChild }) => {
    const { child_id } = await aChild()
    const coordinator = await as('coordinator')
    const answer = await coordinator.post(`/children/${child_id}/needs/new`, {
      need: 'HI',
      rank: '1',
      'from_on-day': '31',
      'from_on-month': '2',
      'from_on-year': '2024',
    })
    assert.equal(answer.statusCode, 422)
    assert.match(words(answer.body), /Enter the first day, like 27 3 2024/)
    assert.match(answer.body, /name="from_on-day"[^>]*value="31"|value="31"[^>]*name="from_on-day"/)
    assert.match(answer.body, /value="HI"[^>]* checked/)
    const tooSoon = await coordinator.post(`/children/${child_id}/needs/new`, {
      need: 'HI',
      rank: '1',
      ...dated('from_on', '2019-01-01'),
    })
    assert.match(words(tooSoon.body), /Another need of this rank begins later/)
  }))

test('what was recorded by mistake is removed with a reason, and stays in the history', () =>
  atWork(async ({ as, aChild, db, actor }) => {
    const { child_id } = await aChild()
    const coordinator = await as('coordinator')
    const need = await read(db, actor(), tx =>
      tx.selectFrom('need').select('id').where('child_id', '=', child_id).executeTakeFirstOrThrow(),
    )
    const url = `/children/${child_id}/needs/${need.id}/remove`
    assert.equal((await coordinator.post(url, { why: '' })).statusCode, 422)
    assert.equal((await coordinator.post(url, { why: 'It is another child’s' })).statusCode, 303)
    await read(db, actor(), async tx => {
      assert.deepEqual(await tx.selectFrom('need').select('id').execute(), [])
      const kept = await tx.selectFrom('need_history').select('need').where('id', '=', need.id).execute()
      assert.deepEqual(kept, [{ need: 'ASD' }])
    })
    assert.equal((await coordinator.get(url)).statusCode, 404)
  }))

test('a record that was joined leads to the one that was kept, from the page that shows both side by side', () =>
  atWork(async ({ as, aChild }) => {
    const [kept, other] = [await aChild({ ...details }), await aChild({ ...details })]
    const coordinator = await as('coordinator')
    assert.match(await seen(coordinator, '/children/join'), /Ash Example .* Same name and date of birth/)
    const url = `/children/${other.child_id}/join/${kept.child_id}`
    assert.match(await seen(coordinator, url), /Are these two records one child\?/)
    const joined = await coordinator.post(url, { keep: String(kept.child_id), why: 'The mother says so' })
    assert.equal(joined.headers.location, `/children/${kept.child_id}`)
    assert.match(await seen(coordinator, `/children/${other.child_id}`), /Go to the record that was kept/)
    assert.equal((await coordinator.get(url)).statusCode, 404)
    const page = await coordinator.get(`/children/${kept.child_id}`)
    const undo = /href="(\/children\/\d+\/joins\/\d+)"/.exec(page.body)?.[1] ?? ''
    assert.match(await seen(coordinator, undo), /The mother says so/)
    assert.equal((await coordinator.post(undo, { why: 'They are cousins' })).statusCode, 303)
    assert.doesNotMatch(await seen(coordinator, `/children/${other.child_id}`), /was joined with/)
  }))
