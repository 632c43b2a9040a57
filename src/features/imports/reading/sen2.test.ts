import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { limits } from '#platform/transfer/limits.ts'
import { type Problem, problemTable } from '#platform/transfer/problem.ts'
import {
  active,
  collectExport,
  fileOf,
  header,
  message,
  type Node,
  person,
  placement,
  plan,
  request,
} from '#test/sen2-parts.ts'
import { sen2Return } from '#test/sen2-return.ts'
import type { Sen2Person } from '../sen2-person.ts'
import { sen2Csv } from './sen2-csv.ts'
import type { Sen2Read } from './sen2-reading.ts'
import { sen2Xml } from './sen2-xml.ts'

async function gathered(reader: (problems: ReturnType<typeof problemTable>) => AsyncGenerator<Sen2Read>) {
  const problems = problemTable()
  const persons: Sen2Person[] = []
  for await (const read of reader(problems)) persons.push(...read.persons)
  return { persons, problems: problems.list(), count: problems.count }
}

const reading = { area_id: 206, today: '2026-03-02', limits }
const readXml = (text: string | Iterable<string>) =>
  gathered(problems => sen2Xml(fileOf('sen2.xml', text), { ...reading, problems }))
const readCsv = (files: Record<string, string>) =>
  gathered(problems =>
    sen2Csv(
      Object.entries(files).map(([name, text]) => fileOf(name, text)),
      { ...reading, problems },
    ),
  )

const told = (problems: Problem[]) => problems.map(({ severity, column, wrong }) => `${severity} ${column}: ${wrong}`)

test('a person of the return becomes a child, a request, a plan, placements, needs and a review', async () => {
  const { persons, problems } = await readXml(message([person()]))
  assert.deepEqual(problems, [])
  const [{ child, requests, plans, placements, needs, reviews }] = persons as [Sen2Person]
  assert.deepEqual(
    { ...child, row: 0 },
    {
      ...{ row: 0, upn: 'H206907001001', upn_unknown_reason: null, uln: null, surname: 'Example', forename: 'Ash' },
      ...{ birth_date: '2014-03-05', sex: 'F', ethnicity: 'WBRI', postcode: 'N1 2XX' },
    },
  )
  assert.deepEqual(
    { ...requests[0], row: 0 },
    {
      ...{ row: 0, received_on: '2023-10-12', source: '2', decided_on: '2023-11-20', decision: 'Y' },
      ...{
        assessment_decided_on: '2024-02-01',
        assessment_decision: 'Y',
        exception: '13(3)',
        sen2: { rya: false, week20: true },
      },
    },
  )
  assert.equal(plans[0]?.first_made_on, '2024-03-05')
  assert.deepEqual(plans[0]?.sen2, { named: [{ urn: '907001', rank: 1 }] })
  assert.equal(placements[0]?.urn, '907001')
  assert.equal(placements[0]?.unit, 'resourced_provision')
  assert.deepEqual(
    needs.map(({ rank, need }) => `${rank} ${need}`),
    ['1 ASD', '2 SLCN'],
  )
  assert.deepEqual(
    { ...reviews[0], row: 0 },
    {
      ...{ row: 0, plan: 0, kind: 'annual', meeting_on: '2025-02-10', decided_on: '2025-03-07', decision: 'A' },
      ...{ amendment_notice_on: '2025-03-03', final_plan_on: null, sen2: null },
    },
  )
})

test('COLLECT’s export of nine files gives the same persons as the XML', async () => {
  const persons = [
    person(),
    person({
      UPN: 'X206907001002',
      Forename: 'Birch',
      Requests: [
        request({ ActivePlans: [] }),
        request({
          ReceivedDate: '2025-11-03',
          RequestOutcome: 'A',
          RequestOutcomeDate: '',
          Assessment: [],
          ActivePlans: [],
        }),
      ],
    }),
  ]
  const withoutRows = (all: Sen2Person[]) =>
    JSON.parse(JSON.stringify(all, (key, value) => (key === 'row' ? undefined : value)))
  const fromXml = await readXml(message(persons))
  const fromCsv = await readCsv(collectExport(persons))
  assert.equal(fromXml.persons.length, 2)
  assert.deepEqual(withoutRows(fromCsv.persons), withoutRows(fromXml.persons))
  assert.deepEqual(
    told(fromCsv.problems).map(text => text.split(': ')[1]),
    told(fromXml.problems.slice(0, -1)).map(text => text.split(': ')[1]),
  )
})

