import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { allDone } from '#platform/jobs/later.ts'
import { atWork, type Office } from '#test/office.ts'
import { allBid, aTender } from '#test/tenders.ts'
import { importFile } from './actions.ts'
import { exportPackage } from './package/export.ts'
import { undoImport } from './recording/undo.ts'

const samplePackage = fileURLToPath(new URL('../../../test/data/sample-package', import.meta.url))

let place = ''
before(async () => {
  place = await mkdtemp(join(tmpdir(), 'waymark-everything-'))
})
after(() => rm(place, { recursive: true }))

let serial = 0
const newPath = (ending = '') => join(place, `${++serial}${ending}`)

const load = (office: Pick<Office, 'db' | 'actor'>, path: string) =>
  importFile(office.db, office.actor(), { kind: 'package', path })

const idIn = async ({ owner }: Office, table: string, ref: string) => {
  const { rows } = await owner.query(`select id, child_id from ${table} where ref = $1`, [ref])
  return { id: Number(rows[0].id), child_id: Number(rows[0].child_id) }
}

/** The sample package, and beside it what no plain file holds. */
async function aFullArea(office: Office) {
  assert.equal((await load(office, samplePackage)).state, 'done')
  const { area_id } = office
  const review = await idIn(office, 'review', 'v2')
  const line = await idIn(office, 'provision_line', 'F-A1-1')
  const of = { area_id, child_id: review.child_id }
  await office.write(async tx => {
    await tx
      .insertInto('review_hold')
      .values([
        { ...of, review_id: review.id, reason: 'illness', from_on: '2024-11-21', to_on: '2024-11-28' },
        { ...of, review_id: review.id, reason: 'other', note: '=SUM(1), the hall flooded', from_on: '2024-12-02' },
      ])
      .execute()
    await tx
      .insertInto('provision_delivery')
      .values([
        {
          ...of,
          provision_line_id: line.id,
          review_id: review.id,
          given: 'part',
          hours: 1.5,
          note: 'One assistant left',
        },
        { ...of, provision_line_id: line.id, academic_year: 2025, term: 1, given: 'all' },
      ])
      .execute()
    await tx
      .insertInto('care_status')
      .values([
        { ...of, from_on: '2024-02-01', looked_after: true },
        { ...of, from_on: '2025-02-01', looked_after: false },
      ])
      .execute()
    await tx
      .updateTable('review')
      .set({ meeting_place: 'The hall', held_by: 'setting', invited_on: '2024-10-30', adulthood: 'A bus, alone' })
      .where('area_id', '=', area_id)
      .where('id', '=', review.id)
      .execute()
    await tx
      .insertInto('review_participant')
      .values({
        ...of,
        review_id: review.id,
        part: 'health',
        name: 'Occupational therapist',
        advice: 'A quiet corner.',
      })
      .execute()
    await tx
      .insertInto('instrument_score')
      .values({ ...of, instrument: 'sdq', score: 12, on_date: '2025-01-10', completed_by: 'parent' })
      .execute()
  })
  return review
}

const questions = {
  holds: `select r.ref, h.reason, h.note, h.from_on::text, h.to_on::text from review_hold h join review r on r.id = h.review_id order by h.from_on`,
  deliveries: `select l.ref, r.ref as review, d.given, d.hours, d.note, d.academic_year, d.term from provision_delivery d
    join provision_line l on l.id = d.provision_line_id left join review r on r.id = d.review_id order by d.term nulls first`,
  care: `select c.ref, s.from_on::text, s.looked_after from care_status s join child c on c.id = s.child_id order by c.ref, s.from_on`,
  reviews: `select ref, meeting_place, held_by, invited_on::text, adulthood from review order by ref`,
  participants: `select r.ref, p.part, p.name, p.advice from review_participant p join review r on r.id = p.review_id`,
  scores: `select instrument, score, on_date::text from instrument_score`,
  pictures: `select (to_jsonb(p) - 'area_id' - 'provider_id')::text as cell from picture_cell p order by 1`,
  deadlines: `select clock, due_on::text, done_on::text from deadline order by 1, 2, 3`,
}

async function held({ owner }: Office) {
  const answers: Record<string, unknown[]> = {}
  for (const [name, question] of Object.entries(questions)) answers[name] = (await owner.query(question)).rows
  return answers
}

const folderOf = async (path: string) => (await readdir(path, { recursive: true })).map(String).sort()

