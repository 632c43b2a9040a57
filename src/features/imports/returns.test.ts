import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { atWork, type Office } from '#test/office.ts'
import { sen2Return } from '#test/sen2-return.ts'
import { importFile } from './actions.ts'
import { undoImport } from './recording/undo.ts'

const samplePackage = fileURLToPath(new URL('../../../test/data/sample-package', import.meta.url))

let place = ''
before(async () => {
  place = await mkdtemp(join(tmpdir(), 'waymark-returns-'))
})
after(() => rm(place, { recursive: true }))

type Told = {
  year?: number
  upn?: string
  forename?: string
  urn?: string
  entry?: string
  need?: string
  meeting?: string
  decided?: string
  start?: string
}

/** A return about one child, Ash Example of the sample package. */
const aReturn = ({
  year = 2024,
  upn = 'H206907001001',
  forename = 'Ash',
  urn = '907001',
  entry = '2018-09-03',
  need = 'SLCN',
  meeting = '2023-11-15',
  decided = '2023-12-13',
  start = '2020-01-15',
}: Told) => `<Message>
<Header><CollectionDetails><Collection>SEN2</Collection><Year>${year}</Year></CollectionDetails><Source><LEA>206</LEA></Source></Header>
<Persons><Person><Surname>Example</Surname><Forename>${forename}</Forename><PersonBirthDate>2014-03-05</PersonBirthDate><Sex>F</Sex><Ethnicity>WBRI</Ethnicity><UPN>${upn}</UPN>
<Requests><RequestOutcome>H</RequestOutcome><Assessment><AssessmentOutcome>H</AssessmentOutcome>
<NamedPlan><StartDate>${start}</StartDate><PlanDetail><URN>${urn}</URN><PlacementRank>1</PlacementRank></PlanDetail></NamedPlan></Assessment>
<ActivePlans><PlacementDetail><URN>${urn}</URN><PlacementRank>1</PlacementRank><EntryDate>${entry}</EntryDate></PlacementDetail>
<SENneed><SENtype>${need}</SENtype><SENtypeRank>1</SENtypeRank></SENneed>
<ReviewMeeting>${meeting}</ReviewMeeting><LastReview>${decided}</LastReview></ActivePlans></Requests></Person></Persons></Message>`

let serial = 0
async function load({ db, actor }: Pick<Office, 'db' | 'actor'>, told: Told | string) {
  const path = join(place, `${++serial}.xml`)
  await writeFile(path, typeof told === 'string' ? told : aReturn(told))
  return importFile(db, actor(), { kind: 'sen2', path })
}

const rowsOf = async (office: Office, query: string) => (await office.owner.query(query)).rows

test('a return and a package about the same child meet in one record, whichever comes first', () =>
  atWork(async office => {
    assert.equal((await load(office, {})).state, 'done')
    assert.deepEqual(
      await rowsOf(office, 'select c.ref as child, p.ref as plan from child c join plan p on p.child_id = c.id'),
      [{ child: 'sen2:H206907001001', plan: 'sen2:H206907001001:plan:2020-01-15' }],
    )
    const answer = await importFile(office.db, office.actor(), { kind: 'package', path: samplePackage })
    assert.equal(answer.state, 'done')
    const counted = () =>
      rowsOf(
        office,
        `select (select count(*)::int from child) as children, (select count(*)::int from plan) as plans, (select count(*)::int from provider) as providers,
           (select count(*)::int from review) as reviews, (select count(*)::int from placement where to_on is null) as open_placements`,
      )
    const once = [{ children: 4, plans: 4, providers: 3, reviews: 7, open_placements: 3 }]
    assert.deepEqual(await counted(), once)
    assert.deepEqual(await rowsOf(office, "select ref, name from provider where urn = '907001'"), [
      { ref: 'P1', name: 'Larkfield Primary School' },
    ])
    const again = await load(office, {})
    assert.deepEqual(
      Object.values(again.counts).map(({ added }) => added),
      [0, 0, 0, 0, 0, 0, 0],
    )
    assert.deepEqual(await counted(), once)
  }))