test('an export with a file too few, a file too many or a row without its parent is refused', async () => {
  const files = collectExport([person()])
  const { '206_SEN2_senneed.csv': _, ...fewer } = files
  assert.deepEqual(told((await readCsv(fewer)).problems), ['error null: This file of the export is missing'])
  assert.deepEqual(told((await readCsv({ ...files, 'other.csv': 'a\n1\n' })).problems), [
    'error null: This file is not part of the export',
  ])
  const orphan = {
    ...files,
    '206_SEN2_senneed.csv': 'senneedtableid,activeplanstableid,sentype,sentyperank\n1,999,ASD,1\n',
  }
  assert.match(
    told((await readCsv(orphan)).problems).join('\n'),
    /error activeplanstableid: The activeplans file has no row of this id/,
  )
})

/** Each oddity with what is told of it, as 'severity column: wrong'. */
const oddities: [string, Node, RegExp][] = [
  ['no name', { Surname: '' }, /error Person\/Surname: The name is not given/],
  ['a wrong check letter', { UPN: 'A206907001001' }, /warning Person\/UPN: The check letter .* calls for H/],
  ['a wrong ULN', { UniqueLearnerNumber: '8196816154' }, /warning Person\/UniqueLearnerNumber: The check digit/],
  ['a placeholder ULN', { UniqueLearnerNumber: '9999999999' }, /warning .*no number known/],
  ['neither UPN nor ULN', { UPN: '' }, /warning Person\/UPNunknown: There is neither UPN nor ULN/],
  ['a UPN and a reason', { UPNunknown: 'UN1' }, /warning Person\/UPNunknown: There is a UPN, and a reason/],
  [
    'a birth after today',
    { PersonBirthDate: '2027-01-01' },
    /error Person\/PersonBirthDate: This date is in the future/,
  ],
  ['no such day', { PersonBirthDate: '2015-02-29' }, /error Person\/PersonBirthDate: This is not a date/],
  ['too old', { PersonBirthDate: '1999-01-01' }, /warning Person\/PersonBirthDate: Older than 25/],
  ['a code of no list', { Ethnicity: 'XXXX' }, /warning Person\/Ethnicity: This is not a code/],
  ['half a postcode', { PostCode: 'N1' }, /warning Person\/PostCode: This is not a postcode/],
  [
    'another spelling',
    { PostCode: '', Postcode: 'N1 2XX' },
    /warning Person\/Postcode: The documented name of this item is PostCode/,
  ],
  ['an unknown item', { ShoeSize: '4' }, /warning Person\/ShoeSize: This is no item of the return/],
  ['no request', { Requests: [] }, /warning Person: The person has no request/],
]

const requestOddities: [string, Node, RegExp][] = [
  [
    'decided before received',
    { RequestOutcomeDate: '2023-10-01' },
    /warning .*RequestOutcomeDate: The request was decided before/,
  ],
  [
    'decided without a date',
    { RequestOutcomeDate: '' },
    /warning .*RequestOutcomeDate: The request is decided and no date/,
  ],
  ['an unknown outcome', { RequestOutcome: 'X' }, /error .*RequestOutcome: This is not a code/],
  ['a future receipt', { ReceivedDate: '2026-12-01' }, /error .*ReceivedDate: This date is in the future/],
  [
    'a receipt after the census',
    { ReceivedDate: '2026-02-01', RequestOutcome: 'A', RequestOutcomeDate: '', Assessment: [], ActivePlans: [] },
    /warning .*ReceivedDate: This date is after the census day, 15 January 2026/,
  ],
  [
    'refused and assessed',
    { RequestOutcome: 'N' },
    /warning .*Assessment: There is an assessment, and the request did not/,
  ],
  [
    'no plan decided and a plan',
    { Assessment: [{ AssessmentOutcome: 'N', AssessmentOutcomeDate: '2024-02-01', NamedPlan: [plan()] }] },
    /warning .*NamedPlan: There is a plan, and the assessment did not/,
  ],
  [
    'two assessments',
    { Assessment: [{ AssessmentOutcome: 'A' }, { AssessmentOutcome: 'A' }] },
    /error .*Assessment: There may be only one/,
  ],
  ['neither yes nor no', { RYA: 'maybe' }, /warning .*RYA: This is neither yes nor no/],
]

