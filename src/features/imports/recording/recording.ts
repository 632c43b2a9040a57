import type { Limits } from '#platform/transfer/limits.ts'
import type { ProblemTable } from '#platform/transfer/problem.ts'
import type { Progress } from './import-row.ts'
import type { Counted } from './write.ts'

/** What an import is done with: whose records, which day, where problems go and whom to tell how far it is. */
export type Recording = {
  area_id: number
  today: string
  limits: Limits
  problems: ProblemTable
  step: (progress: Progress) => Promise<void>
}

/** Rows by table, and what the file says of itself. After an error nothing was written and both are empty. */
export type Recorded = { counts: Record<string, Counted>; header: Record<string, unknown> }
