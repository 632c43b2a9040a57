import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { type Act, audited } from '#platform/database/transaction.ts'
import { changedMeanwhile } from '#platform/http/fields.tsx'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import * as goals from './goal.ts'
import * as outcomes from './outcome.ts'
import * as plans from './plan.ts'
import * as provision from './provision-line.ts'
import { outcomesOfPlan } from './queries.ts'

type Written = Promise<{ refused: Refusal[] } | { id: number }>
type Table = 'plan' | 'outcome' | 'goal' | 'provision_line'
/** The child it is about; each page has seen to it that this person may see them. */
type About = { child_id: number; birth_date: string }

const add = (
  db: Database,
  actor: Actor,
  { child_id }: About,
  table: Table,
  work: (tx: Tx) => Promise<{ refused: Refusal[] } | { id: number }>,
): Written =>
  audited(db, actor, { act: `${table}.added`, subject: table, child_id }, async (tx, entry) => {
    const added = await work(tx)
    if ('id' in added) entry.subject_id = added.id
    return added
  })

/** Changes the version that was opened; where somebody has changed it since, nothing is written. */
const change = (
  db: Database,
  actor: Actor,
  { child_id }: About,
  act: Act & { subject: Table; subject_id: number },
  version: number,
  work: (tx: Tx) => Promise<{ refused: Refusal[] } | undefined>,
): Written =>
  audited(db, actor, { ...act, child_id }, async tx => {
    const standing = await tx
      .selectFrom(act.subject)
      .select('recorded_act')
      .where('area_id', '=', actor.area_id)
      .where('id', '=', act.subject_id)
      .where('child_id', '=', child_id)
      .forUpdate()
      .executeTakeFirst()
    if (!standing) throw new NotFound()
    if (standing.recorded_act !== version) return { refused: [changedMeanwhile] }
    return (await work(tx)) ?? { id: act.subject_id }
  })

export const addPlan = (db: Database, actor: Actor, about: About, plan: plans.Plan): Written =>
  add(db, actor, about, 'plan', async tx => {
    const refused = plans.refuse(plan, about.birth_date, actor.today)
    if (refused.length > 0) return { refused }
    const row = { area_id: actor.area_id, child_id: about.child_id, ...plan }
    return tx.insertInto('plan').values(row).returning('id').executeTakeFirstOrThrow()
  })

export const changePlan = (
  db: Database,
  actor: Actor,
  about: About & { id: number },
  version: number,
  plan: plans.Plan,
): Written =>
  change(db, actor, about, { act: 'plan.changed', subject: 'plan', subject_id: about.id }, version, async tx => {
    const refused = plans.refuse(plan, about.birth_date, actor.today)
    if (refused.length > 0) return { refused }
    await tx.updateTable('plan').set(plan).where('area_id', '=', actor.area_id).where('id', '=', about.id).execute()
    return undefined
  })

