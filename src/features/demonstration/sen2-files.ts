import { academicYear } from '#domain/academic-year.ts'
import { needKnownIn } from '#domain/need.ts'
import { yearGroup } from '#domain/year-group.ts'
import type { ChildRows } from './child-rows.ts'
import type { AreaData } from './generate.ts'
import type { InstitutionRow, NeedRow, PlacementRow, RequestRow, ReviewRow } from './package-rows.ts'
import { textFile } from './text-files.ts'

/** The two shapes the generator writes: 2026 added the source of a request and dates of drafts and phase transfers. */
export type Sen2Year = 2024 | 2025 | 2026 | 2027

/** Census days are looked up, never worked out: one was moved by a week. */
const censusDay: Record<Sen2Year, string> = {
  2024: '2024-01-18',
  2025: '2025-01-16',
  2026: '2026-01-15',
  2027: '2027-01-21',
}

export type Sen2Written = { persons: number; plans: number; bytes: number }

/** Writes what the area would have sent in as its SEN2 return of the year: the person-level XML, in the order of the schema. */
export async function writeSen2(data: AreaData, year: Sen2Year, path: string): Promise<Sen2Written> {
  const writer = await textFile(path)
  const places = new Map(data.institutions.map(({ row }) => [row.institution_id, row]))
  const written: Sen2Written = { persons: 0, plans: 0, bytes: 0 }
  const write = async (text: string) => {
    written.bytes += Buffer.byteLength(text)
    await writer.write(text)
  }
  await write(header(data.area.area_id, year))
  for (const child of data.children()) {
    const person = personOf(child, year, places)
    if (person === null) continue
    written.persons += 1
    if (person.includes('<ActivePlans>')) written.plans += 1
    await write(person)
  }
  await write('  </Persons>\n</Message>\n')
  await writer.end()
  return written
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string) => text.replace(/[&<>]/g, found => escapes[found] ?? found)

const item = (name: string, value: string | number | null | undefined) =>
  value === null || value === undefined || value === '' ? '' : `<${name}>${escaped(String(value))}</${name}>`

const group = (name: string, ...inside: string[]) => `<${name}>${inside.join('')}</${name}>`

function header(area: number, year: Sen2Year) {
  const lea = String(area).padStart(3, '0')
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n  <Header>',
    group('CollectionDetails', item('Collection', 'SEN2'), item('Year', year), item('ReferenceDate', censusDay[year])),
    group(
      'Source',
      item('SourceLevel', 'L'),
      item('LEA', lea),
      item('SoftwareCode', 'Waymark demonstration'),
      item('Release', '1'),
      item('SerialNo', '001'),
      item('DateTime', `${censusDay[year]}T09:00:00`),
      item('DMO', 'Y'),
      item('DCO', 'Y'),
      year >= 2026 ? item('DSCO', 'Y') : '',
    ),
    '</Header>\n  <Persons>\n',
  ].join('')
}

type Places = ReadonlyMap<string, InstitutionRow>

/** What happened by the census day. Null for a child the return has nothing to say about. */
function personOf(rows: ChildRows, year: Sen2Year, places: Places): string | null {
  const census = censusDay[year]
  const period = `${year - 1}-01-01`
  const [child] = rows.children
  const plan = rows.plans.find(one => one.first_made_on <= census)
  const request = rows.requests.find(one => one.received_on <= census)
  const ceased = plan?.ceased_on ?? '9999-12-31'
  const planCounts = plan !== undefined && ceased >= period
  const requestCounts =
    request !== undefined && (request.received_on >= period || (request.decided_on ?? census) >= period)
  if (child === undefined || (!planCounts && (plan !== undefined || !requestCounts))) return null
  return `    ${group(
    'Person',
    item('Surname', child.surname),
    item('Forename', child.forename),
    item('PersonBirthDate', child.birth_date),
    item('Sex', child.sex),
    item('Ethnicity', child.ethnicity),
    item('PostCode', child.postcode),
    item('UPN', child.upn),
    item('UniqueLearnerNumber', child.uln),
    item('UPNunknown', child.upn_unknown_reason),
    requestOf(rows, request, plan !== undefined && plan.first_made_on < period, { year, census, places }),
  )}\n`
}

type As = { year: Sen2Year; census: string; places: Places }

