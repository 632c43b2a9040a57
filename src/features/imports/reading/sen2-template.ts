import type { SourceFile } from '#platform/transfer/source-file.ts'
import { readHeader } from '../sen2-header.ts'
import type { ItemName, PartName } from '../sen2-items.ts'
import { columnOf, given, type Note, type Part } from '../sen2-part.ts'
import { readPerson } from '../sen2-person.ts'
import { finish, type Sen2Read, type Sen2Reading, startTally } from './sen2-reading.ts'
import { type FoundTable, findTables } from './sen2-sheets.ts'
import { itemText } from './sen2-tables.ts'

const personsAtATime = 200

/** Reads DfE's spreadsheet template, or the five modules as CSV, and checks it like any other return. */
export async function* sen2Template(files: SourceFile[], reading: Sen2Reading): AsyncGenerator<Sen2Read> {
  const { area_id, today, problems } = reading
  const tables = await findTables(files, reading)
  const persons = tables?.get('Person')
  if (tables === undefined || persons === undefined) return
  const note: Note = (severity, part, item, wrong, mend) => {
    const value = item === null ? null : (part.items[item]?.text ?? null)
    problems.add({ severity, file: part.file, row: part.row, column: columnOf(part, item), value, wrong, mend })
  }
  const joined = join(tables, note)
  rightWayRound(joined, note)
  const header = readHeader(headerPart(tables, joined, files, area_id, note), area_id, note)
  if (header === undefined) return
  const check = { year: header.year, census_on: header.census_on, today, note }
  const tally = startTally()
  let some = []
  yield { header, persons: [] }
  for (const part of joined.persons) {
    some.push(readPerson(check, part, tally.reviews))
    tally.persons++
    if (some.length < personsAtATime) continue
    yield { persons: some }
    some = []
  }
  yield { persons: some }
  finish(persons.place, problems, tally, true, new Map())
}

type Joined = { persons: Part[]; requests: Part[]; active: Part[] }

/** Puts every row under the one its ids name. */
function join(tables: ReadonlyMap<PartName, FoundTable>, note: Note): Joined {
  const persons = rowsOf(tables, 'Person', note)
  const byPerson = keyed(persons, one => one.person, 'Two rows have this Person ID', note)
  const requests = rowsOf(tables, 'Requests', note)
  const byRequest = keyed(requests, keyOfRequest, 'Two rows have this Requests record ID', note)
  for (const one of requests) put(byPerson.get(one.person), one, 'No person has this Person ID', note)
  const plans = childrenOf(tables, 'NamedPlan', note)
  const assessments = childrenOf(tables, 'Assessment', note)
  const active = childrenOf(tables, 'ActivePlans', note)
  const noRequest = 'No request has these ids'
  for (const one of [...assessments.rows, ...active.rows]) put(byRequest.get(keyOfRequest(one)), one, noRequest, note)
  for (const one of plans.rows)
    put(assessments.byRequest.get(keyOfRequest(one)), one, 'No assessment has these ids', note)
  for (const one of rowsOf(tables, 'PlanDetail', note)) {
    put(plans.byRequest.get(keyOfRequest(one)), one, 'No named plan has these ids', note)
  }
  for (const one of [...rowsOf(tables, 'PlacementDetail', note), ...rowsOf(tables, 'SENneed', note)]) {
    put(active.byRequest.get(keyOfRequest(one)), one, 'No active plan has these ids', note)
  }
  return { persons: persons.map(partOf), requests: requests.map(partOf), active: active.rows.map(partOf) }
}

type Row = { part: Part; person: string; request: string }

const partOf = ({ part }: Row) => part
const keyOfRequest = ({ person, request }: Row) => `${person}\t${request}`

function childrenOf(tables: ReadonlyMap<PartName, FoundTable>, name: PartName, note: Note) {
  const rows = rowsOf(tables, name, note)
  return { rows, byRequest: keyed(rows, keyOfRequest, 'Two rows have these ids', note) }
}

