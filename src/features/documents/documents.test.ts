import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { shippedFrameworks, takeOn } from '#features/standards/index.ts'
import { waymarkItself } from '#platform/access/actor.ts'
import { read } from '#platform/database/transaction.ts'
import { atWork, type Browser, type Office } from '#test/office.ts'
import { acts, count } from '#test/reviews.ts'
import { scanDocuments } from './actions.ts'
import { chase } from './chase-actions.ts'
import { toChase } from './chase-queries.ts'

const date = (field: string, day: string) => {
  const [year = '', month = '', of = ''] = day.split('-')
  return { [`${field}-day`]: of, [`${field}-month`]: month, [`${field}-year`]: year }
}

type Given = { kind?: string; on?: string; ends?: string; staff?: 'yes' | 'no'; about?: string; bytes?: string }

const send = (
  manager: Browser,
  provider: number,
  {
    kind = 'insurance_public',
    on = '2026-01-05',
    ends,
    staff = 'no',
    about = '',
    bytes = 'x'.repeat(3000),
  }: Given = {},
) =>
  manager.upload(
    `/providers/${provider}/documents/new`,
    { kind, staff, about, ...date('certificate_on', on), ...(ends ? date('expires_on', ends) : {}) },
    { name: 'Jo Example certificate.txt', bytes },
  )

const idIn = (answer: { headers: { location?: unknown } }) => Number(/\d+$/.exec(String(answer.headers.location))?.[0])

async function aWorkshop(office: Office) {
  const provider = await office.aProvider({ name: 'The Workshop', kind: 'alternative_provision' })
  const [framework] = shippedFrameworks
  if (framework) await takeOn(office.db, office.actor(), framework, office.today)
  const manager = await office.as('provider_manager', { institutions: [provider] })
  return { provider, manager, qa: await office.as('qa_officer'), commissioner: await office.as('commissioner') }
}

test('a document dated in the future, or that ends before it begins, is refused and what was typed is kept', () =>
  atWork(async office => {
    const { provider, manager } = await aWorkshop(office)
    const future = await send(manager, provider, { on: '2026-03-03' })
    assert.equal(future.statusCode, 422)
    assert.match(future.body, /today or in the past/)
    assert.match(future.body, /value="insurance_public" selected/)
    assert.match((await send(manager, provider, { on: '2026-02-02', ends: '2026-02-01' })).body, /on or after its date/)
    assert.match((await send(manager, provider, { bytes: '<html></html>' })).body, /does not take this kind of file/)
    assert.equal(await count(office, 'document'), 0)
    const other = await office.as('provider_manager', { institutions: [await office.aProvider()] })
    assert.equal((await send(other, provider)).statusCode, 404)
  }))

test('a provider sends, the council checks, and the rule that ends it is named', () =>
  atWork(async office => {
    const { provider, manager, qa } = await aWorkshop(office)
    const id = idIn(
      await send(manager, provider, { kind: 'policy_safeguarding', on: '2025-02-20', ends: '2027-01-01' }),
    )
    assert.equal((await manager.post(`/documents/${id}`, { act: 'accept' })).statusCode, 404)
    assert.match((await qa.post(`/documents/${id}`, { act: 'send_back' })).body, /Say why it goes back/)
    await qa.post(`/documents/${id}`, { act: 'accept' })
    const page = (await manager.get(`/documents/${id}`)).body
    assert.match(page, /Ran out by the council’s interval: the council asks for a new one a year after its date/)
    assert.match(page, /1 January 2027/)
    assert.match((await qa.get('/documents?show=expired')).body, /Safeguarding and child protection policy/)
    await qa.post('/documents/intervals', { kind: 'policy_safeguarding', months: '24' })
    assert.match((await manager.get(`/documents/${id}`)).body, /Stands until its own end, 1 January 2027/)
    assert.match((await qa.post(`/documents/${id}`, { act: 'accept' })).body, /Somebody else checked it/)
    const again = idIn(await send(manager, provider, { kind: 'policy_complaints', on: '2026-01-01' }))
    await qa.post(`/documents/${again}`, { act: 'send_back', why: 'Page 2 is missing' })
    assert.match((await manager.get(`/documents/${again}`)).body, /Page 2 is missing/)
    await manager.post(`/documents/${again}`, { act: 'withdraw' })
    assert.equal((await acts(office, 'document.withdrawn')).length, 1)
  }))

test('one document serves every standard that asks for it, and meets them until it runs out', () =>
  atWork(async office => {
    const { provider, manager, qa } = await aWorkshop(office)
    for (const kind of ['policy_health_safety', 'insurance_public', 'insurance_employers']) {
      const id = idIn(await send(manager, provider, { kind, ends: '2026-06-30', bytes: kind.repeat(300) }))
      await qa.post(`/documents/${id}`, { act: 'accept' })
    }
    const before = (await qa.get(`/providers/${provider}/documents`)).body
    assert.match(before, /Designated|Training of the designated safeguarding lead/)
    assert.match(
      (await qa.get(`/providers/${provider}/standards`)).body,
      /Valid on the day: health and safety policy until 30 June 2026/,
    )
    office.later('2026-07-01')
    const after = (await qa.get(`/providers/${provider}/standards`)).body
    assert.match(after, /Health and safety policy ran out on 30 June 2026/)
    const missing = (await manager.get('/documents?show=missing')).body
    const counted = /([\d,]+)<[^<]*<[^>]*>[^<]*are asked for by standards and missing/
    const told = counted.exec(missing)?.[1]
    assert.ok(Number(told) > 0)
    // The head counts all of them, on whichever page of whichever list it stands.
    assert.equal(counted.exec((await manager.get('/documents?show=expired&page=999')).body)?.[1], told)
    assert.match(missing, /Public liability insurance/)
  }))

