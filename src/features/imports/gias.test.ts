import assert from 'node:assert/strict'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { allDone } from '#platform/jobs/later.ts'
import { atWork, type Office } from '#test/office.ts'
import { type ImportAnswer, importFile } from './actions.ts'
import { circlesIn, giasDay, linkFrom, needsFrom, phaseFrom } from './gias/establishment.ts'
import { goneSince2025, leftOut, wantedColumns } from './gias/gias-columns.ts'
import { undoImport } from './recording/undo.ts'

let place = ''
before(async () => {
  place = await mkdtemp(join(tmpdir(), 'waymark-gias-'))
})
after(() => rm(place, { recursive: true }))

const everyColumn = [...wantedColumns, ...leftOut]
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

const usual: Record<string, string> = {
  'LA (code)': '206',
  'LA (name)': 'Islington',
  'TypeOfEstablishment (code)': '01',
  'TypeOfEstablishment (name)': 'Community school',
  'EstablishmentStatus (code)': '1',
  'PhaseOfEducation (code)': '2',
  StatutoryLowAge: '3',
  StatutoryHighAge: '11',
  Postcode: 'N1 2XX',
  Easting: '531000',
  Northing: '184000',
  LastChangedDate: '04-02-2026',
  HeadLastName: 'Somebody',
}

type School = Record<string, string>

const rowOf = (school: School, columns: readonly string[]) =>
  columns.map(column => quoted({ ...usual, ...school }[column] ?? '')).join(',')

const textOf = (schools: School[], columns: readonly string[] = everyColumn) =>
  [columns.map(quoted).join(','), ...schools.map(school => rowOf(school, columns))].join('\r\n')

const schools: School[] = [
  { URN: '100001', EstablishmentName: 'Larkfield Primary School', UKPRN: '10012345', OpenDate: '01-09-1996' },
  {
    URN: '100002',
    EstablishmentName: 'Ecole Brookbank (Français)',
    'TypeOfEstablishment (code)': '44',
    'PhaseOfEducation (code)': '0',
    StatutoryLowAge: '11',
    StatutoryHighAge: '19',
    'SEN1 (name)': 'ASD - Autistic Spectrum Disorder',
    'SEN2 (name)': 'SLCN - Speech, language and Communication',
    'Boarders (name)': 'Boarding school',
    'Section41Approved (name)': 'Approved',
  },
  {
    URN: '100003',
    EstablishmentName: 'Old Larkfield School',
    'EstablishmentStatus (code)': '2',
    CloseDate: '31-08-1996',
  },
  {
    URN: '100004',
    EstablishmentName: 'Elsewhere Special School',
    'LA (code)': '207',
    'TypeOfEstablishment (code)': '7',
  },
  { URN: '100005', EstablishmentName: 'Next Year Academy', 'EstablishmentStatus (code)': '4' },
]

const bring = async (
  { db, actor }: Pick<Office, 'db' | 'actor'>,
  name: string,
  content: string | Buffer,
): Promise<ImportAnswer> => {
  const path = join(place, name)
  await writeFile(path, content)
  return importFile(db, actor(), { kind: 'gias', path })
}

const told = ({ problems }: ImportAnswer) =>
  problems
    .map(({ severity, row, column, value, wrong }) => `${severity} ${row} ${column} ${value}: ${wrong}`)
    .join('\n')

const links = (...rows: string[]) => ['URN,LinkURN,LinkName,LinkType,LinkEstablishedDate', ...rows].join('\n')

test('days, phases, needs and links are read as GIAS writes them', () => {
  assert.deepEqual(['31-08-2023', '2023-08-31', '1/9/2020', '31-02-2020', '', 'x'].map(giasDay), [
    '2023-08-31',
    '2023-08-31',
    '2020-09-01',
    undefined,
    undefined,
    undefined,
  ])
  assert.deepEqual(
    [
      phaseFrom('4', 11, 16),
      phaseFrom('0', 11, 19),
      phaseFrom('', 2, 11),
      phaseFrom('0', 3, 19),
      phaseFrom('0', 16, 25),
    ],
    ['secondary', 'secondary', 'primary', 'all_through', 'post_16'],
  )
  assert.deepEqual(
    needsFrom(['SpLD - Specific Learning Difficulty', 'Not Applicable', 'ASD - Autistic', 'ASD - twice']),
    ['SPLD', 'ASD'],
  )
  assert.deepEqual(linkFrom('1', '2', 'Predecessor - merged'), { urn: '2', successor_urn: '1', kind: 'merger' })
  assert.deepEqual(linkFrom('1', '2', 'Successor - Split School')?.kind, 'split')
  assert.equal(linkFrom('1', '2', 'Sixth Form Centre Link'), undefined)
})

