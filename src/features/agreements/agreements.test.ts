import assert from 'node:assert/strict'
import { test } from 'node:test'
import { waymarkItself } from '#platform/access/actor.ts'
import { read } from '#platform/database/transaction.ts'
import { atWork, type Browser, type Office } from '#test/office.ts'
import { type Baseline, baselineOf, type Reference } from './index.ts'
import { versionsOf } from './queries.ts'
import { tellOfSigning } from './telling-actions.ts'

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const dates = (name: string, [year = '', month = '', day = '']: string[]) => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
})
const on = (name: string, date: string) => dates(name, date.split('-'))

const attendance = {
  promise: 'Children placed attend',
  measure: 'Sessions attended, of all sessions possible',
  unit: '%',
  direction: 'at_least',
  target: '92',
  period: 'term',
  source: 'Attendance return',
  council_owner: 'Commissioner',
  provider_owner: 'Head of school',
  breach_periods: '2',
}

/** A draft with its parties and days. */
async function begun(commissioner: Browser, provider_id: number, more: Record<string, string> = {}) {
  const answer = await commissioner.post('/agreements/new', {
    kind: 'contract',
    provider_id: String(provider_id),
    title: 'Places at Ash House',
    ...on('from_on', '2025-09-01'),
    ...on('to_on', '2026-08-31'),
    ...more,
  })
  return { answer, path: String(answer.headers.location ?? '') }
}

async function filled(commissioner: Browser, path: string, title = 'Places at Ash House') {
  const version = hidden((await commissioner.get(`${path}/terms`)).body, 'version')
  const terms = await commissioner.post(`${path}/terms`, {
    title,
    ...on('from_on', '2025-09-01'),
    ...on('to_on', '2026-08-31'),
    ...on('applies_on', '2025-09-01'),
    break_on: '1 4 2026',
    notice_weeks: '12',
    value: '240000',
    value_per: 'year',
    covers: 'placed',
    council_owner: 'Commissioner',
    provider_owner: 'Head of school',
    version,
  })
  assert.equal(terms.statusCode, 303, words(terms.body))
  const post = async (where: string, fields: Record<string, string>) => {
    const answer = await commissioner.post(`${path}/${where}/new`, fields)
    assert.equal(answer.statusCode, 303, words(answer.body))
  }
  await post('services', { what: 'Twelve places', amount: '12', unit: 'places' })
  await post('expectations', attendance)
  await post('responsibilities', { what: 'Sends review reports', whose: 'provider', by_when: 'two weeks' })
}

async function signed(browser: Browser, path: string, more: Record<string, string> = {}) {
  const page = await browser.get(`${path}/sign`)
  const sha256 = hidden(page.body, 'sha256')
  return browser.post(`${path}/sign`, { answer: 'signed', read: 'yes', post: 'Head', sha256, ...more })
}

/** A contract that both sides signed. */
async function agreed(office: Office) {
  const provider_id = await office.aProvider({ name: 'Ash House' })
  const commissioner = await office.as('commissioner')
  const manager = await office.as('provider_manager', { institutions: [provider_id] })
  const { path } = await begun(commissioner, provider_id)
  await filled(commissioner, path)
  await commissioner.post(`${path}/send`, {})
  await signed(commissioner, path)
  await signed(manager, path)
  return { provider_id, commissioner, manager, path, id: Number(path.split('/').at(-1)) }
}