test('the same bytes under another name are flagged, and thin evidence', () =>
  atWork(async office => {
    const { provider, manager, qa } = await aWorkshop(office)
    await send(manager, provider, { kind: 'fire_risk', bytes: 'tiny' })
    const id = idIn(await send(manager, provider, { kind: 'risk_assessment', bytes: 'tiny' }))
    const page = (await qa.get(`/documents/${id}`)).body
    assert.match(page, /The same file was sent as fire risk assessment of 5 January 2026/)
    assert.match(page, /very small/)
    assert.doesNotMatch((await manager.get(`/documents/${id}`)).body, /very small/)
  }))

test('what names staff is opened by its provider and quality assurance officers; others see that it was checked', () =>
  atWork(async office => {
    const { provider, manager, qa, commissioner } = await aWorkshop(office)
    const staff = { kind: 'first_aid', staff: 'yes', about: 'Jo Example, first aider' } as const
    const id = idIn(await send(manager, provider, staff))
    await qa.post(`/documents/${id}`, { act: 'accept' })
    for (const browser of [manager, qa]) {
      assert.match((await browser.get(`/documents/${id}`)).body, /Jo Example, first aider/)
      assert.equal((await browser.get(`/documents/${id}/file`)).statusCode, 200)
    }
    const seen = (await commissioner.get(`/documents/${id}`)).body
    assert.doesNotMatch(seen, /Jo Example/)
    assert.match(seen, /names are not shown here/)
    assert.equal((await commissioner.get(`/documents/${id}/file`)).statusCode, 404)
    const names = (staffSeen: string) =>
      read(office.db, office.actor(), async tx => {
        await sql.raw(`set local waymark.staff = '${staffSeen}'`).execute(tx)
        return (await tx.selectFrom('document_file').select('name').where('area_id', '=', 206).execute()).length
      })
    assert.equal(await names(''), 0)
    assert.equal(await names('seen'), 1)
    const { rows } = await office.owner.query("select detail::text from audit_entry where act like 'document.%'")
    assert.doesNotMatch(rows.map(({ detail }) => detail).join(), /Jo Example/)
    assert.equal((await acts(office, 'document.seen')).length, 2)
  }))

test('a provider is told at 90, 60, 30 and 0 days, once at each, in one message; the dry run lists it', () =>
  atWork(async office => {
    const { provider, manager, qa } = await aWorkshop(office)
    for (const [kind, ends] of [
      ['insurance_public', '2026-05-31'],
      ['insurance_employers', '2026-03-20'],
    ] as const)
      await qa.post(`/documents/${idIn(await send(manager, provider, { kind, ends, bytes: kind.repeat(300) }))}`, {
        act: 'accept',
      })
    const dry = await read(office.db, office.actor(), tx => toChase(tx, office.actor()))
    assert.deepEqual(
      dry.chases.map(({ items }) => items.map(({ step }) => step)),
      [[30, 90]],
    )
    const morning = () => chase(office.db, waymarkItself(206, office.today))
    await morning()
    await morning()
    assert.equal(await count(office, 'message'), 1)
    office.later('2026-03-03')
    await morning()
    assert.equal(await count(office, 'message'), 1)
    office.later('2026-03-20')
    await morning()
    assert.equal(await count(office, 'message'), 2)
    const { rows } = await office.owner.query('select kind, body from message order by id')
    assert.equal(rows[0].kind, 'documents')
    assert.match(rows[0].body, /public liability insurance, runs out on 31 May 2026/)
    await office.owner.query("update membership set until_on = '2026-03-01' where role = 'provider_manager'")
    const left = await read(office.db, office.actor(), tx => toChase(tx, office.actor()))
    assert.equal(left.chases.length, 0)
    assert.equal(left.nobody.length, 2)
  }))

test('what the council asks for is on the provider’s list with its day', () =>
  atWork(async office => {
    const { provider, manager, qa } = await aWorkshop(office)
    const asking = { kind: 'single_central_record', why: 'None has been seen', ...date('due_on', '2026-03-16') }
    const late = await qa.post(`/providers/${provider}/documents/ask`, { ...asking, ...date('due_on', '2026-03-01') })
    assert.match(late.body, /today or later/)
    await qa.post(`/providers/${provider}/documents/ask`, asking)
    assert.match((await manager.get(`/providers/${provider}/documents`)).body, /Asked for/)
  }))

test('a document is opened by nobody until it has been scanned, and goes back with what the scanner found', () => {
  let said: 'away' | 'found' | 'clean' = 'away'
  return atWork(
    async office => {
      const { provider, manager, qa } = await aWorkshop(office)
      const id = idIn(await send(manager, provider))
      assert.equal((await qa.get(`/documents/${id}/file`)).statusCode, 404)
      said = 'clean'
      await scanDocuments(office.db, waymarkItself(206, office.today), office.filing)
      assert.equal((await qa.get(`/documents/${id}/file`)).statusCode, 200)
      said = 'away'
      const other = idIn(await send(manager, provider, { kind: 'fire_risk' }))
      said = 'found'
      await scanDocuments(office.db, waymarkItself(206, office.today), office.filing)
      assert.match((await manager.get(`/documents/${other}`)).body, /Malware was found: Eicar/)
    },
    '2026-03-02',
    {
      scan: async () =>
        said === 'away' ? { unanswered: 'No answer' } : said === 'found' ? { found: 'Eicar' } : { clean: true },
    },
  )
})
