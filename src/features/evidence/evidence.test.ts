import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdir, utimes, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandLine } from '#platform/access/actor.ts'
import type { Scanned } from '#platform/files/clamd.ts'
import type { Filing } from '#platform/files/filing.ts'
import { noMail } from '#platform/mail/mailer.ts'
import { atWork, type Browser, formWithFile, type Office } from '#test/office.ts'
import { aPhoto, place } from '#test/photo.ts'
import { scanEvidence, sweepEvidence } from './actions.ts'
import { scanWaiting, sweepAtNight } from './jobs.ts'

const note = { name: 'break.txt', bytes: 'Rowan asked to join in.' }
const said = { shows: 'A game at break', family: 'yes' }

/** A child at a school with a goal, and the people about them. */
async function aChildWithAGoal(office: Office) {
  const school = await office.aProvider()
  const of = await office.aChild({ provider_id: school })
  const outcome_id = await office.anOutcome(of)
  const goal_id = await office.aGoal(of.child_id, outcome_id)
  const { child_id } = of
  const senco = await office.as('senco', { institutions: [school] })
  const parent = await office.as('parent', { children: [child_id] })
  const address = `/children/${child_id}/evidence`
  return { ...of, outcome_id, goal_id, senco, parent, address, fields: { ...said, of: `goal-${goal_id}` } }
}

const files = async ({ owner }: Office) => (await owner.query('select * from file order by id')).rows
const acts = async ({ owner }: Office, child_id: number) =>
  (
    await owner.query("select act from audit_entry where child_id = $1 and act like 'evidence.%' order by id", [
      child_id,
    ])
  ).rows.map(({ act }) => act)

/** What lies in the store, and where files come in. */
const kept = async ({ filing, area_id }: Office) => {
  const keys: string[] = []
  for await (const { key } of filing.store.list(area_id)) keys.push(key)
  return keys
}
const lyingThere = ({ filing }: Office) => readdir(filing.incoming).catch(() => [])
/** The answer may be there a moment before the file is gone. */
const comingIn = async (office: Office) => {
  for (let tries = 0; tries < 100 && (await lyingThere(office)).length > 0; tries++) await sleep(20)
  return lyingThere(office)
}

const openedBy = async (browser: Browser, id: number) => (await browser.get(`/evidence/${id}/file`)).statusCode

test('a file is added to a goal, listed with who added it and when, and opened as it was sent', () =>
  atWork(async office => {
    const { senco, address, fields, child_id, goal_id } = await aChildWithAGoal(office)
    const sent = await senco.upload(`${address}/new`, fields, note)
    assert.equal(sent.statusCode, 303, sent.body)
    assert.equal(sent.headers.location, address)
    const { body } = await senco.get(address)
    assert.match(body, /break\.txt/)
    assert.match(body, /Text, 23 bytes/)
    assert.match(body, /A game at break/)
    assert.match(body, /Goal “I ask to join a game\.”/)
    assert.match(body, /Added on 2 March 2026[\s\S]*Someone, senco/)
    const [row] = await files(office)
    assert.equal(row.sha256, createHash('sha256').update(note.bytes).digest('hex'))
    const links = await office.owner.query('select goal_id, review_id, outcome_id from file_link')
    assert.deepEqual(links.rows, [{ goal_id, review_id: null, outcome_id: null }])
    const opened = await senco.get(`/evidence/${row.id}/file`)
    assert.equal(opened.statusCode, 200)
    assert.equal(opened.body, note.bytes)
    assert.deepEqual(await acts(office, child_id), ['evidence.added', 'evidence.seen'])
    assert.deepEqual(await comingIn(office), [])
  }))

