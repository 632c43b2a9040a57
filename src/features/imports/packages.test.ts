import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { atWork, type Office } from '#test/office.ts'
import { type ImportAnswer, importFile } from './actions.ts'
import { cannotExportTo, exportPackage } from './package/export.ts'
import { undoImport } from './recording/undo.ts'

const samplePackage = fileURLToPath(new URL('../../../test/data/sample-package', import.meta.url))

let place = ''
before(async () => {
  place = await mkdtemp(join(tmpdir(), 'waymark-packages-'))
})
after(() => rm(place, { recursive: true }))

let serial = 0
const newPath = (ending = '') => join(place, `${++serial}${ending}`)

/** The sample package with some of its files changed: '' takes one away, a function edits the text that is there. */
async function aPackage(changes: Record<string, string | ((text: string) => string)>): Promise<string> {
  const path = newPath()
  await cp(samplePackage, path, { recursive: true })
  for (const [name, change] of Object.entries(changes)) {
    const file = join(path, name)
    if (change === '') await rm(file)
    else await writeFile(file, typeof change === 'string' ? change : change(await readFile(file, 'utf8')))
  }
  return path
}

const load = (office: Pick<Office, 'db' | 'actor'>, path: string) =>
  importFile(office.db, office.actor(), { kind: 'package', path })

const told = ({ problems }: ImportAnswer) =>
  problems.map(({ severity, file, row, column, wrong }) => `${severity} ${file}:${row} ${column}: ${wrong}`).join('\n')

const changed = ({ counts }: ImportAnswer) =>
  Object.fromEntries(
    Object.entries(counts).flatMap(([table, { added, changed: n }]) => (added + n > 0 ? [[table, [added, n]]] : [])),
  )

async function filesIn(path: string): Promise<Record<string, string>> {
  const names = (await readdir(path)).filter(name => name.endsWith('.csv'))
  return Object.fromEntries(
    await Promise.all(names.map(async name => [name, await readFile(join(path, name), 'utf8')] as const)),
  )
}

test('what is exported and imported into an empty system is exported again letter by letter, as folder and as zip', () =>
  atWork(async first => {
    await load(first, samplePackage)
    const folder = newPath()
    const zip = newPath('.zip')
    await exportPackage(first.db, first.actor(), folder)
    await exportPackage(first.db, first.actor(), zip)
    const there = await filesIn(folder)
    assert.equal(Object.keys(there).length, 13)
    for (const path of [folder, zip]) {
      await atWork(async second => {
        assert.equal(told(await load(second, path)), '')
        const again = newPath()
        await exportPackage(second.db, second.actor(), again)
        assert.deepEqual(await filesIn(again), there)
      })
    }
  }))

/** Text made of what goes wrong in spreadsheets, with any Unicode between. */
const awkward = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '=cmd|',
        "'",
        "''=",
        '"',
        ',',
        ';',
        '\n',
        '\r\n',
        '\t',
        ' ',
        '-2',
        '@',
        '+',
        '\\N',
        '\\',
        '😀',
        'é',
      ),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map(parts => parts.join('').replaceAll('\0', ''))
  .filter(text => text.trim() !== '')

test('whatever the words of a plan are, they come back as they went out', () =>
  atWork(async office => {
    await load(office, samplePackage)
    const texts = fc.sample(awkward, 200)
    const { rows } = await office.owner.query<{ child_id: string; plan_id: string }>(
      "select child_id, id as plan_id from plan where ref = 'PL-A1'",
    )
    const [of] = rows.map(row => ({ child_id: Number(row.child_id), plan_id: Number(row.plan_id) }))
    assert.ok(of)
    for (const text of texts.slice(0, 100)) await office.anOutcome(of, { text, ladder: { 2: text } })
    const wordsIn = async (at: Office) =>
      (await at.owner.query<{ text: string; ladder: object }>('select text, ladder from outcome order by id')).rows
    const folder = newPath()
    await exportPackage(office.db, office.actor(), folder)
    await atWork(async second => {
      const answer = await load(second, folder)
      assert.equal(answer.state, 'done')
      assert.deepEqual(await wordsIn(second), await wordsIn(office))
    })
  }))

