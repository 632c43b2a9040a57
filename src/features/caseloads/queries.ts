import { sql } from 'kysely'
import { type Clock, openRows } from '#features/deadlines/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { atRiskDays, firstOf, type Group, groupList } from './work.ts'

export const pageSize = 25

export type Coordinator = { id: number; name: string }

/** Everybody who may have a caseload today. */
export const coordinators = (tx: Tx, actor: Actor): Promise<Coordinator[]> =>
  tx
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.id', 'person.name'])
    .distinct()
    .where('membership.area_id', '=', actor.area_id)
    .where('membership.role', 'in', ['coordinator', 'team_lead'])
    .where('person.closed_on', 'is', null)
    .where(eb => eb.or([eb('membership.until_on', 'is', null), eb('membership.until_on', '>=', actor.today)]))
    .orderBy('person.name')
    .execute()

/** What is open of the children on a caseload, each with what it waits for. */
export const openOf = (actor: Actor, person_id: number) => sql`
  select d.child_id, d.subject, d.subject_id, d.clock, d.rule, d.due_on, v.report_sent_on, v.meeting_on,
    case
      when d.clock = 'decision' and v.report_sent_on is not null then 'decide'
      when d.due_on < ${actor.today} and d.clock in ('report') then 'chase'
      when d.due_on < ${actor.today} then 'late'
      when d.clock in ('report', 'representations', 'advice') then 'waiting'
      when d.due_on <= ${actor.today}::date + ${atRiskDays}::int then 'soon'
    end as grouped,
    d.clock = 'decision' and v.report_sent_on is not null and d.due_on < ${actor.today} as too_late
  from caseload l
  join deadline d on d.area_id = ${actor.area_id} and d.child_id = l.child_id and d.from_on <= ${actor.today}
    and d.open_until >= ${actor.today}
  left join review v on d.subject = 'review' and v.area_id = ${actor.area_id} and v.id = d.subject_id
  where l.area_id = ${actor.area_id} and l.person_id = ${person_id} and l.to_on is null
    and (d.kind <> 'least' or d.due_on >= ${actor.today})`

/** The rows of a list called `o`, each with its child `c` and where the child is placed today, `s`. */
export const withNames = (actor: Actor, list: 'open' | 'ordered') => sql`
      from ${sql.raw(list)} o
      join child c on c.area_id = ${actor.area_id} and c.id = o.child_id
      left join lateral (
        select p.name from placement x join provider p on p.area_id = ${actor.area_id} and p.id = x.provider_id
        where x.area_id = ${actor.area_id} and x.child_id = o.child_id and x.rank = 1 and x.from_on <= ${actor.today}
          and (x.to_on is null or x.to_on >= ${actor.today}) order by x.from_on desc limit 1) s on true`

export type WorkLine = {
  child_id: number
  subject: 'request' | 'review' | 'plan'
  subject_id: number
  clock: Clock
  rule: string
  due_on: string
  forename: string
  surname: string
  place: string | null
}

export type Work = { group: Group; counts: Record<Group, number>; lines: WorkLine[]; children: number }

/** How much of each kind waits for a coordinator, and a page of one kind: of the first there is, where none is asked for. */
export async function workOf(
  tx: Tx,
  actor: Actor,
  person_id: number,
  asked: Group | undefined,
  page: number,
): Promise<Work> {
  const { rows } = await sql<WorkLine & { counts: Partial<Record<Group, number>> | null; children: number }>`
    with open as materialized (${openOf(actor, person_id)}),
    counted as (
      select (select jsonb_object_agg(grouped, n) from (
          select grouped, count(*) as n from open where grouped is not null group by grouped) g) as counts,
        (select count(*) from caseload where area_id = ${actor.area_id} and person_id = ${person_id} and to_on is null) as children
    )
    select counted.counts, counted.children::int, line.* from counted left join (
      select o.*, c.forename, c.surname, s.name as place ${withNames(actor, 'open')}
      where o.grouped = coalesce(${asked ?? null}, (
        select grouped from open where grouped is not null order by array_position(${groupList as string[]}::text[], grouped) limit 1))
      order by o.too_late, o.due_on, c.surname, c.forename, o.subject_id limit ${pageSize} offset ${(page - 1) * pageSize}
    ) line on true
    order by line.too_late, line.due_on, line.surname, line.forename, line.subject_id`.execute(tx)
  const found = rows[0]?.counts ?? {}
  const counts = {
    decide: found.decide ?? 0,
    late: found.late ?? 0,
    chase: found.chase ?? 0,
    soon: found.soon ?? 0,
    waiting: found.waiting ?? 0,
  }
  return {
    group: asked ?? firstOf(counts),
    counts,
    lines: rows.filter(row => row.child_id !== null),
    children: rows[0]?.children ?? 0,
  }
}

export type Load = {
  person_id: number | null
  name: string | null
  children: number
  overdue: number
  soon: number
  decided: number
  decided_late: number
}

