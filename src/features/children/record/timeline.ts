import { sql } from 'kysely'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { askAgain } from '#platform/database/kept-plan.ts'

/** Everything of one kind that happened on a day: which kind of words it wants, and the few values they need. */
export type Happening = {
  day: string
  kind: Kind
  id: number
  one: string | null
  two: string | null
  many: number | null
}

export type Kind =
  | 'need_began'
  | 'need_ended'
  | 'place_began'
  | 'place_ended'
  | 'care'
  | 'requested'
  | 'request_decided'
  | 'plan_made'
  | 'plan_ceased'
  | 'outcome_agreed'
  | 'outcome_closed'
  | 'goals_set'
  | 'reviewed'
  | 'review_decided'
  | 'answered'
  | 'corrected'
  | 'letter'
  | 'message'

/** A family sees the letters to the family, a setting those to the setting. */
function mayReadLetter(actor: Actor) {
  if (!may(actor, 'letters.see')) return sql`false`
  if (actor.scope === 'area') return sql`true`
  const parts = actor.scope === 'placed' ? ['setting'] : ['parent', 'young_person']
  return sql`exists (select from letter_recipient r where r.area_id = letter.area_id and r.letter_id = letter.id
    and r.part = any (${parts}::text[]))`
}

/** What happened to a child, latest first, and how much there is in all. */
export async function happenings(
  tx: Tx,
  actor: Actor,
  child_id: number,
  { limit, offset }: { limit: number; offset: number },
) {
  const of = sql`area_id = ${actor.area_id} and child_id = ${child_id}`
  const question = sql<Happening & { total: number }>`
    with everything (day, kind, id, one, two, many) as (
      select from_on, 'need_began', id, need, rank::text, null::bigint from need where ${of}
      union all select to_on, 'need_ended', id, need, rank::text, null from need where ${of} and to_on is not null
      union all
      select x.from_on, 'place_began', x.id, coalesce(p.name, x.setting), x.rank::text, null
      from placement x left join provider p on p.area_id = x.area_id and p.id = x.provider_id
      where x.area_id = ${actor.area_id} and x.child_id = ${child_id}
      union all
      select x.to_on, 'place_ended', x.id, coalesce(p.name, x.setting), x.rank::text, null
      from placement x left join provider p on p.area_id = x.area_id and p.id = x.provider_id
      where x.area_id = ${actor.area_id} and x.child_id = ${child_id} and x.to_on is not null
      union all
      select from_on, 'care', id, looked_after::text, null, null from care_status where ${of} and from_on > '-infinity'
      union all select received_on, 'requested', id, source, null, null from request where ${of}
      union all
      select decided_on, 'request_decided', id, decision, null, null from request where ${of} and decided_on is not null
      union all select first_made_on, 'plan_made', id, plan_type, null, null from plan where ${of}
      union all select ceased_on, 'plan_ceased', id, plan_type, cease_reason, null from plan where ${of} and ceased_on is not null
      union all select agreed_on, 'outcome_agreed', id, text, null, null from outcome where ${of}
      union all select closed_on, 'outcome_closed', id, text, null, null from outcome where ${of} and closed_on is not null
      union all select set_on, 'goals_set', min(id), min(text), null, count(*) from goal where ${of} group by set_on
      union all
      select v.meeting_on, 'reviewed', v.id, v.kind, (
          select string_agg(n || ' ' || rating, ';' order by rating) from (
            select rating, count(*) as n from rating r where r.area_id = v.area_id and r.review_id = v.id group by rating) counted),
        (select count(*) from position x where x.area_id = v.area_id and x.review_id = v.id)
      from review v where v.area_id = ${actor.area_id} and v.child_id = ${child_id} and v.meeting_on is not null
      union all
      select decided_on, 'review_decided', id, decision, null, null from review where ${of} and decided_on is not null
      union all
      select on_date, 'answered', min(id), string_agg(distinct respondent, ';'), null, count(*) from soft_answer where ${of} group by on_date
      union all
      select superseded_on, 'corrected', goal_id, was, became, null from (
        select id, goal_id, rating as was, superseded_on, superseded_act,
          coalesce(lead(rating) over (partition by id order by superseded_act), (
            select rating from rating where rating.area_id = h.area_id and rating.id = h.id)) as became
        from rating_history h
        where h.area_id = ${actor.area_id} and h.id = any (array(select id from rating where ${of}))) versions
      where became <> was
      union all
      select on_date, 'letter', id, title, null, null from letter where ${of} and ${mayReadLetter(actor)}
      union all
      select (m.queued_at at time zone 'Europe/London')::date, 'message', m.id, m.title, m.state, null from message m
      where m.area_id = ${actor.area_id} and ${sql.val(may(actor, 'messages.see'))} and (m.child_id = ${child_id} or exists (
        select from reminder r where r.area_id = m.area_id and r.message_id = m.id and r.child_id = ${child_id}))
    )
    select everything.*, count(*) over () as total from everything
    order by day desc, kind, id limit ${limit} offset ${offset}`
  const { rows } = await askAgain(tx, question)
  return { rows, total: rows[0]?.total ?? 0 }
}
