import { columnNames, type DataSet, dataSets, type Indicator } from '../data-sets.ts'

/** The columns that stand first in every file of Explore Education Statistics. */
const common = [
  'time_period',
  'time_identifier',
  'geographic_level',
  'country_code',
  'country_name',
  'region_code',
  'region_name',
  'old_la_code',
  'new_la_code',
  'la_name',
] as const

type Common = (typeof common)[number]

/** What stands in each column of a wide file. */
export type WideColumn =
  | { common: Common }
  | { filter: number }
  | { indicator: Indicator; column: string; known: boolean }
  | 'again'

type Placed = { set: DataSet; headerRow: number; places: ReadonlyMap<string, number>; width: number }

export type Recognised =
  | { set: DataSet; shape: 'wide'; headerRow: number; columns: WideColumn[] }
  | ({ shape: 'long' } & Placed)
  | ({ shape: 'lait' } & Placed)
  | { set: DataSet; shape: 'tribunal'; headerRow: number; years: (string | undefined)[]; width: number }
  | { refused: { wrong: string; mend: string } }

const accepted =
  'Accepted are the underlying CSV files of Explore Education Statistics about EHC plans, the NEET figures of local authorities, the measures of the local authority interactive tool, attendance and exclusions as long tables, and the table of SEND appeal rates'

const lait = {
  measure: ['measure_short', 'short desc', 'short_desc'],
  years: ['years', 'year'],
  area: ['area', 'la and regions', 'la_and_regions'],
  number: ['la_number', 'la number'],
  value: ['value_as_published', 'values (text)', 'values_text', 'values'],
}

const longColumns = ['metric', 'metric_label', 'time_period', 'time_identifier', 'la_name', 'new_la_code', 'value']

/** Tells which data set a file is by its first rows, or what it looks like instead. */
export function recognise(rows: readonly string[][]): Recognised {
  const first = (rows[0] ?? []).map(name => name.trim())
  const lower = first.map(name => name.toLowerCase())
  const table = tribunalHeader(rows)
  if (table !== undefined) return table
  const laitPlaces = placesOf(lower, lait)
  if (laitPlaces !== undefined)
    return { set: only('lait'), shape: 'lait', headerRow: 0, places: laitPlaces, width: first.length }
  if (longColumns.every(name => lower.includes(name))) {
    return {
      set: only('long'),
      shape: 'long',
      headerRow: 0,
      places: new Map(lower.map((name, at) => [name, at])),
      width: first.length,
    }
  }
  if (['time_period', 'geographic_level', 'country_code', 'la_name'].every(name => lower.includes(name))) {
    return wide(first, rows[1])
  }
  return { refused: { wrong: looksLike(lower), mend: accepted } }
}

const only = (shape: DataSet['shape']): DataSet => {
  const found = dataSets.find(one => one.shape === shape)
  if (found === undefined) throw new Error(`No data set is ${shape}`)
  return found
}

function placesOf(header: readonly string[], wanted: Record<string, readonly string[]>) {
  const found = Object.entries(wanted).map(
    ([name, spellings]) => [name, header.findIndex(one => spellings.includes(one))] as const,
  )
  return found.every(([, at]) => at >= 0) ? new Map(found) : undefined
}

const plain = (name: string) => name.toLowerCase()

function wide(header: string[], sample: string[] | undefined): Recognised {
  const others = new Set(header.map(plain).filter(name => !common.some(one => one === name)))
  const identifier = sample?.[header.map(plain).indexOf('time_identifier')]?.trim()
  const [best] = dataSets
    .filter(one => one.shape === 'wide' && one.filters.every(name => others.has(plain(name))))
    .filter(one => one.identifier === undefined || identifier === undefined || one.identifier === identifier)
    .map(set => ({
      set,
      known: set.indicators.filter(one => columnNames(one).some(name => others.has(plain(name)))).length,
    }))
    .filter(
      ({ set, known }) => known >= Math.min(2, set.indicators.length) && known * 2 >= others.size - set.filters.length,
    )
    .sort((one, other) => other.known - one.known)
  if (best === undefined) {
    const some = [...others].slice(0, 4).join(', ')
    return {
      refused: {
        wrong: `This looks like a file of Explore Education Statistics, of a data set that is not known here (its columns are ${some} and so on)`,
        mend: accepted,
      },
    }
  }
  return { set: best.set, shape: 'wide', headerRow: 0, columns: columnsOf(header, best.set) }
}

function columnsOf(header: string[], set: DataSet): WideColumn[] {
  const seen = new Set<string>()
  return header.map(name => {
    const lower = plain(name)
    if (seen.has(lower)) return 'again'
    seen.add(lower)
    const shared = common.find(one => one === lower)
    if (shared !== undefined) return { common: shared }
    const filter = set.filters.findIndex(one => plain(one) === lower)
    if (filter >= 0) return { filter }
    // A column of two years may be one year's first and the next one's second: the name that is not taken yet.
    const indicator = set.indicators.find(
      one => columnNames(one).some(spelt => plain(spelt) === lower) && !seen.has(`is ${one.code}`),
    )
    seen.add(`is ${indicator?.code ?? lower}`)
    return indicator === undefined
      ? { indicator: { code: lower, words: name }, column: name, known: false }
      : { indicator, column: name, known: true }
  })
}

/** The appeal rates are a table to be read by people: titles first, then years, each over three columns. */
function tribunalHeader(rows: readonly string[][]): Recognised | undefined {
  const at = rows
    .slice(0, 10)
    .findIndex(([name, code]) => name?.trim() === 'Local Authority' && code?.trim() === 'LA code')
  const [years, names] = [rows[at], rows[at + 1]]
  if (at < 0 || years === undefined || !names?.some(name => name.startsWith('Appeals registered'))) return undefined
  let year: string | undefined
  const ofEach = years.map(cell => (year = /^\d{4}$/.test(cell.trim()) ? cell.trim() : year))
  return { set: only('tribunal'), shape: 'tribunal', headerRow: at + 1, years: ofEach, width: years.length }
}

function looksLike(header: readonly string[]): string {
  const has = (...names: string[]) => names.every(name => header.includes(name))
  if (has('establishmentname', 'urn'))
    return 'This looks like an extract of the register of schools (GIAS): bring it in as one'
  if (header.some(name => /^(?:person|sen2|requests)tableid$/.test(name))) {
    return 'This looks like a file of COLLECT’s export: bring it in as a SEN2 return'
  }
  if (header.some(name => /^(?:child|plan|review|goal|outcome)_id$/.test(name))) {
    return 'This looks like a file of an interchange package: bring it in as one'
  }
  if (has('measure_short', 'polarity')) return 'This describes measures and holds no figures'
  if (has('la_code', 'neighbour_la_code'))
    return 'This lists statistical neighbours, which are built in, and holds no figures'
  if (has('la_code_3digit') || has('inspection_link'))
    return 'This lists local authorities and holds no published figures'
  const some = header.filter(name => name !== '').slice(0, 4)
  if (some.length < 2) return 'This does not look like a table of published figures'
  return `This is no file of published figures that is known here: its first columns are ${some.join(', ')}`
}