test('a changed rating in a newer package is a correction, and a row that is gone stays', () =>
  atWork(async office => {
    await load(office, samplePackage)
    office.later('2026-03-09')
    const newer = await aPackage({
      'ratings.csv': text =>
        text.replace('v4,g6,not_met,,', 'v4,g6,partially_met,,Seen again.').replace('v1,g1,partially_met,,\n', ''),
      'positions.csv': text => text.replace('v1,A1-1,4,', 'v1,A1-1,3,'),
    })
    assert.deepEqual(changed(await load(office, newer)), { rating: [0, 1], position: [0, 1] })
    const { rows } = await office.owner.query(
      'select h.rating as was, r.rating, r.comment, r.why, h.superseded_on::text as on_day from rating_history h join rating r using (id)',
    )
    assert.deepEqual(rows, [
      {
        was: 'not_met',
        rating: 'partially_met',
        comment: 'Seen again.',
        why: 'Changed by an import',
        on_day: '2026-03-09',
      },
    ])
    const { rows: all } = await office.owner.query('select count(*)::int as n from rating')
    assert.equal(all[0].n, 11)
  }))

test('a column that is left out leaves what is recorded, and an empty cell empties it', () =>
  atWork(async office => {
    await load(office, samplePackage)
    const withoutColumn = await aPackage({
      'children.csv': 'child_id,surname,forename,birth_date,postcode\nA1,Example,Ash,2014-03-05,\n',
    })
    assert.deepEqual(changed(await load(office, withoutColumn)), { child: [0, 1] })
    const { rows } = await office.owner.query("select upn, postcode, sex from child where ref = 'A1'")
    assert.deepEqual(rows, [{ upn: 'H206907001001', postcode: null, sex: 'F' }])
  }))

test('looked after: what is told first counts from ever before, and a change from the day of the import', () =>
  atWork(async office => {
    await load(office, samplePackage)
    office.later('2026-03-09')
    await load(office, await aPackage({ 'children.csv': text => text.replace('N7 3XX,true', 'N7 3XX,false') }))
    const { rows } = await office.owner.query(
      "select s.from_on::text, s.looked_after from care_status s join child c on c.id = s.child_id where c.ref = 'A3' order by s.from_on",
    )
    assert.deepEqual(rows, [
      { from_on: '-infinity', looked_after: true },
      { from_on: '2026-03-09', looked_after: false },
    ])
  }))

