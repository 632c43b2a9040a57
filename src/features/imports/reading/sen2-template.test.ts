import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { limits } from '#platform/transfer/limits.ts'
import { type Problem, problemTable } from '#platform/transfer/problem.ts'
import type { SourceFile } from '#platform/transfer/source-file.ts'
import { type XlsxCell, xlsx } from '#platform/transfer/xlsx-out.ts'
import { atWork } from '#test/office.ts'
import { active, fileOf, header, message, type Node, person, request } from '#test/sen2-parts.ts'
import { importFile } from '../actions.ts'
import type { Sen2Person } from '../sen2-person.ts'
import type { Sen2Read } from './sen2-reading.ts'
import { isTemplate } from './sen2-sheets.ts'
import { sen2Template } from './sen2-template.ts'
import { sen2Xml } from './sen2-xml.ts'

type Sheets = Record<string, string[][]>

const day = /^\d{4}-\d{2}-\d{2}$/

/** DfE's template as its sheets name their columns in 2026, filled with the same return. */
function template(persons: Node[], head = header()): Sheets {
  const ids = ['Person ID  (This must be a unique ID for each Person record)']
  const request = 'Requests record ID  (This must match the relevant ID in the Requests table)'
  const both = [...ids, request]
  const columns: Record<string, [string[], Record<string, string>]> = {
    '1 Person': [
      ids,
      {
        Surname: 'Surname',
        Forename: 'Forename',
        PersonBirthDate: 'Date of Birth  (ccyy-mm-dd)',
        Sex: 'Sex',
        GenderCurrent: 'Gender',
        Ethnicity: 'Ethnicity',
        PostCode: 'Post Code',
        UPN: 'UPN - Unique Pupil Number',
        UniqueLearnerNumber: 'ULN - Young Persons Unique Learner Number',
        UPNunknown: 'UPN and ULN unavailable – Reason',
      },
    ],
    '2 Requests': [
      both,
      {
        ReceivedDate: 'Date request was received',
        RequestSource: 'Source of request for an EHC needs assessment',
        RYA: 'Initial Request Whilst In RYA',
        RequestOutcomeDate: 'Request Outcome Date',
        RequestOutcome: 'Request Outcome',
      },
    ],
    '3 Assessment': [
      both,
      {
        AssessmentOutcome: 'Assessment Outcome - Decision to issue EHC plan',
        AssessmentOutcomeDate: 'Assessment Outcome Date',
        Week20: 'Twenty week time limit exceptions apply',
      },
    ],
    '4a Named plan': [both, { StartDate: 'EHC Plan Start Date' }],
    '4b Plan detail': [
      both,
      {
        URN: 'URN - Unique Reference Number',
        PlacementRank: 'Placement Rank (1=Primary, 2=Secondary)',
        SENunitIndicator: 'SEN Unit Indicator',
        ResourcedProvisionIndicator: 'Resourced Provision Indicator',
      },
    ],
    '5a Active plans': [
      both,
      {
        ReviewMeeting: 'EHC Plan Review Decisions Date',
        ReviewOutcome: 'Annual Review Decision',
        ReviewDraft: 'Annual review – date draft amended EHC plan issued',
        LastReview: 'Annual Review Meeting Date',
        PhaseTransferDueDate: 'Phase transfer review - due date for any amended plan',
      },
    ],
    '5b Placement detail': [
      both,
      {
        URN: 'URN - Unique Reference Number',
        PlacementRank: 'Placement Rank (1=Primary, 2=Secondary)',
        EntryDate: 'Placement Start Date',
        LeavingDate: 'Placement Leaving Date',
        SENunitIndicator: 'SEN Unit Indicator',
        ResourcedProvisionIndicator: 'Resourced Provision Indicator',
      },
    ],
    '5c SEN need': [
      both,
      { SENtype: 'SEN Type of Need', SENtypeRank: 'SEN Type of Need rank  (1=Primary, 2=Secondary)' },
    ],
  }
  const sheets: Sheets = {
    '0 SEN2 header': [
      [
        'Record Type',
        'Collection Name',
        'Year',
        'Reference Date',
        'LA Number',
        'Serial Number',
        'Designated Medical Officer',
        'Designated Clinical Officer',
      ],
      [
        '0',
        ...['Collection', 'Year', 'ReferenceDate', 'LEA', 'SerialNo', 'DMO', 'DCO'].map(item =>
          String(head[item] ?? ''),
        ),
      ],
    ],
  }
  for (const [name, [keys, items]] of Object.entries(columns))
    sheets[name] = [['Record Type', 'LA (From Header Record)', ...keys, ...Object.values(items)]]
  const add = (name: string, ids: string[], node: Node) => {
    const [, items] = columns[name] ?? [[], {}]
    sheets[name]?.push(['x', '206', ...ids, ...Object.keys(items).map(item => String(node[item] ?? ''))])
  }
  const parts = (node: Node, name: string) => (node[name] ?? []) as Node[]
  let serial = 100
  for (const [nth, one] of persons.entries()) {
    const key = String(nth + 1)
    add('1 Person', [key], one)
    for (const asked of parts(one, 'Requests')) {
      const keys = [key, String(++serial)]
      add('2 Requests', keys, asked)
      for (const assessed of parts(asked, 'Assessment')) {
        add('3 Assessment', keys, assessed)
        for (const named of parts(assessed, 'NamedPlan')) {
          add('4a Named plan', keys, named)
          for (const detail of parts(named, 'PlanDetail')) add('4b Plan detail', keys, detail)
        }
      }
      for (const now of parts(asked, 'ActivePlans')) {
        add('5a Active plans', keys, now)
        for (const placed of parts(now, 'PlacementDetail')) add('5b Placement detail', keys, placed)
        for (const need of parts(now, 'SENneed')) add('5c SEN need', keys, need)
      }
    }
  }
  return sheets
}

