import { addDays, anniversary } from '#domain/date.ts'

/** Within twelve months of the plan being made or of the last review's decision: Children and Families Act 2014, section 44(1). */
export const nextReviewDueBy = (first_made_on: string, decided_on: string | null): string =>
  addDays(anniversary(decided_on !== null && decided_on > first_made_on ? decided_on : first_made_on, 1), -1)