/** Each fault with what is told of it, as 'severity file:row column: wrong'. */
const faults: [string, Record<string, string | ((text: string) => string)>, RegExp][] = [
  ['an unknown file', { 'extra.csv': 'a\n1\n' }, /error extra\.csv:null null: This file is not known/],
  [
    'an unknown column',
    { 'needs.csv': text => text.replace('child_id', 'child_id,colour').replaceAll('\nA', '\nx,A') },
    /error needs\.csv:1 colour: This column is not known/,
  ],
  [
    'a missing column',
    { 'goals.csv': 'goal_id,outcome_id,text\ng1,A1-1,x\n' },
    /error goals\.csv:1 set_on: This column is missing/,
  ],
  [
    'a missing value',
    { 'children.csv': text => text.replace('Example,Ash', ',Ash') },
    /error children\.csv:2 surname: This is not given/,
  ],
  [
    'no such day',
    { 'plans.csv': text => text.replace('2020-01-15', '2020-02-30') },
    /error plans\.csv:2 first_made_on: This is not a date/,
  ],
  [
    'a code of no list',
    { 'needs.csv': text => text.replace('MSI', 'XXX') },
    /error needs\.csv:7 need: This is not a code of the list/,
  ],
  [
    'an id twice',
    { 'goals.csv': text => `${text}g1,A1-1,Again,2024-09-01,\n` },
    /error goals\.csv:10 goal_id: Two rows have this id/,
  ],
  [
    'a rating twice',
    { 'ratings.csv': text => `${text}v1,g1,not_met,,\n` },
    /error ratings\.csv:13 review_id: Two rows are about the same/,
  ],
  [
    'a child that is nowhere',
    { 'plans.csv': text => text.replace('PL-A4,A4', 'PL-A4,A9') },
    /error plans\.csv:5 child_id: There is no such row in children\.csv/,
  ],
  [
    'a goal of another child',
    { 'ratings.csv': text => text.replace('v1,g2', 'v1,g6') },
    /error ratings\.csv:3 goal_id: This belongs to another child/,
  ],
  [
    'a UPN twice',
    { 'children.csv': text => text.replace('X206907001002', 'H206907001001') },
    /error children\.csv:3 upn: Two rows have this number/,
  ],
  [
    'a wrong check letter',
    { 'children.csv': text => text.replace('X206907001002', 'A206907001002') },
    /warning children\.csv:3 upn: The check letter/,
  ],
  [
    'a placement nowhere',
    { 'placements.csv': text => text.replace('A4,,EYP', 'A4,,') },
    /error placements\.csv:7 institution_id: There is neither/,
  ],
  [
    'a placement twice over',
    { 'placements.csv': text => text.replace('A4,,EYP', 'A4,P1,EYP') },
    /error placements\.csv:7 institution_id: There is an institution and a setting/,
  ],
  [
    'an end before a beginning',
    { 'placements.csv': text => text.replace('2025-01-06,2025-07-31', '2025-01-06,2025-01-05') },
    /error placements\.csv:6 to: This is before from/,
  ],
  [
    'not rated and not why',
    { 'ratings.csv': text => text.replace('not_rated,moved', 'not_rated,') },
    /error ratings\.csv:10 reason: It is not said why/,
  ],
  [
    'a rung past the ladder',
    { 'positions.csv': text => text.replace('A1-1,4', 'A1-1,11') },
    /error positions\.csv:2 position: This is not a whole number from 0 to 10/,
  ],
  [
    'no ladder',
    { 'outcomes.csv': text => text.replace('"{""2"": ""Where', '"{2: Where') },
    /error outcomes\.csv:2 ladder: This is no ladder/,
  ],
  [
    'a ladder without words',
    {
      'outcomes.csv': text => text.replace('""8"": ""Most days, in more than one place.""}', '""7"": ""Most days.""}'),
    },
    /warning outcomes\.csv:2 ladder: There are no words for the baseline or the target/,
  ],
  [
    'an outcome that is nowhere',
    { 'provision.csv': text => text.replace(',A1-1,', ',A1-1;A9-9,') },
    /error provision\.csv:2 outcome_ids: One of these outcomes/,
  ],
  [
    'a future meeting',
    {
      'reviews.csv': text =>
        text.replace('v7,PL-A4,annual,2025-06-02,,,,,,', 'v7,PL-A4,annual,2025-06-02,2027-06-02,,,,,'),
    },
    /warning reviews\.csv:8 report_sent_on: This date is after today, 2 March 2026/,
  ],
  [
    'a decision before the meeting',
    { 'reviews.csv': text => text.replace('2024-12-18,M', '2024-11-01,M') },
    /warning reviews\.csv:3 decided_on: This is before meeting_on/,
  ],
  [
    'an answer and none',
    { 'soft.csv': text => text.replace('young_person,4', 'young_person,') },
    /error soft\.csv:2 rung: There is neither an answer/,
  ],
  [
    'birth in the future',
    { 'children.csv': text => text.replace('2014-03-05', '2034-03-05') },
    /error children\.csv:2 birth_date: This date of birth is in the future/,
  ],
  [
    'a plan before birth',
    { 'plans.csv': text => text.replace('2019-05-20', '2011-05-20') },
    /warning plans\.csv:3 first_made_on: This is before the child was born/,
  ],
  [
    'an unknown plan type',
    { 'plans.csv': text => text.replace('PL-A4,A4,ehcp', 'PL-A4,A4,isp') },
    /error plans\.csv:5 plan_type: This is not a type of plan here/,
  ],
  [
    'an open quotation mark',
    { 'goals.csv': text => text.replace('I visit three', '"I visit three') },
    /error goals\.csv:7 null: The quotation mark opened on line 7 is never closed/,
  ],
  [
    'two rank-1 places at one time',
    { 'placements.csv': text => text.replace('2024-12-31', '2025-01-31') },
    /warning placements\.csv:6 from: Two placements of one rank/,
  ],
  [
    'an empty package',
    Object.fromEntries(
      [
        'children',
        'goals',
        'institutions',
        'needs',
        'outcomes',
        'placements',
        'plans',
        'positions',
        'provision',
        'ratings',
        'requests',
        'reviews',
        'soft',
      ].map(name => [`${name}.csv`, '']),
    ),
    /The package holds no file to import/,
  ],
]

