import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork, type Browser, type Office } from '#test/office.ts'
import { acts, formOn } from '#test/reviews.ts'

const date = (field: string, day: string) => {
  const [year = '', month = '', of = ''] = day.split('-')
  return { [`${field}-day`]: String(Number(of)), [`${field}-month`]: String(Number(month)), [`${field}-year`]: year }
}

const idIn = (location: string | string[] | undefined) => Number(/\/standards\/(\d+)/.exec(String(location))?.[1])

const takeOn = async (qa: Browser, take = 'non-school-alternative-provision', from_on = '2026-03-02') =>
  idIn((await qa.post('/standards', { take, ...date('from_on', from_on) })).headers.location)

const anUnregistered = (office: Office) => office.aProvider({ name: 'The Workshop', kind: 'alternative_provision' })

const standardId = async ({ owner }: Office, code: string, number = 1) =>
  Number(
    (
      await owner.query(
        'select s.id from standard s join framework_version v on v.id = s.version_id where s.code = $1 and v.number = $2',
        [code, number],
      )
    ).rows[0].id,
  )

const judging = (how: string, more: object = {}) => ({
  ...{ how, reason: 'As seen on the visit', ...date('judged_on', '2026-03-02') },
  ...more,
})

test('a framework is taken on in one step, once, from today or later', () =>
  atWork(async office => {
    const qa = await office.as('qa_officer')
    assert.match((await qa.get('/standards')).body, /Non-school alternative provision 2025/)
    const late = await qa.post('/standards', { take: 'short-breaks', ...date('from_on', '2026-03-01') })
    assert.match(late.body, /from today or a later day/)
    const id = await takeOn(qa)
    const page = (await qa.get(`/standards/${id}`)).body
    assert.match(page, /Version 1: in force, from 2 March 2026/)
    assert.match(page, /checked before they start/)
    assert.match(page, /Open Government Licence/)
    const again = await qa.post('/standards', {
      take: 'non-school-alternative-provision',
      ...date('from_on', '2026-03-02'),
    })
    assert.equal(again.statusCode, 422)
    assert.equal((await acts(office, 'framework.taken_on')).length, 1)
    const lead = await office.as('strategic_lead')
    assert.doesNotMatch((await lead.get('/standards')).body, /Take it on/)
    const forged = await lead.post('/standards', { take: 'short-breaks', ...date('from_on', '2026-03-02') })
    assert.equal(forged.statusCode, 404)
  }))

test('a council changes what it asks as a draft, sees what differs, and publishes it from a day', () =>
  atWork(async office => {
    const qa = await office.as('qa_officer')
    const id = await takeOn(qa)
    await qa.post(`/standards/${id}`, { draft: 'yes' })
    const standard = await standardId(office, '3.4', 2)
    const opened = formOn((await qa.get(`/standards/${id}/draft/${standard}`)).body)
    const saved = await qa.post(`/standards/${id}/draft/${standard}`, { ...opened, number_target: '99' })
    assert.equal(saved.statusCode, 303, saved.body.slice(0, 3000))
    const stale = await qa.post(`/standards/${id}/draft/${standard}`, { ...opened, number_target: '97' })
    assert.match(stale.body, /Somebody else saved changes/)
    const wrong = await qa.post(`/standards/${id}/draft/new`, {
      ...opened,
      code: '5.1',
      number_target: '',
      number_unit: '',
    })
    assert.match(wrong.body, /Enter the number of the threshold/)
    assert.match(wrong.body, /value="5.1"/)
    const taken = await qa.post(`/standards/${id}/draft/new`, { ...opened, code: '1.1' })
    assert.match(taken.body, /has this number/)
    await qa.post(`/standards/${id}/draft/new`, { ...opened, code: '5.1', words: 'Something new', new_theme: 'Ours' })
    await qa.post(`/standards/${id}/draft/${await standardId(office, '1.6', 2)}/remove`, { sure: 'yes' })
    const compared = (await qa.get(`/standards/${id}/compare?from=1&to=2`)).body
    assert.match(compared, /1 added, 1 removed, 1 changed, 19 the same/)
    assert.match(compared, /At least 98% of sessions told the same day; partly from 95%/)
    const provider = await office.as('provider_manager', { institutions: [await anUnregistered(office)] })
    assert.doesNotMatch((await provider.get(`/standards/${id}/compare?from=1&to=2`)).body, /Something new/)
    const same = await qa.post(`/standards/${id}/draft`, {
      ...{ act: 'publish', what_changed: 'Attendance' },
      ...date('from_on', '2026-03-02'),
    })
    assert.match(same.body, /Choose a day after it/)
    const published = await qa.post(`/standards/${id}/draft`, {
      ...{ act: 'publish', what_changed: 'Attendance' },
      ...date('from_on', '2026-09-01'),
    })
    assert.equal(published.statusCode, 303)
    assert.match((await qa.get(`/standards/${id}`)).body, /Version 1: in force/)
    office.later('2026-09-01')
    assert.match((await qa.get(`/standards/${id}`)).body, /Version 2: in force/)
    assert.equal((await qa.get(`/standards/${id}/draft`)).statusCode, 404)
  }))

