import type { Indicator } from '../data-sets.ts'
import { authorityPlace, england, type Place, regionCode } from '../places.ts'
import type { Gatherer } from './gather.ts'
import type { Recognised, WideColumn } from './recognise.ts'

/** Takes one row of a file, by its number as a spreadsheet shows it. */
export type TakeRow = (cells: readonly string[], row: number) => void

type Of<Shape extends string> = Extract<Recognised, { shape: Shape }>

/** Published long tables have been seen with the column that tells two rows apart left out. */
const maybeCut = 'Check it where it matters: the file may lack a column that tells the two apart'
const asPublished = 'Nothing needs to be done, if the file is as it was published'

/** A column an indicator, as Explore Education Statistics publishes. */
export function wideRow(columns: WideColumn[], gatherer: Gatherer): TakeRow {
  const { gathered, tell } = gatherer
  const common = new Map(
    columns.flatMap((column, at) => (typeof column === 'object' && 'common' in column ? [[column.common, at]] : [])),
  )
  const filters = columns
    .flatMap((column, at) => (typeof column === 'object' && 'filter' in column ? [{ nth: column.filter, at }] : []))
    .sort((one, other) => one.nth - other.nth)
  const indicators = columns.flatMap((column, at) => {
    if (column === 'again')
      tell('warning', 1, null, null, `Column ${at + 1} has the name of another one, and was not read`, asPublished)
    if (typeof column === 'string' || !('indicator' in column)) return []
    const { indicator, known, column: name } = column
    if (!known) {
      tell(
        'warning',
        1,
        indicator.words,
        null,
        'This column is not on the list of its data set',
        'It was kept under its own name',
      )
    }
    return [{ at, number: gatherer.indicator(indicator, name, 1) }]
  })
  const get = (cells: readonly string[], name: Parameters<typeof common.get>[0]) => cells[common.get(name) ?? -1] ?? ''
  return (cells, row) => {
    if (cells.length !== columns.length) return wrongWidth(gatherer, cells, row, columns.length)
    gathered.rows++
    const place = widePlace(name => get(cells, name), row, gatherer)
    const period = gatherer.period(get(cells, 'time_period'), get(cells, 'time_identifier'), row)
    if (place === undefined || period === undefined) return
    const at = gatherer.place(place, row)
    const breakdown = gatherer.breakdown(
      filters.map(filter => cells[filter.at] ?? ''),
      row,
    )
    if (!gatherer.isNew(at, period, breakdown)) {
      tell(
        'warning',
        row,
        null,
        place.name,
        'Its place, period and breakdown stood in a row before, which was kept',
        maybeCut,
      )
      return
    }
    for (const one of indicators) {
      gatherer.figure({ place: at, breakdown, indicator: one.number, period, row }, cells[one.at] ?? '')
    }
  }
}

function wrongWidth({ tell }: Gatherer, cells: readonly string[], row: number, width: number): void {
  if (cells.every(cell => cell === '')) return
  tell(
    'error',
    row,
    null,
    `${cells.length} cells`,
    `The row does not have the ${width} cells of the header`,
    'Take the file again: it may have been cut short',
  )
}

type Get = (name: Extract<WideColumn, { common: unknown }>['common']) => string

function widePlace(get: Get, row: number, { tell }: Gatherer): Place | undefined {
  const level = get('geographic_level').trim().toLowerCase()
  if (level === 'national')
    return { level: 'national', code: get('country_code') || england, name: get('country_name') || 'England' }
  if (level === 'regional') {
    const code = get('region_code') || regionCode(get('region_name'))
    if (code) return { level: 'regional', code, name: get('region_name') }
  }
  const place =
    level === 'local authority' ? authorityPlace(get('old_la_code'), get('new_la_code'), get('la_name')) : undefined
  if (place !== undefined) return place
  const known = level === 'regional' || level === 'local authority'
  const wrong = known
    ? 'Nothing tells which place this row is about, and it was left out'
    : 'Figures of this level were left out'
  tell(
    'warning',
    row,
    'geographic_level',
    get('geographic_level'),
    wrong,
    known ? asPublished : 'England, regions and local authorities are kept',
  )
  return undefined
}

