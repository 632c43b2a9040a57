import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import { type Kind, kindList } from './to-do.ts'

export type ToDoLine = {
  kind: Kind
  child_id: number
  plan_id: number | null
  outcome_id: number | null
  forename: string
  surname: string
  outcome: string | null
  provider: string | null
}

export type Question = { kind?: Kind | undefined; provider?: number | undefined; words: string; page: number }

const pageSize = 25

/** What this person's records lack today, of what is kept for every day: the view to_do is the definition. */
const lackedToday = (actor: Actor) => sql`t.area_id = ${actor.area_id} and t.from_on <= ${actor.today}
  and (t.to_on is null or t.to_on >= ${actor.today}) and ${mayBeSeenBy(actor, 't.child_id')}`

/** Where each child is placed today. */
const placedToday = (actor: Actor) => sql`
  select distinct on (child_id) child_id, provider_id from placement
  where area_id = ${actor.area_id} and rank = 1 and from_on <= ${actor.today} and (to_on is null or to_on >= ${actor.today})
  order by child_id, from_on desc, id desc`

/** The same, with where each child is placed. */
const lacking = (actor: Actor) => sql`
  select t.kind, t.child_id, t.plan_id, t.outcome_id, p.provider_id
  from picture_to_do t left join (${placedToday(actor)}) p on p.child_id = t.child_id where ${lackedToday(actor)}`

/** Row security hides from the planner how many rows there are, and it loops where it had better hash. */
async function hashed<T>(tx: Tx, actor: Actor, ask: () => Promise<T>): Promise<T> {
  if (actor.scope !== 'area') return ask()
  await sql.raw('set local enable_nestloop = off').execute(tx)
  const answer = await ask()
  await sql.raw('set local enable_nestloop = on').execute(tx)
  return answer
}

/** A page of what is to be done, sorted by name, and how much there is of each kind. */
export async function toDoList(tx: Tx, actor: Actor, { kind, provider, words, page }: Question) {
  const asked = [
    provider === undefined ? sql`true` : sql`l.provider_id = ${provider}`,
    words ? sql`l.child_id in (select find_children(${words}))` : sql`true`,
  ]
  const lines =
    provider === undefined ? sql`select t.* from picture_to_do t where ${lackedToday(actor)}` : lacking(actor)
  const { rows } = await hashed(tx, actor, () =>
    sql<ToDoLine & { counts: Record<string, number> }>`
      with asked as materialized (select l.* from (${lines}) l where ${sql.join(asked, sql` and `)}),
      counted as (select jsonb_object_agg(kind, n) as counts from (select kind, count(*) as n from asked group by kind) each),
      one_page as materialized (
        select l.kind, l.child_id, l.plan_id, l.outcome_id, c.forename, c.surname,
          row_number() over (order by ${actor.scope === 'placed' ? sql`l.kind <> 'goal', ` : sql``}c.surname, c.forename, l.child_id, array_position(${kindList as string[]}::text[], l.kind), l.outcome_id) as nth
        from asked l join child c on c.area_id = ${actor.area_id} and c.id = l.child_id
        where ${kind ? sql`l.kind = ${kind}` : sql`true`}
        order by nth limit ${pageSize} offset ${(page - 1) * pageSize}
      )
      select counted.counts, line.*, (select o.text from outcome o where o.area_id = ${actor.area_id} and o.id = line.outcome_id) as outcome, (
        select (select p.name from provider p where p.area_id = ${actor.area_id} and p.id = x.provider_id) from placement x
        where x.area_id = ${actor.area_id} and x.child_id = line.child_id and x.rank = 1 and x.from_on <= ${actor.today}
          and (x.to_on is null or x.to_on >= ${actor.today})
        order by x.from_on desc, x.id desc limit 1) as provider
      from counted left join one_page line on true order by line.nth`.execute(tx),
  )
  const counts = countsOf(rows[0]?.counts)
  const total = kind ? counts[kind] : kindList.reduce((sum, one) => sum + counts[one], 0)
  return { counts, total, rows: rows.filter(row => row.kind !== null) }
}

const countsOf = (given: Record<string, number> | null | undefined) =>
  Object.fromEntries(kindList.map(kind => [kind, given?.[kind] ?? 0])) as Record<Kind, number>

