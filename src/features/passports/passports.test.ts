import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { shippedFrameworks, takeOn } from '#features/standards/index.ts'
import { commandLine } from '#platform/access/actor.ts'
import { audited, read } from '#platform/database/transaction.ts'
import { atWork, type Browser, type Office } from '#test/office.ts'
import { acts } from '#test/reviews.ts'
import { takeBack } from './actions.ts'
import { codeOf, keyOf, refuse, stateOf, tidyCode } from './passport.ts'

const date = (field: string, day: string) => {
  const [year = '', month = '', of = ''] = day.split('-')
  return { [`${field}-day`]: of, [`${field}-month`]: month, [`${field}-year`]: year }
}

async function sendAccepted(manager: Browser, qa: Browser, provider: number, kind: string, staff: 'yes' | 'no' = 'no') {
  const sent = await manager.upload(
    `/providers/${provider}/documents/new`,
    { kind, staff, about: staff === 'yes' ? 'Jo Example' : '', ...date('certificate_on', '2026-01-05') },
    { name: `${kind}.txt`, bytes: kind.repeat(400) },
  )
  const id = Number(/\d+$/.exec(String(sent.headers.location))?.[0])
  await qa.post(`/documents/${id}`, { act: 'accept' })
  return id
}

/** A provider of area 206 with two documents, one that names staff, and a judgement with a reply; and area 207's officer. */
async function twoAreas(office: Office, about: { urn?: string } = {}) {
  const provider = await office.aProvider({ name: 'The Workshop', kind: 'alternative_provision', ...about })
  const [framework] = shippedFrameworks
  if (framework) await takeOn(office.db, office.actor(), framework, office.today)
  const qa = await office.as('qa_officer')
  const manager = await office.as('provider_manager', { institutions: [provider] })
  const policy = await sendAccepted(manager, qa, provider, 'policy_safeguarding')
  const aid = await sendAccepted(manager, qa, provider, 'first_aid', 'yes')
  const other = await sendAccepted(manager, qa, provider, 'fire_risk')
  const { rows } = await office.owner.query("select id from standard where code = '1.3'")
  await qa.post(`/providers/${provider}/standards/${rows[0].id}`, {
    ...{ how: 'partly', reason: 'The log has gaps' },
    ...date('judged_on', '2026-03-02'),
  })
  await manager.post(`/providers/${provider}/judgements/1/reply`, { reply: 'They are filled now' })
  const there = await office.as('commissioner', { area_id: 207 })
  const items = [`document-${policy}`, `document-${aid}`, 'judgement-1']
  const share = (more: object = {}) =>
    manager.post(`/providers/${provider}/passport/new`, {
      ...{ to_area: '207', item: items },
      ...date('until_on', '2026-06-30'),
      ...more,
    })
  return { provider, qa, manager, there, share, policy, aid, other }
}

test('another area sees exactly what the provider picked, and nobody’s name', () =>
  atWork(async office => {
    const { there, share, other } = await twoAreas(office)
    assert.match((await there.get('/passports')).body, /No provider shares anything with this area/)
    assert.equal((await share()).statusCode, 200)
    assert.match((await there.get('/passports')).body, /The Workshop/)
    const page = (await there.get('/passports/206/1')).body
    assert.match(page, /Safeguarding and child protection policy/)
    assert.match(page, /Names staff: not shown/)
    assert.match(page, /The log has gaps/)
    assert.match(page, /They are filled now/)
    assert.doesNotMatch(page, /Fire risk assessment|Jo Example|first_aid\.txt|Someone, (qa|provider)/)
    assert.equal((await there.get('/passports/206/1/files/1')).body, 'policy_safeguarding'.repeat(400))
    assert.equal((await there.get('/passports/206/1/files/2')).statusCode, 404)
    assert.equal((await there.get(`/documents/${other}`)).statusCode, 404)
    assert.equal((await there.get('/passports/206/2')).statusCode, 404)
  }))

