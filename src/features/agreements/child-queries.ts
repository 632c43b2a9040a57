import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Agreement } from './queries.ts'

export type NamedChild = {
  id: number
  child_id: number
  name: string
  from_on: string
  to_on: string | null
  total: number
}

/** The children an agreement names, those covered now first. */
export async function namedIn(tx: Tx, actor: Actor, agreement_id: number, page: number) {
  const { rows } = await sql<NamedChild>`
    select n.id, n.child_id, c.forename || ' ' || c.surname as name, n.from_on, n.to_on, count(*) over ()::int as total
    from agreement_child n join child c on c.area_id = n.area_id and c.id = n.child_id
    where n.area_id = ${actor.area_id} and n.agreement_id = ${agreement_id}
    order by n.to_on is not null, lower(c.surname), lower(c.forename), n.id limit 25 offset ${(page - 1) * 25}`.execute(
    tx,
  )
  return { rows, total: rows[0]?.total ?? 0 }
}

/** Children placed with the provider today whom the agreement does not name. */
export async function placedAndNot(tx: Tx, actor: Actor, { id, provider_id }: Pick<Agreement, 'id' | 'provider_id'>) {
  const { area_id, today } = actor
  const { rows } = await sql<{ id: number; name: string }>`
    select distinct c.id, c.forename || ' ' || c.surname as name, lower(c.surname), lower(c.forename) from placement x
    join child c on c.area_id = x.area_id and c.id = x.child_id and c.merged_into is null
    where x.area_id = ${area_id} and x.provider_id = ${provider_id} and x.from_on <= ${today} and (x.to_on is null or x.to_on >= ${today})
      and not exists (select from agreement_child n where n.area_id = x.area_id and n.agreement_id = ${id} and n.child_id = c.id and n.to_on is null)
    order by 3, 4, 1`.execute(tx)
  return rows
}
