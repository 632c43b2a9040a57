import { academicYear, academicYearName, parseAcademicYear } from '#domain/academic-year.ts'
import { isNeed } from '#domain/need.ts'
import { type Term, terms } from '#domain/term.ts'

/** Which lines are shown by what was reported of them. */
export const reportedWords = {
  any: 'all lines',
  less: 'given less than promised',
  missing: 'not reported in this time',
  never: 'never reported on',
} as const

export type Reported = keyof typeof reportedWords

/** What lines are added up by. */
export const byWords = { section: 'Section', need: 'Primary need', delivered_by: 'Who gives it' } as const

export type By = keyof typeof byWords

export type Question = {
  year: number
  term: Term | null
  section: string | null
  need: string | null
  reported: Reported
  by: By
  page: number
}

export const sectionCodes = ['F', 'G', 'H1', 'H2'] as const

/** Years that may be asked about: this one and the five before. */
export const yearsBack = (today: string) => Array.from({ length: 6 }, (_, nth) => academicYear(today) - nth)

/** An address may hold anything: what it does not understand, it leaves out. */
export function questionOf(asked: (name: string) => string, today: string, page: number): Question {
  const year = parseAcademicYear(asked('year'))
  const [term, reported, by] = [asked('term'), asked('reported'), asked('by')]
  return {
    year: year !== undefined && yearsBack(today).includes(year) ? year : academicYear(today),
    term: Object.hasOwn(terms, term) ? (Number(term) as Term) : null,
    section: sectionCodes.find(code => code === asked('section')) ?? null,
    need: isNeed(asked('need')) || asked('need') === 'none' ? asked('need') : null,
    reported: (Object.keys(reportedWords) as Reported[]).find(one => one === reported) ?? 'any',
    by: (Object.keys(byWords) as By[]).find(one => one === by) ?? 'section',
    page,
  }
}

/** The question as the part of an address after the question mark. */
export const asAsked = ({ year, term, section, need, reported, by }: Question, today: string) => ({
  year: year === academicYear(today) ? undefined : academicYearName(year),
  term,
  section,
  need,
  reported: reported === 'any' ? undefined : reported,
  by: by === 'section' ? undefined : by,
})
