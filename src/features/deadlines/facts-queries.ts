import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { PlanFacts } from './plan.ts'
import type { AdviceFacts, RequestFacts } from './request.ts'
import type { ReviewFacts } from './review.ts'
import type { Facts } from './worked-out.ts'

/** The facts that clocks run on, of one child or of all this person may see: one question for each kind of fact. */
export async function factsOf(tx: Tx, actor: Actor, child_id?: number): Promise<Facts> {
  const { area_id } = actor
  const about = (table: string) =>
    sql`${sql.ref(`${table}.area_id`)} = ${area_id} and ${mayBeSeenBy(actor, `${table}.child_id`)}
      and ${child_id === undefined ? sql`true` : sql`${sql.ref(`${table}.child_id`)} = ${child_id}`}`
  const requests = await sql<RequestFacts & { excepted: boolean }>`
    select r.id, r.child_id, r.received_on, r.decided_on, r.decision, r.assessment_decided_on, r.assessment_decision,
      p.id as plan_id, p.first_made_on as plan_made_on,
      r.exception is not null or exists (
        select from request_exception e where e.area_id = ${area_id} and e.request_id = r.id) as excepted
    from request r
    left join lateral (
      select p.id, p.first_made_on from plan p
      where p.area_id = ${area_id} and p.child_id = r.child_id and r.assessment_decision = 'Y' and p.first_made_on >= r.received_on
      order by p.first_made_on, p.id limit 1) p on true
    where ${about('r')} order by r.id`.execute(tx)
  const advice = await sql<AdviceFacts>`
    select a.request_id, a.asked_on, a.given_on from advice_request a where ${about('a')} order by a.id`.execute(tx)
  const reviews = await sql<ReviewFacts>`
    select v.id, v.child_id, v.plan_id, v.kind, v.meeting_on, v.held_by, v.invited_on, v.advice_circulated_on, v.report_sent_on,
      v.decided_on, v.decision, v.amendment_notice_on, v.final_plan_on, v.not_amending_on, s.phase as school_phase, s.kind as school_kind
    from review v
    left join lateral (
      select s.phase, s.kind from placement x join provider s on s.area_id = ${area_id} and s.id = x.provider_id
      where v.kind = 'phase_transfer' and x.area_id = ${area_id} and x.child_id = v.child_id and x.rank = 1
        and x.from_on <= v.meeting_on and (x.to_on is null or x.to_on >= v.meeting_on)
      order by x.from_on desc, x.id desc limit 1) s on true
    where ${about('v')} order by v.id`.execute(tx)
  const plans = await sql<Omit<PlanFacts, 'completed_on'>>`
    select p.id, p.child_id, p.plan_type, p.first_made_on, p.ceased_on, c.birth_date, t.transferred_on, t.told_on
    from plan p join child c on c.area_id = ${area_id} and c.id = p.child_id
    left join plan_transfer t on t.area_id = ${area_id} and t.plan_id = p.id
    where ${about('p')} order by p.id`.execute(tx)
  return { requests: requests.rows, advice: advice.rows, reviews: reviews.rows, plans: plans.rows }
}
