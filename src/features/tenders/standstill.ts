import { addDays } from '#domain/date.ts'

/**
 * Working days of the Procurement Act 2023, section 123(1): no Saturday, Sunday, Christmas Day, Good Friday, nor a bank
 * holiday in any part of the United Kingdom. Bank holidays proclaimed for one year alone are not known here.
 */

const weekday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay()
const day = (year: number, month: number, of: number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`

/** The Gregorian Easter Sunday, by the usual method of remainders. */
function easter(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  return day(year, Math.floor(sum / 31), (sum % 31) + 1)
}

const isWeekend = (date: string) => weekday(date) === 0 || weekday(date) === 6
const monday = (year: number, month: number) => {
  const first = day(year, month, 1)
  return addDays(first, (8 - weekday(first)) % 7)
}
const lastMonday = (year: number, month: number) => {
  const last = addDays(month === 12 ? day(year + 1, 1, 1) : day(year, month + 1, 1), -1)
  return addDays(last, -((weekday(last) + 6) % 7))
}

/** Moved to the next day that is neither at a weekend nor a holiday already. */
function holidaysOf(year: number): Set<string> {
  const found = new Set<string>()
  const keep = (date: string) => {
    let at = date
    while (isWeekend(at) || found.has(at)) at = addDays(at, 1)
    found.add(at)
  }
  const sunday = easter(year)
  for (const moved of [day(year, 1, 1), day(year, 1, 2), day(year, 3, 17)]) keep(moved)
  for (const fixed of [addDays(sunday, -2), addDays(sunday, 1), monday(year, 5), lastMonday(year, 5)]) found.add(fixed)
  keep(day(year, 7, 12))
  for (const fixed of [monday(year, 8), lastMonday(year, 8)]) found.add(fixed)
  for (const moved of [day(year, 11, 30), day(year, 12, 25), day(year, 12, 26)]) keep(moved)
  found.add(day(year, 12, 25))
  return found
}

const known = new Map<number, Set<string>>()

export function isWorkingDay(date: string): boolean {
  const year = Number(date.slice(0, 4))
  const holidays = known.get(year) ?? holidaysOf(year)
  known.set(year, holidays)
  return !isWeekend(date) && !holidays.has(date)
}

/**
 * The last day of a standstill of so many working days, that begins with the day the notice is published: section 51(2).
 * Of none, the day itself.
 */
export function standstillEnds(from: string, days: number): string {
  if (days === 0) return from
  let at = addDays(from, -1)
  for (let left = days; left > 0; ) {
    at = addDays(at, 1)
    if (isWorkingDay(at)) left--
  }
  return at
}
