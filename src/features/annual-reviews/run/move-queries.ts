import { sql } from 'kysely'
import { academicYear, firstDayOf } from '#domain/academic-year.ts'
import { type PhaseMove, phaseMoveList } from '#domain/phase-move.ts'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import { pageSize } from '../list-query.ts'
import type { MoveState, NextSetting } from './move.ts'
import { type OwnWay, ownWayList, ownWays } from './way.ts'

/** The move that a child's year group and school suggest for next September, if any; or only while no review of it is on record. */
export async function suggestedMove(
  tx: Tx,
  actor: Actor,
  child_id: number,
  unreviewed = false,
): Promise<PhaseMove | null> {
  const { area_id, today } = actor
  const { rows } = await sql<{ move: PhaseMove | null }>`
    select phase_move(c.birth_date, ${today}, s.phase, s.kind, s.name) as move
    from child c
    join placement x on x.area_id = ${area_id} and x.child_id = c.id and x.rank = 1 and x.from_on <= ${today}
      and (x.to_on is null or x.to_on >= ${today})
    join provider s on s.area_id = ${area_id} and s.id = x.provider_id
    where c.area_id = ${area_id} and c.id = ${child_id} and ${mayBeSeenBy(actor, 'c.id')}
      and not (${unreviewed} and exists (select from review v where v.area_id = ${area_id} and v.child_id = c.id
        and v.kind = 'phase_transfer' and v.meeting_on >= ${firstDayOf(academicYear(today))}))
    order by x.from_on desc, x.id desc limit 1`.execute(tx)
  return rows[0]?.move ?? null
}

export const nextSettingOf = (tx: Tx, actor: Actor, review_id: number): Promise<NextSetting | undefined> =>
  tx
    .selectFrom('review_move')
    .select(['asked_for', 'asked_on', 'consulted_on', 'answer', 'named', 'named_on'])
    .select(eb => eb.ref('move').$castTo<PhaseMove>().as('move'))
    .where('area_id', '=', actor.area_id)
    .where('review_id', '=', review_id)
    .where(mayBeSeenBy(actor, 'child_id'))
    .executeTakeFirst()

export type Moving = {
  child_id: number
  plan_id: number
  forename: string
  surname: string
  place: string | null
  move: PhaseMove
  review_id: number | null
  meeting_on: string | null
  state: MoveState
  next: string | null
}

export type MovesAsked = { move: PhaseMove | undefined; state: MoveState | undefined; page: number }

export type Moves = {
  rows: Moving[]
  total: number
  moves: Partial<Record<PhaseMove, number>>
  states: Partial<Record<MoveState, number>>
}

/** Everybody who moves to another phase next September: by year group and school, or with a review that says so. */
export async function movesOf(tx: Tx, actor: Actor, { move, state, page }: MovesAsked): Promise<Moves> {
  const { area_id, today } = actor
  const from_on = firstDayOf(academicYear(today))
  const { rows } = await sql<Moving & Pick<Moves, 'total' | 'moves' | 'states'>>`
    with placed as materialized (
      select distinct on (child_id) child_id, provider_id from placement
      where area_id = ${area_id} and rank = 1 and from_on <= ${today} and (to_on is null or to_on >= ${today})
      order by child_id, from_on desc, id desc
    ), reviewed as materialized (
      select distinct on (v.child_id) v.child_id, v.id as review_id, v.meeting_on, m.move, m.asked_for, m.consulted_on, m.named
      from review v left join review_move m on m.area_id = ${area_id} and m.review_id = v.id
      where v.area_id = ${area_id} and v.kind = 'phase_transfer' and (v.meeting_on is null or v.meeting_on >= ${from_on})
      order by v.child_id, v.meeting_on desc nulls last, v.id desc
    ), moving as materialized (
      select p.child_id, p.id as plan_id, c.forename, c.surname, s.name as place, r.review_id, r.meeting_on,
        coalesce(r.move, phase_move(c.birth_date, ${today}, s.phase, s.kind, s.name), case when r.review_id is not null then 'to_secondary' end) as move,
        case when r.review_id is null then 'no_review' when r.named is not null then 'named' when r.consulted_on is not null then 'consulted'
          when r.asked_for is not null then 'asked' else 'open' end as state,
        coalesce(r.named, r.asked_for) as next
      from plan p
      join child c on c.area_id = ${area_id} and c.id = p.child_id and c.merged_into is null
      left join placed x on x.child_id = p.child_id
      left join provider s on s.area_id = ${area_id} and s.id = x.provider_id
      left join reviewed r on r.child_id = p.child_id
      where p.area_id = ${area_id} and p.first_made_on <= ${today} and (p.ceased_on is null or p.ceased_on >= ${today})
        and (r.review_id is not null or phase_move(c.birth_date, ${today}, s.phase, s.kind, s.name) is not null)
    ), asked as (select * from moving where ${move ? sql`move = ${move}` : sql`true`} and ${state ? sql`state = ${state}` : sql`true`})
    select k.*, x.* from (
      select (select count(*) from asked)::int as total,
        (select jsonb_object_agg(move, n) from (select move, count(*) as n from moving group by move) g) as moves,
        (select jsonb_object_agg(state, n) from (select state, count(*) as n from moving
          where ${move ? sql`move = ${move}` : sql`true`} group by state) g) as states) k
    left join (
      select * from asked order by array_position(${phaseMoveList as string[]}::text[], move) desc, state = 'named', lower(surname),
        lower(forename), child_id limit ${pageSize} offset ${(page - 1) * pageSize}) x on true
    order by array_position(${phaseMoveList as string[]}::text[], x.move) desc, x.state = 'named', lower(x.surname), lower(x.forename),
      x.child_id`.execute(tx)
  const [first] = rows
  return {
    rows: rows.filter(({ child_id }) => child_id !== null),
    total: first?.total ?? 0,
    moves: first?.moves ?? {},
    states: first?.states ?? {},
  }
}

