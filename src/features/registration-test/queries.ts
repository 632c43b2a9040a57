import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { childNamed } from '#platform/access/child-named.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import { type Attending, usualMarker } from './rule.ts'

/** Who is taught today at settings that are not registered as a school; of one child, or at one setting, when named. */
export async function attendingToday(
  tx: Tx,
  actor: Actor,
  only: { child_id?: number; provider_id?: number } = {},
): Promise<Attending[]> {
  const { area_id, today } = actor
  const { rows } = await sql<Attending>`
    select w.child_id, c.forename || ' ' || c.surname as name, c.birth_date, w.provider_id, p.name as provider, w.hours,
      exists (select from plan where plan.area_id = ${area_id} and plan.child_id = c.id and plan.first_made_on <= ${today}
        and (plan.ceased_on is null or plan.ceased_on >= ${today})) as has_plan,
      coalesce((select s.looked_after from care_status s where s.area_id = ${area_id} and s.child_id = c.id and s.from_on <= ${today}
        order by s.from_on desc limit 1), false) as looked_after
    from weekly_hours w
    join provider p on p.area_id = w.area_id and p.id = w.provider_id and p.registered is false
    join child c on c.area_id = w.area_id and c.id = w.child_id and c.merged_into is null
    where w.area_id = ${area_id} and w.from_on <= ${today} and (w.to_on is null or w.to_on >= ${today})
      and ${only.child_id === undefined ? sql`true` : sql`w.child_id = ${only.child_id}`}
      and ${only.provider_id === undefined ? sql`true` : sql`w.provider_id = ${only.provider_id}`}
      and ${mayBeSeenBy(actor, 'w.child_id')}
    order by w.child_id, p.name, w.id`.execute(tx)
  return rows
}

/** Settings where children are taught, of which nobody has said whether they are registered. */
export const notSaid = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('provider as p')
    .select(['p.id', 'p.name'])
    .where('p.area_id', '=', actor.area_id)
    .where('p.registered', 'is', null)
    .where('p.urn', 'is', null)
    .where(outer =>
      outer.exists(
        outer
          .selectFrom('weekly_hours as w')
          .select('w.id')
          .whereRef('w.area_id', '=', 'p.area_id')
          .whereRef('w.provider_id', '=', 'p.id')
          .where('w.from_on', '<=', actor.today)
          .where(eb => eb.or([eb('w.to_on', 'is', null), eb('w.to_on', '>=', actor.today)])),
      ),
    )
    .orderBy('p.name')
    .limit(25)
    .execute()

export async function markerOf(tx: Tx, actor: Actor) {
  const kept = await tx
    .selectFrom('registration_marker')
    .select(['hours', 'why', 'recorded_act'])
    .where('area_id', '=', actor.area_id)
    .executeTakeFirst()
  return kept ?? { hours: usualMarker, why: null, recorded_act: 0 }
}

const hours = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('weekly_hours as w')
    .innerJoin('provider as p', join => join.onRef('p.area_id', '=', 'w.area_id').onRef('p.id', '=', 'w.provider_id'))
    .selectAll('w')
    .select(['p.name as provider', 'p.registered'])
    .where('w.area_id', '=', actor.area_id)
    .where(mayBeSeenBy(actor, 'w.child_id'))

export const hoursOf = (tx: Tx, actor: Actor, child_id: number) =>
  hours(tx, actor).where('w.child_id', '=', child_id).orderBy('w.from_on', 'desc').orderBy('w.id', 'desc').execute()

export async function visibleHours(tx: Tx, actor: Actor, id: number) {
  const row = await hours(tx, actor).where('w.id', '=', id).executeTakeFirst()
  const child = row && (await childNamed(tx, actor, row.child_id))
  return row && child && { row, child }
}

export const providersToAttend = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('provider')
    .select(['id', 'name', 'registered'])
    .where('area_id', '=', actor.area_id)
    .where('merged_into', 'is', null)
    .where(eb => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>=', actor.today)]))
    .orderBy(sql`registered is not false`)
    .orderBy('name')
    .execute()