test('a line of schools is no circle, whatever its order; one link back is told with all who are in it', () => {
  const link = (urn: string, successor_urn: string) => ({ urn, successor_urn })
  assert.deepEqual(circlesIn([link('3', '3')]), [['3']])
  fc.assert(
    fc.property(
      fc.shuffledSubarray(
        Array.from({ length: 8 }, (_, n) => n),
        { minLength: 8 },
      ),
      order => {
        const line = order.map(n => link(String(n), String(n + 1)))
        assert.deepEqual(circlesIn(line), [])
        const [circle] = circlesIn([...line, link('8', '2')])
        assert.deepEqual(circle?.toSorted(), ['2', '3', '4', '5', '6', '7', '8'])
      },
    ),
  )
})

test('open schools of the area come into the register, every school can be looked up, and twice changes nothing', () =>
  atWork(async office => {
    const first = await bring(office, 'edubasealldata20260301.csv', textOf(schools))
    assert.equal(first.state, 'done', told(first))
    assert.deepEqual(first.counts.provider, { read: 2, added: 2, changed: 0 })
    assert.equal(first.counts.gias_establishment?.added, 5)
    assert.deepEqual([first.header.release, first.header.closed, first.header.proposed_to_open], ['1 March 2026', 1, 1])
    const { rows } = await office.owner.query('select * from provider order by urn')
    assert.deepEqual(
      rows.map(row => [row.name, row.kind, row.phase, row.sector, row.ukprn, row.opened_on, row.easting]),
      [
        ['Larkfield Primary School', 'school', 'primary', 'maintained', '10012345', '1996-09-01', 531000],
        ['Ecole Brookbank (Français)', 'special_school', 'secondary', 'academy', null, null, 531000],
      ],
    )
    assert.deepEqual([rows[1].needs, rows[1].residential, rows[1].section_41], [['ASD', 'SLCN'], true, true])
    const again = await bring(office, 'edubasealldata20260301.csv', textOf(schools))
    assert.deepEqual(
      Object.values(again.counts).map(({ added, changed }) => added + changed),
      [0, 0, 0],
    )
    assert.equal(
      JSON.stringify((await office.owner.query('select * from gias_establishment')).rows).includes('Somebody'),
      false,
    )
    const undone = await undoImport(office.db, office.actor(), first.import_id ?? 0)
    assert.deepEqual(undone, { removed: 2, restored: 0 })
  }))

test('what people here know stays where GIAS is silent, and a school known elsewhere is brought up to date', () =>
  atWork(async office => {
    const id = await office.aProvider({
      name: 'Elsewhere',
      urn: '100004',
      kind: 'special_school',
      phone: '020',
      capacity: 7,
    })
    await bring(office, 'edubasealldata20260301.csv', textOf(schools))
    const { rows } = await office.owner.query('select * from provider where id = $1', [id])
    assert.deepEqual(
      [rows[0].name, rows[0].phone, rows[0].capacity, rows[0].la_code],
      ['Elsewhere Special School', '020', 7, 207],
    )
  }))

test('one of the same name and postcode without a URN is not made twice: it is told', () =>
  atWork(async office => {
    await office.aProvider({ name: 'LARKFIELD primary school', postcode: 'N12XX' })
    const answer = await bring(office, 'edubasealldata20260301.csv', textOf(schools))
    assert.match(
      told(answer),
      /warning 2 EstablishmentName Larkfield Primary School, 100001: The register has a provider/,
    )
    assert.equal(answer.counts.provider?.added, 1)
  }))

test('code page 1252 and a byte-order mark are read, and the result says which it was', () =>
  atWork(async office => {
    const latin = await bring(office, 'edubasealldata20260301.csv', Buffer.from(textOf(schools), 'latin1'))
    assert.equal(latin.header.encoding, 'Windows code page 1252')
    const marked = await bring(office, 'edubasealldata20260301.csv', `\uFEFF${textOf(schools)}`)
    assert.deepEqual([marked.state, marked.header.encoding, marked.counts.provider?.changed], ['done', 'UTF-8', 0])
    assert.equal((await office.owner.query("select from provider where name like '%Français%'")).rowCount, 1)
  }))

