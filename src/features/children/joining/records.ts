import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

export type JoinSide = NonNullable<Awaited<ReturnType<typeof sideOf>>>

/** One of two records that may be one child, with what hangs on it. */
export async function sideOf(tx: Tx, actor: Actor, id: number) {
  const { area_id, today } = actor
  const { rows } = await sql<{
    id: number
    ref: string
    forename: string
    surname: string
    birth_date: string
    upn: string | null
    uln: string | null
    need: string | null
    provider: string | null
    setting: string | null
    plans: number
    outcomes: number
    reviews: number
    ratings: number
    requests: number
    answers: number
  }>`
    select c.id, c.ref, c.forename, c.surname, c.birth_date, c.upn, c.uln, n.need, p.name as provider, p.setting,
      (select count(*) from plan where area_id = ${area_id} and child_id = c.id) as plans,
      (select count(*) from outcome where area_id = ${area_id} and child_id = c.id) as outcomes,
      (select count(*) from review where area_id = ${area_id} and child_id = c.id) as reviews,
      (select count(*) from rating where area_id = ${area_id} and child_id = c.id) as ratings,
      (select count(*) from request where area_id = ${area_id} and child_id = c.id) as requests,
      (select count(*) from soft_answer where area_id = ${area_id} and child_id = c.id) as answers
    from child c
    left join lateral (
      select need from need where area_id = ${area_id} and child_id = c.id and rank = 1 and from_on <= ${today}
        and (to_on is null or to_on >= ${today}) order by from_on desc, id desc limit 1) n on true
    left join lateral (
      select provider.name, placement.setting from placement
      left join provider on provider.area_id = placement.area_id and provider.id = placement.provider_id
      where placement.area_id = ${area_id} and child_id = c.id and rank = 1 and from_on <= ${today}
        and (to_on is null or to_on >= ${today}) order by from_on desc, placement.id desc limit 1) p on true
    where c.area_id = ${area_id} and c.id = ${id} and c.merged_into is null`.execute(tx)
  return rows[0]
}

export type Pair = { one: number; two: number; name: string; other_name: string; birth_date: string; reason: string }

/** Pairs of records that are alike enough to look at: the same UPN, or the same name and date of birth. */
export async function likelyPairs(tx: Tx, actor: Actor, page: number, size: number) {
  const { rows } = await sql<Pair & { total: number }>`
    with plain as materialized (
      select id, forename || ' ' || surname as name, birth_date, upn, plain_name(forename || ' ' || surname) as plain
      from child where area_id = ${actor.area_id} and merged_into is null
    ), pairs as materialized (
      select a.id as one, b.id as two, a.name, b.name as other_name, a.birth_date,
        case when a.upn = b.upn then 'Same UPN' else 'Same name and date of birth' end as reason
      from plain a join plain b on b.birth_date = a.birth_date and b.plain = a.plain and b.id > a.id
      union
      select a.id, b.id, a.name, b.name, a.birth_date, 'Same UPN' from plain a join plain b on b.upn = a.upn and b.id > a.id
    )
    select *, (select count(*) from pairs) as total from pairs
    order by reason desc, name, one, two limit ${size} offset ${(page - 1) * size}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}

export type StandingJoin = { act: number; other: number; name: string; on_date: string; why: string | null }

/** The records that were joined into a child's, and may be separated again. */
export async function joinsInto(tx: Tx, actor: Actor, child_id: number): Promise<StandingJoin[]> {
  const { rows } = await sql<StandingJoin>`
    select distinct on (c.id) e.id as act, c.id as other, c.forename || ' ' || c.surname as name, e.on_date, e.why
    from child c
    join audit_entry e on e.area_id = c.area_id and e.child_id = ${child_id} and e.act = 'child.joined'
      and (e.detail ->> 'other')::bigint = c.id
    where c.area_id = ${actor.area_id} and c.merged_into = ${child_id}
    order by c.id, e.id desc`.execute(tx)
  return rows
}