/** A plan made before the reporting year hangs under a request that is marked historical and has no date. */
function requestOf(rows: ChildRows, request: RequestRow | undefined, old: boolean, as: As): string {
  const { year, census } = as
  const plan = rows.plans.find(one => one.first_made_on <= census)
  const historical = old || request === undefined
  const known = (date: string | null | undefined) =>
    date !== null && date !== undefined && date <= census ? date : null
  const decided = historical ? null : known(request.decided_on)
  const outcome = historical ? 'H' : decided === null ? 'A' : (request.decision ?? 'A')
  const assessed = historical ? null : known(request.assessment_decided_on)
  const assessment = historical ? 'H' : assessed === null ? 'A' : (request.assessment_decision ?? 'A')
  const active = plan !== undefined && (plan.ceased_on ?? '9999-12-31') > census
  return group(
    'Requests',
    historical ? '' : item('ReceivedDate', request.received_on),
    historical || year < 2026 ? '' : item('RequestSource', request.source),
    item('RYA', '0'),
    item('RequestOutcomeDate', decided),
    item('RequestOutcome', outcome),
    outcome === 'Y' || outcome === 'H'
      ? group(
          'Assessment',
          item('AssessmentOutcome', assessment),
          item('AssessmentOutcomeDate', assessed),
          historical ? '' : item('Week20', request.exception === null ? '0' : '1'),
          plan === undefined || assessment === 'A' ? '' : namedPlan(rows, as),
        )
      : '',
    active && assessment !== 'A' ? activePlan(rows, as) : '',
  )
}

/** The places where the plan is kept at on the day, else the last there were; the return allows two. */
function placesOn(rows: ChildRows, census: string): PlacementRow[] {
  const open = rows.placements.filter(place => place.from <= census && (place.to === null || place.to >= census))
  const first =
    open.find(place => place.rank === 1) ?? rows.placements.findLast(place => place.rank === 1 && place.from <= census)
  return [first, open.find(place => place.rank === 2)].filter(place => place !== undefined)
}

function where(place: PlacementRow, places: Places): string[] {
  const institution = places.get(place.institution_id ?? '')
  const numbered = institution?.urn !== null && institution?.urn !== undefined
  return [
    item('URN', institution?.urn),
    numbered ? '' : item('UKPRN', institution?.ukprn),
    numbered ? '' : item('SENSetting', place.setting ?? 'OTH'),
    numbered || place.setting !== null ? '' : item('SENSettingOther', institution?.name ?? 'To be named'),
    item('PlacementRank', place.rank),
  ]
}

const units = ({ unit }: PlacementRow) => [
  item('SENunitIndicator', unit === 'sen_unit' ? '1' : '0'),
  item('ResourcedProvisionIndicator', unit === 'resourced_provision' ? '1' : '0'),
]

function namedPlan(rows: ChildRows, { census, places }: As): string {
  const [plan] = rows.plans
  const ceased = plan?.ceased_on !== null && (plan?.ceased_on ?? '9999') <= census
  const list = placesOn(rows, census)
  if (plan === undefined || list.length === 0) return ''
  return group(
    'NamedPlan',
    item('StartDate', plan.first_made_on),
    ...list.map(place => group('PlanDetail', ...where(place, places), ...units(place))),
    item('PB', '0'),
    item('OA', '0'),
    ceased ? item('CeaseDate', plan.ceased_on) : '',
    ceased ? item('CeaseReason', plan.cease_reason) : '',
  )
}

function activePlan(rows: ChildRows, { year, census, places }: As): string {
  const known = (date: string | null) => (date !== null && date <= census ? date : null)
  const review = rows.reviews.findLast(one => one.meeting_on !== null && one.meeting_on <= census)
  const needs = rows.needs
    .filter(({ from, to, need }) => from <= census && (to === null || to >= census) && needKnownIn(need as 'DS', year))
    .toSorted((a: NeedRow, b: NeedRow) => a.rank - b.rank)
  return group(
    'ActivePlans',
    ...placesOn(rows, census).map(place =>
      group(
        'PlacementDetail',
        ...where(place, places),
        item('EntryDate', place.from),
        place.to !== null && place.to < census ? item('LeavingDate', place.to) : '',
        ...units(place),
      ),
    ),
    ...needs.map(({ need, rank }) => group('SENneed', item('SENtype', need), item('SENtypeRank', rank))),
    ...(review === undefined ? [] : reviewItems(review, year, known, rows.children[0]?.birth_date ?? census)),
  )
}

function reviewItems(
  review: ReviewRow,
  year: Sen2Year,
  known: (date: string | null) => string | null,
  birth: string,
): string[] {
  const decided = known(review.decided_on)
  const transfer = review.kind === 'phase_transfer' && review.decision === 'A'
  const meeting = review.meeting_on ?? ''
  // Regulation 18: 31 March where the next phase is post-16, otherwise 15 February.
  const next = academicYear(meeting) + 1
  const due = `${next}-${yearGroup(birth, next) >= 12 ? '03-31' : '02-15'}`
  return [
    item('ReviewMeeting', meeting),
    decided === null ? '' : item('ReviewOutcome', review.decision),
    year < 2026 ? '' : item('ReviewDraft', known(review.amendment_notice_on)),
    year < 2026 || !transfer ? '' : item('PhaseTransferDueDate', due),
    year < 2026 || !transfer ? '' : item('PhaseTransferFinalDate', known(review.final_plan_on)),
    item('LastReview', decided),
  ]
}
