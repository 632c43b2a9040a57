import { lastDayOf } from './academic-year.ts'
import { ageOn } from './date.ts'

/** National curriculum year: age in whole years on 31 August before the year begins, less 4. Reception is 0. */
export const yearGroup = (birth: string, academicYear: number): number => ageOn(birth, lastDayOf(academicYear - 1)) - 4

const early = new Map([
  [-1, 'Nursery second year'],
  [-2, 'Nursery first year'],
  [0, 'Reception'],
])

/** Plans run to 25, past any year a school has: those years keep their nominal number. */
export const yearGroupName = (group: number): string =>
  early.get(group) ?? (group < 0 ? 'Before nursery' : `Year ${group}`)
