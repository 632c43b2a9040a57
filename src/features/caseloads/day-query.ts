import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { openOf, type WorkLine, withNames } from './queries.ts'
import type { Group } from './work.ts'

/** How many lines of each kind a home page shows. */
const first = { decide: 5, soon: 3, chase: 3 } as const

export type Day = {
  children: number
  counts: Partial<Record<Group, number>>
  /** Decisions to make whose last day is today or still to come. */
  in_time: number
  lines: (WorkLine & { grouped: keyof typeof first })[]
  /** Decisions of the academic year after meetings of these children, and how many of them within the time. */
  decided: number
  decided_in_time: number
}

/**
 * A coordinator's day in short: how much there is of each kind, and the first of what to decide, of what is due and of what
 * to chase. Among decisions those that can still be in time are first: the others are late already, today or tomorrow.
 */
export async function dayOf(tx: Tx, actor: Actor, year_from: string): Promise<Day> {
  const { area_id, person_id, today } = actor
  const { rows } = await sql<Omit<Day, 'lines'> & Day['lines'][number]>`
    with open as materialized (${openOf(actor, person_id ?? 0)}),
    mine as (select child_id from caseload where area_id = ${area_id} and person_id = ${person_id} and to_on is null),
    counted as (
      select (select count(*)::int from mine) as children,
        (select coalesce(jsonb_object_agg(grouped, n), '{}') from (
          select grouped, count(*) as n from open where grouped is not null group by grouped) g) as counts,
        (select count(*)::int from open where grouped = 'decide' and due_on >= ${today}) as in_time,
        d.decided, d.decided_in_time
      from (select count(*)::int as decided, count(*) filter (where done_on <= due_on)::int as decided_in_time
        from deadline where area_id = ${area_id} and clock = 'decision' and done_on between ${year_from} and ${today}
          and child_id in (select child_id from mine)) d
    ),
    ordered as (
      select o.*, row_number() over (partition by grouped order by too_late, due_on, child_id) as nth from open o
      where grouped = any (${Object.keys(first)}::text[])
    )
    select counted.*, line.* from counted left join (
      select o.*, c.forename, c.surname, s.name as place ${withNames(actor, 'ordered')}
      where o.nth <= (${JSON.stringify(first)}::jsonb ->> o.grouped)::int
    ) line on true
    order by line.nth`.execute(tx)
  const [head] = rows
  if (!head) throw new Error('A count always has a row')
  const { children, counts, in_time, decided, decided_in_time } = head
  return { children, counts, in_time, decided, decided_in_time, lines: rows.filter(line => line.child_id !== null) }
}