const planOddities: [string, Node, RegExp][] = [
  ['no start', { StartDate: '' }, /error .*StartDate: It is not said when the plan was first made/],
  [
    'ceasing before starting',
    { CeaseDate: '2020-01-01', CeaseReason: '1' },
    /error .*CeaseDate: The plan ceases before it is made/,
  ],
  ['ceasing without a reason', { CeaseDate: '2025-07-31' }, /warning .*CeaseReason: The plan ceased without a reason/],
  ['a reason without ceasing', { CeaseReason: '1' }, /warning .*CeaseDate: There is a reason/],
  [
    'ceased and active',
    { CeaseDate: '2025-07-31', CeaseReason: '1' },
    /warning .*ActivePlans: The plan has ceased and is given as active/,
  ],
  ['no setting named', { PlanDetail: [] }, /warning .*NamedPlan: The plan names no setting/],
  ['an unknown reason', { CeaseDate: '2025-07-31', CeaseReason: '12' }, /error .*CeaseReason: This is not a code/],
]

const activeOddities: [string, Node, RegExp][] = [
  [
    'nowhere',
    { PlacementDetail: [placement({ URN: '' })] },
    /warning .*PlacementDetail: There is neither URN nor UKPRN nor setting/,
  ],
  ['a short URN', { PlacementDetail: [placement({ URN: '9070' })] }, /error .*URN: A URN is six digits/],
  [
    'a UKPRN of another kind',
    { PlacementDetail: [placement({ URN: '', UKPRN: '20000000' })] },
    /warning .*UKPRN: A UKPRN begins with 1/,
  ],
  [
    'a school and a setting',
    { PlacementDetail: [placement({ SENSetting: 'OLA' })] },
    /warning .*SENSetting: A setting code beside/,
  ],
  [
    'an unknown setting',
    { PlacementDetail: [placement({ URN: '', SENSetting: 'XYZ' })] },
    /error .*SENSetting: This is not a code/,
  ],
  [
    'leaving before entry',
    { PlacementDetail: [placement({ LeavingDate: '2020-01-01' })] },
    /error .*LeavingDate: The placement ends before it begins/,
  ],
  ['no entry', { PlacementDetail: [placement({ EntryDate: '' })] }, /error .*EntryDate: It is not said when/],
  [
    'a unit and resourced',
    { PlacementDetail: [placement({ SENunitIndicator: '1' })] },
    /warning .*SENunitIndicator: Both a SEN unit and/,
  ],
  [
    'one rank twice',
    { PlacementDetail: [placement(), placement({ URN: '907002' })] },
    /error .*PlacementRank: Two placements share a rank/,
  ],
  [
    'one rank at one time',
    { PlacementDetail: [placement(), placement({ URN: '907002', EntryDate: '2022-01-10' })] },
    /warning .*PlacementRank: Two placements of one rank/,
  ],
  [
    'no place on census day',
    { PlacementDetail: [placement({ LeavingDate: '2025-07-01' })] },
    /warning .*ActivePlans: The plan has no placement on the census day/,
  ],
  [
    'no place and moved in',
    { TransferLA: '202', PlacementDetail: [placement({ LeavingDate: '2025-07-01' })] },
    /and was transferred in this year/,
  ],
  ['no need', { SENneed: [] }, /warning .*ActivePlans: No type of need is given/],
  [
    'two first needs',
    {
      SENneed: [
        { SENtype: 'ASD', SENtypeRank: '1' },
        { SENtype: 'PD', SENtypeRank: '1' },
      ],
    },
    /error .*SENtypeRank: Two needs share a rank/,
  ],
  [
    'one need twice',
    {
      SENneed: [
        { SENtype: 'ASD', SENtypeRank: '1' },
        { SENtype: 'ASD', SENtypeRank: '2' },
      ],
    },
    /warning .*SENtype: The same need is given twice/,
  ],
  [
    'a need of the school census',
    { SENneed: [{ SENtype: 'NSA', SENtypeRank: '1' }] },
    /error .*SENtype: This is not a code/,
  ],
  [
    'a decision before the meeting',
    { LastReview: '2025-02-01' },
    /warning .*LastReview: The decision is before the meeting/,
  ],
  [
    'a meeting before the plan',
    { ReviewMeeting: '2023-01-09' },
    /warning .*ReviewMeeting: The meeting is before the plan was made/,
  ],
  ['a decision without a date', { LastReview: '' }, /warning .*LastReview: There is a decision and no date/],
  [
    'a future meeting',
    { ReviewMeeting: '2026-06-01', ReviewDraft: '', LastReview: '' },
    /error .*ReviewMeeting: This date is in the future/,
  ],
]

