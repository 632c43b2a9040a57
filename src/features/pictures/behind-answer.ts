import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { openable, type Which } from './behind.ts'
import {
  type AnswerRow,
  answersBehind,
  type ChildRow,
  childrenCovered,
  childrenRated,
  childrenTravelled,
  type GoalRow,
  goalsBehind,
  goalsCovered,
  type OpenOutcomeRow,
  type OutcomeRow,
  outcomesBehind,
  outcomesCovered,
} from './queries/behind.ts'
import type { Question } from './question.ts'

export type Behind = { total: number } & (
  | { of: 'goals'; rows: GoalRow[] }
  | { of: 'outcomes'; rows: OutcomeRow[] }
  | { of: 'open_outcomes'; rows: OpenOutcomeRow[] }
  | { of: 'answers'; rows: AnswerRow[] }
  | { of: 'children'; rows: ChildRow[] }
)

/** The list behind one figure: as many rows as the figure says, a page at a time. */
export async function behind(tx: Tx, actor: Actor, question: Question, which: Which, page: number): Promise<Behind> {
  const asking = { tx, actor, question, which, page }
  const { measure } = question
  const of = openable[measure][which.column]?.of ?? 'children'
  switch (of) {
    case 'goals':
      return { of, ...(await (measure === 'coverage' ? goalsCovered(asking) : goalsBehind(asking))) }
    case 'outcomes':
      return { of, ...(await outcomesBehind(asking)) }
    case 'open_outcomes':
      return { of, ...(await outcomesCovered(asking)) }
    case 'answers':
      return { of, ...(await answersBehind(asking)) }
    case 'children': {
      const children = {
        ratings: childrenRated,
        distance: childrenTravelled,
        coverage: childrenCovered,
        soft: childrenCovered,
      }
      return { of, ...(await children[measure](asking)) }
    }
  }
}