test('an agreement is drafted unseen, sent, signed by one person on each side, and in force', () =>
  atWork(async office => {
    const provider_id = await office.aProvider({ name: 'Ash House' })
    const [commissioner, manager] = [
      await office.as('commissioner'),
      await office.as('provider_manager', { institutions: [provider_id] }),
    ]
    const { path } = await begun(commissioner, provider_id)
    assert.equal((await manager.get(path)).statusCode, 404)
    const early = await commissioner.post(`${path}/send`, {})
    assert.match(words(early.body), /Add an expectation: an agreement without one can be held to nothing/)
    await filled(commissioner, path)
    assert.equal((await commissioner.post(`${path}/send`, {})).statusCode, 303)
    assert.match(words((await manager.get(path)).body), /Read and sign version 1/)
    assert.match(
      words((await manager.get('/agreements')).body),
      /Places at Ash House Contract Ash House .* Sent for signature/,
    )
    const blank = await manager.post(`${path}/sign`, { answer: 'signed', post: '', sha256: 'x' })
    assert.match(words(blank.body), /Enter the post you sign in.*Say that you have read it/)
    const other = await signed(manager, path, { sha256: 'f'.repeat(64) })
    assert.match(words(other.body), /This is not the version that was sent/)
    const sent = hidden((await manager.get(`${path}/sign`)).body, 'sha256')
    assert.equal((await signed(manager, path)).statusCode, 303)
    const again = await manager.post(`${path}/sign`, { answer: 'signed', read: 'yes', post: 'Head', sha256: sent })
    assert.match(words(again.body), /Your side has answered already/)
    assert.match(words((await manager.get(path)).body), /Version 1 waits for a signature/)
    assert.equal((await signed(commissioner, path)).statusCode, 303)
    const page = words((await commissioner.get(path)).body)
    assert.match(page, /In force 1 September 2025 to 31 August 2026/)
    assert.match(page, /Sessions attended, of all sessions possible: at least 92% each term/)
    assert.match(page, /Breach: two terms running off target/)
    assert.match(page, /Signed on 2 March 2026 by Someone, provider_manager, Head/)
  }))

test('whoever is to sign is told in the morning, once, in one message, and whoever sent it what was answered', () =>
  atWork(async office => {
    const provider_id = await office.aProvider({ name: 'Ash House' })
    const { child_id } = await office.aChild({ forename: 'Rowan' })
    const commissioner = await office.as('commissioner')
    const manager = await office.as('provider_manager', { institutions: [provider_id] })
    await office.as('provider_manager', { institutions: [await office.aProvider()] })
    const { path: contract } = await begun(commissioner, provider_id)
    const { path: placement } = await begun(commissioner, provider_id, {
      kind: 'placement',
      child_id: String(child_id),
    })
    await filled(commissioner, contract)
    await filled(commissioner, placement, 'A place for Rowan')
    const morning = () => tellOfSigning(office.db, waymarkItself(206, office.today))
    assert.equal(await morning(), 0, 'a draft is nobody’s to sign')
    for (const path of [contract, placement]) await commissioner.post(`${path}/send`, {})
    assert.deepEqual([await morning(), await morning()], [1, 0])
    const last = async () =>
      (await office.owner.query('select person_id, title, body, html from message order by id desc limit 1')).rows[0]
    const told = await last()
    assert.equal(told.person_id, manager.person_id)
    assert.match(told.title, /2 agreements sent for signature/)
    assert.match(told.body, /Contract with Ash House, sent on 2 March 2026\n {2}waymark:\/agreements\/\d+/)
    assert.doesNotMatch(told.title + told.body + told.html, /Rowan/)
    await signed(manager, contract)
    assert.equal(await morning(), 1)
    const answered = await last()
    assert.equal(answered.person_id, commissioner.person_id)
    assert.match(answered.body, /Signed by the provider, to be signed by the council/)
    await signed(commissioner, contract)
    assert.equal(await morning(), 0, 'whoever gave the last signature knows, and what is left was told')
    await signed(manager, placement, { answer: 'declined', why: 'Another day' })
    assert.equal(await morning(), 1)
    assert.match((await last()).body, /Sent back by the provider\n-+\n\n- Individual placement agreement/)
  }))

