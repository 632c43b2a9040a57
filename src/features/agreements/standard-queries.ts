import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

export type StandardInForce = {
  id: number
  framework_id: number
  framework: string
  version: number
  from_on: string
  theme: string
  code: string
  words: string
  measured: string
  threshold: unknown
  is_gate: boolean
}

/**
 * Every standard a provider is held to on a day: of each framework for its kind and sector, or given to it by name, the
 * version in force; gates first.
 */
export async function standardsFor(tx: Tx, actor: Actor, provider_id: number, on: string): Promise<StandardInForce[]> {
  const { rows } = await sql<StandardInForce>`
    with version as (
      select v.id, v.framework_id, v.number, v.from_on, f.name
      from frameworks_of_providers(${on}::date) held
      join framework_version v on v.area_id = ${actor.area_id} and v.id = held.version_id
      join standards_framework f on f.area_id = ${actor.area_id} and f.id = held.framework_id
      where held.provider_id = ${provider_id}
    )
    select s.id, v.framework_id, v.name as framework, v.number as version, v.from_on, t.name as theme, s.code, s.words, s.measured,
      s.threshold, s.is_gate
    from standard s
    join version v on v.id = s.version_id
    join framework_theme t on t.area_id = s.area_id and t.id = s.theme_id
    where s.area_id = ${actor.area_id}
    order by v.name, v.framework_id, not s.is_gate, t.nth, s.nth`.execute(tx)
  return rows
}