export type Ours = {
  child_id: number
  plan_id: number
  forename: string
  surname: string
  way: OwnWay
  due_on: string | null
  review_id: number | null
  meeting_on: string | null
  report_sent_on: string | null
}

const wayOfRow = () => sql`case
  ${sql.join(
    ownWayList
      .filter(way => way !== 'no_place')
      .map(way => sql`when x.setting = any (${[...ownWays[way].settings]}::text[]) then ${way}::text`),
    sql` `,
  )}
  when c.birth_date > current_setting('waymark.today')::date - interval '5 years' then 'under_five'
  else 'no_place' end`

export type OursAsked = { way: OwnWay | undefined; mine: boolean; page: number }

/** Children and young people at no school, college or provider today: their reviews are the council's to hold. */
export async function oursOf(tx: Tx, actor: Actor, { way, mine, page }: OursAsked) {
  const { area_id, today } = actor
  const { rows } = await sql<Ours & { total: number; ways: Partial<Record<OwnWay, number>> | null }>`
    with placed as materialized (
      select distinct on (child_id) child_id, provider_id, setting from placement
      where area_id = ${area_id} and rank = 1 and from_on <= ${today} and (to_on is null or to_on >= ${today})
      order by child_id, from_on desc, id desc
    ), ours as materialized (
      select p.child_id, p.id as plan_id, c.forename, c.surname, ${wayOfRow()} as way, d.due_on, d.starts_on
      from plan p
      join child c on c.area_id = ${area_id} and c.id = p.child_id and c.merged_into is null
      left join placed x on x.child_id = p.child_id
      left join deadline d on d.area_id = ${area_id} and d.child_id = p.child_id and d.subject = 'plan' and d.subject_id = p.id
        and d.clock = 'next_review' and d.from_on <= ${today} and d.open_until >= ${today}
      where p.area_id = ${area_id} and x.provider_id is null and p.first_made_on <= ${today} and (p.ceased_on is null or p.ceased_on >= ${today})
        and ${
          mine
            ? sql`exists (select from caseload l where l.area_id = ${area_id} and l.child_id = p.child_id
                and l.person_id = ${actor.person_id} and l.to_on is null)`
            : sql`true`
        }
    ), asked as (select * from ours where ${way ? sql`way = ${way}` : sql`true`})
    select k.*, o.child_id, o.plan_id, o.forename, o.surname, o.way, o.due_on, v.id as review_id, v.meeting_on, v.report_sent_on
    from (
      select (select count(*) from asked)::int as total,
        (select jsonb_object_agg(way, n) from (select way, count(*) as n from ours group by way) g) as ways) k
    left join (
      select * from asked order by due_on nulls last, lower(surname), lower(forename), child_id
      limit ${pageSize} offset ${(page - 1) * pageSize}) o on true
    left join lateral (
      select id, meeting_on, report_sent_on from review v
      where v.area_id = ${area_id} and v.plan_id = o.plan_id and v.decided_on is null
        and (v.meeting_on is null or v.meeting_on >= coalesce(o.starts_on, ${today}))
      order by v.meeting_on desc nulls last, v.id desc limit 1) v on true
    order by o.due_on nulls last, lower(o.surname), lower(o.forename), o.child_id`.execute(tx)
  const [first] = rows
  return {
    rows: rows.filter(({ child_id }) => child_id !== null) as Ours[],
    total: first?.total ?? 0,
    ways: first?.ways ?? {},
  }
}