const wrapped: [string, Node, RegExp][] = [
  ...oddities,
  ...requestOddities.map(([name, more, expected]): [string, Node, RegExp] => [
    name,
    { Requests: [request(more)] },
    expected,
  ]),
  ...planOddities.map(([name, more, expected]): [string, Node, RegExp] => [
    name,
    {
      Requests: [
        request({
          Assessment: [{ AssessmentOutcome: 'Y', AssessmentOutcomeDate: '2024-02-01', NamedPlan: [plan(more)] }],
        }),
      ],
    },
    expected,
  ]),
  ...activeOddities.map(([name, more, expected]): [string, Node, RegExp] => [
    name,
    { Requests: [request({ ActivePlans: [active(more)] })] },
    expected,
  ]),
]

test('every oddity of a person is told with the place it stands in', async () => {
  for (const [name, more, expected] of wrapped) {
    const { problems } = await readXml(message([person(more)]))
    assert.match(told(problems).join('\n'), expected, name)
    for (const { file, row } of problems) assert.ok(file === 'sen2.xml' && row !== null && row > 0, name)
  }
})

test('the return of another council, of another kind or of no year is refused at its header', async () => {
  const refusal = async (more: Record<string, string>) =>
    told((await readXml(message([person({ Surname: '' })], header(more)))).problems)
  assert.deepEqual(await refusal({ LEA: '202' }), [
    'error Header/Source/LEA: This is the return of another council, Camden, not of 206, Islington',
  ])
  assert.deepEqual(
    await refusal({ LEA: '' }).then(all => all[0]),
    'error Header/Source/LEA: The file does not say whose return it is',
  )
  assert.match((await refusal({ Collection: 'CIN' })).join(), /another collection, not SEN2/)
  assert.match((await refusal({ Year: '', ReferenceDate: '' })).join(), /The year of the return is not given/)
  assert.match(
    (await refusal({ Year: '2019', ReferenceDate: '2019-01-17' })).join(),
    /Returns of persons began in 2023/,
  )
  assert.match(
    (await refusal({ ReferenceDate: '2026-01-22' })).join(),
    /warning .*The census day of 2026 was 15 January 2026/,
  )
})

