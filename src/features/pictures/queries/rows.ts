import { sql } from 'kysely'
import { academicYearName } from '#domain/academic-year.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { askAgain } from '#platform/database/kept-plan.ts'
import type { Question, Row } from '../question.ts'
import { wholeNumber } from './sources.ts'

type Value = string | number | boolean | null | undefined
type Answer = Record<string, Value>

/** A database row's key. A child and an institution keep their numbers until `named` looks their names up. */
export const keyOf = (question: Question, answer: Answer, pfa = answer.k_pfa) =>
  question.by.map(dimension => {
    if (dimension === 'institution') return `${answer.k_provider}/${answer.k_setting}`
    if (dimension === 'pfa') return String(pfa)
    const value = answer[`k_${dimension}`]
    return dimension === 'academic_year' ? academicYearName(Number(value)) : String(value)
  })

/** A database row as a picture's. */
export function rowOf<Counts>(question: Question, answer: Answer): Row<Counts> {
  const counts: Answer = {}
  for (const [name, value] of Object.entries(answer)) if (!name.startsWith('k_')) counts[name] = value
  return { key: keyOf(question, answer), ...counts } as unknown as Row<Counts>
}

/** Numbers become what the reader knows: a URN (else the sender's id, else the setting) with a name, a child's own id. */
export async function named<Counts>(
  tx: Tx,
  actor: Actor,
  question: Question,
  rows: Row<Counts>[],
): Promise<Row<Counts>[]> {
  const institution = question.by.indexOf('institution')
  const child = question.by.indexOf('child')
  const parts = (row: Row<Counts>) => row.key[institution]?.split('/') ?? []
  const providers = institution < 0 ? new Map() : await providersOf(tx, actor)
  const children =
    child < 0
      ? new Map()
      : await childrenOf(
          tx,
          actor,
          rows.map(row => Number(row.key[child])),
        )
  return rows.map(row => {
    const key = [...row.key]
    let institution_name: string | undefined
    let provider_id: number | undefined
    if (institution >= 0) {
      const [id, setting] = parts(row)
      const provider = providers.get(Number(id))
      key[institution] = provider?.key ?? (setting || 'no institution')
      institution_name = provider?.name ?? (setting || 'No institution')
      provider_id = provider && Number(id)
    }
    if (child >= 0) key[child] = children.get(Number(row.key[child])) ?? ''
    return { ...row, key, institution_name, provider_id }
  })
}

/** All of the area's: a few hundred, and always the same question. */
async function providersOf(tx: Tx, actor: Actor) {
  const { rows } = await askAgain(
    tx,
    sql<{ id: number; name: string; key: string }>`
      select id, name, coalesce(urn, ref) as key from provider where area_id = ${wholeNumber(actor.area_id)}`,
  )
  return new Map(rows.map(row => [row.id, row]))
}

async function childrenOf(tx: Tx, actor: Actor, ids: number[]) {
  const rows = await tx
    .selectFrom('child')
    .select(['id', 'ref'])
    .where('area_id', '=', actor.area_id)
    .where('id', '=', sql<number>`any (${[...new Set(ids)]}::bigint[])`)
    .execute()
  return new Map(rows.map(row => [row.id, row.ref]))
}
