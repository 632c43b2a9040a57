import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import { factsOf } from './facts-queries.ts'
import { openRows } from './queries.ts'
import type { Reported } from './reported.ts'
import type { Clock } from './rule.ts'
import { isOpen, type State } from './standing.ts'
import { deadlinesOf, standingOn } from './worked-out.ts'

/** Every clock as it stands on a day, worked out from the facts, with the sender's own ids. */
export async function reportedOn(tx: Tx, actor: Actor, day: string): Promise<Reported[]> {
  const rows = standingOn(deadlinesOf(await factsOf(tx, actor)), day)
  const refs = {
    child: await refsOf(tx, actor, 'child', 'id'),
    plan: await refsOf(tx, actor, 'plan', 'child_id'),
    request: await refsOf(tx, actor, 'request', 'child_id'),
    review: await refsOf(tx, actor, 'review', 'child_id'),
  }
  return rows.map(row => ({
    ...row,
    child_id: refs.child.get(row.child_id) ?? '',
    plan_id: row.plan_id === null ? null : (refs.plan.get(row.plan_id) ?? null),
    subject_id: refs[row.subject].get(row.subject_id) ?? '',
  }))
}

async function refsOf(tx: Tx, actor: Actor, table: 'child' | 'plan' | 'request' | 'review', child: 'id' | 'child_id') {
  const { rows } = await sql<{ id: number; ref: string }>`
    select t.id, t.ref from ${sql.table(table)} t where t.area_id = ${actor.area_id} and ${mayBeSeenBy(actor, `t.${child}`)}`.execute(
    tx,
  )
  return new Map(rows.map(({ id, ref }) => [id, ref]))
}

export type ReportQuestion = {
  as_of: string
  clock?: Clock[] | undefined
  state?: State[] | undefined
  child?: string | undefined
  coordinator?: string | undefined
  provider?: string | undefined
  page: number
  size: number
}

/**
 * A page of the deadlines kept, as they stand on a day. Asked for what is open: the earliest due first; for anything else: by
 * child, so that whoever takes all of them takes each once. One more is read, to know whether more follow.
 */
export async function reportedPage(tx: Tx, actor: Actor, question: ReportQuestion) {
  const { area_id, today } = actor
  const { as_of, clock, state, child, coordinator, provider, page, size } = question
  const asked = [
    sql`d.area_id = ${area_id} and ${mayBeSeenBy(actor, 'd.child_id')} and d.from_on <= ${as_of}
      and (d.done_on <= ${as_of} or d.open_until >= ${as_of})`,
    ...(clock ? [sql`d.clock = any (${clock}::text[])`] : []),
    ...(state ? [sql`deadline_state(d.kind, d.due_on, d.done_on, ${as_of}) = any (${state}::text[])`] : []),
    ...(child === undefined
      ? []
      : [sql`d.child_id = any (array(select c.id from child c where c.area_id = ${area_id} and c.ref = ${child}))`]),
    ...(coordinator === undefined
      ? []
      : [
          sql`d.child_id = any (array(
            select l.child_id from caseload l join person p on p.id = l.person_id and p.email = lower(${coordinator})
            where l.area_id = ${area_id} and l.from_on <= ${today} and (l.to_on is null or l.to_on >= ${today})))`,
        ]),
    ...(provider === undefined
      ? []
      : [
          sql`d.child_id = any (array(
            select x.child_id from placement x
            join provider s on s.area_id = ${area_id} and s.id = x.provider_id and (s.urn = ${provider} or s.ref = ${provider})
            where x.area_id = ${area_id} and x.rank = 1 and x.from_on <= ${as_of} and (x.to_on is null or x.to_on >= ${as_of})))`,
        ]),
  ]
  const narrow = sql.join(asked, sql` and `)
  const open = state?.every(isOpen) ?? false
  const order = open ? sql`due_on, child_id, subject_id, clock` : sql`child_id, subject, subject_id, due_on, clock`
  const there = open
    ? openRows(area_id, as_of, narrow, sql`order by ${order} limit ${page * size + 1}`)
    : sql`open as (select d.* from deadline d where ${narrow})`
  const { rows } = await sql<Reported>`
    with ${there},
    page as (select * from open order by ${order} limit ${size + 1} offset ${(page - 1) * size})
    select c.ref as child_id, p.ref as plan_id, d.subject, coalesce(r.ref, v.ref, p.ref) as subject_id, d.clock, d.rule, d.starts_on, d.due_on,
      case when d.done_on <= ${as_of} then d.done_on end as done_on,
      deadline_state(d.kind, d.due_on, d.done_on, ${as_of}) as state, deadline_days(d.kind, d.due_on, d.done_on, ${as_of}) as days
    from page d
    join child c on c.area_id = ${area_id} and c.id = d.child_id
    left join plan p on p.area_id = ${area_id} and p.id = d.plan_id
    left join request r on d.subject = 'request' and r.area_id = ${area_id} and r.id = d.subject_id
    left join review v on d.subject = 'review' and v.area_id = ${area_id} and v.id = d.subject_id
    order by ${sql.raw(open ? 'd.due_on, d.child_id, d.subject_id, d.clock' : 'd.child_id, d.subject, d.subject_id, d.due_on, d.clock')}`.execute(
    tx,
  )
  return { rows: rows.slice(0, size), more: rows.length > size }
}
