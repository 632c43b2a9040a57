import { isPfaArea } from '#domain/pfa.ts'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import { ladderOf } from './ladder.ts'

const childColumns = ['child.forename', 'child.surname', 'child.birth_date'] as const

/** A child without a merged record, by name: whose plan is about to be recorded. */
export const childToPlanFor = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('child')
    .select(['id as child_id', ...childColumns])
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .where('merged_into', 'is', null)
    .where(mayBeSeenBy(actor, 'child.id'))
    .executeTakeFirst()

export const visiblePlan = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('plan')
    .innerJoin('child', join =>
      join.onRef('child.area_id', '=', 'plan.area_id').onRef('child.id', '=', 'plan.child_id'),
    )
    .select(['plan.id', 'plan.child_id', 'plan.plan_type', 'plan.first_made_on', 'plan.ceased_on', 'plan.cease_reason'])
    .select(['plan.recorded_act', ...childColumns])
    .where('plan.area_id', '=', actor.area_id)
    .where('plan.id', '=', id)
    .where(mayBeSeenBy(actor, 'plan.child_id'))
    .executeTakeFirst()

export type VisibleOutcome = NonNullable<Awaited<ReturnType<typeof visibleOutcome>>>

export async function visibleOutcome(tx: Tx, actor: Actor, id: number) {
  const outcome = await tx
    .selectFrom('outcome')
    .innerJoin('child', join =>
      join.onRef('child.area_id', '=', 'outcome.area_id').onRef('child.id', '=', 'outcome.child_id'),
    )
    .select(['outcome.id', 'outcome.child_id', 'outcome.plan_id', 'outcome.text', 'outcome.pfa', 'outcome.agreed_on'])
    .select(['outcome.due_on', 'outcome.closed_on', 'outcome.baseline', 'outcome.target', 'outcome.ladder'])
    .select(['outcome.recorded_act', ...childColumns])
    .where('outcome.area_id', '=', actor.area_id)
    .where('outcome.id', '=', id)
    .where(mayBeSeenBy(actor, 'outcome.child_id'))
    .executeTakeFirst()
  return outcome && { ...outcome, pfa: outcome.pfa.filter(isPfaArea), ladder: ladderOf(outcome.ladder) }
}

/** What an outcome said before, oldest first. */
export async function earlierOutcomes(tx: Tx, actor: Actor, id: number) {
  const versions = await tx
    .selectFrom('outcome_history')
    .select(['text', 'pfa', 'agreed_on', 'due_on', 'closed_on', 'baseline', 'target', 'ladder', 'recorded_act'])
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .orderBy('superseded_act')
    .execute()
  return versions.map(version => ({ ...version, pfa: version.pfa.filter(isPfaArea), ladder: ladderOf(version.ladder) }))
}

/** A goal with the outcome it is for, and whether anybody has rated it. */
export const visibleGoal = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('goal')
    .innerJoin('outcome', join =>
      join.onRef('outcome.area_id', '=', 'goal.area_id').onRef('outcome.id', '=', 'goal.outcome_id'),
    )
    .innerJoin('child', join =>
      join.onRef('child.area_id', '=', 'goal.area_id').onRef('child.id', '=', 'goal.child_id'),
    )
    .select(['goal.id', 'goal.child_id', 'goal.outcome_id', 'goal.text', 'goal.set_on', 'goal.due_on'])
    .select(['goal.recorded_act', 'outcome.text as outcome', ...childColumns])
    .select(eb =>
      eb
        .exists(
          eb
            .selectFrom('rating')
            .select('rating.id')
            .whereRef('rating.area_id', '=', 'goal.area_id')
            .whereRef('rating.goal_id', '=', 'goal.id'),
        )
        .$castTo<boolean>()
        .as('rated'),
    )
    .where('goal.area_id', '=', actor.area_id)
    .where('goal.id', '=', id)
    .where(mayBeSeenBy(actor, 'goal.child_id'))
    .executeTakeFirst()

export const visibleLine = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('provision_line')
    .innerJoin('child', join =>
      join.onRef('child.area_id', '=', 'provision_line.area_id').onRef('child.id', '=', 'provision_line.child_id'),
    )
    .select(['provision_line.id', 'provision_line.child_id', 'provision_line.plan_id', 'provision_line.section'])
    .select(['provision_line.text', 'provision_line.hours', 'provision_line.per', 'provision_line.ratio'])
    .select(['provision_line.delivered_by', 'provision_line.provider_id', 'provision_line.outcome_ids'])
    .select(['provision_line.recorded_act', ...childColumns])
    .where('provision_line.area_id', '=', actor.area_id)
    .where('provision_line.id', '=', id)
    .where(mayBeSeenBy(actor, 'provision_line.child_id'))
    .executeTakeFirst()

export const outcomesOfPlan = (tx: Tx, actor: Actor, plan_id: number) =>
  tx
    .selectFrom('outcome')
    .select(['id', 'text'])
    .where('area_id', '=', actor.area_id)
    .where('plan_id', '=', plan_id)
    .orderBy('agreed_on')
    .orderBy('id')
    .execute()

export const providersToDeliver = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('provider')
    .select(['id', 'name'])
    .where('area_id', '=', actor.area_id)
    .where(eb => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>=', actor.today)]))
    .orderBy('name')
    .execute()
