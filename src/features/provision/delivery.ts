import { type Delivery, hoursTyped, isDelivery } from '#domain/delivery.ts'
import type { Refusal } from '#platform/http/refusal.ts'

/** What a line promises, in hours of its own period. */
export type Promise = { hours: number | null; per: string | null }

export type LineToSay = Promise & {
  id: number
  child_id: number
  text: string
  /** What was reported for the term before now. */
  standing: { given: string; hours: number | null; note: string | null; recorded_act: number } | null
}

export type Said = {
  provision_line_id: number
  child_id: number
  given: Delivery
  hours: number | null
  note: string | null
}

/** The names of the form's fields. */
export const field = {
  given: (line: number) => `given-${line}`,
  hours: (line: number) => `hours-${line}`,
  note: (line: number) => `note-${line}`,
  was: (line: number) => `was-${line}`,
  rest: 'rest',
} as const

type Fields = Readonly<Record<string, string | undefined>>

const longestNote = 1000

/** What a form says of each line for a term. A line nobody answers for is left as it is. */
export function readTerm(lines: readonly LineToSay[], fields: Fields): { says: Said[]; refusals: Refusal[] } {
  const says: Said[] = []
  const refusals: Refusal[] = []
  for (const line of lines) {
    const typed = fields[field.hours(line.id)] ?? ''
    const hours = typed === '' ? null : hoursTyped(typed)
    const note = fields[field.note(line.id)] ?? ''
    const answered = fields[field.given(line.id)] ?? ''
    const given =
      answered === '' && typed === '' && note === '' && !line.standing && fields[field.rest] === 'all'
        ? 'all'
        : answered
    const say = (name: keyof typeof field & ('given' | 'hours' | 'note'), message: string) =>
      refusals.push({ field: field[name](line.id), message: `${message}: ${quoted(line.text)}` })
    if (hours === undefined) say('hours', 'Enter the hours given as a number, such as 1.5')
    else if (isDelivery(given)) {
      const wrong = contradicts(line, given, hours)
      if (wrong) say('hours', wrong)
      says.push({ provision_line_id: line.id, child_id: line.child_id, given, hours, note: note || null })
    } else if (typed !== '' || note !== '') say('given', 'Select how much was given')
    if (note.length > longestNote) say('note', `Shorten the note to ${longestNote.toLocaleString('en-GB')} characters`)
  }
  return { says, refusals }
}

/** Hours that say otherwise than the answer beside them. */
function contradicts({ hours: promised }: Promise, given: Delivery, hours: number | null): string | undefined {
  if (hours === null) return undefined
  if (given === 'none' && hours > 0) return 'Leave the hours empty, or select part of it'
  if (given === 'all' && promised !== null && hours < promised)
    return `The plan promises ${promised.toLocaleString('en-GB')} hours: correct the hours, or select part of it`
  return undefined
}

const quoted = (text: string) => `“${text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text}”`

/** What is new or other than it was reported before. */
export const changedFrom = (lines: readonly LineToSay[], says: readonly Said[]): Said[] =>
  says.filter(said => {
    const standing = lines.find(({ id }) => id === said.provision_line_id)?.standing
    return !standing || (['given', 'hours', 'note'] as const).some(name => standing[name] !== said[name])
  })

/** Lines that somebody else has reported since the form was opened: neither is lost. */
export const overtaken = (lines: readonly LineToSay[], fields: Fields, says: readonly Said[]): Refusal[] =>
  changedFrom(lines, says).flatMap(({ provision_line_id }) => {
    const line = lines.find(({ id }) => id === provision_line_id)
    const was = fields[field.was(provision_line_id)] ?? ''
    if (!line || was === String(line.standing?.recorded_act ?? '')) return []
    return [
      {
        field: field.given(line.id),
        message: `Somebody else has reported this meanwhile. Check it and send it again: ${quoted(line.text)}`,
      },
    ]
  })

/** 38 weeks of school in three terms: Education (School Day and School Year) (England) Regulations 1999, regulation 3. */
const weeks = 38
const inAWeek: Record<string, number> = { week: 1, term: 3 / weeks, year: 1 / weeks }

/** Hours in a week of school, so that lines can be added up. */
export const weekly = (hours: number, per: string | null): number => hours * (inAWeek[per ?? 'week'] ?? 1)

export type Report = {
  given: string
  hours: number | null
  note: string | null
  /** The academic year and term it is about; a review's are those of its meeting. */
  year: number
  term: number
  /** The day it is about: the meeting, or the last day of the term. */
  on: string
  review_id: number | null
}

/** The hours a report stands for, in the line's own period; null when it does not tell. */
function hoursGiven({ hours: promised }: Promise, { given, hours }: Pick<Report, 'given' | 'hours'>) {
  if (given === 'none') return 0
  if (hours !== null) return hours
  return given === 'all' ? promised : null
}

/** A line with what was reported of it in a period: one report a term, the last of each. `reports` are latest first. */
export function deliveredIn(line: Promise & { reports: readonly Report[] }, year: number | null, term: number | null) {
  const within = line.reports.filter(
    report => (year === null || report.year === year) && (term === null || report.term === term),
  )
  const each = [...Map.groupBy(within, report => `${report.year}-${report.term}`).values()].flatMap(
    ([last]) => last ?? [],
  )
  const known = each.flatMap(report => hoursGiven(line, report) ?? [])
  const hours = known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length
  return {
    last: each[0],
    terms: each.length,
    hours,
    share: hours === null || !line.hours ? null : hours / line.hours,
  }
}

type Counted = { child_id: number; promise: Promise; delivered: ReturnType<typeof deliveredIn> }

export type Sum = {
  key: string
  lines: number
  children: number
  /** Hours in a week of school, of the lines that promise hours. */
  promised: number
  /** Lines reported on in the period, and the children they are of. */
  reported: number
  childrenReported: number
  /** Of the lines whose hours are known: promised and given, in a week of school. */
  promisedOfKnown: number
  given: number
}

/** Lines added up under a key. */
export function sumsOf<L extends Counted>(lines: readonly L[], keyOf: (line: L) => string): Sum[] {
  return [...Map.groupBy(lines, keyOf)].map(([key, some]) => {
    const counted = some.filter(({ promise }) => promise.hours !== null)
    const known = counted.filter(({ delivered }) => delivered.hours !== null)
    const reported = some.filter(({ delivered }) => delivered.last !== undefined)
    const add = (list: readonly L[], hours: (line: L) => number | null) =>
      list.reduce((sum, line) => sum + weekly(hours(line) ?? 0, line.promise.per), 0)
    return {
      key,
      lines: some.length,
      children: new Set(some.map(({ child_id }) => child_id)).size,
      promised: add(counted, ({ promise }) => promise.hours),
      reported: reported.length,
      childrenReported: new Set(reported.map(({ child_id }) => child_id)).size,
      promisedOfKnown: add(known, ({ promise }) => promise.hours),
      given: add(known, ({ delivered }) => delivered.hours),
    }
  })
}

export const shareOf = ({ given, promisedOfKnown }: Pick<Sum, 'given' | 'promisedOfKnown'>): number | null =>
  promisedOfKnown === 0 ? null : given / promisedOfKnown
