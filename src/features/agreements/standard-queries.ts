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
    with applying as (
      select f.id, f.name from standards_framework f
      join provider p on p.area_id = f.area_id and p.id = ${provider_id}
      left join framework_provider x on x.area_id = f.area_id and x.framework_id = f.id and x.provider_id = p.id
      where f.area_id = ${actor.area_id} and (f.ended_on is null or f.ended_on > ${on})
        and coalesce(x.applies, p.kind = any (f.for_kinds) and (f.for_sectors = '{}' or p.sector = any (f.for_sectors))
          and (not f.for_unregistered or p.registered is false))
    ), version as (
      select distinct on (v.framework_id) v.id, v.framework_id, v.number, v.from_on, a.name
      from framework_version v join applying a on a.id = v.framework_id
      where v.area_id = ${actor.area_id} and v.from_on <= ${on} order by v.framework_id, v.from_on desc
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