test('a release without the Ofsted columns, in another order and with new ones is read, and each difference is said', () =>
  atWork(async office => {
    await bring(
      office,
      'edubasealldata20240101.csv',
      textOf(schools.map(one => ({ ...one, 'OfstedRating (name)': 'Good' }))),
    )
    const columns = [
      'Brand new column',
      ...wantedColumns.filter(name => !goneSince2025.has(name) && name !== 'SENStat'),
    ]
    const later = await bring(office, 'edubasealldata20260301.csv', textOf(schools, columns.toReversed()))
    assert.equal(later.state, 'done', told(later))
    assert.match(told(later), /warning 1 Brand new column null: This column is not known/)
    assert.match(told(later), /warning 1 SENStat null: This release has not these columns/)
    assert.match(String(later.header.gone_from_gias_since_april_2025), /OfstedRating/)
    assert.equal((await office.owner.query("select from gias_establishment where ofsted_rating = 'Good'")).rowCount, 5)
    const older = await bring(
      office,
      'edubasealldata20250101.csv',
      textOf([{ ...schools[0], EstablishmentName: 'Its old name' }]),
    )
    assert.equal(older.counts.gias_establishment?.changed, 0)
  }))

test('cells that say nothing sensible are told with their row and left out; a wrong URN stops the file', () =>
  atWork(async office => {
    const odd = {
      URN: '100001',
      EstablishmentName: 'Larkfield',
      UKPRN: '20012345',
      OpenDate: '01-09-2020',
      CloseDate: '31-08-2019',
      SchoolCapacity: 'many',
    }
    const answer = await bring(office, 'edubasealldata20260301.csv', textOf([odd]))
    assert.equal(answer.state, 'done')
    assert.match(told(answer), /warning 2 UKPRN 20012345: A UKPRN is 8 digits/)
    assert.match(told(answer), /warning 2 CloseDate 31-08-2019: It closed before it opened/)
    assert.match(told(answer), /warning 2 SchoolCapacity many: This is not a whole number/)
    const wrong = await bring(office, 'x.csv', textOf([odd, { ...odd, URN: '1E+05' }, odd]))
    assert.match(told(wrong), /error 3 URN 1E\+05: A URN is 6 digits/)
    const twice = await bring(office, 'x.csv', textOf([odd, odd]))
    assert.match(told(twice), /error 3 URN 100001: Two rows have this URN/)
    assert.equal(twice.state, 'refused')
  }))

test('a file that is something else is refused by what it is', () =>
  atWork(async office => {
    for (const [header, is] of [
      ['time_period,school_laestab,school_urn', /results release \(key stage 4\), not a GIAS file/],
      ['establishment-type-group-code,type-of-establishment-code', /types of establishment/],
      ['urn,name,phase', /no columns URN and EstablishmentName/],
      ['URN,EstablishmentName', /This column is missing/],
    ] as const) {
      const answer = await bring(office, 'other.csv', `${header}\n`)
      assert.equal(answer.state, 'refused', header)
      assert.match(told(answer), is)
    }
    const spine =
      'URN,LA,ESTAB,LAESTAB,SCHNAME,STREET,LOCALITY,ADDRESS3,TOWN,POSTCODE,ICLOSE,OPENDATE,CLOSEDATE,MINORGROUP,NFTYPE,ISPRIMARY,ISSECONDARY,ISPOST16,AGEL,AGEH,GENDER,RELDENOM,OTHERURN\n100009,206,1,2061,Mossvale,,,,London,N1 2XX,1,2009-09-01,,Academies,Academy - Converter special school,0,1,0,11,19,Mixed,,'
    const old = await bring(office, 'england_spine.csv', spine)
    assert.equal(old.state, 'done', told(old))
    assert.match(String(old.header.what_it_is), /shape of 2017\/18: no grid positions/)
    assert.equal(
      (await office.owner.query("select from provider where kind = 'special_school' and opened_on = '2009-09-01'"))
        .rowCount,
      1,
    )
  }))

