import { dateInWords, isDate } from '#domain/date.ts'
import type { Tx } from '#platform/database/connect.ts'
import { asUtf8 } from '#platform/transfer/encoding.ts'
import { fileProblem } from '#platform/transfer/problem.ts'
import type { SourceFile } from '#platform/transfer/source-file.ts'
import type { Recorded, Recording } from '../recording/recording.ts'
import { findProblems } from '../recording/run-sql.ts'
import { circlesIn } from './establishment.ts'
import {
  type FileShape,
  goneSince2025,
  leftOut,
  neededColumns,
  shapeOf,
  spineColumns,
  spineLeftOut,
  wantedColumns,
} from './gias-columns.ts'
import { headerOf } from './gias-table.ts'
import { makeGiasStages, type Read, stageEstablishments, stageLinks } from './stage.ts'
import {
  areaUrns,
  dropCircles,
  keepEstablishments,
  keepLinks,
  tellTwins,
  writeProviders,
  writeSuccessions,
} from './write-gias.ts'

const nothing: Recorded = { counts: {}, header: {} }

type Found = { file: SourceFile; shape: FileShape; encoding: string; header: string[] }

/** Checks GIAS's files, of establishments or of links, and brings the register up to date with them. */
export async function recordGias(tx: Tx, files: SourceFile[], recording: Recording): Promise<Recorded> {
  const { problems, area_id, step } = recording
  const found = await recognised(files, recording)
  if (found.length === 0 || problems.count.error > 0) return nothing
  await makeGiasStages(tx)
  const header: Record<string, unknown> = {}
  const counts: Recorded['counts'] = {}
  for (const one of found.toSorted(byShape)) {
    const { file, shape, encoding } = one
    const about = { file: file.name, done: 0, of: file.size }
    await step({ step: 'reading', ...about })
    if (shape === 'links') {
      const { links, other } = await stageLinks(tx, file, recording)
      await tellCircles(tx, file.name, links, recording)
      if (problems.count.error > 0) return nothing
      counts.gias_link = await keepLinks(tx)
      Object.assign(header, { links: links.length, links_of_other_kinds: other })
    } else {
      const present = columnsOf(one, recording)
      if (problems.count.error > 0) return nothing
      const read = await stageEstablishments(tx, file, shape, recording)
      await step({ step: 'checking', ...about })
      await findProblems(tx, problems, [
        {
          ...{ severity: 'error', file: file.name, column: 'URN', wrong: 'Two rows have this URN', mend: 'Keep one' },
          from: `select "row", urn as value from (select "row", urn, row_number() over (partition by urn order by "row") as nth from in_gias) x where nth > 1`,
        },
      ])
      if (problems.count.error > 0) return nothing
      const released_on = releasedOn(file.name, shape, read, recording.today)
      await tellTwins(tx, area_id, file.name, problems)
      await step({ step: 'writing', ...about })
      counts.gias_establishment = await keepEstablishments(tx, released_on, present)
      counts.provider = await writeProviders(tx, area_id)
      Object.assign(header, saidOf(one, read, released_on))
    }
    header.encoding = encoding
  }
  counts.provider_succession = await writeSuccessions(tx, area_id)
  await findProblems(tx, problems, [
    {
      ...{ severity: 'error', file: found[0]?.file.name ?? '', column: null },
      wrong: 'Providers of the register carry on as one another in a circle',
      mend: 'Take out the link that was made by hand, on the page of one of them',
      from: `with recursive way as (
          select id, successor_id, array[provider_id] as seen from provider_succession where area_id = ${area_id}
          union all
          select s.id, s.successor_id, way.seen || s.provider_id from way join provider_succession s
            on s.area_id = ${area_id} and s.provider_id = way.successor_id where s.provider_id <> all (way.seen)
        ) select null::int as "row", p.name as value from way join provider p on p.area_id = ${area_id} and p.id = way.seen[1]
          where way.successor_id = way.seen[1]`,
    },
  ])
  return problems.count.error > 0 ? nothing : { counts, header }
}

/** Establishments first: what is linked must be there. */
const byShape = (a: Found, b: Found) => Number(a.shape === 'links') - Number(b.shape === 'links')

