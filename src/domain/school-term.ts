import { academicYear, academicYearName, parseAcademicYear } from './academic-year.ts'
import { addDays } from './date.ts'

/** The three terms of an academic year, in order. */
export const seasons = { autumn: 'Autumn', spring: 'Spring', summer: 'Summer' } as const

export type Season = keyof typeof seasons

export const seasonList = Object.keys(seasons) as Season[]

export type TermName = { academic_year: number; season: Season }

/**
 * A term as an area's schools keep it, by the days the council says: what lists of reviews go by. (What was given is reported
 * by the terms of term.ts, which are the same everywhere.) Its reviews are those of the days up to the
 * next term: holidays belong to the term before.
 */
export type Term = TermName & { begins_on: string; next_begins_on: string }

type Own = TermName & { begins_on: string }

/** About when terms begin in England: a Monday to Thursday, to be changed by each council. */
const about = { autumn: '09-01', spring: '01-04', summer: '04-12' } as const satisfies Record<Season, string>

/** The first weekday on or after the usual day, and a Monday for the summer term, after Easter. */
export function usualBegin(term: TermName): string {
  const { season } = term
  const day = `${yearOf(term)}-${about[season]}`
  const weekday = new Date(day).getUTCDay()
  if (season === 'summer') return addDays(day, (8 - weekday) % 7)
  return addDays(day, weekday === 0 ? 1 : weekday === 6 ? 2 : 0)
}

const after = ({ academic_year, season }: TermName): TermName =>
  season === 'summer'
    ? { academic_year: academic_year + 1, season: 'autumn' }
    : { academic_year, season: season === 'autumn' ? 'spring' : 'summer' }

const beginOf = (name: TermName, own: readonly Own[]) =>
  own.find(one => one.academic_year === name.academic_year && one.season === name.season)?.begins_on ?? usualBegin(name)

export const termOf = (name: TermName, own: readonly Own[]): Term => ({
  academic_year: name.academic_year,
  season: name.season,
  begins_on: beginOf(name, own),
  next_begins_on: beginOf(after(name), own),
})

/** The term that runs, the next, and those after it up to a year ahead: the lists somebody may be at work on. */
export function termsAbout(today: string, own: readonly Own[]): { running: Term; next: Term; later: Term } {
  const year = academicYear(today)
  const all = [year - 1, year, year + 1, year + 2].flatMap(academic_year =>
    seasonList.map(season => termOf({ academic_year, season }, own)),
  )
  const at = all.findIndex(term => term.begins_on > today)
  const [running, next, later] = [all[at - 1], all[at], all[at + 1]]
  if (!running || !next || !later) throw new Error(`No term about ${today}`)
  return { running, next, later }
}

/** At least two weeks before the term begins. */
export const listDueOn = ({ begins_on }: Pick<Term, 'begins_on'>): string => addDays(begins_on, -14)

/** The year a term begins in, as people say it: the spring term of 2025/26 is that of 2026. */
const yearOf = ({ academic_year, season }: TermName): number => academic_year + (season === 'autumn' ? 0 : 1)

/** 'spring term 2026'. */
export const termInWords = (term: TermName): string => `${term.season} term ${yearOf(term)}`

/** 'Spring 2026', where a column or a switch says that it is terms. */
export const termInShort = (term: TermName): string => `${seasons[term.season]} ${yearOf(term)}`

/** As in an address: '2025/26-spring'. */
export const termKey = ({ academic_year, season }: TermName): string => `${academicYearName(academic_year)}-${season}`

export function parseTerm(text: string): TermName | undefined {
  const [year = '', name] = text.split('-')
  const academic_year = parseAcademicYear(year)
  const season = seasonList.find(one => one === name)
  return academic_year === undefined || season === undefined ? undefined : { academic_year, season }
}
