import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { changedMeanwhile } from '#platform/http/fields.tsx'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { type Hours, refuse } from './hours.ts'
import { hoursOf, visibleHours } from './queries.ts'

type Written = Promise<{ refused: Refusal[] } | { id: number }>

async function refuseIn(tx: Tx, actor: Actor, child_id: number, given: Hours, id = 0): Promise<Refusal[]> {
  const others = (await hoursOf(tx, actor, child_id)).filter(
    one => one.provider_id === given.provider_id && one.id !== id,
  )
  return refuse(given, others, actor.today)
}

export const addHours = (db: Database, actor: Actor, child_id: number, given: Hours): Written =>
  audited(db, actor, { act: 'weekly_hours.added', subject: 'weekly_hours', child_id }, async (tx, entry) => {
    const { area_id } = actor
    await tx
      .selectFrom('child')
      .select('id')
      .where('area_id', '=', area_id)
      .where('id', '=', child_id)
      .forShare()
      .execute()
    const there = await tx
      .selectFrom('provider')
      .select('id')
      .where('area_id', '=', area_id)
      .where('id', '=', given.provider_id)
      .executeTakeFirst()
    const refused = there
      ? await refuseIn(tx, actor, child_id, given)
      : [{ field: 'provider_id', message: 'Choose a provider from the list' }]
    if (refused.length > 0) return { refused }
    const added = await tx
      .insertInto('weekly_hours')
      .values({ area_id, child_id, ...given })
      .returning('id')
      .executeTakeFirstOrThrow()
    entry.subject_id = added.id
    return { id: added.id }
  })

export const changeHours = (
  db: Database,
  actor: Actor,
  { id, child_id }: { id: number; child_id: number },
  opened: number,
  given: Hours | 'remove',
): Written =>
  audited(
    db,
    actor,
    {
      act: given === 'remove' ? 'weekly_hours.removed' : 'weekly_hours.changed',
      subject: 'weekly_hours',
      subject_id: id,
      child_id,
    },
    async tx => {
      const found = await visibleHours(tx, actor, id)
      if (!found) throw new NotFound()
      if (found.row.recorded_act !== opened) return { refused: [changedMeanwhile] }
      const refused = given === 'remove' ? [] : await refuseIn(tx, actor, child_id, given, id)
      if (refused.length > 0) return { refused }
      const { area_id } = actor
      if (given === 'remove')
        await tx.deleteFrom('weekly_hours').where('area_id', '=', area_id).where('id', '=', id).execute()
      else await tx.updateTable('weekly_hours').set(given).where('area_id', '=', area_id).where('id', '=', id).execute()
      return { id }
    },
  )

/** The council's own marker, with the reason it is not the usual one. */
export const setMarker = (db: Database, actor: Actor, given: { hours: number; why: string }): Promise<unknown> =>
  audited(db, actor, { act: 'registration_marker.set', detail: { hours: given.hours }, why: given.why }, tx =>
    tx
      .insertInto('registration_marker')
      .values({ area_id: actor.area_id, ...given })
      .onConflict(conflict => conflict.column('area_id').doUpdateSet(given))
      .execute(),
  )
