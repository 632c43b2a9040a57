import { academicYear } from './academic-year.ts'
import { addDays, anniversary } from './date.ts'

/**
 * The last day of compulsory school age: the last Friday in June of the school year in which they become 16 (Education
 * Act 1996 section 8; School Leaving Date Order 1997). From the next day a young person's rights are their own (Children
 * and Families Act 2014 section 83(2)).
 */
export function endOfCompulsorySchoolAge(birth: string): string {
  const lastOfJune = `${academicYear(anniversary(birth, 16)) + 1}-06-30`
  const dayOfWeek = new Date(lastOfJune).getUTCDay()
  return addDays(lastOfJune, -((dayOfWeek + 2) % 7))
}

/** Whether it is the young person, not the parent, who is told, who answers and who may appeal on a day. */
export const isYoungPerson = (birth: string, on: string): boolean => on > endOfCompulsorySchoolAge(birth)

/**
 * The first day of compulsory school age: the fifth birthday where that is 31 March, 31 August or 31 December, otherwise the
 * next of those days (Education Act 1996 section 8(2); Start of Compulsory School Age Order 1998).
 */
export function startOfCompulsorySchoolAge(birth: string): string {
  const five = anniversary(birth, 5)
  const prescribed = ['03-31', '08-31', '12-31'].map(day => `${five.slice(0, 4)}-${day}`)
  return prescribed.find(day => day >= five) ?? five
}

export const isOfCompulsorySchoolAge = (birth: string, on: string): boolean =>
  on >= startOfCompulsorySchoolAge(birth) && on <= endOfCompulsorySchoolAge(birth)
