import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Terminal } from '#platform/command.ts'
import { read } from '#platform/database/transaction.ts'
import { allDone } from '#platform/jobs/later.ts'
import { openZip } from '#platform/transfer/zip.ts'
import { atWork, type Browser, type Office } from '#test/office.ts'
import {
  allBid,
  aTender,
  awardedTo,
  bidIds,
  gatesDecided,
  opened,
  scored,
  sent,
  type Tendering,
} from '#test/tenders.ts'
import { verifyTenderCommand } from './commands.ts'
import { manifestName, manifestOf, type RecordFile, wrongWith } from './record-files.ts'

/** What only a bid says. */
const secret = /teaches in small groups|listens every morning|checks everybody|£1,000\b/

async function unpacked(zip: Buffer): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-export-'))
  const path = join(folder, 'package.zip')
  await writeFile(path, zip)
  const bundle = await openZip(path)
  if ('refused' in bundle) throw new Error(bundle.refused.map(({ wrong }) => wrong).join())
  const files = new Map<string, string>()
  for (const { name, read: bytes } of bundle.files) files.set(name, await text(Readable.from(bytes())))
  bundle.close()
  await rm(folder, { recursive: true })
  return files
}

const sealedTables = ['bid', 'bid_history', 'bid_content', 'bid_price', 'bid_draft', 'tender_clarification_asker']

const actorOf = (office: Office, about: Partial<Actor>): Actor => ({
  ...office.actor(),
  role: 'commissioner',
  ...about,
})