test('nobody signs for both sides, whatever roles they hold', () =>
  atWork(async office => {
    const provider_id = await office.aProvider()
    const commissioner = await office.as('commissioner')
    const { path } = await begun(commissioner, provider_id)
    await filled(commissioner, path)
    await commissioner.post(`${path}/send`, {})
    await signed(commissioner, path)
    const manager = await office.as('provider_manager', { institutions: [provider_id] })
    await office.owner.query('update session set person_id = $1 where person_id = $2', [
      commissioner.person_id,
      manager.person_id,
    ])
    await office.owner.query('update membership set person_id = $1 where person_id = $2', [
      commissioner.person_id,
      manager.person_id,
    ])
    const refused = await signed(manager, path)
    assert.match(words(refused.body), /You answered for the other side. Somebody else must sign for this one/)
  }))

test('what was sent is never changed, by a page or by the application’s role', () =>
  atWork(async office => {
    const { commissioner, path, id } = await agreed(office)
    assert.equal((await commissioner.get(`${path}/terms`)).statusCode, 404)
    assert.equal((await commissioner.get(`${path}/expectations/new`)).statusCode, 404)
    const tamper = (statement: string) =>
      office.owner.query(`set waymark.today = '2026-03-02'; set waymark.act = '1'; ${statement}`)
    await assert.rejects(tamper('update agreement_expectation set target = 50'), /sent for signature/)
    await assert.rejects(tamper('delete from agreement_service'), /sent for signature/)
    await assert.rejects(tamper("update agreement_version set document = '{}'"), /sent for signature/)
    await tamper(
      "alter table agreement_version disable trigger user; update agreement_version set document = document || ' '; alter table agreement_version enable trigger user",
    )
    assert.match(words((await commissioner.get(path)).body), /What is kept of this version is not what was sent/)
    const [version] = await read(office.db, office.actor(), tx => versionsOf(tx, office.actor(), id))
    assert.equal(version?.whole, false)
  }))

test('a variation is a version of its own, says what it changes, and counts from its day once both signed', () =>
  atWork(async office => {
    const { commissioner, manager, path, provider_id } = await agreed(office)
    const begunOne = await commissioner.post(`${path}/vary`, {
      what_changed: 'Attendance is expected to be higher',
      ...on('applies_on', '2026-04-01'),
    })
    assert.equal(begunOne.statusCode, 303, words(begunOne.body))
    const draft = (await commissioner.get(`${path}?version=2`)).body
    const line = /\/agreements\/expectations\/(\d+)/.exec(draft)?.[1]
    const version = hidden((await commissioner.get(`/agreements/expectations/${line}`)).body, 'version')
    const changed = await commissioner.post(`/agreements/expectations/${line}`, {
      ...attendance,
      target: '95',
      version,
    })
    assert.equal(changed.statusCode, 303, words(changed.body))
    assert.doesNotMatch(words((await manager.get(`${path}?version=2`)).body), /95%/)
    await commissioner.post(`${path}/send`, {})
    assert.match(words((await manager.get(`${path}/sign`)).body), /at least 92% each term.*at least 95% each term/)
    await signed(manager, path)
    await signed(commissioner, path)
    const targets = async (day: string) =>
      (await read(office.db, office.actor(), tx => baselineOf(tx, office.actor(), provider_id, day))).expectations.map(
        one => `${one.target} ${one.reference.split('@')[1]}`,
      )
    assert.deepEqual(await targets('2026-03-31'), ['92 1'])
    assert.deepEqual(await targets('2026-04-01'), ['95 2'])
    assert.deepEqual(await targets('2026-09-01'), [])
  }))

test('what is sent back says why, and is mended by a new version', () =>
  atWork(async office => {
    const provider_id = await office.aProvider()
    const commissioner = await office.as('commissioner')
    const manager = await office.as('provider_manager', { institutions: [provider_id] })
    const { path } = await begun(commissioner, provider_id)
    await filled(commissioner, path)
    await commissioner.post(`${path}/send`, {})
    const bare = await signed(manager, path, { answer: 'declined' })
    assert.match(words(bare.body), /Say what must change before you can sign/)
    await signed(manager, path, { answer: 'declined', why: 'The target is out of reach' })
    assert.match(words((await commissioner.get(path)).body), /Sent back.*The target is out of reach/)
    assert.match(words((await signed(commissioner, path)).body), /There is nothing for you to sign|sent back/)
    const again = await commissioner.post(`${path}/vary`, { what_changed: 'Lower', ...on('applies_on', '2025-09-01') })
    assert.equal(again.statusCode, 303)
  }))