/** How much there is of each kind, and nothing else. */
export async function toDoCounts(tx: Tx, actor: Actor) {
  const { rows } = await sql<{ kind: string; n: number }>`
    select t.kind, count(*) as n from picture_to_do t where ${lackedToday(actor)} group by t.kind`.execute(tx)
  return countsOf(Object.fromEntries(rows.map(({ kind, n }) => [kind, n])))
}

export type ProviderToDo = {
  provider_id: number | null
  name: string | null
  children: number
  lines: number
  goals: number
}

/** Where the children are placed whose records lack something, those with most to do first. */
export async function toDoByProvider(tx: Tx, actor: Actor, page: number) {
  const { rows } = await hashed(tx, actor, () =>
    sql<ProviderToDo & { total: number }>`
      with lacking as materialized (${lacking(actor)})
      select l.provider_id, p.name, count(distinct l.child_id) as children, count(*) as lines,
        count(*) filter (where l.kind = 'goal') as goals, count(*) over () as total
      from lacking l left join provider p on p.area_id = ${actor.area_id} and p.id = l.provider_id
      group by l.provider_id, p.name
      order by count(*) desc, p.name limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(tx),
  )
  return { rows, total: rows[0]?.total ?? 0 }
}

/** What the record of one child lacks. */
export async function toDoOfChild(tx: Tx, actor: Actor, child_id: number) {
  const { rows } = await sql<Pick<ToDoLine, 'kind' | 'child_id' | 'plan_id' | 'outcome_id' | 'outcome'>>`
    select t.kind, t.child_id, t.plan_id, t.outcome_id, o.text as outcome
    from picture_to_do t left join outcome o on o.area_id = t.area_id and o.id = t.outcome_id
    where ${lackedToday(actor)} and t.child_id = ${child_id}
    order by array_position(${kindList as string[]}::text[], t.kind), t.outcome_id`.execute(tx)
  return rows
}

/** How much is to be done for the children of one provider. */
export async function toDoOfProvider(tx: Tx, actor: Actor, provider_id: number) {
  const { rows } = await sql<{ lines: number }>`
    select count(*) as lines from picture_to_do t
    where ${lackedToday(actor)} and t.child_id = any (array(
      select child_id from placement where area_id = ${actor.area_id} and provider_id = ${provider_id} and rank = 1
        and from_on <= ${actor.today} and (to_on is null or to_on >= ${actor.today})))`.execute(tx)
  return rows[0]?.lines ?? 0
}

/** Providers with somebody placed there today, to filter by: all of them, or this person's own. */
export const providersPlacedWith = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('provider')
    .select(['id', 'name'])
    .where('area_id', '=', actor.area_id)
    .$if(actor.scope !== 'area', query =>
      query.where('id', 'in', actor.institutions.length > 0 ? actor.institutions : [0]),
    )
    .where(eb =>
      eb.exists(
        eb
          .selectFrom('placement')
          .select('placement.id')
          .whereRef('placement.area_id', '=', 'provider.area_id')
          .whereRef('placement.provider_id', '=', 'provider.id')
          .where('placement.from_on', '<=', actor.today)
          .where(open => open.or([open('placement.to_on', 'is', null), open('placement.to_on', '>=', actor.today)])),
      ),
    )
    .orderBy('name')
    .execute()

/** What the last import of each kind let through: mended where it came from, it is gone with the next one. */
export const doubtfulImports = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('import')
    .innerJoin('import_problem', join =>
      join
        .onRef('import_problem.area_id', '=', 'import.area_id')
        .onRef('import_problem.import_id', '=', 'import.id')
        .on('import_problem.severity', '=', 'warning'),
    )
    .where('import.area_id', '=', actor.area_id)
    .where('import.state', '=', 'done')
    .where('import.id', 'in', last =>
      last
        .selectFrom('import as one')
        .where('one.area_id', '=', actor.area_id)
        .where('one.state', '=', 'done')
        .groupBy('one.kind')
        .select(({ fn }) => fn.max('one.id').as('id')),
    )
    .groupBy(['import.id', 'import.file_name'])
    .orderBy('import.id', 'desc')
    .select(['import.id', 'import.file_name', sql<number>`count(*)::int`.as('doubts')])
    .execute()