export const addOutcome = (
  db: Database,
  actor: Actor,
  about: About,
  plan_id: number,
  outcome: outcomes.Outcome,
): Written =>
  add(db, actor, about, 'outcome', async tx => {
    const refused = outcomes.refuse(outcome, about.birth_date, actor.today)
    if (refused.length > 0) return { refused }
    return tx
      .insertInto('outcome')
      .values({
        area_id: actor.area_id,
        child_id: about.child_id,
        plan_id,
        ...outcome,
        ladder: JSON.stringify(outcome.ladder),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  })

export const changeOutcome = (
  db: Database,
  actor: Actor,
  about: About & { id: number },
  version: number,
  outcome: outcomes.Outcome,
): Written =>
  change(db, actor, about, { act: 'outcome.changed', subject: 'outcome', subject_id: about.id }, version, async tx => {
    const refused = outcomes.refuse(outcome, about.birth_date, actor.today)
    if (refused.length > 0) return { refused }
    await tx
      .updateTable('outcome')
      .set({ ...outcome, ladder: JSON.stringify(outcome.ladder) })
      .where('area_id', '=', actor.area_id)
      .where('id', '=', about.id)
      .execute()
    return undefined
  })

/** Closes an outcome, or opens it again with no day. */
export const closeOutcome = (
  db: Database,
  actor: Actor,
  about: About & { id: number; agreed_on: string },
  version: number,
  { closed_on, why }: { closed_on: string | null; why: string | null },
): Written => {
  const act = closed_on === null ? 'outcome.reopened' : 'outcome.closed'
  return change(db, actor, about, { act, subject: 'outcome', subject_id: about.id, why }, version, async tx => {
    const refused = outcomes.refuseClosing(closed_on, about.agreed_on, actor.today)
    if (refused.length > 0) return { refused }
    await tx
      .updateTable('outcome')
      .set({ closed_on })
      .where('area_id', '=', actor.area_id)
      .where('id', '=', about.id)
      .execute()
    return undefined
  })
}

export const addGoal = (db: Database, actor: Actor, about: About, outcome_id: number, goal: goals.Goal): Written =>
  add(db, actor, about, 'goal', async tx => {
    const refused = goals.refuse(goal, about.birth_date, actor.today)
    if (refused.length > 0) return { refused }
    const row = { area_id: actor.area_id, child_id: about.child_id, outcome_id, ...goal }
    return tx.insertInto('goal').values(row).returning('id').executeTakeFirstOrThrow()
  })

/** A goal keeps its words once somebody has rated it: the rating is of those words. */
export const changeGoal = (
  db: Database,
  actor: Actor,
  about: About & { id: number },
  version: number,
  goal: goals.Goal,
): Written =>
  change(db, actor, about, { act: 'goal.changed', subject: 'goal', subject_id: about.id }, version, async tx => {
    const rated = await tx
      .selectFrom('rating')
      .select('id')
      .where('area_id', '=', actor.area_id)
      .where('goal_id', '=', about.id)
      .limit(1)
      .executeTakeFirst()
    if (rated)
      return { refused: [{ field: 'text', message: 'This goal was rated, so it stays as it is. Set a new one' }] }
    const refused = goals.refuse(goal, about.birth_date, actor.today)
    if (refused.length > 0) return { refused }
    await tx.updateTable('goal').set(goal).where('area_id', '=', actor.area_id).where('id', '=', about.id).execute()
    return undefined
  })

export const addLine = (
  db: Database,
  actor: Actor,
  about: About,
  plan_id: number,
  line: provision.ProvisionLine,
): Written =>
  add(db, actor, about, 'provision_line', async tx => {
    const refused = await refuseLine(tx, actor, plan_id, line)
    if (refused.length > 0) return { refused }
    const row = { area_id: actor.area_id, child_id: about.child_id, plan_id, ...line }
    return tx.insertInto('provision_line').values(row).returning('id').executeTakeFirstOrThrow()
  })

export const changeLine = (
  db: Database,
  actor: Actor,
  about: About & { id: number; plan_id: number },
  version: number,
  line: provision.ProvisionLine,
): Written => {
  const act = { act: 'provision_line.changed', subject: 'provision_line' as const, subject_id: about.id }
  return change(db, actor, about, act, version, async tx => {
    const refused = await refuseLine(tx, actor, about.plan_id, line)
    if (refused.length > 0) return { refused }
    await tx
      .updateTable('provision_line')
      .set(line)
      .where('area_id', '=', actor.area_id)
      .where('id', '=', about.id)
      .execute()
    return undefined
  })
}

/** Takes a line out of the plan; what it said stays in its history. */
export const removeLine = (
  db: Database,
  actor: Actor,
  about: About & { id: number },
  version: number,
  why: string,
): Written => {
  const act = { act: 'provision_line.removed', subject: 'provision_line' as const, subject_id: about.id, why }
  return change(db, actor, about, act, version, async tx => {
    await tx.deleteFrom('provision_line').where('area_id', '=', actor.area_id).where('id', '=', about.id).execute()
    return undefined
  })
}

async function refuseLine(tx: Tx, actor: Actor, plan_id: number, line: provision.ProvisionLine) {
  const ofPlan = await outcomesOfPlan(tx, actor, plan_id)
  const refused = provision.refuse(
    line,
    ofPlan.map(({ id }) => id),
  )
  if (line.provider_id !== null && !(await isProvider(tx, actor, line.provider_id)))
    refused.push({ field: 'provider_id', message: 'Choose a provider from the list' })
  return refused
}

const isProvider = async (tx: Tx, actor: Actor, id: number) =>
  (await tx
    .selectFrom('provider')
    .select('id')
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .executeTakeFirst()) !== undefined