/** Days go in as spreadsheets keep them; `above` is what stands over the names of the columns. */
async function book(sheets: Sheets, above: string[][] = []): Promise<SourceFile> {
  const cell = (text: string): XlsxCell => (day.test(text) ? { date: text } : text)
  const bytes = await buffer(
    xlsx(
      Object.entries(sheets).map(([name, rows]) => {
        const [first = [], ...rest] = [...above, ...rows]
        return { name, header: first, rows: rest.map(row => row.map(cell)) }
      }),
    ),
  )
  return {
    name: 'SEN2.xlsx',
    size: bytes.length,
    async *read() {
      yield bytes
    },
  }
}

async function read(
  files: SourceFile[],
  reader: (problems: ReturnType<typeof problemTable>) => AsyncGenerator<Sen2Read>,
) {
  const problems = problemTable()
  const persons: Sen2Person[] = []
  for await (const found of reader(problems)) persons.push(...found.persons)
  assert.ok(files)
  return {
    persons: JSON.parse(JSON.stringify(persons, (key, value) => (key === 'row' ? undefined : value))),
    problems: problems.list(),
  }
}

const reading = { area_id: 206, today: '2026-03-02', limits }
const readTemplate = (files: SourceFile[]) => read(files, problems => sen2Template(files, { ...reading, problems }))
const readXml = (text: string) => read([], problems => sen2Xml(fileOf('sen2.xml', text), { ...reading, problems }))
const told = (problems: Problem[]) => problems.map(({ severity, file, wrong }) => `${severity} ${file}: ${wrong}`)

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

test('the DfE’s spreadsheet template gives the same persons as the XML, its dates being days that spreadsheets count', async () => {
  const fromXml = await readXml(message(persons))
  const file = await book(template(persons))
  assert.ok(isTemplate([file]))
  const fromBook = await readTemplate([file])
  assert.equal(fromBook.persons.length, 2)
  assert.deepEqual(fromBook.persons, fromXml.persons)
  assert.deepEqual(
    fromBook.problems.map(({ wrong }) => wrong),
    fromXml.problems.slice(0, -1).map(({ wrong }) => wrong),
  )
})

test('titles and merged cells above the columns, notes under them, and sheets of notes are passed over', async () => {
  const sheets = template(persons)
  for (const rows of Object.values(sheets)) rows.splice(1, 0, ['', '', '(This must be filled in)', 'ccyy-mm-dd'])
  const file = await book({ Guidance: [['Read this first']], ...sheets }, [
    ['SEN2 2026', '', ''],
    ['To be filled in by the local authority'],
  ])
  const found = await readTemplate([file])
  assert.deepEqual(found.persons, (await readXml(message(persons))).persons)
  assert.deepEqual(told(found.problems).slice(0, 1), [
    'warning SEN2.xlsx: Guidance: This sheet is none of the template’s, and was not read',
  ])
})

test('dates of meetings and decisions filled in by the template’s swapped labels are read as the dates say', async () => {
  const one = (UPN: string, ReviewMeeting: string, LastReview: string) =>
    person({ UPN, Requests: [request({ ActivePlans: [active({ ReviewMeeting, LastReview, ReviewDraft: '' })] })] })
  const swapped = [one('H206907001001', '2025-03-07', '2025-02-10'), one('X206907001002', '2025-07-01', '2025-06-03')]
  const found = await readTemplate([await book(template(swapped))])
  assert.deepEqual(
    (found.persons as Sen2Person[]).map(({ reviews }) => [reviews[0]?.meeting_on, reviews[0]?.decided_on]),
    [
      ['2025-02-10', '2025-03-07'],
      ['2025-06-03', '2025-07-01'],
    ],
  )
  assert.match(told(found.problems).join('\n'), /filled in by the template’s labels/)
})

