import { addDays } from '#domain/date.ts'

/** Holidays as month and day, near enough to any year's. */
const holidays = [
  ['01-01', '01-04'],
  ['02-14', '02-20'],
  ['04-02', '04-16'],
  ['05-25', '05-31'],
  ['07-22', '09-02'],
  ['10-24', '11-01'],
  ['12-20', '12-31'],
] as const

const isWeekday = (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

const isSchoolDay = (day: string) =>
  isWeekday(day) && !holidays.some(([from, to]) => day.slice(5) >= from && day.slice(5) <= to)

/** So many days from the first, as text and with what each is. */
export function daysFrom(first: string, many: number) {
  const dates = Array.from({ length: many }, (_, nth) => addDays(first, nth))
  return { dates, weekday: dates.map(isWeekday), school: dates.map(isSchoolDay) }
}

export type Days = ReturnType<typeof daysFrom>