/** A row a figure, with a column that names what it measures. */
export function longRow({ set, places, width }: Of<'long'>, gatherer: Gatherer): TakeRow {
  const { gathered, tell } = gatherer
  return (cells, row) => {
    if (cells.length !== width) return wrongWidth(gatherer, cells, row, width)
    gathered.rows++
    const get = (name: string) => cells[places.get(name) ?? -1]?.trim() ?? ''
    const place = longPlace(get)
    const period = gatherer.period(get('time_period'), get('time_identifier'), row)
    if (period === undefined) return
    if (place === undefined) {
      tell(
        'warning',
        row,
        'new_la_code',
        get('new_la_code'),
        'Nothing tells which place this row is about, and it was left out',
        asPublished,
      )
      return
    }
    const measured: Indicator = {
      code: get('metric'),
      words: get('metric_label') || get('metric'),
      unit: unitOf(get('metric_type')),
    }
    const better = get('direction')
    if (better === 'higher' || better === 'lower') measured.better = better === 'higher' ? 'high' : 'low'
    const indicator = gatherer.indicator(measured, get('metric'), row)
    put(gatherer, place, period, gatherer.breakdown(set.filters.map(get), row), indicator, row, get('value'))
  }
}

function longPlace(get: (name: string) => string): Place | undefined {
  if (get('new_la_code') !== '' || get('la_name') !== '') return authorityPlace('', get('new_la_code'), get('la_name'))
  if (get('region_code') !== '') return { level: 'regional', code: get('region_code'), name: get('region_name') }
  return { level: 'national', code: england, name: 'England' }
}

function unitOf(type: string): Indicator['unit'] & string {
  if (type === 'percent') return 'percent'
  return type.startsWith('rate') ? 'rate' : 'number'
}

function put(
  gatherer: Gatherer,
  place: Place,
  period: number,
  breakdown: number,
  indicator: number,
  row: number,
  text: string,
) {
  const at = gatherer.place(place, row)
  if (gatherer.isNew(at, period, breakdown, indicator)) {
    gatherer.figure({ place: at, breakdown, indicator, period, row }, text)
  } else {
    gatherer.tell('warning', row, null, place.name, 'This figure stood in a row before, which was kept', maybeCut)
  }
}

/** The interactive tool's long table, which numbers England and the regions like local authorities. */
export function laitRow({ set, places, width }: Of<'lait'>, gatherer: Gatherer): TakeRow {
  const known = new Map(set.indicators.map(one => [one.code, one]))
  return (cells, row) => {
    if (cells.length !== width) return wrongWidth(gatherer, cells, row, width)
    gatherer.gathered.rows++
    const get = (name: string) => cells[places.get(name) ?? -1]?.trim() ?? ''
    const period = gatherer.period(get('years'), '', row)
    if (period === undefined) return
    const place = laitPlace(get('area'), get('number'))
    if (place === undefined) {
      gatherer.tell(
        'warning',
        row,
        'area',
        get('area'),
        'This is no local authority or region, and was left out',
        asPublished,
      )
      return
    }
    const code = get('measure')
    const indicator = gatherer.indicator(known.get(code) ?? { code, words: code, unit: 'rate' }, code, row)
    put(gatherer, place, period, gatherer.breakdown([], row), indicator, row, get('value'))
  }
}

function laitPlace(area: string, number: string): Place | undefined {
  if (area === 'England') return { level: 'national', code: england, name: area }
  const region = regionCode(area)
  if (region !== undefined) return { level: 'regional', code: region, name: area }
  return Number(number) < 970 ? authorityPlace(number.padStart(3, '0'), '', area) : undefined
}

const ofTribunal = ['appeals', 'appealable', 'appeal_rate', 'appealable_in_development', 'appeal_rate_in_development']

/** The appeal rates: an authority a row, its years side by side, footnote numbers behind its name. */
export function tribunalRow({ set, years }: Of<'tribunal'>, gatherer: Gatherer): TakeRow {
  const wanted = ofTribunal.map(code => set.indicators.find(one => one.code === code))
  return (cells, row) => {
    const name = (cells[0] ?? '').trim().replace(/[\d,]+$/, '')
    const isEngland = name === 'England Total'
    const place: Place | undefined = isEngland
      ? { level: 'national', code: england, name: 'England' }
      : authorityPlace(cells[1] ?? '', '', name)
    if (place === undefined) {
      // Titles of regions and footnotes have no figures beside them.
      if (cells.slice(2).some(cell => /\d/.test(cell)) && cells.length > 2 && years.some(year => year !== undefined)) {
        gatherer.tell(
          'warning',
          row,
          null,
          name.slice(0, 60),
          'Nothing tells which place this row is about, and it was left out',
          asPublished,
        )
      }
      return
    }
    gatherer.gathered.rows++
    let [year, nth]: [string | undefined, number] = [undefined, 0]
    for (const [at, text] of cells.entries()) {
      if (at < 2) continue
      nth = years[at] === year ? nth + 1 : 0
      year = years[at]
      const one = wanted[nth]
      if (year === undefined || one === undefined) continue
      const period = gatherer.period(year, 'Calendar year', row)
      if (period === undefined) continue
      put(gatherer, place, period, gatherer.breakdown([], row), gatherer.indicator(one, one.words, row), row, text)
    }
  }
}