test('it is in both areas’ trails: shared, seen, taken back; and taken back it is gone at once', () =>
  atWork(async office => {
    const { provider, manager, there, share } = await twoAreas(office)
    await share()
    await there.get('/passports/206/1')
    await there.get('/passports/206/1/files/1')
    await manager.post(`/providers/${provider}/passport`, { share: '1' })
    for (const address of ['/passports/206/1', '/passports/206/1/files/1'])
      assert.equal((await there.get(address)).statusCode, 404, address)
    assert.doesNotMatch((await there.get('/passports')).body, /The Workshop/)
    const trail = async (area: number) =>
      (
        await office.owner.query(
          "select act from audit_entry where area_id = $1 and act like 'passport.%' order by id",
          [area],
        )
      ).rows.map(({ act }) => act)
    assert.deepEqual(
      await trail(206),
      ['passport.seen', 'passport.file_seen', 'passport.taken_back'].toSpliced(0, 0, 'passport.shared'),
    )
    assert.deepEqual(await trail(207), [
      'passport.received',
      'passport.seen',
      'passport.file_seen',
      'passport.taken_back',
    ])
    for (const area_id of [206, 207]) {
      const page = (await (await office.as('information_governance', { area_id })).get('/audit-trail')).body
      assert.match(page, /Another area/)
      assert.doesNotMatch(page, /other_area/)
    }
    assert.match((await manager.post(`/providers/${provider}/passport`, { share: '1' })).body, /taken back already/)
  }))

test('it ends after its day, and is never for longer than a year, for another’s things or for nobody', () =>
  atWork(async office => {
    const { provider, manager, there, share, other } = await twoAreas(office)
    assert.match((await share(date('until_on', '2026-03-01'))).body, /today or later/)
    assert.match((await share(date('until_on', '2027-06-01'))).body, /within a year/)
    assert.match((await share({ item: [] })).body, /Select what you share/)
    assert.match((await share({ to_area: '206' })).body, /Select the area/)
    assert.match((await share({ item: [`document-${other + 50}`] })).body, /changed meanwhile/)
    await share()
    office.later('2026-07-01')
    assert.equal((await there.get('/passports/206/1')).statusCode, 404)
    const stranger = await office.as('provider_manager', { institutions: [await office.aProvider()] })
    assert.equal((await stranger.get(`/providers/${provider}/passport`)).statusCode, 404)
    const qa = await office.as('qa_officer')
    assert.equal((await qa.post(`/providers/${provider}/passport`, { share: '1' })).statusCode, 404)
    assert.equal((await acts(office, 'passport.taken_back')).length, 0)
    assert.match((await manager.get(`/providers/${provider}/passport`)).body, /Ended/)
  }))

test('the same provider is found by its URN, else by the code it gives, and by no other area', () =>
  atWork(async office => {
    const { there, share } = await twoAreas(office)
    const code = /<strong>([A-Z2-9-]{19})<\/strong>/.exec((await share()).body)?.[1] ?? ''
    const make = (area_id: number, name: string, urn?: string) =>
      audited(office.db, commandLine(area_id, office.today), { act: 'test.prepared' }, tx =>
        tx
          .insertInto('provider')
          .values({ area_id, name, kind: 'alternative_provision', urn: urn ?? null })
          .returning('id')
          .executeTakeFirstOrThrow(),
      )
    const mine = await make(207, 'Workshop Ltd')
    assert.match((await there.get('/passports')).body, /Not matched/)
    const typed = { provider: String(mine.id), code: 'WRONG' }
    assert.match((await there.post('/passports/code?find=workshop', typed)).body, /No passport for this area/)
    const own = await office.as('commissioner')
    const here = await make(206, 'Workshop again')
    assert.match(
      (await own.post('/passports/code?find=workshop', { provider: String(here.id), code })).body,
      /No passport for this area/,
    )
    const matched = await there.post('/passports/code?find=workshop', { ...typed, code: code.toLowerCase() })
    assert.equal(matched.headers.location, '/passports/206/1')
    assert.match((await there.get(`/providers/${mine.id}/passport`)).body, /Islington/)
    assert.match((await there.get('/passports')).body, /Workshop Ltd/)
  }))

test('a provider with a URN is matched by it', () =>
  atWork(async office => {
    const { there, share } = await twoAreas(office, { urn: '123456' })
    await audited(office.db, commandLine(207, office.today), { act: 'test.prepared' }, tx =>
      tx
        .insertInto('provider')
        .values({ area_id: 207, name: 'Known by number', kind: 'other', urn: '123456' })
        .execute(),
    )
    await share()
    assert.match((await there.get('/passports')).body, /Known by number/)
  }))