test('an academy carries on as the school it was, over one that the register has not; a circle stops the file', () =>
  atWork(async office => {
    const old = await office.aProvider({ name: 'Larkfield School', urn: '100010' })
    const now = await office.aProvider({ name: 'Larkfield Academy', urn: '100012' })
    const merged = await office.aProvider({ name: 'Birch School', urn: '100013' })
    const answer = await bring(
      office,
      'links_edubasealldata20260301.csv',
      links(
        '100010,100011,Between,Successor,01-09-2012',
        '100012,100011,Between,Predecessor,01-09-2015',
        '100013,100012,Larkfield,Successor - merged,',
        '100012,100013,Birch,Predecessor,',
        '100012,100013,Birch,Sixth Form Centre Link,',
        '900001,900002,Far,Successor,',
        '900002,900001,Far,Successor,',
      ),
    )
    assert.equal(answer.state, 'done', told(answer))
    assert.match(told(answer), /warning 7 LinkURN 900001 → 900002 → 900001: These carry on as one another in a circle/)
    const { rows } = await office.owner.query('select * from provider_succession order by id')
    assert.deepEqual(
      rows.map(row => [row.provider_id, row.successor_id, row.kind, row.on_date]),
      [
        [old, now, 'succession', '2015-09-01'],
        [merged, now, 'merger', null],
      ],
    )
    const circle = await bring(
      office,
      'links.csv',
      links('100012,100010,Back,Successor,', '100010,100012,On,Successor,'),
    )
    assert.equal(circle.state, 'refused')
    assert.match(told(circle), /error 2 LinkURN 100012 → 100010 → 100012/)
    const overHand = await bring(office, 'links.csv', links('100012,100010,Back,Successor,'))
    assert.equal(overHand.state, 'refused', 'with the links that stand it is a circle too')
    assert.match(told(overHand), /carry on as one another in a circle/)
  }))

test('GIAS is brought in from the screen: checked, confirmed, shown with what was said, taken back', () =>
  atWork(async office => {
    const manager = await office.as('data_manager')
    const sent = await manager.upload(
      '/imports/upload',
      { kind: 'gias' },
      { name: 'edubasealldata20260301.csv', bytes: textOf(schools) },
    )
    await allDone()
    const address = String(sent.headers.location)
    const checked = await manager.get(address)
    assert.match(checked.body, /Schools from GIAS/)
    assert.match(checked.body, /Checked, not imported yet/)
    assert.equal((await office.owner.query('select from gias_establishment')).rowCount, 0)
    await manager.post(address, { act: 'confirm' })
    await allDone()
    const done = await manager.get(address)
    assert.match(done.body, /National register of schools/)
    assert.match(done.body, /proposed to open/)
    assert.match(
      (await manager.get(`${address}/undo`)).body,
      /The national register of schools that came with it stays/,
    )
    assert.equal((await manager.post(`${address}/undo`, {})).statusCode, 303)
    assert.equal((await office.owner.query('select from gias_establishment')).rowCount, 5)
    assert.equal((await office.owner.query('select from provider')).rowCount, 0)
  }))

test('fifty-two thousand schools are read as a stream, in little memory', () =>
  atWork(async office => {
    const path = join(place, 'edubasealldata20260301.csv')
    const out = createWriteStream(path)
    out.write(`${everyColumn.map(quoted).join(',')}\r\n`)
    for (let n = 0; n < 52_000; n++) {
      const school = {
        URN: String(100000 + n),
        EstablishmentName: `School number ${n}, of the parish`,
        'LA (code)': String(201 + (n % 150)),
        'EstablishmentStatus (code)': n % 2 === 0 ? '1' : '2',
        Street: `${n} High Street`,
        Postcode: `N${n % 20} ${n % 9}AB`,
      }
      if (!out.write(`${rowOf(school, everyColumn)}\r\n`)) await new Promise<void>(next => out.once('drain', next))
    }
    await new Promise<void>(done => out.end(done))
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    let most = before
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss)
    }, 20)
    const started = performance.now()
    const answer = await importFile(office.db, office.actor(), { kind: 'gias', path })
    const seconds = (performance.now() - started) / 1000
    clearInterval(watch)
    assert.equal(answer.state, 'done', told(answer))
    assert.equal(answer.counts.gias_establishment?.added, 52_000)
    assert.ok(most - before < 350 * 1024 * 1024, `${Math.round((most - before) / 1e6)} MB more`)
    assert.ok(seconds < 60, `${seconds.toFixed(1)} s`)
  }))
