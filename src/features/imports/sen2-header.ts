import { censusDate } from '#domain/census-date.ts'
import { dateInWords, isDate } from '#domain/date.ts'
import { localAuthority } from '#domain/local-authority.ts'
import { given, type Note, type Part, partsOf } from './sen2-part.ts'

/** What the file says of itself; kept with the import. */
export type Sen2Header = {
  year: number
  census_on: string
  serial: string | null
  made_at: string | null
  software: string | null
  dmo: string | null
  dco: string | null
  dsco: string | null
}

const firstPersonLevel = 2023
const lastKnown = 2027
const posts = ['DMO', 'DCO', 'DSCO'] as const
const postCodes = ['Y', 'N', 'R']

/** Reads the header, or undefined when the file is not this council's return and nothing more is worth reading. */
export function readHeader(header: Part, area_id: number, note: Note): Sen2Header | undefined {
  const [details] = partsOf(header, 'CollectionDetails')
  const [source] = partsOf(header, 'Source')
  if (details === undefined || source === undefined || !isThisReturn(details, source, area_id, note)) return undefined
  const year = readYear(details, note)
  if (year === undefined) return undefined
  const census_on = readCensusDay(details, year, note)
  const made_at = given(source, 'DateTime') ?? null
  if (made_at !== null && made_at.slice(0, 10) < census_on) {
    note('warning', source, 'DateTime', 'The file was made before its census day', 'Check that it is the right file')
  }
  for (const post of posts) {
    const code = given(source, post)
    if (code !== undefined && !postCodes.includes(code)) {
      note(
        'warning',
        source,
        post,
        `This is not a code of the list (${postCodes.join(', ')})`,
        'Correct the code; it was kept as given',
      )
    }
  }
  return {
    year,
    census_on,
    serial: given(source, 'SerialNo') ?? null,
    made_at,
    software: given(source, 'SoftwareCode') ?? null,
    dmo: given(source, 'DMO') ?? null,
    dco: given(source, 'DCO') ?? null,
    dsco: given(source, 'DSCO') ?? null,
  }
}

function isThisReturn(details: Part, source: Part, area_id: number, note: Note): boolean {
  const collection = given(details, 'Collection')
  if (collection !== undefined && collection !== 'SEN2') {
    note('error', details, 'Collection', 'This is another collection, not SEN2', 'Choose the SEN2 file')
    return false
  }
  const level = given(source, 'SourceLevel')
  if (level !== undefined && level !== 'L') {
    note(
      'warning',
      source,
      'SourceLevel',
      'A SEN2 return comes from a local authority, level L',
      'Check that it is the right file',
    )
  }
  const lea = given(source, 'LEA')
  if (lea === undefined || Number(lea) !== area_id) {
    const ours = `${String(area_id).padStart(3, '0')}${nameOf(area_id)}`
    note(
      'error',
      source,
      'LEA',
      lea === undefined
        ? 'The file does not say whose return it is'
        : `This is the return of another council${nameOf(Number(lea))}, not of ${ours}`,
      lea === undefined ? 'Add the number of the local authority' : 'Choose the right file or the right area',
    )
    return false
  }
  return true
}

function nameOf(number: number) {
  const found = localAuthority(number)
  return found === undefined ? '' : `, ${found.name}`
}

function readYear(details: Part, note: Note): number | undefined {
  const text = given(details, 'Year') ?? given(details, 'ReferenceDate')?.slice(0, 4)
  const year = Number(text)
  if (text === undefined || !Number.isInteger(year)) {
    note('error', details, 'Year', 'The year of the return is not given', 'Add it, such as 2024')
    return undefined
  }
  if (year < firstPersonLevel || year > lastKnown + 10) {
    note(
      'error',
      details,
      'Year',
      `Returns of persons began in ${firstPersonLevel}`,
      'Correct the year, or choose another file',
    )
    return undefined
  }
  if (year > lastKnown) {
    note(
      'warning',
      details,
      'Year',
      `The return is newer than ${lastKnown}, the last whose items are known here`,
      'Look through the items that were not read',
    )
  }
  return year
}

function readCensusDay(details: Part, year: number, note: Note): string {
  const looked = censusDate(year)
  const said = given(details, 'ReferenceDate')
  if (said !== undefined && isDate(said)) {
    if (looked !== undefined && said !== looked) {
      note(
        'warning',
        details,
        'ReferenceDate',
        `The census day of ${year} was ${dateInWords(looked)}`,
        'Check that it is the right file',
      )
    }
    return said
  }
  if (said !== undefined) note('warning', details, 'ReferenceDate', 'This is not a date', 'Give the day as YYYY-MM-DD')
  return looked ?? `${year}-01-15`
}