function rowsOf(tables: ReadonlyMap<PartName, FoundTable>, name: PartName, note: Note): Row[] {
  const found = tables.get(name)
  if (found === undefined) return []
  const places = found.columns.flatMap((column, at) => {
    const item = found.table.columns.get(column)
    return item === undefined ? [] : [{ at, item }]
  })
  const needsRequest = [...found.table.columns.values()].includes('request')
  return found.rows.map(({ row, cells }) => {
    const part: Part = { name, file: found.place, path: '', row, items: {}, parts: [] }
    let [person, request] = ['', '']
    for (const { at, item } of places) {
      const cell = cells[at] ?? ''
      if (item === 'person') person = idText(cell)
      else if (item === 'request') request = idText(cell)
      else {
        const text = itemText(item, cell)
        if (text !== '') part.items[item] = { text, row }
      }
    }
    if (name !== 'Header' && (person === '' || (needsRequest && request === ''))) {
      note(
        'error',
        part,
        null,
        person === '' ? 'The row has no Person ID' : 'The row has no Requests record ID',
        'Give it the id of the row it belongs to',
      )
    }
    return { part, person, request }
  })
}

const idText = (cell: string) => cell.trim().replace(/^(\d+)\.0+$/, '$1')

function keyed(rows: Row[], key: (row: Row) => string, wrong: string, note: Note): Map<string, Row> {
  const found = new Map<string, Row>()
  for (const one of rows) {
    if (found.has(key(one))) note('error', one.part, null, wrong, 'Give each its own')
    else found.set(key(one), one)
  }
  return found
}

function put(parent: Row | undefined, one: Row, wrong: string, note: Note): void {
  if (parent === undefined) note('error', one.part, null, wrong, 'Correct the ids, or take the row out')
  else parent.part.parts.push(one.part)
}

/**
 * The template's labels of the meeting and the decision name each other's items. Nobody decides before meeting, so where
 * most rows say so, the sheet was filled in by its labels, and is read so.
 */
function rightWayRound({ active }: Joined, note: Note): void {
  const both = active.flatMap(part => {
    const [meeting, decided] = [part.items.ReviewMeeting, part.items.LastReview]
    return meeting !== undefined && decided !== undefined ? [{ meeting: meeting.text, decided: decided.text }] : []
  })
  const reversed = both.filter(({ meeting, decided }) => decided < meeting).length
  const [first] = active
  if (first === undefined || both.length < 2 || reversed * 2 <= both.length) return
  for (const { items } of active) {
    const { ReviewMeeting, LastReview } = items
    delete items.ReviewMeeting
    delete items.LastReview
    if (LastReview !== undefined) items.ReviewMeeting = LastReview
    if (ReviewMeeting !== undefined) items.LastReview = ReviewMeeting
  }
  note(
    'warning',
    first,
    null,
    'The dates of meetings and decisions were filled in by the template’s labels, which are the other way round',
    'They were read as the dates say: the meeting first',
  )
}

const yearOf = (text: string | undefined) => (/^20\d\d-/.test(text ?? '') ? Number(text?.slice(0, 4)) : 0)

/** The template's own sheet, or for the five modules, which have none, what can be told without it. */
function headerPart(
  tables: ReadonlyMap<PartName, FoundTable>,
  { requests }: Joined,
  files: SourceFile[],
  area_id: number,
  note: Note,
): Part {
  const [row] = rowsOf(tables, 'Header', note)
  const place = tables.get('Header')?.place ?? files[0]?.name ?? ''
  const part = row?.part ?? { name: 'Header' as const, file: place, path: '', row: 1, items: {}, parts: [] }
  if (!tables.has('Header')) {
    const named = files.map(({ name }) => /20(?:2[3-7])/.exec(name)?.[0]).find(year => year !== undefined)
    const dates: ItemName[] = ['ReceivedDate', 'RequestOutcomeDate']
    const newest = Math.max(0, ...new Set(requests.flatMap(one => dates.map(item => yearOf(given(one, item))))))
    const year = named ?? String(newest === 0 ? 2023 : Math.min(newest + 1, 2027))
    part.items = { LEA: { text: String(area_id), row: 1 }, Year: { text: year, row: 1 } }
    note(
      'warning',
      part,
      null,
      'The five modules do not say whose return they are, nor of which year',
      `They were read as this area’s return of ${year}; put the year in a file’s name if that is wrong`,
    )
  }
  const { items } = part
  return {
    ...part,
    parts: [
      { ...part, name: 'CollectionDetails', items },
      { ...part, name: 'Source', items },
    ],
  }
}