test('returns of each year are read: gender in 2023, no Down syndrome before 2025, new dates from 2026', async () => {
  const year = (Year: string, ReferenceDate: string, more: Node) =>
    readXml(message([person(more)], header({ Year, ReferenceDate })))
  const [before] = (await year('2023', '2023-01-19', { Sex: '', GenderCurrent: '1', Requests: [] })).persons
  assert.equal(before?.child.sex, 'M')
  const down = { Requests: [request({ ActivePlans: [active({ SENneed: [{ SENtype: 'DS', SENtypeRank: '1' }] })] })] }
  assert.match(
    told((await year('2024', '2024-01-18', down)).problems).join('\n'),
    /warning .*SENtype: The list of 2024 has no DS/,
  )
  assert.doesNotMatch(told((await year('2025', '2025-01-16', down)).problems).join('\n'), /SENtype/)
  const transfer = {
    Requests: [
      request({ ActivePlans: [active({ PhaseTransferDueDate: '2026-02-15', PhaseTransferFinalDate: '2026-01-10' })] }),
    ],
  }
  const [moved] = (await year('2026', '2026-01-15', transfer)).persons
  assert.equal(moved?.reviews[0]?.kind, 'phase_transfer')
  assert.equal(moved?.reviews[0]?.final_plan_on, '2026-01-10')
  assert.deepEqual(moved?.reviews[0]?.sen2, { phase_transfer_due_on: '2026-02-15' })
})

/** What each year's return has that the one before had not, and what went. */
const shapes: Record<number, { day: string; person: Node; active: Node }> = {
  2023: {
    day: '2023-01-19',
    person: { Sex: '', GenderCurrent: '2' },
    active: { Res: 'A', ReviewMeeting: '', ReviewOutcome: '', ReviewDraft: '', LastReview: '2022-10-05' },
  },
  2024: {
    day: '2024-01-18',
    person: {},
    active: { ReviewMeeting: '2023-05-05', ReviewDraft: '', LastReview: '2023-06-01' },
  },
  2025: {
    day: '2025-01-16',
    person: {},
    active: {
      ...{ ReviewMeeting: '2024-05-05', ReviewDraft: '', LastReview: '2024-06-01' },
      SENneed: [{ SENtype: 'DS', SENtypeRank: '1' }],
    },
  },
  2026: { day: '2026-01-15', person: {}, active: { PhaseTransferDueDate: '2026-02-15' } },
  2027: {
    day: '2027-01-21',
    person: {},
    active: {
      ...{ ReviewMeeting: '2026-05-05', ReviewDraft: '2026-05-20', LastReview: '2026-06-01' },
      ...{ PhaseTransferDueDate: '2027-02-15', PhaseTransferFinalDate: '2027-01-15' },
    },
  },
}

for (const [year, { day, person: more, active: now }] of Object.entries(shapes)) {
  test(`a return of ${year} is read in the shape of that year, without a doubt`, async () => {
    const start: Node = Number(year) < 2025 ? { StartDate: '2021-03-05' } : {}
    const asked = {
      ...{
        ReceivedDate: '2020-10-12',
        RequestSource: Number(year) < 2026 ? '' : '2',
        RequestOutcomeDate: '2020-11-20',
      },
      Assessment: [
        {
          ...{ AssessmentOutcome: 'Y', AssessmentOutcomeDate: '2021-02-01', Week20: '1' },
          NamedPlan: [{ ...plan(), ...start }],
        },
      ],
      ActivePlans: [active(now)],
    }
    const found = await gathered(problems =>
      sen2Xml(
        fileOf(
          'sen2.xml',
          message([person({ ...more, Requests: [request(asked)] })], header({ Year: year, ReferenceDate: day })),
        ),
        { ...reading, today: '2027-03-02', problems },
      ),
    )
    assert.deepEqual(
      told(found.problems).filter(text => !text.includes('Empty elements')),
      [],
    )
    const [read] = found.persons
    assert.equal(read?.child.sex, 'F')
    assert.equal(read?.plans.length, 1)
    assert.equal(read?.placements.length, 1)
    assert.equal(read?.needs[0]?.need, year === '2025' ? 'DS' : 'ASD')
    assert.equal(read?.reviews[0]?.decided_on, (now.LastReview as string | undefined) ?? '2025-03-07')
    assert.equal(read?.reviews[0]?.kind, Number(year) < 2026 ? 'annual' : 'phase_transfer')
    assert.equal(read?.requests[0]?.source, Number(year) < 2026 ? null : '2')
  })
}