test('every fault of a package is told with its file, row and column, and an error changes nothing', () =>
  atWork(async office => {
    for (const [name, change, expected] of faults) {
      const answer = await load(office, await aPackage(change))
      assert.match(told(answer), expected, name)
      const refused = expected.source.startsWith('error') || name === 'an empty package'
      if (!refused) {
        assert.equal(answer.state, 'done', name)
        await undoImport(office.db, office.actor(), answer.import_id ?? 0)
        continue
      }
      assert.equal(answer.state, 'refused', name)
      const { rows } = await office.owner.query('select count(*)::int as n from child')
      assert.equal(rows[0].n, 0, name)
    }
  }))

test('a refused import is kept with its problems', () =>
  atWork(async office => {
    const answer = await load(office, await aPackage({ 'needs.csv': text => text.replace('MSI', 'XXX') }))
    const { rows } = await office.owner.query(
      'select i.state, p.file, p.row, p."column", p.value from import i join import_problem p on p.import_id = i.id',
    )
    assert.deepEqual(rows, [{ state: 'refused', file: 'needs.csv', row: 7, column: 'need', value: 'XXX' }])
    assert.ok(answer.import_id)
  }))

test('an import is undone: what it added goes, what it changed is as it was', () =>
  atWork(async office => {
    await load(office, samplePackage)
    const before = newPath()
    await exportPackage(office.db, office.actor(), before)
    office.later('2026-03-09')
    const newer = await load(
      office,
      await aPackage({
        'ratings.csv': text => text.replace('v4,g6,not_met,,', 'v4,g6,partially_met,,'),
        'goals.csv': text => `${text}g9,A4-1,I choose a book.,2025-09-01,\n`,
      }),
    )
    assert.deepEqual(changed(newer), { goal: [1, 0], rating: [0, 1] })
    assert.deepEqual(await undoImport(office.db, office.actor(), newer.import_id ?? 0), { removed: 1, restored: 1 })
    const afterwards = newPath()
    await exportPackage(office.db, office.actor(), afterwards)
    assert.deepEqual(await filesIn(afterwards), await filesIn(before))
    assert.deepEqual(await undoImport(office.db, office.actor(), newer.import_id ?? 0), {
      refused: 'not_done',
      state: 'undone',
    })
  }))

test('an import that later work stands on is not undone, and says on what', () =>
  atWork(async office => {
    const first = await load(office, samplePackage)
    const { rows } = await office.owner.query<{ child_id: string; id: string }>(
      "select child_id, id from review where ref = 'v2'",
    )
    const [review] = rows
    const { rows: goals } = await office.owner.query<{ id: string }>("select id from goal where ref = 'g1'")
    await office.aRating(Number(review?.child_id), Number(review?.id), Number(goals[0]?.id), 'fully_met')
    const newer = await load(
      office,
      await aPackage({ 'positions.csv': text => text.replace('v1,A1-1,4,', 'v1,A1-1,3,') }),
    )
    assert.equal(newer.state, 'done')
    assert.deepEqual(await undoImport(office.db, office.actor(), first.import_id ?? 0), {
      refused: 'stood_on',
      by: [
        { what: 'positions changed since', count: 1, act: 'import.done', on_date: '2026-03-02' },
        { what: 'ratings', count: 1, act: 'test.prepared', on_date: '2026-03-02' },
      ],
    })
  }))

test('nothing is exported over what is there', async () => {
  const folder = newPath()
  assert.equal(await cannotExportTo(folder), undefined)
  await mkdir(folder)
  assert.equal(await cannotExportTo(folder), undefined)
  await writeFile(join(folder, 'a.txt'), '')
  assert.match((await cannotExportTo(folder)) ?? '', /is not empty/)
})
