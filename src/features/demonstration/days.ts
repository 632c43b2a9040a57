/** Days as whole numbers since 1 January 1970, for sums; their text is kept, because the same few thousand come again and again. */
const dayMs = 86_400_000
const texts: string[] = []

export const dayNumber = (date: string): number => Date.parse(date) / dayMs

export function dayText(day: number): string {
  const known = texts[day]
  if (known !== undefined) return known
  const text = new Date(day * dayMs).toISOString().slice(0, 10)
  texts[day] = text
  return text
}

export const dayOf = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / dayMs

export const yearOf = (day: number): number => Number(dayText(day).slice(0, 4))

/** The first calendar year of the academic year. */
export const schoolYear = (day: number): number => yearOf(day) - (dayText(day).slice(5) < '09-01' ? 1 : 0)

/** A day on which a school would hold a meeting: in term, from Monday to Friday; otherwise the nearest there is. */
export function schoolDay(day: number): number {
  const year = yearOf(day)
  const monthDay = dayText(day).slice(5)
  let moved = day
  if (monthDay >= '07-20' && monthDay < '08-15') moved = dayOf(year, 7, 2) + (day % 16)
  else if (monthDay >= '08-15' && monthDay < '09-08') moved = dayOf(year, 9, 8) + (day % 20)
  else if (monthDay >= '12-18') moved = dayOf(year + 1, 1, 7) + (day % 12)
  else if (monthDay < '01-07') moved = dayOf(year, 1, 7) + (day % 12)
  // Day 0 was a Thursday.
  const weekday = (moved + 4) % 7
  return weekday === 0 ? moved + 1 : weekday === 6 ? moved + 2 : moved
}

/** Somebody who works in an office writes it down on a weekday. */
export const workingDay = (day: number): number => {
  const weekday = (day + 4) % 7
  return weekday === 0 ? day + 1 : weekday === 6 ? day + 2 : day
}
