import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'

export type Pulse = { with_plan: number; reviewed: number; to_report: number; to_decide: number }

/** Four small figures of the children this person may see, of today and of the academic year. */
export async function pulseOf(tx: Tx, actor: Actor, academicYear: number): Promise<Pulse> {
  const { area_id, today } = actor
  const { rows } = await sql<Pulse>`
    select
      (select count(distinct child_id) from plan where area_id = ${area_id} and first_made_on <= ${today}
        and (ceased_on is null or ceased_on >= ${today}) and ${mayBeSeenBy(actor, 'plan.child_id')}) as with_plan,
      count(distinct child_id) filter (where academic_year = ${academicYear} and meeting_on <= ${today}) as reviewed,
      count(*) filter (where meeting_on <= ${today} and report_sent_on is null and decided_on is null) as to_report,
      count(*) filter (where report_sent_on is not null and decided_on is null) as to_decide
    from review
    where area_id = ${area_id} and (academic_year >= ${academicYear} or decided_on is null)
      and ${mayBeSeenBy(actor, 'review.child_id')}`.execute(tx)
  return rows[0] ?? { with_plan: 0, reviewed: 0, to_report: 0, to_decide: 0 }
}

/** The children of a family, or the first of those placed with a provider. */
export const ownChildren = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('child')
    .select(['id', 'forename', 'surname', 'birth_date'])
    .where('area_id', '=', actor.area_id)
    .where('merged_into', 'is', null)
    .where(mayBeSeenBy(actor, 'child.id'))
    .orderBy('surname')
    .orderBy('forename')
    .limit(25)
    .execute()

/** The providers whose offer, bids and agreements somebody keeps. */
export const ownProviders = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('provider')
    .select(['id', 'name'])
    .where('area_id', '=', actor.area_id)
    .where('id', 'in', actor.institutions.length > 0 ? [...actor.institutions] : [0])
    .orderBy('name')
    .execute()
