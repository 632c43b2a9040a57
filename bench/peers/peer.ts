import { type Answer, distanceAnswer, type Key, keyText, ratingAnswer } from '../answers.ts'
import { type Asked, plainSql } from '../questions.ts'

/** An engine that has the same records and is asked the same questions. */
export type Peer = {
  name: string
  ask: (asked: Asked) => Promise<Answer>
  /** Small numbers are left out of its answers. */
  hides?: boolean
  /** Questions it does not answer for anybody: they are not asked of it. */
  refuses?: (asked: Asked) => boolean
  close?: () => Promise<void> | void
}

export type Cell = string | number | bigint | null | undefined

/** A peer that speaks SQL and has the plain rows: `rowsOf` gives rows as lists of values. */
export const sqlPeer = (
  name: string,
  rowsOf: (sql: string) => Promise<Iterable<readonly Cell[]>>,
  close?: () => Promise<void> | void,
): Peer => ({
  name,
  ask: async asked => {
    const { rows, children } = plainSql(asked)
    const keys = asked.by.length
    const keyOf = (row: readonly Cell[]) => row.slice(0, keys) as Key
    const numbers = (row: readonly Cell[]) => row.slice(keys).map(Number)
    if (children === undefined) {
      return ratingAnswer([...(await rowsOf(rows))].map(row => ({ key: keyOf(row), counts: numbers(row) })))
    }
    const parts = [...(await rowsOf(rows))].map(row => {
      const [distance = 0, outcomes = 0, targets_met = 0] = numbers(row)
      return { key: keyOf(row), distance, outcomes, targets_met }
    })
    const counted = [...(await rowsOf(children))].map((row): [string, number] => [
      keyText(keyOf(row)),
      numbers(row)[0] ?? 0,
    ])
    return distanceAnswer(parts, new Map(counted))
  },
  ...(close && { close }),
})