test('two of one kind with one provider do not overlap, and what was typed is kept', () =>
  atWork(async office => {
    const { commissioner, provider_id } = await agreed(office)
    const { answer } = await begun(commissioner, provider_id, { title: 'A second one' })
    assert.match(
      words(answer.body),
      /“Places at Ash House” is a contract with this provider from 1 September 2025 to 31 August 2026/,
    )
    assert.match(answer.body, /value="A second one"/)
    const sla = await begun(commissioner, provider_id, { kind: 'sla' })
    assert.equal(sla.answer.statusCode, 303)
    const next = await begun(commissioner, provider_id, {
      ...on('from_on', '2026-09-01'),
      ...on('to_on', '2027-08-31'),
    })
    assert.equal(next.answer.statusCode, 303)
  }))

test('an expectation without a measure is refused, with all else that was typed kept', () =>
  atWork(async office => {
    const commissioner = await office.as('commissioner')
    const { path } = await begun(commissioner, await office.aProvider())
    const refused = await commissioner.post(`${path}/expectations/new`, { ...attendance, measure: '', target: '' })
    assert.match(words(refused.body), /a promise that cannot be measured is not an expectation/)
    assert.match(refused.body, /Children placed attend<\/textarea>/)
    const unmeasured = await commissioner.post(`${path}/expectations/new`, { ...attendance, target: '' })
    assert.match(words(unmeasured.body), /Enter the target/)
    assert.match(
      (await commissioner.get(`${path}/expectations/new?template=therapy`)).body,
      /value="Therapy sessions held, of those planned"/,
    )
  }))

test('a placement agreement is in the child’s trail, and the provider’s only while it runs', () =>
  atWork(async office => {
    const provider_id = await office.aProvider()
    const { child_id } = await office.aChild({ forename: 'Rowan' })
    const commissioner = await office.as('commissioner')
    const [manager, other] = [
      await office.as('provider_manager', { institutions: [provider_id] }),
      await office.as('provider_manager', { institutions: [await office.aProvider()] }),
    ]
    const nobody = await begun(commissioner, provider_id, { kind: 'placement' })
    assert.match(words(nobody.answer.body), /Choose the child it is for/)
    const { path } = await begun(commissioner, provider_id, { kind: 'placement', child_id: String(child_id) })
    await filled(commissioner, path)
    await commissioner.post(`${path}/send`, {})
    assert.match(words((await manager.get(`${path}/sign`)).body), /For Rowan Example/)
    assert.equal((await other.get(path)).statusCode, 404)
    assert.doesNotMatch((await other.get('/agreements')).body, /Rowan/)
    const trail = await office.owner.query(
      "select count(*)::int as n from audit_entry where child_id = $1 and act = 'agreement.seen'",
      [child_id],
    )
    assert.ok(trail.rows[0].n >= 2)
    office.later('2026-09-01')
    assert.equal((await manager.get(path)).statusCode, 404)
    assert.equal((await commissioner.get(path)).statusCode, 200)
  }))

test('the baseline gives each line a reference that a later judgement can name', () =>
  atWork(async office => {
    const { provider_id, id } = await agreed(office)
    const baseline: Baseline = await read(office.db, office.actor(), tx =>
      baselineOf(tx, office.actor(), provider_id, office.today),
    )
    const reference: Reference | undefined = baseline.expectations[0]?.reference
    assert.equal(reference, `expectation:${id}/E1@1`)
  }))