test('a sheet that is missing, holds another table, or has rows of nobody is refused by name', async () => {
  const { '5c SEN need': _, ...fewer } = template(persons)
  assert.match(
    told((await readTemplate([await book(fewer)])).problems).join(),
    /sheet of the template for SEN need is missing/,
  )
  const sheets = template(persons)
  const wrong = {
    ...sheets,
    '3 Assessment': [
      ['Colour', 'Shape'],
      ['green', 'round'],
    ],
  }
  assert.match(
    told((await readTemplate([await book(wrong)])).problems).join(),
    /SEN2.xlsx: 3 Assessment: The columns here are not those of 3 Assessment/,
  )
  const lost = { ...sheets, '5c SEN need': [...(sheets['5c SEN need'] ?? []), ['x', '206', '9', '999', 'ASD', '1']] }
  const { problems } = await readTemplate([await book(lost)])
  assert.deepEqual(
    problems
      .filter(({ severity }) => severity === 'error')
      .map(({ file, row, wrong: what }) => `${file} ${row} ${what}`),
    ['SEN2.xlsx: 5c SEN need 4 No active plan has these ids'].map(text =>
      text.replace(' 4 ', ` ${(sheets['5c SEN need']?.length ?? 0) + 1} `),
    ),
  )
  const notABook = await readTemplate([fileOf('SEN2.xlsx', 'not a workbook')])
  assert.match(told(notABook.problems).join(), /not a workbook that can be opened/)
})

test('the five modules as CSV give the same children, requests and plans, and say what they do not hold', async () => {
  const csv = (lines: string[]) => `${lines.join('\n')}\n`
  const files = [
    fileOf(
      'm1 2026.csv',
      csv([
        'Person ID,Surname,Forename,Dob (ccyy-mm-dd),Gender,Ethnicity,Postcode,UPN - Unique Pupil Number,ULN - Young Persons Unique Learner Number,UPN and ULN unavailable reason',
        '1,Example,Ash,2014-03-05,2,WBRI,n12xx,h206907001001,,',
      ]),
    ),
    fileOf(
      'm2.csv',
      csv([
        'Person ID,Requests Record ID,Date Request Was Received,Initial Request Whilst In RYA,Request Outcome Date,Request Outcome,Request Mediation,Request Tribunal,Exported - Child Or Young Person Moves Out Of LA Before Assessment Is Completed,New start date',
        '1,7,2023-10-12,FALSE,2023-11-20,Y,,,,',
      ]),
    ),
    fileOf(
      'm3.csv',
      csv([
        'Person ID,Requests Record ID,Assessment Outcome To Issue EHCP,Assessment Outcome Date,Assessment Mediation,Assessment Tribunal,Other Mediation,Other Tribunal,Twenty Weeks Time Limit Exceptions Apply',
        '1,7,Y,2024-02-01,,,,,1',
      ]),
    ),
    fileOf(
      'm4.csv',
      csv([
        'Person ID,Request Records ID,EHC Plan Start Date,Residential Settings,Worked based learning activity,Personal budget taken up,Personal budget - organised arrangements,Personal budget - direct payments,Date EHC Plan Ceased,Reason EHC Plan Ceased',
        '1,7,2024-03-05,,,,,,,',
      ]),
    ),
    fileOf(
      'm5.csv',
      csv([
        'Person ID,Request Records ID,EHC Plan (Transfer),Residential Settings,Worked based learning activity,EHCP review decisions date',
        '1,7,,,,2025-03-07',
      ]),
    ),
  ]
  assert.ok(isTemplate(files))
  const found = await readTemplate(files)
  const [ours] = found.persons as Sen2Person[]
  const [same] = (await readXml(message([person()]))).persons as Sen2Person[]
  assert.deepEqual(ours?.child, same?.child)
  assert.equal(ours?.requests[0]?.received_on, same?.requests[0]?.received_on)
  assert.equal(ours?.plans[0]?.first_made_on, '2024-03-05')
  assert.equal(ours?.reviews[0]?.decided_on, '2025-03-07')
  assert.match(told(found.problems).join('\n'), /do not say whose return they are, nor of which year/)
  assert.match(found.problems.map(({ mend }) => mend).join(), /this area’s return of 2026/)
  const fewer = await readTemplate(files.slice(0, 4))
  assert.match(told(fewer.problems).join(), /file of the five modules for Active plans is missing/)
})

test('a workbook is one file and not a zip of many: it is imported whole, and twice the same changes nothing', () =>
  atWork(async ({ db, actor, owner }) => {
    const place = await mkdtemp(join(tmpdir(), 'waymark-template-'))
    const path = join(place, 'SEN2 return.xlsx')
    for await (const bytes of (await book(template(persons))).read()) await writeFile(path, bytes)
    const answer = await importFile(db, actor(), { kind: 'sen2', path })
    assert.equal(answer.state, 'done', JSON.stringify(answer.problems))
    assert.equal((await owner.query('select from child')).rowCount, 2)
    const again = await importFile(db, actor(), { kind: 'sen2', path })
    assert.ok(Object.values(again.counts).every(({ added, changed }) => added === 0 && changed === 0))
    await rm(place, { recursive: true })
  }))
