import { citation } from './rule.ts'
import type { StandingDeadline } from './worked-out.ts'

/** The columns of the file, in order; ids are the sender's own. */
export const columns = [
  ...(['child_id', 'plan_id', 'subject', 'subject_id', 'clock', 'rule'] as const),
  ...(['starts_on', 'due_on', 'done_on', 'state', 'days'] as const),
] as const

export type Reported = Omit<StandingDeadline, 'child_id' | 'plan_id' | 'subject_id' | 'kind'> & {
  child_id: string
  plan_id: string | null
  subject_id: string
}

export const asCells = (row: Reported) => columns.map(column => row[column])

export const asJson = (row: Reported) => ({
  ...Object.fromEntries(columns.map(column => [column, row[column]])),
  citation: citation(row.rule),
})

/** Rows beneath their headings, in columns as wide as what is in them. */
export function asTable(headings: readonly string[], rows: readonly (string | number | null)[][]): string {
  const lines = [[...headings], ...rows.map(row => row.map(cell => String(cell ?? '')))]
  const widths = headings.map((_, at) => Math.max(...lines.map(line => line[at]?.length ?? 0)))
  return lines
    .map(
      line =>
        `${line
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}
