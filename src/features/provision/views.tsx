import { academicYearName } from '#domain/academic-year.ts'
import { deliveries, isDelivery } from '#domain/delivery.ts'
import { type TermOfYear, termBefore, termCode, termName, termOf } from '#domain/term.ts'
import type { Report } from './delivery.ts'

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const deliveryWords = (given: string) => (isDelivery(given) ? deliveries[given] : given)

/** 'Autumn term 2025' */
export const termTitle = (term: TermOfYear) => upperFirst(termName(term))

export const periodName = (year: number, term: 1 | 2 | 3 | null) =>
  term === null ? academicYearName(year) : `the ${termName({ year, term })}`

/** '1.5 hours', '1 hour' */
export const hoursWords = (hours: number) =>
  `${hours.toLocaleString('en-GB', { maximumFractionDigits: 1 })} ${hours === 1 ? 'hour' : 'hours'}`

export const percentOf = (share: number) => `${Math.round(100 * share)}%`

/** 'Part of it, 1 hour' */
export const reportWords = ({ given, hours }: Pick<Report, 'given' | 'hours'>) =>
  `${deliveryWords(given)}${hours === null ? '' : `, ${hoursWords(hours)}`}`

/** This term and those before it. */
function termsBack(today: string, count: number): TermOfYear[] {
  const list: TermOfYear[] = []
  let term = termOf(today)
  for (let nth = 0; nth < count; nth++) {
    list.push(term)
    term = termBefore(term)
  }
  return list
}

/** Terms that may be reported on: those of the last two years. */
export const reportable = (today: string) => termsBack(today, 6)

export const termAsked = (text: string, today: string): TermOfYear =>
  reportable(today).find(term => termCode(term) === text) ?? termOf(today)
