import { academicYearName } from '#domain/academic-year.ts'

export type Period = { time_period: string; time_identifier: string; label: string; sort: number }

const within = ['autumn', 'spring', 'summer']

/** A period as published, with how people write it and where it stands in time; undefined when it names no year. */
export function periodOf(time_period: string, time_identifier: string): Period | undefined {
  const found = /^((?:19|20)\d{2})(\d{2}|[/-]\d{2})?(?:$|[^\d])/.exec(time_period)
  if (found === null) return undefined
  const year = Number(found[1])
  const identifier = time_identifier.trim()
  const isPlain = /^\d{4,6}$/.test(time_period)
  const spans = isPlain && found[2] !== undefined
  const name = spans ? academicYearName(year) : time_period
  const whole = identifier === '' || /^(?:academic|calendar|financial|reporting|tax) year$/i.test(identifier)
  const label = whole ? name : `${identifier} ${name}`
  return { time_period, time_identifier: identifier, label, sort: year * 100 + partOf(identifier, whole) }
}

/** The later a part of the year ends, the later it is; the year as a whole ends last. */
function partOf(identifier: string, whole: boolean): number {
  if (whole) return 99
  const week = /^week (\d{1,2})$/i.exec(identifier)
  if (week !== null) return Number(week[1])
  const lower = identifier.toLowerCase()
  const term = within.findLastIndex(word => lower.includes(word))
  return term < 0 ? 50 : 60 + term
}
