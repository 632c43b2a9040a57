import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import { measureList, measures, type Timeliness, timely } from './timeliness.ts'

type Row = { year: number; clock: string; excepted: boolean; met: number; done: number }

const excepted = (area_id: number) => sql`d.clock = 'final_plan_new' and exists (
  select from request r where r.area_id = ${area_id} and r.id = d.subject_id and (r.exception is not null
    or exists (select from request_exception e where e.area_id = ${area_id} and e.request_id = r.id)))`

/** Of each calendar year from one to another, what was done in it and how much of that in time, up to today. */
export async function timelinessOf(tx: Tx, actor: Actor, from: number, to: number): Promise<Map<number, Timeliness[]>> {
  const clocks = [...new Set(measureList.map(measure => measures[measure].clock))]
  const { rows } = await sql<Row>`
    select year, clock, excepted, count(*) filter (where done_on <= due_on) as met, count(*) as done
    from (
      select extract(year from d.done_on)::int as year, d.clock, d.done_on, d.due_on, ${excepted(actor.area_id)} as excepted
      from deadline d
      where d.area_id = ${actor.area_id} and ${mayBeSeenBy(actor, 'd.child_id')} and d.clock in (${sql.join(clocks.map(clock => sql.lit(clock)))})
        and d.done_on >= make_date(${from}, 1, 1) and d.done_on <= least(make_date(${to}, 12, 31), ${actor.today}::date)) done
    group by year, clock, excepted`.execute(tx)
  const years = Array.from({ length: to - from + 1 }, (_, nth) => to - nth)
  return new Map(
    years.map(year => [
      year,
      measureList.map(measure => {
        const { clock, exceptions } = measures[measure]
        const own = rows.filter(row => row.year === year && row.clock === clock && (exceptions || !row.excepted))
        const sum = (of: 'met' | 'done') => own.reduce((total, row) => total + row[of], 0)
        return timely(measure, sum('met'), sum('done'))
      }),
    ]),
  )
}
