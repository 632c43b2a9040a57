/** Dates are text, 'YYYY-MM-DD': they sort as they read, and no time zone can move a birthday. */

const shape = /^\d{4}-\d{2}-\d{2}$/
const dayMs = 86_400_000
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const pad = (number: number, length: number) => String(number).padStart(length, '0')
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const lastDayOf = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : (monthDays[month - 1] ?? 0))

const yearOf = (date: string) => Number(date.slice(0, 4))
const monthOf = (date: string) => Number(date.slice(5, 7))
const dayOf = (date: string) => Number(date.slice(8, 10))
const dateOf = (year: number, month: number, day: number) => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`

/** A day that is on the calendar, written 'YYYY-MM-DD'. */
export function isDate(text: string): boolean {
  if (!shape.test(text)) return false
  const year = yearOf(text)
  const day = dayOf(text)
  return year > 0 && day > 0 && day <= lastDayOf(year, monthOf(text))
}

const dayNumber = (date: string) => Date.UTC(yearOf(date), monthOf(date) - 1, dayOf(date)) / dayMs

export function addDays(date: string, days: number): string {
  return new Date((dayNumber(date) + days) * dayMs).toISOString().slice(0, 10)
}

/** Calendar months on, cut to the month's end: 31 August and six months is 28 or 29 February. */
export function addMonths(date: string, months: number): string {
  const month = yearOf(date) * 12 + monthOf(date) - 1 + months
  const [year, monthOfYear] = [Math.floor(month / 12), (((month % 12) + 12) % 12) + 1]
  return dateOf(year, monthOfYear, Math.min(dayOf(date), lastDayOf(year, monthOfYear)))
}

/** The same day years on; 29 February's anniversary in a common year is 1 March. */
export function anniversary(date: string, years: number): string {
  const year = yearOf(date) + years
  return date.endsWith('-02-29') && !isLeap(year) ? dateOf(year, 3, 1) : `${pad(year, 4)}${date.slice(4)}`
}

export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from)

/**
 * Age in whole years. Comparing month and day as text gives the law's rule for someone born on 29 February:
 * in a common year they are a year older on 1 March.
 */
export function ageOn(birth: string, on: string): number {
  return yearOf(on) - yearOf(birth) - (on.slice(5) < birth.slice(5) ? 1 : 0)
}

/** '14 March 2026'. */
export const dateInWords = (date: string): string => `${dayOf(date)} ${monthNames[monthOf(date) - 1]} ${yearOf(date)}`