/** Shares between three areas, some taken back, some ended: who sees what is worked out beside the database. */
const shares = fc.array(
  fc.record({
    from: fc.nat(2),
    to: fc.nat(2),
    until: fc.constantFrom('2026-03-01', '2026-03-02', '2026-09-01'),
    revoked: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
)
const areas = [206, 207, 997]

test('across random areas the functions answer for shares that stand and are addressed to the area, and the tables for nobody else', () =>
  atWork(async office => {
    await office.owner.query("insert into area (area_id, name, demonstration) values (997, 'Wayborough', true)")
    await fc.assert(
      fc.asyncProperty(shares, async list => {
        await office.owner.query('truncate passport_share, passport_item, document, document_file cascade')
        const made: { from: number; to: number; id: number; stands: boolean }[] = []
        for (const { from, to, until, revoked } of list) {
          const [area_id = 0, to_area = 0] = [areas[from], areas[to]]
          if (area_id === to_area) continue
          const actor = commandLine(area_id, '2026-03-01')
          const id = await audited(office.db, actor, { act: 'test.prepared' }, async tx => {
            const provider = await tx
              .insertInto('provider')
              .values({ area_id, name: 'Somewhere', kind: 'other' })
              .returning('id')
              .executeTakeFirstOrThrow()
            const of = { area_id, provider_id: provider.id }
            const document = await tx
              .insertInto('document')
              .values({
                ...{ ...of, kind: 'fire_risk', names_staff: false, certificate_on: '2026-01-01', size: 9, sha256: 'x' },
                ...{ sent_on: '2026-01-02', state: 'accepted', checked_on: '2026-01-03' },
              })
              .returning('id')
              .executeTakeFirstOrThrow()
            const share = await tx
              .insertInto('passport_share')
              .values({
                ...of,
                to_area,
                shared_on: '2026-03-01',
                until_on: until,
                code_hash: Buffer.from(crypto.randomUUID()),
              })
              .returning('id')
              .executeTakeFirstOrThrow()
            await tx
              .insertInto('passport_item')
              .values({ ...of, share_id: share.id, document_id: document.id })
              .execute()
            return { share: share.id, provider: provider.id }
          })
          if (revoked) await takeBack(office.db, actor, id.provider, id.share)
          // A demonstration and a real area never share, whatever the rows say.
          const alike = area_id > 900 === to_area > 900
          made.push({ from: area_id, to: to_area, id: id.share, stands: alike && !revoked && until >= '2026-03-02' })
        }
        for (const area_id of areas) {
          const actor = commandLine(area_id, '2026-03-02')
          const keys = (rows: { from_area: number; share_id: number }[]) =>
            rows.map(one => `${one.from_area} ${one.share_id}`).toSorted()
          const expected = made
            .filter(({ to, stands }) => to === area_id && stands)
            .map(({ from, id }) => ({ from_area: from, share_id: id }))
          await read(office.db, actor, async tx => {
            const here = await sql<{ from_area: number; share_id: number }>`select * from passports_here()`.execute(tx)
            assert.deepEqual(keys(here.rows), keys(expected))
            for (const { from, id, to, stands } of made) {
              const seen = await sql`select * from passport_contents(${from}::smallint, ${id})`.execute(tx)
              assert.equal(seen.rows.length, to === area_id && stands ? 1 : 0)
            }
            for (const table of ['passport_share', 'passport_item', 'document']) {
              const rows = await sql<{ area_id: number }>`select area_id from ${sql.table(table)}`.execute(tx)
              assert.ok(
                rows.rows.every(row => row.area_id === area_id),
                table,
              )
            }
          })
          const limited = { ...actor, scope: 'placed' as const, institutions: [1, 2, 3] }
          await read(office.db, limited, async tx =>
            assert.equal((await sql`select * from passports_here()`.execute(tx)).rows.length, 0),
          )
        }
      }),
      { numRuns: 12 },
    )
  }))

test('the rules: within a year, codes that are read aloud', () => {
  assert.deepEqual(refuse({ items: [{ document_id: 1 }], until_on: '2026-03-02' }, '2026-03-02'), [])
  assert.equal(keyOf({ judgement_id: 7 }), 'judgement-7')
  assert.match(codeOf(new Uint8Array(16).fill(255)), /^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/)
  assert.equal(tidyCode('abcd-2345 efgh'), 'ABCD2345EFGH')
  assert.equal(stateOf({ until_on: '2026-03-02', revoked_on: null }, '2026-03-02'), 'stands')
})
