import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import { type Question, type Shown, soonDays } from './question.ts'
import type { Clock } from './rule.ts'
import type { State } from './standing.ts'

export const pageSize = 25

/** What has been done is listed for three months: older dates are on the page of each child. */
const doneForDays = 92

const all = sql`true`

const placedWith = (actor: Actor, provider_id: number) => sql`d.child_id = any (array(
  select x.child_id from placement x where x.area_id = ${actor.area_id} and x.provider_id = ${provider_id} and x.rank = 1
    and x.from_on <= ${actor.today} and (x.to_on is null or x.to_on >= ${actor.today})))`

const withCoordinator = (actor: Actor, person_id: number) => sql`d.child_id = any (array(
  select l.child_id from caseload l where l.area_id = ${actor.area_id} and l.person_id = ${person_id} and l.from_on <= ${actor.today}
    and (l.to_on is null or l.to_on >= ${actor.today})))`

/**
 * What is open on a day, each part narrowed on its own. Nearly all of it is open for ever as far as is known, and has indexes
 * of its own; a plan that will cease, or a day that is to come, makes the few others. `ordered` cuts the many short.
 */
export const openRows = (area_id: number, day: string, narrow: RawBuilder<unknown>, ordered = sql``) => sql`
  few as materialized (
    select * from deadline d where area_id = ${area_id} and open_until >= ${day} and open_until < 'infinity' and from_on <= ${day}
  ), open as (
    (select d.* from deadline d
      where d.area_id = ${area_id} and d.open_until = 'infinity' and d.from_on <= ${day} and ${narrow} ${ordered})
    union all
    (select d.* from few d where ${narrow})
  )`

const soon = (day: string) => sql`(${day}::date + ${soonDays}::int)`

/** The part of a list that is asked for. */
function isShown(shown: Shown, day: string) {
  switch (shown) {
    case 'open':
      return all
    case 'overdue':
      return sql`d.due_on < ${day} and d.kind <> 'least'`
    case 'soon':
      return sql`d.due_on >= ${day} and d.due_on <= ${soon(day)}`
    case 'later':
      return sql`d.due_on > ${soon(day)}`
    case 'late':
    case 'on_the_day':
    case 'too_soon':
    case 'met':
      return sql`d.done_on <= ${day} and d.done_on > ${day}::date - ${doneForDays}::int
        and deadline_state(d.kind, d.due_on, d.done_on, ${day}) = ${shown}`
  }
}

const narrowed = (actor: Actor, { clock, provider, coordinator, words }: Question) =>
  sql.join(
    [
      sql`d.area_id = ${actor.area_id} and ${mayBeSeenBy(actor, 'd.child_id')}`,
      clock === undefined ? all : sql`d.clock = ${clock}`,
      provider === undefined ? all : placedWith(actor, provider),
      coordinator === undefined ? all : withCoordinator(actor, coordinator),
      words ? sql`d.child_id = any (array(select find_children(${words})))` : all,
    ],
    sql` and `,
  )

/** What is open asks somebody to do something: the time a family has to answer is listed when it is asked for. */
const asks = (clock: Clock | undefined) => (clock === undefined ? sql`d.kind <> 'least'` : all)

export type Counts = { overdue: number; soon: number; later: number }

/** How much is open, of what the list is narrowed to. */
export async function openCounts(tx: Tx, actor: Actor, question: Question): Promise<Counts> {
  const { today } = actor
  const narrow = sql`${narrowed(actor, question)} and ${asks(question.clock)}`
  const { rows } = await sql<Counts>`
    with ${openRows(actor.area_id, today, narrow)}
    select count(*) filter (where ${isShown('overdue', today)}) as overdue,
      count(*) filter (where ${isShown('soon', today)}) as soon,
      count(*) filter (where ${isShown('later', today)}) as later
    from open d`.execute(tx)
  return rows[0] ?? { overdue: 0, soon: 0, later: 0 }
}

