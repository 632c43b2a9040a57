import { type RawBuilder, sql } from 'kysely'
import type { Question } from '../question.ts'

/** A roll-up's `pfa` as a question's: 'any:health' is health. */
export const pfaKey = (column: RawBuilder<unknown>) => sql`replace(${column}, 'any:', '')`

/**
 * Which of a roll-up's rows a question is about. A roll-up keeps a goal once under 'all', once under its main area (or
 * 'unmapped'), and once under 'any:' each of its areas.
 */
export function pfaCondition(question: Question, column: RawBuilder<unknown>): RawBuilder<unknown> {
  const wanted = question.filters.pfa
  if (!question.by.includes('pfa') && !wanted) return sql`${column} = 'all'`
  const areas = wanted ?? ['employment', 'independent_living', 'community_inclusion', 'health', 'unmapped']
  const kept = areas.map(area => (question.pfa === 'any' && area !== 'unmapped' ? `any:${area}` : area))
  return sql`${column} = any (${kept}::text[])`
}