/** Which of the files are GIAS's. One that is not is refused by what it is instead; beside one that is, it is only told. */
async function recognised(files: SourceFile[], { limits, problems }: Recording): Promise<Found[]> {
  const found: Found[] = []
  const not: { name: string; why: string }[] = []
  for (const original of files) {
    const { file, was } = await asUtf8(original)
    const header = await headerOf(file, limits)
    const shape = shapeOf(header)
    if (typeof shape === 'string') found.push({ file, shape, encoding: was, header })
    else not.push({ name: file.name, why: shape.not })
  }
  for (const { name, why } of not) {
    const mend = 'Choose edubasealldata (all establishments) or links_edubasealldata from GIAS’s downloads'
    const severity = found.length > 0 ? 'warning' : 'error'
    problems.add({ ...fileProblem(name, why, found.length > 0 ? 'It was not read' : mend), severity })
  }
  return found
}

/** The wanted columns the file has; what it has not, and what is in it besides, is told. */
function columnsOf({ file, shape, header }: Found, { problems }: Recording): ReadonlySet<string> {
  const fold = (name: string) => (shape === 'spine' ? (spineColumns[name] ?? name) : name)
  const present = new Set(header.map(fold))
  const tell = (severity: 'error' | 'warning', column: string, wrong: string, mend: string) =>
    problems.add({ severity, file: file.name, row: 1, column, value: null, wrong, mend })
  for (const column of neededColumns)
    if (!present.has(column)) tell('error', column, 'This column is missing', 'Download the file with all its columns')
  const twice = header.filter((name, at) => header.indexOf(name) !== at)
  for (const column of twice) tell('error', column, 'Two columns have this name', 'Keep one of them')
  for (const column of header) {
    const known = shape === 'spine' ? spineLeftOut : leftOut
    if (column === '' || known.has(column) || wantedColumns.some(wanted => wanted === fold(column))) continue
    tell('warning', column, 'This column is not known', 'It was not read; nothing needs to be done')
  }
  const missing = wantedColumns.filter(column => !present.has(column) && !goneSince2025.has(column))
  if (shape === 'gias' && missing.length > 0)
    tell(
      'warning',
      missing.slice(0, 60).join(', '),
      'This release has not these columns',
      'What was known of them stays as it was',
    )
  return present
}

/** The day of the release: in the file's name, else the newest change in it; the spine's is its school year's end. */
function releasedOn(file: string, shape: FileShape, read: Read, today: string): string {
  if (shape === 'spine') return '2018-08-31'
  const [, year = '', month = '', day = ''] = /(20\d\d)-?(\d\d)-?(\d\d)/.exec(file) ?? []
  const named = `${year}-${month}-${day}`
  return isDate(named) ? named : read.newest || today
}

function saidOf({ shape, header }: Found, read: Read, released_on: string): Record<string, unknown> {
  const of = (status: number) => read.byStatus.get(status) ?? 0
  const missing = [...goneSince2025].filter(column => shape === 'gias' && !header.includes(column))
  return {
    what_it_is:
      shape === 'gias'
        ? 'All establishments, from Get Information about Schools'
        : 'DfE’s list of schools for performance tables, in the shape of 2017/18: no grid positions, no capacity, and neither nurseries nor pupil referral units',
    release: dateInWords(released_on),
    establishments: read.establishments,
    open: of(1) + of(3),
    open_but_proposed_to_close: of(3),
    closed: of(2),
    proposed_to_open: of(4),
    of_a_type_that_is_not_known: read.unknownTypes,
    ...(missing.length > 0 ? { gone_from_gias_since_april_2025: missing.join(', ') } : {}),
    left_out_on_purpose: 'Who works there, and columns no page here shows',
  }
}

/** A circle about a provider of this area stops the import; one elsewhere is nobody's here to mend, and is left out. */
async function tellCircles(
  tx: Tx,
  file: string,
  links: { urn: string; successor_urn: string; row: number }[],
  { area_id, problems }: Recording,
) {
  const circles = circlesIn(links)
  if (circles.length === 0) return
  const ours = await areaUrns(tx, area_id)
  for (const circle of circles) {
    const here = circle.some(urn => ours.has(urn))
    const row = links.find(({ urn }) => urn === circle[0])?.row ?? null
    const value = [...circle, circle[0]].join(' → ')
    problems.add({
      ...{ severity: here ? 'error' : 'warning', file, row, column: 'LinkURN', value },
      wrong: 'These carry on as one another in a circle',
      mend: here ? 'Take out the line that is wrong' : 'These links were left out',
    })
    await dropCircles(tx, circle)
  }
}
