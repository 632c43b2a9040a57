import type { Limits } from '#platform/transfer/limits.ts'
import type { ProblemTable } from '#platform/transfer/problem.ts'
import type { Sen2Header } from '../sen2-header.ts'
import type { Sen2Person } from '../sen2-person.ts'
import type { ReviewTally } from '../sen2-review.ts'

/** Whose return is read, on which day, within which limits, and where what is wrong goes. */
export type Sen2Reading = { area_id: number; today: string; limits: Limits; problems: ProblemTable }

/** The next persons of a return; the header comes with the first. */
export type Sen2Read = { header?: Sen2Header; persons: Sen2Person[] }

export type Sen2Tally = { persons: number; reviews: ReviewTally }

export const startTally = (): Sen2Tally => ({ persons: 0, reviews: { both: 0, reversed: 0 } })

/** What can be said only when everything was read. */
export function finish(
  file: string,
  problems: ProblemTable,
  { persons, reviews }: Sen2Tally,
  hasHeader: boolean,
  empty: ReadonlyMap<string, { count: number; row: number }>,
): void {
  const tell = (
    severity: 'error' | 'warning',
    row: number | null,
    column: string | null,
    wrong: string,
    mend: string,
  ) => problems.add({ severity, file, row, column, value: null, wrong, mend })
  if (!hasHeader) tell('error', null, 'Header', 'The file has no header', 'Choose the file that was made for COLLECT')
  else if (persons === 0) tell('error', null, 'Persons', 'The file has no person', 'Check that the file is whole')
  if (reviews.both > 1 && reviews.reversed * 2 > reviews.both) {
    tell(
      'warning',
      null,
      'LastReview',
      'Most decisions are before their meetings',
      'ReviewMeeting and LastReview may have been swapped: the template’s labels are the other way round from the export’s',
    )
  }
  const [first] = empty.values()
  if (first !== undefined) {
    const names = [...empty].map(([name, { count }]) => `${name} (${count})`).join(', ')
    tell('warning', first.row, null, `Empty elements were read as not given: ${names}`, 'Leave out what is not given')
  }
}
