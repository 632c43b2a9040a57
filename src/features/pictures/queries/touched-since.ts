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

const found = new WeakMap<Tx, Map<string, Promise<number[]>>>()

/**
 * The children of whom anything was recorded, corrected or taken back after a day. Of the others nothing can have changed.
 * Each page asks once.
 */
export function touchedSince(tx: Tx, actor: Actor, day: string): Promise<number[]> {
  const days = found.get(tx) ?? new Map<string, Promise<number[]>>()
  found.set(tx, days)
  const touched = days.get(day) ?? readTouched(tx, actor, day)
  days.set(day, touched)
  return touched
}

async function readTouched(tx: Tx, actor: Actor, day: string): Promise<number[]> {
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

/** Those children where they are few: the roll-ups tell what was known of the others. */
export async function fewTouchedSince(tx: Tx, actor: Actor, day: string): Promise<number[] | undefined> {
  const touched = await touchedSince(tx, actor, day)
  const { rows } = await sql<{ children: number }>`
    select count(*)::int as children from child where area_id = ${actor.area_id}`.execute(tx)
  return touched.length <= (rows[0]?.children ?? 0) * few ? touched : undefined
}

const few = 0.4
