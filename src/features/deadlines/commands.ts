import { isDate } from '#domain/date.ts'
import { commandLine } from '#platform/access/actor.ts'
import { areaOf, type Command, WrongUse } from '#platform/command.ts'
import { read } from '#platform/database/transaction.ts'
import { csvLine } from '#platform/transfer/csv-out.ts'
import { reportedOn } from './report-queries.ts'
import { asCells, asJson, asTable, columns } from './reported.ts'
import { clockList, isClock } from './rule.ts'
import { isState, stateList } from './standing.ts'
import { timelinessOf } from './timeliness-queries.ts'

const formats = ['csv', 'json', 'table'] as const

function formatOf(named: unknown = 'csv') {
  const format = formats.find(one => one === named)
  if (!format) throw new WrongUse(`--format must be csv, json or table. It was: ${String(named)}`)
  return format
}

/** Every value named must be one of those there are. */
function namedOf<T extends string>(option: string, named: unknown, is: (text: string) => text is T, all: readonly T[]) {
  if (named === undefined) return undefined
  return [named].flat().map(one => {
    const text = String(one)
    if (!is(text)) throw new WrongUse(`--${option} must be one of ${all.join(', ')}. It was: ${text}`)
    return text
  })
}

export const deadlinesCommand: Command = {
  name: 'deadlines',
  usage: '[--area CODE] [--as-of YYYY-MM-DD] [--clock CLOCK]… [--state STATE]… [--format csv|json|table]',
  summary:
    'Every statutory date of an area with its rule and how it stands on a day, what is to be done first at the head',
  options: {
    area: { type: 'string' },
    'as-of': { type: 'string' },
    clock: { type: 'string', multiple: true },
    state: { type: 'string', multiple: true },
    format: { type: 'string' },
  },
  run: async (terminal, { words, options }) => {
    if (words.length > 0) throw new WrongUse(`waymark deadlines takes options only. It was given: ${words.join(' ')}`)
    const format = formatOf(options.format)
    const day = String(options['as-of'] ?? terminal.today)
    if (!isDate(day)) throw new WrongUse(`--as-of must be a date, such as 2025-08-31. It was: ${day}`)
    const clocks = namedOf('clock', options.clock, isClock, clockList)
    const states = namedOf('state', options.state, isState, stateList)
    const actor = commandLine(await areaOf(terminal, options.area), terminal.today)
    const all = await read(terminal.db, actor, tx => reportedOn(tx, actor, day))
    const rows = all.filter(
      ({ clock, state }) => (clocks?.includes(clock) ?? true) && (states?.includes(state) ?? true),
    )
    if (format === 'json') await terminal.out(`${JSON.stringify({ as_of: day, rows: rows.map(asJson) }, null, 2)}\n`)
    else if (format === 'table') await terminal.out(asTable(columns, rows.map(asCells)))
    else await terminal.out([columns, ...rows.map(asCells)].map(csvLine).join(''))
    return 0
  },
}

const timelinessColumns = ['measure', 'numerator', 'denominator', 'percent'] as const

export const timelinessCommand: Command = {
  name: 'timeliness',
  usage: '[--area CODE] [--year YYYY] [--format csv|json|table]',
  summary: 'How much was decided in time in a calendar year: new plans, decisions to assess, decisions after reviews',
  options: { area: { type: 'string' }, year: { type: 'string' }, format: { type: 'string' } },
  run: async (terminal, { words, options }) => {
    if (words.length > 0) throw new WrongUse(`waymark timeliness takes options only. It was given: ${words.join(' ')}`)
    const format = formatOf(options.format)
    const named = String(options.year ?? terminal.today.slice(0, 4))
    if (!/^(19|20)\d{2}$/.test(named))
      throw new WrongUse(`--year must be a calendar year, such as 2024. It was: ${named}`)
    const year = Number(named)
    const actor = commandLine(await areaOf(terminal, options.area), terminal.today)
    const figures = (await read(terminal.db, actor, tx => timelinessOf(tx, actor, year, year))).get(year) ?? []
    const rows = figures.map(row => timelinessColumns.map(column => row[column]))
    if (format === 'json') {
      const asNumbers = figures.map(row => ({ ...row, percent: row.percent === '' ? null : Number(row.percent) }))
      await terminal.out(`${JSON.stringify({ year, rows: asNumbers }, null, 2)}\n`)
    } else if (format === 'table') await terminal.out(asTable(timelinessColumns, rows))
    else await terminal.out([timelinessColumns, ...rows].map(csvLine).join(''))
    return 0
  },
}
