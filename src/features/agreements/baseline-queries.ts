import { sql } from 'kysely'
import { type Actor, may } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Promise_ } from './document.ts'
import { inForceOn } from './gap-queries.ts'
import { type StandardInForce, standardsFor } from './standard-queries.ts'

/**
 * What a return, a visit or a judgement names when it says what it tested: the kind, the thing and the version of it, so
 * that it is told apart from what it became later. 'standard:12', 'expectation:3/E2@1', 'provision:45@1034'.
 */
export type Reference =
  | `standard:${number}`
  | `expectation:${number}/E${number}@${number}`
  | `provision:${number}@${number}`

export type BaselineExpectation = Promise_ & {
  reference: Reference
  agreement_id: number
  title: string
  version: number
  child_id: number | null
  child: string | null
}

export type BaselineLine = {
  reference: Reference
  id: number
  child_id: number
  child: string
  section: string
  text: string
  hours: number | null
  per: string | null
  ratio: string | null
  agreed_in: string | null
}

export type Baseline = {
  on: string
  standards: (StandardInForce & { reference: Reference })[]
  expectations: BaselineExpectation[]
  /** Undefined for those who may not see the children: not even how many lines there are. */
  lines: BaselineLine[] | undefined
}

/** All that a provider is held to on a day: standards, what was promised in agreements, and what plans say is given there. */
export async function baselineOf(tx: Tx, actor: Actor, provider_id: number, on: string): Promise<Baseline> {
  const standards = await standardsFor(tx, actor, provider_id, on)
  return {
    on,
    standards: standards.map(one => ({ ...one, reference: `standard:${one.id}` as const })),
    expectations: await expectationsOn(tx, actor, provider_id, on),
    lines: may(actor, 'children.see') ? await linesOn(tx, actor, provider_id, on) : undefined,
  }
}

async function expectationsOn(tx: Tx, actor: Actor, provider_id: number, on: string): Promise<BaselineExpectation[]> {
  const { rows } = await sql<Omit<BaselineExpectation, 'reference'>>`
    with in_force as (${inForceOn(actor, on)})
    select e.*, f.agreement_id, f.title, f.number as version, f.child_id, coalesce(c.forename || ' ' || c.surname, (
        select v.document::jsonb #>> '{child,name}' from agreement_version v where v.area_id = e.area_id and v.id = f.version_id)) as child,
      s.code || ' ' || s.words as standard
    from in_force f
    join agreement_expectation e on e.area_id = ${actor.area_id} and e.version_id = f.version_id
    left join child c on c.area_id = ${actor.area_id} and c.id = f.child_id
    left join standard s on s.area_id = ${actor.area_id} and s.id = e.standard_id
    where f.provider_id = ${provider_id}
    order by f.child_id is not null, f.title, f.agreement_id, e.line`.execute(tx)
  return rows.map(row => ({
    ...row,
    reference: `expectation:${row.agreement_id}/E${row.line}@${row.version}` as const,
  }))
}

/** Lines of plans in force that day, as they stood then, at the provider they name or, of section F, at the child's main place. */
async function linesOn(tx: Tx, actor: Actor, provider_id: number, on: string): Promise<BaselineLine[]> {
  const { area_id } = actor
  const columns = sql`id, child_id, plan_id, section, text, hours, per, ratio, provider_id, recorded_act`
  const { rows } = await sql<Omit<BaselineLine, 'reference'> & { recorded_act: number }>`
    with in_force as (${inForceOn(actor, on)}), main as (
      select distinct on (child_id) child_id, provider_id from placement
      where area_id = ${area_id} and rank = 1 and provider_id is not null and from_on <= ${on} and (to_on is null or to_on >= ${on})
      order by child_id, from_on desc
    ), concerned as (
      select child_id from main where provider_id = ${provider_id}
      union select child_id from provision_line where area_id = ${area_id} and provider_id = ${provider_id}
      union select child_id from provision_line_history where area_id = ${area_id} and provider_id = ${provider_id}
    ), stood as (
      select distinct on (id) x.* from (
        select ${columns}, null::date as superseded_on, null::bigint as superseded_act from provision_line
        where area_id = ${area_id} and child_id in (select child_id from concerned)
        union all
        select ${columns}, superseded_on, superseded_act from provision_line_history
        where area_id = ${area_id} and child_id in (select child_id from concerned) and superseded_on > ${on}) x
      order by id, superseded_on nulls last, superseded_act
    )
    select l.id, l.child_id, l.section, l.text, l.hours, l.per, l.ratio, l.recorded_act, c.forename || ' ' || c.surname as child, (
      select string_agg(distinct f.title || ', ' || coalesce('S' || g.service_line, 'E' || g.expectation_line), '; ')
      from agreement_provision g join in_force f on f.agreement_id = g.agreement_id and f.provider_id = ${provider_id}
      where g.area_id = ${area_id} and g.provision_line_id = l.id) as agreed_in
    from stood l
    join plan on plan.area_id = ${area_id} and plan.id = l.plan_id and plan.first_made_on <= ${on}
      and (plan.ceased_on is null or plan.ceased_on >= ${on})
    join child c on c.area_id = ${area_id} and c.id = l.child_id
    left join main m on m.child_id = l.child_id and l.section = 'F'
    where coalesce(l.provider_id, m.provider_id) = ${provider_id} and ${mayBeSeenBy(actor, 'l.child_id')}
    order by lower(c.surname), lower(c.forename), c.id, l.section, l.id`.execute(tx)
  return rows.map(({ recorded_act, ...row }) => ({ ...row, reference: `provision:${row.id}@${recorded_act}` as const }))
}
