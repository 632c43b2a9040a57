import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Question } from '../question.ts'
import { softFacts, softKept } from './soft-and-coverage.ts'
import { askingFacts } from './sources.ts'

/** Of the children who answered in a year, how many had answered the year before too, and how far those moved. */
export type Followed = {
  academic_year: number
  scale: string
  respondent: string
  answered: number
  followed: number
  moved: number | null
}

const answersOf = (actor: Actor, question: Question) =>
  question.known_on === null ? softKept(actor, question, []) : softFacts(actor, question)

export async function followedOver(tx: Tx, actor: Actor, question: Question): Promise<Followed[]> {
  // Of one year the year before is asked too, to know who answered then.
  const years = question.years && [...new Set(question.years.flatMap(year => [year - 1, year]))]
  const { from, where } = answersOf(actor, { ...question, by: ['academic_year'], years })
  const chosen = question.years ? sql`where n.academic_year = any (${question.years}::smallint[])` : sql``
  const ask = () =>
    sql<Followed>`
      with f as materialized (
        select f.child_id, f.academic_year, f.scale, f.respondent, f.rung from ${from} where ${where} and f.rung is not null
      )
      select n.academic_year, n.scale, n.respondent, count(*)::int as answered, count(p.child_id)::int as followed,
        avg(n.rung - p.rung)::float as moved
      from f n
      left join f p on p.child_id = n.child_id and p.scale = n.scale and p.respondent = n.respondent
        and p.academic_year = n.academic_year - 1
      ${chosen}
      group by 1, 2, 3`.execute(tx)
  return (await (question.known_on === null ? ask() : askingFacts(tx, ask))).rows
}

/** Children of whom anyone answered anything in the time asked about. */
export async function childrenAnswered(tx: Tx, actor: Actor, question: Question): Promise<number> {
  const { from, where } = answersOf(actor, { ...question, by: [] })
  const ask = () =>
    sql<{ answered: number }>`
      select count(distinct f.child_id)::int as answered from ${from} where ${where} and f.rung is not null`.execute(tx)
  const { rows } = await (question.known_on === null ? ask() : askingFacts(tx, ask))
  return rows[0]?.answered ?? 0
}