const countIn = (office: Office, actor: Actor, table: string, where = 'true') =>
  read(office.db, actor, async tx => {
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from ${sql.table(table)} where ${sql.raw(where)}`.execute(tx)
    return rows[0]?.n ?? 0
  })

test('a sealed bid is unreadable by anybody: beneath the pages, whoever asks and however they say who they are', () =>
  atWork(async office => {
    const tender = await aTender(office)
    await allBid(tender)
    const own = tender.providers.map(({ id }) => id)
    const people = [tender.commissioner, tender.second, ...tender.evaluators].map(({ person_id }) => person_id)
    const someone = fc.record({
      scope: fc.constantFrom('area', 'placed', 'own'),
      person_id: fc.constantFrom(null, ...people),
      institutions: fc.subarray([...own, 999_999]),
      children: fc.constantFrom([], [1, 2]),
      area_id: fc.constantFrom(206, 206, 207),
    } as const)
    const seen = async (about: Partial<Actor>) => {
      for (const table of sealedTables) {
        const theirs =
          about.scope === 'placed' && about.area_id === 206
            ? (about.institutions ?? []).filter(id => own.includes(id))
            : []
        const here = await countIn(office, actorOf(office, about), table)
        if (table === 'tender_clarification_asker' || table === 'bid_history') assert.equal(here, 0, table)
        else assert.equal(here, theirs.length, `${table} ${JSON.stringify(about)}`)
      }
    }
    await fc.assert(fc.asyncProperty(someone, seen), { numRuns: 25 })
    // Nobody said to be nobody, and a reporting login, which may read no table at all.
    for (const table of sealedTables) {
      assert.equal((await office.pool.query(`select count(*)::int as n from ${table}`)).rows[0].n, 0, table)
      const { rows } = await office.owner.query("select has_table_privilege('waymark_report', $1, 'select') as may", [
        table,
      ])
      assert.equal(rows[0].may, false, table)
    }
  }))

test('a sealed bid is on no page, in no export, no search and not in the trail, for whoever it is not', () =>
  atWork(async office => {
    const tender = await aTender(office)
    await allBid(tender)
    const { id, commissioner, evaluators, providers } = tender
    const [, birch] = providers
    const lead = await office.as('information_governance')
    const data = await office.as('data_manager')
    const parts = [
      '',
      '/bids',
      '/documents',
      '/clarifications',
      '/evaluators',
      '/open',
      '/interests',
      '/score',
      '/moderate',
    ]
    const asked: [Browser, string][] = [
      ...[...parts, '/result', '/letters', '/record.zip'].map((part): [Browser, string] => [
        commissioner,
        `/tenders/${id}${part}`,
      ]),
      ...['', '/bids', '/score', '/interests'].map((part): [Browser, string] => [
        evaluators[0],
        `/tenders/${id}${part}`,
      ]),
      ...(await bidIds(office)).flatMap((bid): [Browser, string][] => [
        [commissioner, `/tenders/${id}/bids/${bid}`],
        [evaluators[1], `/tenders/${id}/score/${bid}`],
      ]),
      [commissioner, '/tenders?find=small'],
      [lead, '/audit-trail'],
      [lead, '/audit-trail/export.csv'],
    ]
    for (const [browser, address] of asked) assert.doesNotMatch((await browser.get(address)).body, secret, address)
    for (const browser of [lead, data])
      for (const what of ['plain', 'all', 'files']) {
        const files = await unpacked((await browser.get(`/exports/package.zip?what=${what}`)).rawPayload)
        await allDone()
        assert.equal(files.has('more/tender_round.csv'), what !== 'plain')
        for (const [name, said] of files) {
          assert.doesNotMatch(name, /\bbid/)
          assert.doesNotMatch(said, secret, `${what} ${name}`)
        }
      }
    for (const part of ['', '/write'])
      assert.doesNotMatch(
        (await birch?.manager.get(`/bids/${id}${part}`))?.body ?? '',
        /Alder House|Cedar House|£1,000/,
      )
    const { rows } = await office.owner.query(
      "select string_agg(detail::text || coalesce(why, ''), ' ') as all from audit_entry",
    )
    assert.doesNotMatch(rows[0].all, secret)
    // Before the hour nobody opens them either, on the page or beneath it.
    const early = await commissioner.post(`/tenders/${id}/open`, {})
    assert.match(early.body, /stay sealed until the hour/)
    await assert.rejects(
      office.owner.query(
        "begin; set local waymark.today = '2026-03-10'; set local waymark.act = '1'; update tender_window set opened_at = '2026-03-21T10:00:00'",
      ),
      /opened after the hour/,
    )
    await office.owner.query('rollback')
    // One of two is not enough.
    office.later('2026-03-23')
    await sent(commissioner.post(`/tenders/${id}/open`, {}))
    assert.match((await commissioner.post(`/tenders/${id}/open`, {})).body, /Somebody else must open the other/)
    assert.equal(await countIn(office, actorOf(office, { person_id: commissioner.person_id }), 'bid'), 0)
  }))

test('an evaluator reads nobody else’s scores before everybody has sent theirs, in whatever order they do', () =>
  atWork(async office => {
    const tender = await aTender(office)
    await allBid(tender)
    await opened(office, tender)
    const bids = await gatesDecided(office, tender)
    const [first, second] = tender.evaluators
    const others = async (who: Browser) =>
      (await countIn(
        office,
        actorOf(office, { person_id: who.person_id }),
        'tender_score',
        `person_id <> ${who.person_id}`,
      )) +
      (await countIn(
        office,
        actorOf(office, { person_id: who.person_id }),
        'tender_score_history',
        `person_id <> ${who.person_id}`,
      ))
    const give = (who: Browser, bid: number, score: number) =>
      who.post(`/tenders/${tender.id}/score/${bid}`, {
        ...Object.fromEntries(
          tender.questions.flatMap(q => [
            [`s${q}`, String(score)],
            [`r${q}`, `Because of ${score}`],
          ]),
        ),
      })
    const act = fc.record({
      who: fc.constantFrom(0, 1),
      bid: fc.constantFrom(0, 1),
      score: fc.integer({ min: 0, max: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 3 }), async acts => {
        for (const { who, bid, score } of acts) await sent(give(who === 0 ? first : second, bids[bid] ?? 0, score))
        for (const reader of [first, second, tender.commissioner]) assert.equal(await others(reader), 0)
      }),
      { numRuns: 6 },
    )
    for (const bid of bids.slice(0, 2)) await sent(give(first, bid, 4))
    await sent(first.post(`/tenders/${tender.id}/score`, {}))
    for (const reader of [second, tender.commissioner]) assert.equal(await others(reader), 0, 'one of two has sent')
    assert.doesNotMatch((await tender.commissioner.get(`/tenders/${tender.id}/moderate`)).body, /Because of/)
    assert.match((await give(first, bids[0] ?? 0, 1)).body, /They stay as they are/)
    for (const bid of bids.slice(0, 2)) await sent(give(second, bid, 3))
    await sent(second.post(`/tenders/${tender.id}/score`, {}))
    assert.equal(
      await others(second),
      4 +
        (await countIn(
          office,
          actorOf(office, { person_id: second.person_id }),
          'tender_score_history',
          `person_id <> ${second.person_id}`,
        )),
    )
    assert.match((await tender.commissioner.get(`/tenders/${tender.id}/moderate`)).body, /Because of 4/)
  }))

test('the database itself ranks and awards no bid that fails a gate', () =>
  atWork(async office => {
    const tender = await aTender(office)
    await allBid(tender)
    await opened(office, tender)
    const bids = await gatesDecided(office, tender)
    for (const wrong of [
      `insert into tender_award (area_id, window_id, lot_id, bid_id, provider_id, outcome, rank, total) select 206, window_id, ${tender.lot}, id, provider_id, 'awarded', 1, 99 from bid where id = ${bids[2]}`,
      `insert into tender_score (area_id, window_id, bid_id, provider_id, question_id, person_id, score, reason) select 206, window_id, id, provider_id, ${tender.questions[0]}, ${tender.evaluators[0].person_id}, 5, 'x' from bid where id = ${bids[2]}`,
    ]) {
      await assert.rejects(
        office.owner.query(`begin; set local waymark.today = '2026-03-23'; set local waymark.act = '1'; ${wrong}`),
        /fails a gate|fails one/,
      )
      await office.owner.query('rollback')
    }
  }))

async function verify(office: Office, words: string[], options: Record<string, string>) {
  const said: string[] = []
  const terminal = {
    ...office,
    today: office.today,
    out: (text: string) => void said.push(text),
  } as unknown as Terminal
  const status = await verifyTenderCommand.run({ ...terminal, owner: office.owner }, { words, options })
  return { status, said: said.join('') }
}

const frozenTender = async (office: Office): Promise<Tendering> => {
  const tender = await aTender(office)
  await allBid(tender)
  await opened(office, tender)
  const bids = await gatesDecided(office, tender)
  await scored(tender, bids)
  await awardedTo(office, tender, bids)
  return tender
}

test('a frozen record verifies when it is taken out and later, and says what was tampered with', () =>
  atWork(async office => {
    const tender = await frozenTender(office)
    const page = await tender.commissioner.get(`/tenders/${tender.id}/result`)
    const link = /waymark-code">([0-9a-f]{64})/.exec(page.body)?.[1] ?? ''
    const zip = await tender.commissioner.get(`/tenders/${tender.id}/record.zip`)
    const folder = await mkdtemp(join(tmpdir(), 'waymark-record-'))
    const path = join(folder, 'record.zip')
    await writeFile(path, zip.rawPayload)
    assert.deepEqual((await verify(office, [path], { link })).status, 0)
    assert.match((await verify(office, [path], { link: '0'.repeat(64) })).said, /not the record that was kept/)
    await rm(folder, { recursive: true })

    const inRows = { tender: String(tender.id), area: '206' }
    assert.deepEqual(await verify(office, [], inRows), {
      status: 0,
      said: 'The record is as it was kept: nothing was changed, left out or added\n',
    })
    await sent(tender.providers[0]?.manager.post(`/bids/${tender.id}`, { asks: 'Why?' }) ?? Promise.reject())
    assert.equal((await verify(office, [], inRows)).status, 0, 'a debrief comes after the record')
    // Whoever owns the tables can go round every lock, and is found out.
    await assert.rejects(office.owner.query('update tender_score set score = 5'), /frozen|Only a named/)
    await office.owner.query(
      'alter table tender_score disable trigger user; update tender_score set score = 1 where id = (select min(id) from tender_score); alter table tender_score enable trigger user',
    )
    const found = await verify(office, [], inRows)
    assert.equal(found.status, 1)
    assert.match(found.said, /scores\.json is not what the rows say now/)

    const { rows } = await office.owner.query<{ files: RecordFile[]; sha256: string }>(
      'select files, sha256 from tender_record',
    )
    const files = rows[0]?.files ?? []
    const whole = [...files, { name: manifestName, text: manifestOf(files) }]
    assert.deepEqual(wrongWith(whole, rows[0]?.sha256), [])
    fc.assert(
      fc.property(fc.nat(files.length - 1), fc.constantFrom('changed', 'left out', 'remade', 'added'), (at, how) => {
        const tampered = whole.flatMap((file, nth) =>
          nth !== at
            ? [file]
            : how === 'left out'
              ? []
              : how === 'added'
                ? [file, { name: 'more.json', text: '{}' }]
                : [{ ...file, text: `${file.text} ` }],
        )
        // Even with a manifest made afresh over what was changed, the last link gives it away.
        const inside = tampered.filter(({ name }) => name !== manifestName)
        const all = how === 'remade' ? [...inside, { name: manifestName, text: manifestOf(inside) }] : tampered
        assert.notDeepEqual(wrongWith(all, rows[0]?.sha256), [])
      }),
    )
  }))