test('the next year’s return ends the former place and need, and older ones change nothing', () =>
  atWork(async office => {
    await load(office, {})
    await load(office, {
      year: 2025,
      urn: '907002',
      entry: '2024-09-02',
      need: 'ASD',
      meeting: '2024-11-20',
      decided: '2024-12-18',
    })
    const history = () =>
      rowsOf(
        office,
        `select 'need ' || need as what, from_on::text, to_on::text from need
         union all select 'urn ' || urn, from_on::text, to_on::text from placement p join provider v on v.id = p.provider_id
         union all select 'review', meeting_on::text, decided_on::text from review order by 1, 2`,
      )
    const known = [
      { what: 'need ASD', from_on: '2025-01-16', to_on: null },
      { what: 'need SLCN', from_on: '2020-01-15', to_on: '2025-01-15' },
      { what: 'review', from_on: '2023-11-15', to_on: '2023-12-13' },
      { what: 'review', from_on: '2024-11-20', to_on: '2024-12-18' },
      { what: 'urn 907001', from_on: '2018-09-03', to_on: '2024-09-01' },
      { what: 'urn 907002', from_on: '2024-09-02', to_on: null },
    ]
    assert.deepEqual(await history(), known)
    const older = await load(office, { need: 'PD' })
    assert.match(older.problems.map(({ wrong }) => wrong).join(), /A newer return was imported before/)
    assert.deepEqual(await history(), known)
  }))

test('a child whose temporary UPN became a permanent one is found by name and date of birth, and that is told', () =>
  atWork(async office => {
    await load(office, { upn: 'T20110001804V' })
    const answer = await load(office, { year: 2025 })
    assert.match(answer.problems.map(({ wrong }) => wrong).join(), /The child was found by name and date of birth/)
    assert.deepEqual(await rowsOf(office, 'select upn from child'), [{ upn: 'H206907001001' }])
    const other = await load(office, { year: 2025, upn: 'X206907001002' })
    assert.equal(other.counts.child?.added, 1)
  }))

test('a plan whose first day was corrected is the same plan, and one after it is another', () =>
  atWork(async office => {
    await load(office, {})
    const corrected = await load(office, { year: 2025, start: '2020-02-03' })
    assert.deepEqual(corrected.counts.plan, { read: 1, added: 0, changed: 1 })
    assert.deepEqual(await rowsOf(office, 'select first_made_on::text from plan'), [{ first_made_on: '2020-02-03' }])
  }))

test('two persons of one UPN are refused, and nothing of the return is recorded', () =>
  atWork(async office => {
    const whole = aReturn({})
    const person = /<Person>[\s\S]*<\/Person>/.exec(whole)?.[0] ?? ''
    const answer = await load(office, whole.replace(person, person + person.replace('Ash', 'Birch')))
    assert.equal(answer.state, 'refused')
    assert.match(
      answer.problems.map(({ column, value, wrong }) => `${column} ${value}: ${wrong}`).join('\n'),
      /Person\/UPN H206907001001: Two persons have this UPN/,
    )
    assert.deepEqual(await rowsOf(office, 'select count(*)::int as n from child'), [{ n: 0 }])
  }))

test('a made-up return is imported whole, again without a change, and taken back whole', () =>
  atWork(async office => {
    const text = [...sen2Return({ lea: 206, year: 2026, plans: 300 })].join('')
    const first = await load(office, text)
    assert.deepEqual(first.counts.plan, { read: 300, added: 300, changed: 0 })
    const again = await load(office, text)
    assert.deepEqual(
      Object.values(again.counts).map(({ added, changed }) => added + changed),
      [0, 0, 0, 0, 0, 0, 0],
    )
    await undoImport(office.db, office.actor(), first.import_id ?? 0)
    assert.deepEqual(
      await rowsOf(
        office,
        'select (select count(*)::int from child) as children, (select count(*)::int from provider) as providers',
      ),
      [{ children: 0, providers: 0 }],
    )
  }))