test('a file goes out to be saved, and can do nothing in a browser', () =>
  atWork(async office => {
    const { senco, address, fields } = await aChildWithAGoal(office)
    await senco.upload(`${address}/new`, fields, { ...note, name: '../Ros"é’s día.TXT' })
    const [row] = await files(office)
    assert.equal(row.name, 'Ros%22é’s día.txt')
    const { headers } = await senco.get(`/evidence/${row.id}/file`)
    assert.equal(
      headers['content-disposition'],
      `attachment; filename="Ros_22e_s dia.txt"; filename*=UTF-8''Ros%2522%C3%A9%E2%80%99s%20d%C3%ADa.txt`,
    )
    assert.equal(headers['content-type'], 'text/plain')
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['content-security-policy'], "default-src 'none'; sandbox")
    assert.equal(headers['cache-control'], 'no-store')
    assert.equal(headers['content-length'], '23')
    assert.equal(headers['accept-ranges'], undefined)
  }))

test('a file of the wrong kind, too large, empty or missing is refused on the page that keeps what was typed', () =>
  atWork(
    async office => {
      const { senco, address, fields } = await aChildWithAGoal(office)
      const tries: [{ name: string; bytes: string | Buffer } | undefined, RegExp][] = [
        [
          { name: 'photo.jpg', bytes: Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1') },
          /does not take this kind/,
        ],
        [{ name: 'page.txt', bytes: '<html><script>alert(1)</script>' }, /does not take this kind/],
        [{ name: 'long.txt', bytes: 'a'.repeat(3000) }, /must be 2 KB or smaller/],
        [{ name: 'nothing.txt', bytes: '' }, /The file is empty/],
      ]
      for (const [file, message] of tries) {
        const { statusCode, body } = await senco.upload(`${address}/new`, fields, file)
        assert.equal(statusCode, 422)
        assert.match(body, message)
        assert.match(body, /There is a problem/)
        assert.match(body, /A game at break/)
        assert.match(body, new RegExp(`value="${fields.of}"[^>]*checked`))
        assert.match(body, /up to 2 KB/)
      }
      const nothing = await senco.upload(`${address}/new`, { ...fields, shows: '' }, undefined)
      assert.match(nothing.body, /Choose a file, or write a note/)
      assert.deepEqual([await files(office), await kept(office), await comingIn(office)], [[], [], []])
    },
    '2026-03-02',
    { most: 2048 },
  ))

test('several files of one form are each looked at and each kept, with one entry in the trail', () =>
  atWork(async office => {
    const { senco, address, fields, child_id } = await aChildWithAGoal(office)
    const sent = await senco.upload(`${address}/new`, fields, [note, { name: 'IMG_0001.JPG', bytes: aPhoto() }])
    assert.equal(sent.statusCode, 303, sent.body)
    const rows = await files(office)
    assert.deepEqual(
      rows.map(({ name, kind, shows }) => [name, kind, shows]),
      [
        ['break.txt', 'text', 'A game at break'],
        ['IMG_0001.jpg', 'jpeg', 'A game at break'],
      ],
    )
    assert.deepEqual(await acts(office, child_id), ['evidence.added'])
    assert.equal((await kept(office)).length, 2)
    for (const { id } of rows) assert.equal(await openedBy(senco, id), 200)
    const { body } = await senco.get(address)
    assert.equal(body.match(/Evidence of: Goal “I ask to join a game\.”/g)?.length, 2)
  }))

test('when one of several files is refused none is added, and the page says which and why', () =>
  atWork(async office => {
    const { senco, address, fields } = await aChildWithAGoal(office)
    const { statusCode, body } = await senco.upload(`${address}/new`, fields, [
      note,
      { name: 'page.txt', bytes: '<html><script>alert(1)</script>' },
      { name: 'empty.txt', bytes: '' },
    ])
    assert.equal(statusCode, 422)
    assert.match(body, /“page\.txt”: Waymark does not take this kind of file.*None of the 3 files was added/)
    assert.match(body, /“empty\.txt”: The file is empty/)
    assert.doesNotMatch(body, /“break\.txt”/)
    const many = Array.from({ length: 11 }, (_, nth) => ({ name: `${nth}.txt`, bytes: 'One of many.' }))
    assert.match((await senco.upload(`${address}/new`, fields, many)).body, /Choose at most 10 files at a time/)
    assert.deepEqual([await files(office), await kept(office), await comingIn(office)], [[], [], []])
  }))

test('each of several files is scanned: malware in one keeps all of them out and is in the trail', () =>
  atWork(
    async office => {
      const { senco, address, fields, child_id } = await aChildWithAGoal(office)
      const { body } = await senco.upload(`${address}/new`, fields, [
        note,
        { name: 'bad.txt', bytes: 'Bad, very bad.' },
      ])
      assert.match(body, /“bad\.txt”: The scan found malware/)
      assert.deepEqual([await files(office), await kept(office)], [[], []])
      assert.deepEqual(await acts(office, child_id), ['evidence.refused'])
    },
    '2026-03-02',
    {
      scan: async bytes => {
        let text = ''
        for await (const piece of bytes) text += Buffer.from(piece).toString()
        return text.includes('Bad') ? { found: 'Test-Signature' } : { clean: true }
      },
    },
  ))

test('a written note without a file is evidence like any other, and its words are on the page', () =>
  atWork(
    async office => {
      const { senco, parent, address, fields } = await aChildWithAGoal(office)
      const words = 'Asked Sky to swap turns on the swing, twice this week.'
      const sent = await senco.upload(`${address}/new`, { ...fields, shows: words }, undefined)
      assert.equal(sent.statusCode, 303, sent.body)
      const [row] = await files(office)
      assert.deepEqual([row.name, row.kind, row.state, row.shows], ['Note of 2 March 2026.txt', 'text', 'clean', words])
      assert.match((await senco.get(address)).body, /Asked Sky to swap turns/)
      assert.match((await parent.get(address)).body, /Asked Sky to swap turns/)
      assert.equal((await senco.get(`/evidence/${row.id}/file`)).body.trim(), words)
      assert.deepEqual(await comingIn(office), [])
    },
    '2026-03-02',
    // Words that were typed need no scanner.
    { scan: undefined, unscanned: 'refuse' },
  ))

test('what was typed wrongly is said beside what has to be chosen again', () =>
  atWork(async office => {
    const { senco, address } = await aChildWithAGoal(office)
    const { statusCode, body } = await senco.upload(`${address}/new`, { shows: 'A game at break', family: 'yes' }, note)
    assert.equal(statusCode, 422)
    assert.match(body, /Select what it is evidence of/)
    assert.match(body, /Choose the files again/)
    const other = await senco.upload(`${address}/new`, { ...said, of: 'goal-999999' }, note)
    assert.match(other.body, /Select from the list/)
    assert.deepEqual([await files(office), await kept(office), await comingIn(office)], [[], [], []])
  }))

test('the same form sent twice adds one file', () =>
  atWork(async office => {
    const { senco, address, fields } = await aChildWithAGoal(office)
    const once = crypto.randomUUID()
    const sent = await Promise.all([1, 2].map(() => senco.upload(`${address}/new`, fields, note, once)))
    assert.deepEqual(
      sent.map(({ statusCode, headers }) => [statusCode, headers.location]),
      [
        [303, address],
        [303, address],
      ],
    )
    assert.equal((await files(office)).length, 1)
    assert.equal((await kept(office)).length, 1)
  }))

test('a line that breaks in the middle of a file leaves nothing', () =>
  atWork(async office => {
    const { senco, address, fields } = await aChildWithAGoal(office)
    const url = new URL(await office.app.listen({ host: '127.0.0.1', port: 0 }))
    const form = formWithFile(
      { _csrf: senco.csrf, _once: crypto.randomUUID(), ...fields },
      { name: 'a.txt', bytes: 'a'.repeat(200_000) },
    )
    const socket = connect(Number(url.port), url.hostname)
    socket.on('error', () => {})
    socket.write(
      `POST ${address}/new HTTP/1.1\r\nhost: ${url.host}\r\ncookie: ${senco.cookie}\r\ncontent-type: ${form.headers['content-type']}\r\ncontent-length: ${form.payload.length}\r\n\r\n`,
    )
    socket.write(form.payload.subarray(0, 150_000))
    for (let tries = 0; tries < 200 && (await lyingThere(office)).length === 0; tries++) await sleep(20)
    assert.equal((await lyingThere(office)).length, 1, 'the file is coming in')
    socket.destroy()
    assert.deepEqual([await comingIn(office), await files(office), await kept(office)], [[], [], []])
  }))

test('a file sent without the form’s own token, or by nobody, is let go by', () =>
  atWork(async office => {
    const { senco, address, fields } = await aChildWithAGoal(office)
    const send = (cookie: string, given: Record<string, string>) => {
      const { headers, payload } = formWithFile(given, note)
      return office.app.inject({ method: 'POST', url: `${address}/new`, headers: { ...headers, cookie }, payload })
    }
    assert.equal((await send(senco.cookie, { ...fields, _csrf: 'made up' })).statusCode, 403)
    const late = await send('', fields)
    assert.equal(late.statusCode, 403)
    assert.match(late.body, /Sign in/)
    assert.match(late.body, /A game at break/, 'what was typed goes along through signing in')
    assert.deepEqual([await files(office), await kept(office), await comingIn(office)], [[], [], []])
  }))

test('where nothing scans, a file is kept and opened by nobody until it has been scanned', () =>
  atWork(
    async office => {
      const { senco, parent, address, fields, child_id } = await aChildWithAGoal(office)
      assert.match((await senco.get(`${address}/new`)).body, /nobody can open it until it has been scanned/)
      const sent = await senco.upload(`${address}/new`, fields, note)
      assert.equal(sent.statusCode, 303)
      assert.match((await senco.get(address)).body, /Waiting to be scanned/)
      const [row] = await files(office)
      assert.deepEqual([row.state, row.scan_said], ['waiting', 'No scanner is configured'])
      const coordinator = await office.as('coordinator')
      for (const browser of [senco, parent, coordinator]) assert.equal(await openedBy(browser, row.id), 409)
      assert.deepEqual(await acts(office, child_id), ['evidence.added'])

      const scan = (answer: Scanned) =>
        scanEvidence(
          office.db,
          commandLine(206, '2026-03-03'),
          { ...office.filing, scan: async () => answer },
          {
            all: false,
            told: () => {},
          },
        )
      assert.deepEqual(await scan({ unanswered: 'It is away' }), {
        clean: 0,
        removed: 0,
        waiting: 1,
        why: 'It is away',
      })
      assert.equal(await openedBy(senco, row.id), 409)
      assert.deepEqual(await scan({ clean: true }), { clean: 1, removed: 0, waiting: 0 })
      assert.equal(await openedBy(parent, row.id), 200)
      assert.deepEqual(await scan({ clean: true }), { clean: 0, removed: 0, waiting: 0 })
    },
    '2026-03-02',
    { scan: undefined },
  ))

test('a file that waits and turns out to hold malware is removed, and says so', () =>
  atWork(
    async office => {
      const { senco, address, fields, child_id } = await aChildWithAGoal(office)
      await senco.upload(`${address}/new`, fields, note)
      const filing = { ...office.filing, scan: async () => ({ found: 'Bad.Thing' }) }
      await scanEvidence(office.db, commandLine(206, '2026-03-03'), filing, { all: false, told: () => {} })
      assert.match((await senco.get(address)).body, /Removed on 3 March 2026[\s\S]*Malware was found: Bad\.Thing/)
      assert.deepEqual(await kept(office), [])
      assert.deepEqual(await acts(office, child_id), ['evidence.added', 'evidence.removed'])
    },
    '2026-03-02',
    { scan: async () => ({ unanswered: 'It is away' }) },
  ))

test('where nothing scans and that is the rule, no file is taken, and the page says so beforehand', () =>
  atWork(
    async office => {
      const { senco, address, fields } = await aChildWithAGoal(office)
      assert.match((await senco.get(`${address}/new`)).body, /no file can be added yet/)
      const { statusCode, body } = await senco.upload(`${address}/new`, fields, note)
      assert.equal(statusCode, 422)
      assert.match(body, /cannot be scanned for viruses at the moment/)
      assert.match(body, /A game at break/)
      assert.deepEqual([await files(office), await kept(office), await comingIn(office)], [[], [], []])
    },
    '2026-03-02',
    { scan: undefined, unscanned: 'refuse' },
  ))

test('malware is refused, and that it came is in the audit trail', () =>
  atWork(
    async office => {
      const { senco, address, fields, child_id } = await aChildWithAGoal(office)
      const { statusCode, body } = await senco.upload(`${address}/new`, fields, note)
      assert.equal(statusCode, 422)
      assert.match(body, /found malware/)
      assert.deepEqual([await files(office), await kept(office)], [[], []])
      assert.deepEqual(await acts(office, child_id), ['evidence.refused'])
    },
    '2026-03-02',
    { scan: async () => ({ found: 'Bad.Thing' }) },
  ))

test('a file is removed with a reason: its bytes go, and who, when, why and what it was stay', () =>
  atWork(async office => {
    const { senco, parent, address, fields, child_id } = await aChildWithAGoal(office)
    await senco.upload(`${address}/new`, fields, note)
    const [row] = await files(office)
    assert.equal((await senco.post(`/evidence/${row.id}/remove`, { why: '' })).statusCode, 422)
    const removed = await senco.post(`/evidence/${row.id}/remove`, { why: 'The wrong child' })
    assert.equal(removed.statusCode, 303)
    assert.deepEqual(await kept(office), [])
    const { body } = await senco.get(address)
    assert.match(body, /break\.txt[\s\S]*Removed on 2 March 2026[\s\S]*Someone, senco[\s\S]*The wrong child/)
    assert.match(body, new RegExp(row.sha256))
    assert.equal(await openedBy(senco, row.id), 409)
    assert.doesNotMatch((await parent.get(address)).body, /break\.txt/)
    assert.equal(await openedBy(parent, row.id), 404)
    assert.equal((await senco.post(`/evidence/${row.id}/remove`, { why: 'Again' })).statusCode, 422)
    const entry = await office.owner.query("select why, detail from audit_entry where act = 'evidence.removed'")
    assert.deepEqual(entry.rows, [
      { why: 'The wrong child', detail: { name: 'break.txt', size: 23, sha256: row.sha256 } },
    ])
    assert.deepEqual(await acts(office, child_id), ['evidence.added', 'evidence.removed'])
  }))

test('a school removes what it added itself; the council removes anything', () =>
  atWork(async office => {
    const { senco, address, fields } = await aChildWithAGoal(office)
    const coordinator = await office.as('coordinator')
    await coordinator.upload(`${address}/new`, fields, note)
    const [row] = await files(office)
    assert.doesNotMatch((await senco.get(address)).body, /\/remove/)
    assert.equal((await senco.post(`/evidence/${row.id}/remove`, { why: 'Mine' })).statusCode, 422)
    assert.equal((await kept(office)).length, 1)
    assert.equal((await coordinator.post(`/evidence/${row.id}/remove`, { why: 'A mistake' })).statusCode, 303)
  }))

test('a family sees what it is shown, without names of staff, and not what is about somebody else', () =>
  atWork(async office => {
    const { senco, parent, address, fields } = await aChildWithAGoal(office)
    await senco.upload(`${address}/new`, fields, note)
    await senco.upload(`${address}/new`, { ...fields, family: 'no' }, { ...note, name: 'about-others.txt' })
    const [shown, withheld] = await files(office)
    const { body } = await parent.get(address)
    assert.match(body, /break\.txt[\s\S]*by[\s\S]*The school or provider/)
    assert.doesNotMatch(body, /about-others|Someone, senco|Add a file/)
    assert.deepEqual([await openedBy(parent, shown.id), await openedBy(parent, withheld.id)], [200, 404])
    assert.equal(await openedBy(senco, withheld.id), 200)

    const change = await senco.get(`/evidence/${shown.id}/change`)
    const version = /name="version" value="(\d+)"/.exec(change.body)?.[1] ?? ''
    const changed = { shows: 'With a cousin', family: 'no', version }
    assert.equal((await senco.post(`/evidence/${shown.id}/change`, changed)).statusCode, 303)
    assert.equal(await openedBy(parent, shown.id), 404)
    const again = await senco.post(`/evidence/${shown.id}/change`, { ...changed, shows: 'Mine' })
    assert.equal(again.statusCode, 422)
    assert.match(again.body, /Somebody else saved changes/)
    assert.match(again.body, /With a cousin/)
  }))

test('a SENCO has the files of a child while the child is placed there, and no longer', () =>
  atWork(async office => {
    const { senco, address, fields } = await aChildWithAGoal(office)
    await senco.upload(`${address}/new`, fields, note)
    const [row] = await files(office)
    const stranger = await office.as('senco', { institutions: [await office.aProvider()] })
    const elsewhere = await office.as('coordinator', { area_id: 207 })
    for (const browser of [stranger, elsewhere]) {
      assert.equal(await openedBy(browser, row.id), 404)
      assert.equal((await browser.get(address)).statusCode, 404)
      assert.equal((await browser.upload(`${address}/new`, fields, note)).statusCode, 404)
    }
    await office.write(tx =>
      tx.updateTable('placement').set({ to_on: '2026-03-01' }).where('area_id', '=', 206).execute(),
    )
    assert.equal(await openedBy(senco, row.id), 404)
    assert.equal((await senco.upload(`${address}/new`, fields, note)).statusCode, 404)
    assert.deepEqual([(await files(office)).length, (await kept(office)).length, await comingIn(office)], [1, 1, []])
  }))

test('at a review, a file is evidence of its goals, its outcomes or the review as a whole', () =>
  atWork(async office => {
    const { senco, child_id, plan_id, goal_id, outcome_id, address } = await aChildWithAGoal(office)
    const review_id = await office.aReview({ child_id, plan_id })
    const from = `${address}/new?review=${review_id}&goal=${goal_id}&from=goals`
    const form = await senco.get(from)
    assert.match(form.body, /The review as a whole/)
    assert.match(form.body, new RegExp(`value="goal-${goal_id}"[^>]*checked`))
    const of = [`goal-${goal_id}`, `outcome-${outcome_id}`, `review-${review_id}`]
    const sent = await senco.upload(from, { ...said, of }, note)
    assert.equal(sent.headers.location, `/reviews/${review_id}/goals#rating-${goal_id}`)
    const { rows } = await office.owner.query('select review_id, goal_id, outcome_id from file_link order by id')
    assert.deepEqual(rows, [
      { review_id, goal_id, outcome_id: null },
      { review_id, goal_id: null, outcome_id },
      { review_id, goal_id: null, outcome_id: null },
    ])
    assert.match((await senco.get(address)).body, /at the review of 5 March 2025/)
    const other = await office.aChild()
    const elsewhere = await office.aReview(other)
    assert.equal((await senco.get(`${address}/new?review=${elsewhere}`)).statusCode, 404)
  }))

test('of a child with many goals the form shows the review and this year’s goals, and folds the rest', () =>
  atWork(async office => {
    const { senco, child_id, plan_id, outcome_id, goal_id, address } = await aChildWithAGoal(office)
    const now = await office.aGoal(child_id, outcome_id, { set_on: '2025-02-20', due_on: '2026-02-20' })
    for (const set_on of ['2022-11-01', '2023-11-01', '2024-11-01'])
      await office.aGoal(child_id, outcome_id, { set_on, due_on: '2025-12-01' })
    const review_id = await office.aReview({ child_id, plan_id })
    const from = `${address}/new?review=${review_id}`
    const choices = (body: string) => {
      const [shown = '', folded = ''] = body.split('Something else (')
      return [shown, folded].map(part => [...part.matchAll(/name="of"[^>]*value="([^"]+)"/g)].map(([, key]) => key))
    }
    const { body } = await senco.get(from)
    const [shown, folded] = choices(body)
    assert.deepEqual(shown, [`review-${review_id}`, `goal-${now}`])
    assert.equal(folded?.length, 5)
    assert.ok(folded?.includes(`goal-${goal_id}`) && folded.includes(`outcome-${outcome_id}`))
    const wrong = await senco.upload(from, { ...said, of: `outcome-${outcome_id}`, shows: '' }, undefined)
    assert.match(wrong.body, /<details[^>]* open[^>]*>(?:(?!<\/details>).)*Something else/s)
    assert.match(wrong.body, new RegExp(`value="outcome-${outcome_id}"[^>]*checked`))
  }))

test('what is stored without a row is swept when it is an hour old, and what has a row stays', () =>
  atWork(async office => {
    const { senco, address, fields } = await aChildWithAGoal(office)
    await senco.upload(`${address}/new`, fields, note)
    const { store, incoming } = office.filing
    const stray = join(incoming, '..', 'stray')
    await writeFile(stray, 'x')
    await store.put('206/00000000-0000-4000-8000-000000000000', stray)
    await writeFile(join(incoming, 'left'), 'x')
    const actor = commandLine(206, '2026-03-02')
    assert.equal(await sweepEvidence(office.db, actor, office.filing), 0, 'it may be on its way still')
    const long = new Date(Date.now() - 2 * 60 * 60_000)
    await utimes(join(incoming, 'left'), long, long)
    const old = {
      ...office.filing,
      store: {
        ...store,
        list: async function* (area_id: number) {
          for await (const { key } of store.list(area_id)) yield { key, since: long }
        },
      },
    }
    assert.equal(await sweepEvidence(office.db, actor, old), 1)
    assert.equal((await kept(office)).length, 1)
    assert.deepEqual(await comingIn(office), [])
    const [row] = await files(office)
    assert.equal(await openedBy(senco, row.id), 200)
  }))

test('a file whose row cannot be written is taken out of the store again', () =>
  atWork(async office => {
    const { senco, address, fields } = await aChildWithAGoal(office)
    await office.owner.query('alter table file_link add constraint no_room check (goal_id is null) not valid')
    assert.equal((await senco.upload(`${address}/new`, fields, note)).statusCode, 500)
    assert.deepEqual([await files(office), await kept(office), await comingIn(office)], [[], [], []])
  }))

test('a photo is kept without the place where it was taken', () =>
  atWork(async office => {
    const { senco, address, fields } = await aChildWithAGoal(office)
    const photo = aPhoto()
    assert.ok(photo.includes(place))
    await senco.upload(`${address}/new`, fields, { name: 'IMG_0001.JPG', bytes: photo })
    const [row] = await files(office)
    const opened = await senco.get(`/evidence/${row.id}/file`)
    assert.equal(opened.headers['content-type'], 'image/jpeg')
    assert.ok(!opened.rawPayload.includes(place))
    assert.equal(row.sha256, createHash('sha256').update(opened.rawPayload).digest('hex'))
  }))

test('a file is listed wherever it belongs: with the child, the outcome, the review, and beside the goal as it is rated', () =>
  atWork(async office => {
    const { senco, parent, child_id, plan_id, goal_id, outcome_id, address } = await aChildWithAGoal(office)
    const review_id = await office.aReview({ child_id, plan_id }, { meeting_on: '2026-02-20' })
    const goals = `/reviews/${review_id}/goals`
    const add = `${address}/new?review=${review_id}&amp;goal=${goal_id}&amp;from=goals`
    const before = (await senco.get(goals)).body
    assert.ok(before.includes(add))
    assert.doesNotMatch(before, /break\.txt/)
    assert.doesNotMatch((await parent.get(`/children/${child_id}`)).body, />\s*Evidence\s*</)
    const later = await office.aGoal(child_id, outcome_id, { text: 'I start a game.', due_on: '2026-07-31' })
    await senco.upload(add.replaceAll('&amp;', '&'), { ...said, of: `goal-${goal_id}` }, note)
    for (const page of [goals, `/reviews/${review_id}`, `/outcomes/${outcome_id}`, `/children/${child_id}`])
      assert.match((await senco.get(page)).body, /break\.txt/, page)
    assert.match((await senco.get(`/reviews/${review_id}`)).body, /Evidence of: Goal “I ask to join a game\.”</)
    const body = (await senco.get(goals)).body
    assert.equal(body.split('break.txt').length, 2, 'beside its own goal and no other')
    assert.ok(body.includes(`goal=${later}`))
    assert.match((await parent.get(`/reviews/${review_id}`)).body, /break\.txt/)
  }))

test('two records of one child are joined with their files, and separated again', () =>
  atWork(async office => {
    const { senco, parent, child_id, address, fields } = await aChildWithAGoal(office)
    await senco.upload(`${address}/new`, fields, note)
    const { child_id: kept_id } = await office.aChild()
    const coordinator = await office.as('coordinator')
    await coordinator.post(`/children/${child_id}/join/${kept_id}`, { keep: String(kept_id), why: 'One child' })
    assert.match((await coordinator.get(`/children/${kept_id}/evidence`)).body, /break\.txt/)
    const { rows } = await office.owner.query('select f.child_id as file, l.child_id as link from file f, file_link l')
    assert.deepEqual(rows, [{ file: kept_id, link: kept_id }])
    assert.equal(await openedBy(parent, (await files(office))[0].id), 200)
    const joins = await office.owner.query(
      "select id from audit_entry where act = 'child.joined' and detail is not null",
    )
    await coordinator.post(`/children/${kept_id}/joins/${joins.rows[0].id}`, { why: 'Two children' })
    const after = await office.owner.query('select f.child_id as file, l.child_id as link from file f, file_link l')
    assert.deepEqual(after.rows, [{ file: child_id, link: child_id }])
  }))

test('what waits is scanned by itself in every area once a scanner answers, and in the trail as Waymark’s own doing', () =>
  atWork(
    async office => {
      const { senco, address, fields } = await aChildWithAGoal(office)
      await senco.upload(`${address}/new`, fields, note)
      const state = async () => (await files(office)).map(row => row.state)
      const workshop = { db: office.db, today: () => office.today, mail: noMail, address: 'http://here' }
      const run = (scan: Filing['scan']) =>
        scanWaiting.run({ ...workshop, filing: { ...office.filing, scan } }, undefined, { last: false })
      await run(undefined)
      await run(async () => ({ unanswered: 'It is away' }))
      assert.deepEqual(await state(), ['waiting'])
      await run(async () => ({ clean: true }))
      assert.deepEqual(await state(), ['clean'])
      const { rows } = await office.owner.query("select role from audit_entry where act = 'evidence.scanned'")
      assert.deepEqual(rows, [{ role: 'waymark' }])
      await sweepAtNight.run({ ...workshop, filing: office.filing }, undefined, { last: false })
      assert.equal((await kept(office)).length, 1)
    },
    '2026-03-02',
    { scan: undefined },
  ))
