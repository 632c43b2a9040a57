import { type RawBuilder, sql } from 'kysely'
import { firstDayOf, lastDayOf } from '#domain/academic-year.ts'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'

/** Whether a fact with a first and perhaps a last day was open on a day. */
const openOn = (table: string, on: string) => {
  const [from_on, to_on] = [sql.ref(`${table}.from_on`), sql.ref(`${table}.to_on`)]
  return sql<boolean>`(${from_on} <= ${on} and (${to_on} is null or ${to_on} >= ${on}))`
}

export const listOrders = ['name', 'age'] as const

export type ListQuestion = {
  words: string
  need?: string | undefined
  year_group?: number | undefined
  /** A provider's number, a setting's code, or 'none'. */
  placed?: string | undefined
  plan?: 'in_force' | 'ceased' | 'none' | undefined
  looked_after?: boolean | undefined
  order: (typeof listOrders)[number]
  direction: 'asc' | 'desc'
  page: number
}

export const pageSize = 25

export type Listed = Awaited<ReturnType<typeof listChildren>>['rows'][number]

/** A page of the children that are asked for, each with their need, place and plan today, and how many there are. */
export async function listChildren(tx: Tx, actor: Actor, question: ListQuestion, academicYear: number) {
  const { area_id, today } = actor
  const asked = [
    sql<boolean>`c.area_id = ${area_id} and c.merged_into is null`,
    mayBeSeenBy(actor, 'c.id'),
    ...conditions(question, actor, academicYear),
  ]
  const { direction } = question
  const way = sql.raw(direction)
  const order =
    question.order === 'age'
      ? sql`c.birth_date ${sql.raw(direction === 'asc' ? 'desc' : 'asc')}, c.surname, c.forename, c.id`
      : sql`c.surname ${way}, c.forename ${way}, c.id ${way}`
  const offset = (question.page - 1) * pageSize
  const { rows } = await sql<{
    id: number
    forename: string
    surname: string
    birth_date: string
    need: string | null
    provider: string | null
    setting: string | null
    plan_made_on: string | null
    plan_ceased_on: string | null
    review_from: string | null
    total: number
  }>`
    with matched as materialized (
      select c.id, c.forename, c.surname, c.birth_date from child c where ${sql.join(asked, sql` and `)}
    ), shown as (
      select * from matched c order by ${order} limit ${pageSize} offset ${offset}
    )
    select c.id, c.forename, c.surname, c.birth_date, (select count(*) from matched) as total, n.need, p.name as provider, p.setting,
      l.first_made_on as plan_made_on, l.ceased_on as plan_ceased_on, l.review_from
    from shown c
    left join lateral (
      select need from need where area_id = ${area_id} and child_id = c.id and rank = 1 and ${openOn('need', today)}
      order by from_on desc, id desc limit 1) n on true
    left join lateral (
      select provider.name, placement.setting from placement
      left join provider on provider.area_id = placement.area_id and provider.id = placement.provider_id
      where placement.area_id = ${area_id} and child_id = c.id and rank = 1 and ${openOn('placement', today)}
      order by from_on desc, placement.id desc limit 1) p on true
    left join lateral (
      select first_made_on, ceased_on, greatest(first_made_on, (
        select max(decided_on) from review where review.area_id = ${area_id} and review.plan_id = plan.id
          and decided_on <= ${today})) as review_from
      from plan where area_id = ${area_id} and child_id = c.id and first_made_on <= ${today}
      order by ceased_on is null or ceased_on >= ${today} desc, first_made_on desc, id desc limit 1) l on true
    order by ${order}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}

function conditions(question: ListQuestion, { area_id, today }: Actor, academicYear: number) {
  const all: RawBuilder<boolean>[] = []
  /** The first need or main placement of today is the one that began last; 'none' asks for children without. */
  const now = (select: RawBuilder<unknown>, table: string, value: string) => {
    const open = sql`${select} from ${sql.table(table)}
      where area_id = ${area_id} and rank = 1 and ${openOn(table, today)} order by child_id, from_on desc, id desc`
    return value === 'none'
      ? sql<boolean>`c.id not in (select child_id from (${open}) open_now)`
      : sql<boolean>`c.id in (select child_id from (${open}) open_now where value = ${value})`
  }
  const { words, need, year_group, placed, plan, looked_after } = question
  if (words) all.push(named(words))
  if (need) all.push(now(sql`select distinct on (child_id) child_id, need as value`, 'need', need))
  if (year_group !== undefined) {
    const born = academicYear - year_group - 5
    all.push(sql`c.birth_date between ${firstDayOf(born)} and ${lastDayOf(born)}`)
  }
  if (placed)
    all.push(
      now(
        sql`select distinct on (child_id) child_id, coalesce(provider_id::text, setting) as value`,
        'placement',
        placed,
      ),
    )
  const plans = (more: RawBuilder<unknown>) =>
    sql<boolean>`exists (select from plan where area_id = ${area_id} and child_id = c.id and first_made_on <= ${today} and ${more})`
  const inForce = plans(sql`(ceased_on is null or ceased_on >= ${today})`)
  if (plan === 'in_force') all.push(inForce)
  if (plan === 'ceased') all.push(sql`${plans(sql`ceased_on < ${today}`)} and not ${inForce}`)
  if (plan === 'none') all.push(sql`not ${plans(sql`true`)}`)
  if (looked_after !== undefined)
    all.push(sql`c.id ${looked_after ? sql`in` : sql`not in`} (
      select child_id from (
        select distinct on (child_id) child_id, looked_after from care_status where area_id = ${area_id} and from_on <= ${today}
        order by child_id, from_on desc) status
      where looked_after)`)
  return all
}

/** By part of a name; words with a digit may also begin a UPN, a ULN or the sender's own id. */
function named(words: string): RawBuilder<boolean> {
  const byName = sql<boolean>`c.id in (select find_children(${words}))`
  if (!/\d/.test(words)) return byName
  const begins = `${words.replaceAll(/[\\%_]/g, sign => `\\${sign}`)}%`
  return sql<boolean>`(${byName} or c.upn like ${begins.toUpperCase()} or c.uln like ${begins} or c.ref ilike ${begins})`
}