export type Listed = {
  child_id: number
  subject: 'request' | 'review' | 'plan'
  subject_id: number
  clock: Clock
  rule: string
  due_on: string
  done_on: string | null
  state: State
  days: number
  forename: string
  surname: string
  place: string | null
  setting: string | null
  hold: string | null
  exception: string | null
}

/** A page of the list: what was due first comes first, and of what was done the latest. */
export async function listed(tx: Tx, actor: Actor, question: Question, done: boolean): Promise<Listed[]> {
  const { today, area_id } = actor
  const order = done ? sql`done_on desc, due_on, child_id, subject_id` : sql`due_on, child_id, subject_id`
  const [from, to] = [(question.page - 1) * pageSize, question.page * pageSize]
  const narrow = sql`${narrowed(actor, question)} and ${isShown(question.shown, today)}`
  const there = done
    ? sql`open as (select d.* from deadline d where ${narrow})`
    : openRows(area_id, today, sql`${narrow} and ${asks(question.clock)}`, sql`order by ${order} limit ${to}`)
  const { rows } = await sql<Listed>`
    with ${there},
    page as (select * from open order by ${order} limit ${pageSize} offset ${from})
    select d.child_id, d.subject, d.subject_id, d.clock, d.rule, d.due_on, case when d.done_on <= ${today} then d.done_on end as done_on,
      deadline_state(d.kind, d.due_on, d.done_on, ${today}) as state, deadline_days(d.kind, d.due_on, d.done_on, ${today}) as days,
      c.forename, c.surname, place.name as place, place.setting, h.reason as hold, e.paragraph as exception
    from page d
    join child c on c.area_id = ${area_id} and c.id = d.child_id
    left join lateral (
      select s.name, x.setting from placement x left join provider s on s.area_id = ${area_id} and s.id = x.provider_id
      where x.area_id = ${area_id} and x.child_id = d.child_id and x.rank = 1 and x.from_on <= ${today}
        and (x.to_on is null or x.to_on >= ${today})
      order by x.from_on desc, x.id desc limit 1) place on true
    left join lateral (${holdOn(area_id, today)}) h on true
    left join lateral (${exceptionOf(area_id)}) e on true
    order by ${order}`.execute(tx)
  return rows
}

/** Why the review waits on a day, if it does: as recorded here, else as it came with the review. */
const holdOn = (area_id: number, day: string) => sql`
  select coalesce((
      select w.reason from review_hold w where w.area_id = ${area_id} and w.review_id = d.subject_id and w.from_on <= ${day}
        and (w.to_on is null or w.to_on >= ${day}) order by w.from_on desc, w.id desc limit 1), v.hold_reason) as reason
  from review v where d.subject = 'review' and v.area_id = ${area_id} and v.id = d.subject_id`

const exceptionOf = (area_id: number) => sql`
  select coalesce((
      select string_agg(x.paragraph, ', ' order by x.paragraph) from request_exception x
      where x.area_id = ${area_id} and x.request_id = d.subject_id), r.exception) as paragraph
  from request r where d.subject = 'request' and r.area_id = ${area_id} and r.id = d.subject_id`

/** How many have been done that way in the last three months, of what the list is narrowed to. */
export async function doneCount(tx: Tx, actor: Actor, question: Question): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from deadline d
    where ${narrowed(actor, question)} and ${isShown(question.shown, actor.today)}`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Coordinators who have somebody on their caseload today. */
export const coordinators = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', eb =>
      eb
        .selectFrom('caseload')
        .select('person_id')
        .where('area_id', '=', actor.area_id)
        .where('from_on', '<=', actor.today)
        .where(open => open.or([open('to_on', 'is', null), open('to_on', '>=', actor.today)])),
    )
    .orderBy('name')
    .execute()

/** How much is overdue or due within four weeks for the children placed with a provider. */
export const openAt = (tx: Tx, actor: Actor, provider_id: number): Promise<Counts> =>
  openCounts(tx, actor, {
    ...{ shown: 'open', clock: undefined, provider: provider_id, coordinator: undefined, words: '', page: 1 },
  })