test('yes and no come in six spellings', async () => {
  for (const [text, expected] of [
    ['true', true],
    ['TRUE', true],
    ['1', true],
    ['false', false],
    ['FALSE', false],
    ['0', false],
  ] as const) {
    const { persons, problems } = await readXml(message([person({ Requests: [request({ RYA: text })] })]))
    assert.deepEqual(problems, [])
    assert.equal(persons[0]?.requests[0]?.sen2?.rya, expected)
  }
})

test('a plan without a start among the active ones is presumed to be as old as what is known of it', async () => {
  const old = request({
    ReceivedDate: '',
    RequestOutcomeDate: '',
    RequestOutcome: 'H',
    Assessment: [{ AssessmentOutcome: 'H' }],
  })
  const { persons, problems } = await readXml(message([person({ Requests: [old] })]))
  assert.equal(persons[0]?.plans[0]?.first_made_on, '2021-09-06')
  assert.equal(persons[0]?.requests.length, 0)
  assert.match(told(problems).join('\n'), /warning .*ActivePlans: It is not said when the plan was first made/)
})

test('when most decisions are before their meetings, swapped columns are suspected', async () => {
  const swapped = {
    Requests: [
      request({ ActivePlans: [active({ ReviewMeeting: '2025-03-07', ReviewDraft: '', LastReview: '2025-02-10' })] }),
    ],
  }
  const { problems } = await readXml(message([person(swapped), person({ ...swapped, UPN: 'X206907001002' })]))
  assert.match(told(problems).join('\n'), /warning LastReview: Most decisions are before their meetings/)
})

test('what is no return, or half of one, is refused without a stack trace', async () => {
  const whole = message([person()])
  for (const [text, expected] of [
    ['<Persons/>', /This is not a SEN2 return/],
    ['<Message/>', /The file has no header/],
    [message([]), /The file has no person/],
    [whole.slice(0, -20), /not well-formed XML/],
    [`<!DOCTYPE Message>${whole}`, /document type/],
    [whole.replace('<Surname>Example', '<Surname><b/>Example'), /There is an element inside Surname/],
    [
      whole.replace('<Persons>', '<Persons><Person><Requests>').replaceAll('<Requests>', '<Requests/>'.repeat(600)),
      /more parts than any child/,
    ],
  ] as const) {
    const { problems, count } = await readXml(text)
    assert.ok(count.error > 0)
    assert.match(told(problems).join('\n'), expected)
    assert.doesNotMatch(JSON.stringify(problems), /\bat .*\.ts:/)
  }
})

test('the mock-up return says each of its oddities and is still of use', async () => {
  const text = await readFile(
    new URL('../../../../test/data/sen2/SEN2-2024-mockup_liia_community.xml', import.meta.url),
    'utf8',
  )
  const { persons, problems, count } = await gathered(all =>
    sen2Xml(fileOf('mockup.xml', text), { ...reading, area_id: 201, problems: all }),
  )
  assert.equal(persons.length, 2)
  assert.equal(count.error, 0)
  const all = problems.map(({ row, column, value, wrong }) => `${row} ${column} ${value}: ${wrong}`).join('\n')
  for (const expected of [
    /^4 Header\/Source\/DateTime .*made before its census day$/m,
    /^8 Person\/UPN X123456789875: The check letter does not fit/m,
    /^15 .*PlanDetail\/SENSetting OTH: A setting code beside a URN/m,
    /^23 .*Two placements at the same provider at one time$/m,
    /^26 .*LastReview 2024-01-08: The decision is before the meeting$/m,
    /^20 .*The plan has ceased and is given as active$/m,
    /^32 .*There is an assessment, and the request did not lead to one$/m,
    /^8 .*Empty elements were read as not given: UPNunknown \(2\), Exported \(3\), SENSetting \(3\)/m,
  ]) {
    assert.match(all, expected)
  }
})

test('a whole made-up county is read without a problem but its empty elements', async () => {
  const { persons, problems } = await readXml(sen2Return({ lea: 206, year: 2026, plans: 300 }))
  assert.equal(persons.length, 300)
  assert.deepEqual(
    problems.map(({ wrong }) => wrong.slice(0, 35)),
    ['Empty elements were read as not giv'],
  )
})