test('what is broken off counts until its day, and not from it', () =>
  atWork(async office => {
    const { commissioner, path, provider_id } = await agreed(office)
    const late = await commissioner.post(`${path}/end`, {
      broken_by: 'council',
      broken_why: 'x',
      ...on('broken_on', '2027-01-01'),
    })
    assert.match(words(late.body), /Choose a day within the term/)
    await commissioner.post(`${path}/end`, {
      broken_by: 'both',
      broken_why: 'The building closes',
      ...on('broken_on', '2026-04-01'),
    })
    assert.match(
      words((await commissioner.get(path)).body),
      /Ending soon Broken off from 1 April 2026 by both together: The building closes/,
    )
    const count = async (day: string) =>
      (await read(office.db, office.actor(), tx => baselineOf(tx, office.actor(), provider_id, day))).expectations
        .length
    assert.deepEqual([await count('2026-03-31'), await count('2026-04-01')], [1, 0])
  }))

test('what plans promise and no agreement does is a list, by provider, and linking mends it', () =>
  atWork(async office => {
    const { commissioner, manager, provider_id, path } = await agreed(office)
    const [one, two] = [await office.aChild({ provider_id }), await office.aChild({ provider_id })]
    await office.write(async tx => {
      const line = (of: { child_id: number; plan_id: number }, section: string, text: string) =>
        tx
          .insertInto('provision_line')
          .values({ area_id: 206, ...of, section, text })
          .execute()
      await line(one, 'F', 'Speech therapy each week')
      await line(two, 'F', 'A key adult each morning')
      await line(two, 'G', 'Physiotherapy')
    })
    assert.match(
      words((await commissioner.get('/agreements/gaps')).body),
      /2 lines of plans in force, at 1 provider.*Ash House 2 2 2 1/,
    )
    assert.equal((await manager.get('/agreements/gaps')).statusCode, 404)
    const url = `/providers/${provider_id}/agreements/gaps`
    const page = (await commissioner.get(url)).body
    const line = /name="line" type="checkbox" value="(\d+)"|type="checkbox" value="(\d+)"/.exec(page)
    const id = line?.[1] ?? line?.[2] ?? ''
    assert.match(words((await commissioner.post(url, { to: '' })).body), /Choose which line of which agreement/)
    const linked = await commissioner.post(url, { line: id, to: `${path.split('/').at(-1)}:S1` })
    assert.equal(linked.statusCode, 303, words(linked.body))
    assert.match(words((await commissioner.get('/agreements/gaps')).body), /1 line of plans in force/)
    assert.match(words((await commissioner.get(`/providers/${provider_id}/baseline`)).body), /Places at Ash House, S1/)
    assert.doesNotMatch(
      words((await manager.get(`/providers/${provider_id}/baseline`)).body),
      /Speech therapy|lines of plans/,
    )
    const inIt = (await commissioner.get(`${path}/provision`)).body
    const link =
      /value="(\d+)"[^>]*>(?=[^<]*<label)/.exec(inIt)?.[1] ?? /type="checkbox"[^>]*value="(\d+)"/.exec(inIt)?.[1] ?? ''
    await commissioner.post(`${path}/provision`, { link })
    assert.match(words((await commissioner.get('/agreements/gaps')).body), /2 lines of plans/)
  }))

test('lists say how each agreement stands as its own page does', () =>
  atWork(async office => {
    const { commissioner, path } = await agreed(office)
    for (const [day, state] of [
      ['2026-03-02', 'In force'],
      ['2026-06-02', 'Ending soon'],
      ['2026-08-31', 'Ending soon'],
      ['2026-09-01', 'Ended'],
    ] as const) {
      office.later(day)
      assert.match(words((await commissioner.get('/agreements')).body), new RegExp(`31 August 2026 1 ${state}`))
      assert.match(words((await commissioner.get(path)).body), new RegExp(`Places at Ash House ${state}`))
    }
    assert.match(
      words((await commissioner.get('/agreements?state=ended&kind=contract&find=ash')).body),
      /Places at Ash House/,
    )
    assert.match(words((await commissioner.get('/agreements?state=draft')).body), /No agreement fits/)
  }))
