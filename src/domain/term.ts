import { academicYear, academicYearName, parseAcademicYear } from './academic-year.ts'
import { type Season, termInWords } from './school-term.ts'

/**
 * A term as what was given is reported by: its days are the same in every area and year, so that a figure of one term is that
 * of the same months everywhere. The terms schools keep, by which lists of reviews go out, are those of school-term.ts.
 */
export const terms = { 1: 'autumn term', 2: 'spring term', 3: 'summer term' } as const

const seasonOf = { 1: 'autumn', 2: 'spring', 3: 'summer' } as const satisfies Record<Term, Season>

export type Term = 1 | 2 | 3

export type TermOfYear = { year: number; term: Term }

/** Autumn from 1 September, spring from 1 January, summer from 16 April. */
export function termOf(day: string): TermOfYear {
  const monthDay = day.slice(5)
  return { year: academicYear(day), term: monthDay >= '09-01' ? 1 : monthDay <= '04-15' ? 2 : 3 }
}

export const termBegins = ({ year, term }: TermOfYear): string =>
  term === 1 ? `${year}-09-01` : term === 2 ? `${year + 1}-01-01` : `${year + 1}-04-16`

export const termEnds = ({ year, term }: TermOfYear): string =>
  term === 1 ? `${year}-12-31` : term === 2 ? `${year + 1}-04-15` : `${year + 1}-08-31`

/** 'spring term 2026', in the words that school terms have. */
export const termName = ({ year, term }: TermOfYear): string =>
  termInWords({ academic_year: year, season: seasonOf[term] })

/** A term as an address says it: '2025/26-2'. */
export const termCode = ({ year, term }: TermOfYear): string => `${academicYearName(year)}-${term}`

export function parseTerm(text: string): TermOfYear | undefined {
  const [, name = '', nth] = /^(\d{4}\/\d{2})-([123])$/.exec(text) ?? []
  const year = parseAcademicYear(name)
  return year === undefined ? undefined : { year, term: Number(nth) as Term }
}

/** The term before. */
export const termBefore = ({ year, term }: TermOfYear): TermOfYear =>
  term === 1 ? { year: year - 1, term: 3 } : { year, term: (term - 1) as Term }