/** Who has how many children, what is late with them, and how many decisions of the year were. Those with most overdue first. */
export async function loads(tx: Tx, actor: Actor, from_on: string): Promise<Load[]> {
  const { area_id, today } = actor
  const { rows } = await sql<Load>`
    with mine as materialized (select child_id, person_id from caseload where area_id = ${area_id} and to_on is null),
    held as materialized (
      select distinct p.child_id, l.person_id from plan p left join mine l on l.child_id = p.child_id
      where p.area_id = ${area_id} and p.first_made_on <= ${today} and (p.ceased_on is null or p.ceased_on >= ${today})
    ), ${openRows(area_id, today, sql`d.kind <> 'least' and d.due_on <= ${today}::date + 28`)},
    due as materialized (select child_id, due_on from open),
    ahead as (
      select h.person_id, count(*) filter (where d.due_on < ${today}) as overdue, count(*) filter (where d.due_on >= ${today}) as soon
      from due d join held h on h.child_id = d.child_id group by h.person_id
    ), decided as (
      select h.person_id, count(*) as decided, count(*) filter (where d.done_on > d.due_on) as decided_late
      from deadline d join held h on h.child_id = d.child_id
      where d.area_id = ${area_id} and d.clock = 'decision' and d.done_on between ${from_on} and ${today}
      group by h.person_id
    ), children as (select person_id, count(*) as children from held group by person_id)
    select c.person_id, p.name, c.children, coalesce(o.overdue, 0) as overdue, coalesce(o.soon, 0) as soon,
      coalesce(d.decided, 0) as decided, coalesce(d.decided_late, 0) as decided_late
    from children c
    left join person p on p.id = c.person_id
    left join ahead o on o.person_id is not distinct from c.person_id
    left join decided d on d.person_id is not distinct from c.person_id
    order by c.person_id is null, overdue desc, p.name`.execute(tx)
  return rows
}

export type PlaceLoad = { provider_id: number; name: string; children: number; overdue: number; reports_late: number }

/** Where the children with something overdue are placed: those with most first. */
export async function loadsByProvider(tx: Tx, actor: Actor): Promise<PlaceLoad[]> {
  const { area_id, today } = actor
  const { rows } = await sql<PlaceLoad>`
    with ${openRows(area_id, today, sql`d.kind <> 'least' and d.due_on < ${today}`)},
    late as materialized (select child_id, clock from open),
    placed as materialized (
      select distinct on (child_id) child_id, provider_id from placement
      where area_id = ${area_id} and rank = 1 and provider_id is not null and from_on <= ${today} and (to_on is null or to_on >= ${today})
      order by child_id, from_on desc, id desc
    )
    select x.provider_id, p.name, count(distinct x.child_id) as children, count(*) as overdue,
      count(*) filter (where d.clock = 'report') as reports_late
    from late d
    join placed x on x.child_id = d.child_id
    join provider p on p.area_id = ${area_id} and p.id = x.provider_id
    group by x.provider_id, p.name order by overdue desc, p.name limit 25`.execute(tx)
  return rows
}

export type Assigning = {
  from: number | 'nobody' | undefined
  provider: number | undefined
  words: string
  page: number
}

const asked = (actor: Actor, { from, provider, words }: Assigning) =>
  sql.join(
    [
      sql`c.area_id = ${actor.area_id} and c.merged_into is null and exists (
        select from plan p where p.area_id = ${actor.area_id} and p.child_id = c.id and p.first_made_on <= ${actor.today}
          and (p.ceased_on is null or p.ceased_on >= ${actor.today}))`,
      ...(from === undefined ? [] : [from === 'nobody' ? sql`l.person_id is null` : sql`l.person_id = ${from}`]),
      ...(provider === undefined
        ? []
        : [
            sql`exists (select from placement x where x.area_id = ${actor.area_id} and x.child_id = c.id and x.provider_id = ${provider}
              and x.rank = 1 and x.from_on <= ${actor.today} and (x.to_on is null or x.to_on >= ${actor.today}))`,
          ]),
      ...(words ? [sql`c.id in (select find_children(${words}))`] : []),
    ],
    sql` and `,
  )

const children = (actor: Actor, question: Assigning) => sql`
  from child c
  left join caseload l on l.area_id = ${actor.area_id} and l.child_id = c.id and l.to_on is null
  left join person p on p.id = l.person_id
  where ${asked(actor, question)}`

export type ToAssign = { id: number; forename: string; surname: string; coordinator: string | null }

/** A page of children to give to a coordinator, and how many there are of them. */
export async function toAssign(tx: Tx, actor: Actor, question: Assigning) {
  const { rows } = await sql<ToAssign & { total: number }>`
    select c.id, c.forename, c.surname, p.name as coordinator, count(*) over ()::int as total ${children(actor, question)}
    order by lower(c.surname), lower(c.forename), c.id limit ${pageSize} offset ${(question.page - 1) * pageSize}`.execute(
    tx,
  )
  return { rows, total: rows[0]?.total ?? 0 }
}

/** All of them: for giving a whole list at once. */
export async function allToAssign(tx: Tx, actor: Actor, question: Assigning): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select c.id ${children(actor, question)} order by c.id`.execute(tx)
  return rows.map(({ id }) => id)
}
