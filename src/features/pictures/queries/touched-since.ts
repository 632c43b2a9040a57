import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

const ofChildren = [
  'care_status',
  'need',
  'plan',
  'placement',
  'outcome',
  'goal',
  'review',
  'rating',
  'position',
  'soft_answer',
] as const

/** The children of whom anything was recorded, corrected or taken back after a day. Of the others nothing can have changed. */
export async function touchedSince(tx: Tx, actor: Actor, day: string): Promise<number[]> {
  const parts = (['child', ...ofChildren] as const).flatMap(table => {
    const child = sql.ref(table === 'child' ? 'id' : 'child_id')
    return [
      sql`select ${child} as child_id from ${sql.table(table)} where area_id = ${actor.area_id} and recorded_on > ${day}::date`,
      sql`select ${child} from ${sql.table(`${table}_history`)} where area_id = ${actor.area_id} and superseded_on > ${day}::date`,
    ]
  })
  const { rows } = await sql<{ children: number[] }>`
    select coalesce(array_agg(distinct child_id), '{}') as children from (${sql.join(parts, sql` union all `)}) touched`.execute(
    tx,
  )
  return rows[0]?.children ?? []
}
