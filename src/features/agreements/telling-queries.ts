import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Kind } from './agreement.ts'

/** What a person is told of an agreement: theirs to sign, signed by the provider, sent back, or agreed. */
export type Telling = {
  what: 'sign' | 'countersign' | 'returned' | 'agreed'
  agreement_id: number
  kind: Kind
  provider: string
  on_date: string
  /** The act that made it so: what came after the last message is new. */
  stamp: number
}

export type ToTell = { to: { person_id: number; name: string; email: string }; items: Telling[] }

type Row = Telling & { person_id: number; name: string; email: string; told: number }

/**
 * Whom to tell today of which agreement: the managers of a provider what they are to sign, and whoever sent it what the
 * provider answered. Somebody is told again of what waits only when something of it is new.
 */
export async function toTell(tx: Tx, actor: Actor): Promise<ToTell[]> {
  const { area_id, today } = actor
  const { rows } = await sql<Row>`
    with newest as (
      select distinct on (agreement_id) * from agreement_version where area_id = ${area_id} order by agreement_id, number desc
    ), told as (
      select person_id, max(split_part(once, ' ', 3)::bigint) as stamp from message
      where area_id = ${area_id} and kind = 'agreements' group by person_id
    )
    select x.*, a.id as agreement_id, a.kind, p.name as provider, q.name, q.email, coalesce(told.stamp, 0) as told
    from newest n
    join agreement a on a.area_id = ${area_id} and a.id = n.agreement_id and a.broken_on is null
    join provider p on p.area_id = ${area_id} and p.id = a.provider_id
    cross join lateral (
      select m.person_id, 'sign' as what, n.sent_on as on_date, n.recorded_act as stamp from membership m
      where m.area_id = ${area_id} and m.role = 'provider_manager' and a.provider_id = any (m.institutions)
        and (m.until_on is null or m.until_on >= ${today}) and (a.child_id is null or a.shared_until >= ${today})
        and not exists (select from agreement_answer s where s.area_id = ${area_id} and s.version_id = n.id
          and (s.side = 'provider' or s.answer = 'declined'))
      union all
      select n.sent_by, case when s.answer = 'declined' then 'returned' when n.agreed_on is null then 'countersign' else 'agreed' end,
        s.answered_on, s.recorded_act
      from agreement_answer s where s.area_id = ${area_id} and s.version_id = n.id and s.side = 'provider'
        and not exists (select from agreement_answer c where c.area_id = ${area_id} and c.version_id = n.id
          and c.side = 'council' and c.answer = 'declined')
        and exists (select from membership m where m.area_id = ${area_id} and m.person_id = n.sent_by
          and (m.until_on is null or m.until_on >= ${today}))) x
    join person q on q.id = x.person_id and (q.closed_on is null or q.closed_on > ${today})
    left join told on told.person_id = x.person_id
    where n.sent_on is not null and (x.what <> 'agreed' or x.stamp > coalesce(told.stamp, 0))
    order by x.on_date, a.id`.execute(tx)
  const people = new Map<number, ToTell & { told: number }>()
  for (const { person_id, name, email, told, ...item } of rows) {
    const one = people.get(person_id) ?? { to: { person_id, name, email }, items: [], told }
    one.items.push(item)
    people.set(person_id, one)
  }
  return [...people.values()].filter(({ items, told }) => items.some(({ stamp }) => stamp > told))
}
