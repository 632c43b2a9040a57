import type { ProblemTable } from '#platform/transfer/problem.ts'
import { cellOf } from '../cell.ts'
import type { DataSet, Indicator } from '../data-sets.ts'
import { type Period, periodOf } from '../period.ts'
import type { Place } from '../places.ts'

/** One figure, its place, period, breakdown and indicator by their numbers. */
export type Figure = {
  place: number
  breakdown: number
  indicator: number
  period: number
  row: number
  value: string | null
  symbol: string | null
}

export type Breakdown = { filters: Record<string, string>; words: string }

export type Gathered = {
  places: Place[]
  periods: Period[]
  breakdowns: Breakdown[]
  indicators: (Indicator & { column: string })[]
  rows: number
  figures: number
}

/** More of each than any published file has, and few enough for one number to name a figure. */
const most = { places: 2_000, periods: 250, breakdowns: 250_000, indicators: 2_000 }

/** Gives everything a number as it comes, and tells what cannot be read. */
export function gather(set: DataSet, file: string, problems: ProblemTable, onFigure: (figure: Figure) => void) {
  const gathered: Gathered = { places: [], periods: [], breakdowns: [], indicators: [], rows: 0, figures: 0 }
  const numbers = new Map<string, number>()
  const seen = new Set<number>()

  const tell = (
    severity: 'error' | 'warning',
    row: number | null,
    column: string | null,
    value: string | null,
    wrong: string,
    mend: string,
  ) => problems.add({ severity, file, row, column, value, wrong, mend })

  function numbered<T>(kind: keyof typeof most, key: string, make: () => T, row: number): number {
    const name = `${kind}\t${key}`
    const known = numbers.get(name)
    if (known !== undefined) return known
    const list = gathered[kind] as T[]
    if (list.length >= most[kind]) {
      tell(
        'error',
        row,
        null,
        null,
        `The file has more than ${most[kind]} ${kind}`,
        'Check that it is a published file',
      )
      return 0
    }
    numbers.set(name, list.length)
    list.push(make())
    return list.length - 1
  }

  /** False when these were numbered together before. */
  function isNew(place: number, period: number, breakdown: number, indicator = 0): boolean {
    const key = ((breakdown * most.periods + period) * most.places + place) * most.indicators + indicator
    if (seen.has(key)) return false
    seen.add(key)
    return true
  }

  return {
    gathered,
    tell,
    isNew,
    place: (place: Place, row: number) => numbered('places', place.code, () => place, row),
    period(time_period: string, time_identifier: string, row: number): number | undefined {
      const key = `${time_period}\t${time_identifier}`
      const known = numbers.get(`periods\t${key}`)
      if (known !== undefined) return known
      const period = periodOf(time_period.trim(), time_identifier)
      if (period !== undefined) return numbered('periods', key, () => period, row)
      tell(
        'warning',
        row,
        'time_period',
        time_period,
        'This names no year, and the row was left out',
        'Nothing needs to be done, if the file is as it was published',
      )
      return undefined
    },
    breakdown(values: readonly string[], row: number): number {
      const key = values.join('\t')
      return numbered('breakdowns', key, () => breakdownOf(set, values), row)
    },
    indicator: (indicator: Indicator, column: string, row: number) =>
      numbered('indicators', indicator.code, () => ({ ...indicator, column }), row),
    figure(at: Omit<Figure, 'value' | 'symbol'>, text: string): void {
      const indicator = gathered.indicators[at.indicator]
      const cell = cellOf(text, indicator?.unit === 'words')
      if (cell === 'empty') return
      if (cell === undefined) {
        tell(
          'error',
          at.row,
          indicator?.column ?? null,
          text,
          'This is neither a number nor a symbol that is published in place of one',
          'Take the file as it was published; if it is, say so to whoever looks after Waymark',
        )
        return
      }
      gathered.figures++
      onFigure({ ...at, value: 'value' in cell ? cell.value : null, symbol: 'symbol' in cell ? cell.symbol : null })
    },
  }
}

export type Gatherer = ReturnType<typeof gather>

function breakdownOf(set: DataSet, values: readonly string[]): Breakdown {
  const said = values.map(value => value.trim())
  const filters = Object.fromEntries(set.filters.map((name, at) => [name, said[at] ?? '']))
  const words = [...new Set(said.filter(value => value !== ''))].map(value => value.replaceAll('_', ' '))
  return { filters, words: words.length === 0 ? 'Everybody' : words.join(': ') }
}