test('everything taken out and brought into an empty system gives the same holds, deliveries, care and pictures', () =>
  atWork(async first => {
    await aFullArea(first)
    const there = await held(first)
    assert.equal(there.holds?.length, 2)
    const [folder, zip, plain] = [newPath(), newPath('.zip'), newPath()]
    await exportPackage(first.db, first.actor(), plain)
    await exportPackage(first.db, first.actor(), folder, { all: true })
    await exportPackage(first.db, first.actor(), zip, { all: true })
    for (const name of (await readdir(plain)).filter(one => one.endsWith('.csv')))
      assert.equal(await readFile(join(folder, name), 'utf8'), await readFile(join(plain, name), 'utf8'), name)
    assert.match(await readFile(join(folder, 'more/review_hold.csv'), 'utf8'), /'=SUM/)
    for (const path of [folder, zip]) {
      await atWork(async second => {
        const answer = await load(second, path)
        const told = answer.problems
          .map(one => `${one.severity} ${one.file} ${one.row} ${one.column} ${one.wrong}`)
          .join('\n')
        assert.equal(answer.state, 'done', told)
        assert.match(told, /warning more\/audit_entry\.csv .*kept in the package/)
        assert.doesNotMatch(told, /review_hold|provision_delivery|review\.csv/)
        assert.deepEqual(await held(second), there)
        const again = await load(second, path)
        assert.deepEqual(
          Object.values(again.counts).filter(({ added, changed }) => added + changed > 0),
          [],
          'the same again changes nothing',
        )
        await undoImport(second.db, second.actor(), again.import_id ?? 0)
        const undone = await undoImport(second.db, second.actor(), answer.import_id ?? 0)
        assert.ok('removed' in undone, JSON.stringify(undone))
        assert.deepEqual((await held(second)).deliveries, [])
      })
    }
  }))

test('each further table is described: its columns, what they mean and what they name', () =>
  atWork(async office => {
    await aFullArea(office)
    const folder = newPath()
    await exportPackage(office.db, office.actor(), folder, { all: true })
    const description = JSON.parse(await readFile(join(folder, 'datapackage.json'), 'utf8'))
    const described = description.resources.map(({ path }: { path: string }) => path).sort()
    assert.deepEqual(
      described,
      (await folderOf(folder)).filter(name => name.endsWith('.csv')),
    )
    const delivery = description.resources.find(({ name }: { name: string }) => name === 'more.provision_delivery')
    assert.match(delivery.description, /Whether a line of section F, G or H was given/)
    const term = delivery.schema.fields.find(({ name }: { name: string }) => name === 'term')
    assert.match(term.description, /1 autumn/)
    assert.deepEqual(
      delivery.schema.foreignKeys.find(({ fields }: { fields: string }) => fields === 'review_id').reference,
      { resource: 'reviews', fields: 'review_id' },
    )
    for (const { path, schema } of description.resources) {
      const [header] = (await readFile(join(folder, path), 'utf8')).split('\n')
      assert.equal(header, schema.fields.map(({ name }: { name: string }) => name).join(','), path)
    }
  }))

test('files of evidence leave with what they are evidence of, and what was removed stays as a tombstone', () =>
  atWork(async office => {
    const { child_id, ...review } = await aFullArea(office)
    const manager = await office.as('data_manager')
    const senco = await office.as('coordinator')
    const sent = await senco.upload(
      `/children/${child_id}/evidence/new`,
      { shows: 'A game at break', of: `review-${review.id}`, family: 'yes' },
      { name: 'break.txt', bytes: 'Ash joined in at break.' },
    )
    assert.equal(sent.statusCode, 303, sent.body)
    const [folder, without] = [newPath(), newPath()]
    const { store } = office.filing
    await exportPackage(office.db, office.actor(), folder, { all: true, store })
    await exportPackage(office.db, office.actor(), without, { all: true })
    const { rows } = await office.owner.query('select id, stored_as from file')
    const name = `files/file-${rows[0].id}.text`
    assert.equal(await readFile(join(folder, name), 'utf8'), 'Ash joined in at break.')
    const listed = await readFile(join(folder, 'more/file.csv'), 'utf8')
    assert.match(listed, new RegExp(`break\\.txt[\\s\\S]*${name}`))
    assert.doesNotMatch(listed, new RegExp(rows[0].stored_as))
    assert.ok((await folderOf(folder)).includes('more/file_link.csv'))
    assert.ok(!(await folderOf(without)).some(one => one.startsWith('files')))
    await store.remove(rows[0].stored_as)
    const lost = newPath()
    await exportPackage(office.db, office.actor(), lost, { all: true, store })
    assert.equal(await readFile(join(lost, 'files/lost.csv'), 'utf8'), `file\n${name}\n`)
    await atWork(async second => assert.equal((await load(second, folder)).state, 'done'))

    await senco.upload(
      `/children/${child_id}/evidence/new`,
      { shows: '', of: `review-${review.id}`, family: 'yes' },
      { name: 'wrong.txt', bytes: 'Of another child.' },
    )
    const wrong = (await office.owner.query("select id from file where name = 'wrong.txt'")).rows[0].id
    const gone = await senco.post(`/evidence/${wrong}/remove`, { why: 'It was of another child' })
    assert.equal(gone.statusCode, 303, gone.body)
    const removed = newPath()
    await exportPackage(office.db, office.actor(), removed, { all: true, store })
    const tombstone = (await readFile(join(removed, 'more/file.csv'), 'utf8'))
      .split('\n')
      .find(row => /wrong/.test(row))
    assert.match(tombstone ?? '', new RegExp(`^${wrong},.*,wrong\\.txt,.*,removed,.*It was of another child`))
    assert.match(tombstone ?? '', new RegExp(`,${office.today},`))
    assert.ok(!(await folderOf(removed)).includes(`files/file-${wrong}.text`), 'its bytes are gone')
    assert.equal(await readFile(join(removed, 'files/lost.csv'), 'utf8'), `file\n${name}\n`, 'and are not lost')

    for (const [what, everything] of [
      ['plain', false],
      ['all', true],
      ['files', true],
    ] as const) {
      const taken = await manager.get(`/exports/package.zip?what=${what}`)
      await allDone()
      assert.equal(taken.statusCode, 200)
      assert.equal(taken.rawPayload.includes('more/review_hold.csv'), everything, what)
      assert.equal(taken.rawPayload.includes(name), what === 'files', what)
    }
    const entries = await office.owner.query(
      "select detail from audit_entry where act = 'package.exported' and person_id is not null order by id",
    )
    assert.deepEqual(
      entries.rows.map(({ detail }) => detail),
      [null, { everything: true, files: false }, { everything: true, files: true }],
    )
  }))

test('secrets, sealed bids and what a family has not sent never leave', () =>
  atWork(async office => {
    const tender = await aTender(office)
    await allBid(tender)
    const { child_id, id: review_id } = await aFullArea(office)
    const secret = 'a-secret-of-ours'
    await office.write(async tx => {
      const of = { area_id: office.area_id, child_id, review_id }
      const { id: message_id } = await tx
        .insertInto('message')
        .values({
          ...{
            area_id: 206,
            kind: 'digest',
            to_name: 'x',
            why: 'y',
            title: 't',
            body: 'b',
            html: 'h',
            state: 'queued',
          },
          token: secret,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await tx.insertInto('message_secret').values({ area_id: 206, message_id, secret }).execute()
      const { id: participant_id } = await tx
        .selectFrom('review_participant')
        .select('id')
        .where('area_id', '=', 206)
        .executeTakeFirstOrThrow()
      await sql`set local waymark.scope = 'own'`.execute(tx)
      await sql.raw(`set local waymark.children = '{${child_id}}'`).execute(tx)
      await tx
        .insertInto('family_voice')
        .values({ ...of, participant_id, respondent: 'parent', answers: JSON.stringify({ best: 'not sent yet' }) })
        .execute()
    })
    const folder = newPath()
    await exportPackage(office.db, office.actor(), folder, { all: true, store: office.filing.store })
    const names = await folderOf(folder)
    assert.ok(names.includes('more/message.csv') && names.includes('more/tender_round.csv'))
    for (const name of names.filter(one => one.endsWith('.csv'))) {
      const text = await readFile(join(folder, name), 'utf8')
      assert.doesNotMatch(text.split('\n')[0] ?? '', /hash\b(?!es)|secret|token|password|csrf/, name)
      assert.doesNotMatch(text, /a-secret-of-ours|not sent yet|teaches in small groups|listens every morning/, name)
    }
    for (const table of ['bid', 'bid_content', 'bid_price', 'bid_draft', 'session', 'api_token', 'message_secret'])
      assert.ok(!names.includes(`more/${table}.csv`), table)
  }))

test('a further table is checked as the plain files are, and an error in it changes nothing', () =>
  atWork(async first => {
    await aFullArea(first)
    for (const [name, change, wrong] of [
      ['more/extra.csv', () => 'a\n1\n', /error more\/extra\.csv null null: This file is not known/],
      ['more/session.csv', () => 'id\n1\n', /error more\/session\.csv null null: This file is not known/],
      [
        'more/review_hold.csv',
        (text: string) => text.replace('illness', 'weather'),
        /review_hold\.csv 2 reason: The records do not/,
      ],
      [
        'more/review_hold.csv',
        (text: string) => text.replace('2024-11-21', '2024-13-21'),
        /2 from_on: This is not a date/,
      ],
      ['more/review_hold.csv', (text: string) => text.replaceAll(',v2,', ',v99,'), /2 review_id: There is no such row/],
      [
        'more/review_hold.csv',
        (text: string) => text.replaceAll(',v2,', ',v4,'),
        /2 review_id: This belongs to another child/,
      ],
      [
        'more/provision_delivery.csv',
        (text: string) => text.replace('given', 'taken'),
        /1 taken: This column is not known/,
      ],
    ] as const) {
      const folder = newPath()
      await exportPackage(first.db, first.actor(), folder, { all: true })
      const file = join(folder, name)
      await writeFile(file, change(await readFile(file, 'utf8').catch(() => '')))
      await atWork(async second => {
        const answer = await load(second, folder)
        assert.equal(answer.state, 'refused', name)
        assert.match(
          answer.problems.map(one => `${one.severity} ${one.file} ${one.row} ${one.column}: ${one.wrong}`).join('\n'),
          wrong,
        )
        assert.equal((await second.owner.query('select from child')).rowCount, 0)
      })
    }
  }))
