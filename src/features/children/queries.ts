import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { CareMeetingKind } from './care-meeting.ts'

export type Child = NonNullable<Awaited<ReturnType<typeof visibleChild>>>

/** A child this person may see, as every page about one begins. */
export const visibleChild = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('child')
    .selectAll()
    .where('child.area_id', '=', actor.area_id)
    .where('child.id', '=', id)
    .where(mayBeSeenBy(actor, 'child.id'))
    .executeTakeFirst()

/** The earliest day of anything recorded about a child. */
export async function firstFactOn(tx: Tx, actor: Actor, child_id: number): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select least(
      (select min(from_on) from need where area_id = ${actor.area_id} and child_id = ${child_id}),
      (select min(from_on) from placement where area_id = ${actor.area_id} and child_id = ${child_id}),
      (select min(first_made_on) from plan where area_id = ${actor.area_id} and child_id = ${child_id}),
      (select min(received_on) from request where area_id = ${actor.area_id} and child_id = ${child_id})) as day`.execute(
    tx,
  )
  return rows[0]?.day ?? null
}

export const needsOf = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('need')
    .select(['id', 'rank', 'need', 'from_on', 'to_on', 'recorded_act'])
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .orderBy('rank')
    .orderBy('from_on', 'desc')
    .execute()

export const placementsOf = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('placement')
    .leftJoin('provider', join =>
      join.onRef('provider.area_id', '=', 'placement.area_id').onRef('provider.id', '=', 'placement.provider_id'),
    )
    .select([
      'placement.id',
      'placement.provider_id',
      'provider.name as provider',
      'placement.setting',
      'placement.setting_note',
      'placement.rank',
      'placement.from_on',
      'placement.to_on',
      'placement.unit',
      'placement.recorded_act',
    ])
    .where('placement.area_id', '=', actor.area_id)
    .where('placement.child_id', '=', child_id)
    .orderBy('placement.rank')
    .orderBy('placement.from_on', 'desc')
    .execute()

export const careStatusesOf = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('care_status')
    .select(['id', 'from_on', 'looked_after', 'recorded_act'])
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .orderBy('from_on', 'desc')
    .execute()

/** Days of care plan reviews and personal education plan meetings, the latest first. */
export const careMeetingsOf = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('care_meeting')
    .select(['id', 'on_date'])
    .select(eb => eb.ref('kind').$castTo<CareMeetingKind>().as('kind'))
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .where(mayBeSeenBy(actor, 'child_id'))
    .orderBy('on_date', 'desc')
    .execute()

/** Whether a child is looked after today, and the care meetings that an annual review is kept in step with. */
export async function careOf(tx: Tx, actor: Actor, child_id: number) {
  const [status] = (await careStatusesOf(tx, actor, child_id)).filter(({ from_on }) => from_on <= actor.today)
  return {
    looked_after: status?.looked_after ?? false,
    meetings: status?.looked_after ? await careMeetingsOf(tx, actor, child_id) : [],
  }
}

export const plansOf = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('plan')
    .select(eb => [
      'id',
      'ref',
      'plan_type',
      'first_made_on',
      'ceased_on',
      'cease_reason',
      'recorded_act',
      eb
        .selectFrom('review')
        .select(fn => fn.fn.max('decided_on').as('day'))
        .whereRef('review.area_id', '=', 'plan.area_id')
        .whereRef('review.plan_id', '=', 'plan.id')
        .where('decided_on', '<=', actor.today)
        .as('decided_on'),
    ])
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .orderBy('first_made_on', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** Providers that a placement may name, open ones first. */
export const providersToChoose = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('provider')
    .select(['id', 'name', 'urn', 'opened_on', 'closed_on'])
    .where('area_id', '=', actor.area_id)
    .orderBy(eb => eb.and([eb('closed_on', 'is not', null), eb('closed_on', '<', actor.today)]))
    .orderBy('name')
    .execute()
