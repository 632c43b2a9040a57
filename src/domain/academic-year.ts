/** An academic year is the number of its first calendar year: 2024 is 1 September 2024 to 31 August 2025, '2024/25'. */

export const academicYear = (date: string): number => Number(date.slice(0, 4)) - (date.slice(5) < '09-01' ? 1 : 0)

export const academicYearName = (year: number): string => `${year}/${String((year + 1) % 100).padStart(2, '0')}`

/** The year that '2024/25' names, or undefined when the two halves do not follow one another. */
export function parseAcademicYear(text: string): number | undefined {
  const year = Number(/^(\d{4})\/\d{2}$/.exec(text)?.[1])
  return text === academicYearName(year) ? year : undefined
}

export const firstDayOf = (year: number): string => `${year}-09-01`

export const lastDayOf = (year: number): string => `${year + 1}-08-31`