test('a draft that is thrown away leaves the published version as it was', () =>
  atWork(async office => {
    const qa = await office.as('qa_officer')
    const id = await takeOn(qa)
    await qa.post(`/standards/${id}`, { draft: 'yes' })
    assert.match((await qa.post(`/standards/${id}`, { draft: 'yes' })).body, /There is a draft already/)
    await qa.post(`/standards/${id}/draft`, { act: 'discard' })
    const { rows } = await office.owner.query('select count(*)::int as n from standard')
    assert.equal(rows[0].n, 21)
  }))

test('a provider is judged with a reason; gates come first and nothing makes up for one; it can reply', () =>
  atWork(async office => {
    const qa = await office.as('qa_officer')
    await takeOn(qa)
    const provider = await anUnregistered(office)
    const path = `/providers/${provider}/standards`
    const manager = await office.as('provider_manager', { institutions: [provider] })
    const gate = await standardId(office, '1.3')
    for (const code of ['4.1', '3.1']) await qa.post(`${path}/${await standardId(office, code)}`, judging('met'))
    const without = await qa.post(`${path}/${gate}`, judging('not_yet', { reason: '' }))
    assert.match(without.body, /Say why/)
    const tomorrow = await qa.post(`${path}/${gate}`, judging('not_yet', date('judged_on', '2026-03-03')))
    assert.match(tomorrow.body, /today or in the past/)
    await qa.post(`${path}/${gate}`, judging('not_yet', { reason: 'No log is kept' }))
    const page = (await manager.get(path)).body
    assert.match(page, /A gate is not met/)
    assert.match(page, /Standard 1.3 must be met, and is not/)
    assert.match(page, /nothing makes up for it/)
    assert.ok(page.indexOf('Gates: each must be met') < page.indexOf('Other standards'))
    await manager.post(`/providers/${provider}/judgements/3/reply`, { reply: 'The log is kept from today' })
    const shown = (await qa.get(`${path}/${gate}`)).body
    assert.match(shown, /The log is kept from today/)
    await qa.post(`${path}/${gate}`, judging('met', { reason: 'The log was seen' }))
    const after = (await qa.get(`${path}/${gate}`)).body
    assert.match(after, /No log is kept/)
    assert.match(after, /The log was seen/)
    assert.equal((await manager.post(`${path}/${gate}`, judging('met'))).statusCode, 404)
    const other = await office.as('provider_manager', { institutions: [await office.aProvider()] })
    assert.equal((await other.get(path)).statusCode, 404)
    assert.equal((await other.get(`${path}/${gate}`)).statusCode, 404)
    assert.equal((await other.get(`/providers/${provider}/judgements/3/reply`)).statusCode, 404)
  }))

test('what was measured is held against the threshold by the system', () =>
  atWork(async office => {
    const qa = await office.as('qa_officer')
    await takeOn(qa)
    const provider = await anUnregistered(office)
    const path = `/providers/${provider}/standards`
    const attendance = await standardId(office, '3.4')
    assert.match((await qa.post(`${path}/${attendance}`, judging('measured'))).body, /Enter the number that was found/)
    await qa.post(`${path}/${attendance}`, judging('measured', { value: '96' }))
    const staff = await standardId(office, '4.2')
    await qa.post(`${path}/${staff}`, judging('measured', { who: '3', of: '4' }))
    const { rows } = await office.owner.query('select judgement, shown from standard_judgement order by id')
    assert.deepEqual(rows, [
      { judgement: 'partly', shown: { value: 96 } },
      { judgement: 'met', shown: { who: 3, of: 4 } },
    ])
  }))

test('a judgement is carried to the next version while the standard asks the same, and is asked again where it does not', () =>
  atWork(async office => {
    const qa = await office.as('qa_officer')
    const id = await takeOn(qa)
    const provider = await anUnregistered(office)
    const path = `/providers/${provider}/standards`
    for (const code of ['4.1', '3.4'])
      await qa.post(
        `${path}/${await standardId(office, code)}`,
        code === '3.4' ? judging('measured', { value: '98' }) : judging('met'),
      )
    await qa.post(`/standards/${id}`, { draft: 'yes' })
    for (const [code, change] of [
      ['3.4', { number_target: '99' }],
      ['4.1', { code: '4.10', guidance: 'Said more plainly' }],
    ] as const) {
      const standard = await standardId(office, code, 2)
      const opened = formOn((await qa.get(`/standards/${id}/draft/${standard}`)).body)
      assert.equal((await qa.post(`/standards/${id}/draft/${standard}`, { ...opened, ...change })).statusCode, 303)
    }
    await qa.post(`/standards/${id}/draft`, { act: 'publish', what_changed: 'x', ...date('from_on', '2026-03-03') })
    office.later('2026-03-03')
    const page = (await qa.get(path)).body
    assert.match(page, /To be judged again/)
    const again = (await qa.get(`${path}/${await standardId(office, '3.4', 2)}`)).body
    assert.match(again, /Judged on version 1\. Changed since: threshold was “At least 98%/)
    const stands = (await qa.get(`${path}/${await standardId(office, '4.10', 2)}`)).body
    assert.match(stands, /Judged on 2 March 2026, on version 1/)
    assert.match(page, /1 met/)
  }))

test('scales of inspectorates stand side by side, each in its own words', () =>
  atWork(async office => {
    const qa = await office.as('qa_officer')
    const provider = await office.aProvider()
    const path = `/providers/${provider}/standards/inspections/new`
    const said = { judged: 'Inclusion', ...date('inspected_on', '2025-12-02') }
    const wrong = await qa.post(path, { scale: 'ofsted_report_card', grade: 'Good', ...said })
    assert.match(wrong.body, /Ofsted report card says one of/)
    await qa.post(path, { scale: 'ofsted_report_card', grade: 'Strong standard', ...said })
    await qa.post(path, {
      scale: 'ofsted_overall',
      judged: 'Overall effectiveness',
      grade: 'Good',
      ...date('inspected_on', '2023-05-02'),
    })
    const page = (await qa.get(`/providers/${provider}/standards`)).body
    assert.match(page, /Ofsted report card[\s\S]*Strong standard/)
    assert.match(page, /Ofsted, with an overall judgement[\s\S]*Good/)
  }))

test('a framework without kinds is for the providers it is given to, with the reason', () =>
  atWork(async office => {
    const qa = await office.as('qa_officer')
    const id = await takeOn(qa, 'resourced-provision')
    const provider = await office.aProvider()
    const path = `/providers/${provider}/standards`
    assert.match((await qa.get(path)).body, /No framework in force is for this provider/)
    const given = await qa.post(`${path}/frameworks`, {
      framework: String(id),
      applies: 'yes',
      why: 'It has a base of 12',
    })
    assert.equal(given.statusCode, 303)
    assert.match((await qa.get(path)).body, /Mainstream resourced provision/)
    await qa.post(`${path}/frameworks`, { framework: String(id), applies: 'no', why: 'The base was closed' })
    assert.match((await qa.get(path)).body, /No framework in force is for this provider/)
  }))
