import { type RawBuilder, sql } from 'kysely'
import { addDays } from '#domain/date.ts'
import type { PhaseMove } from '#domain/phase-move.ts'
import type { Season, Term, TermName } from '#domain/school-term.ts'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Reason } from './term-list.ts'

export const pageSize = 25

export const ownTerms = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('term')
    .select(['academic_year', 'begins_on', 'recorded_act'])
    .select(eb => eb.ref('season').$castTo<Season>().as('season'))
    .where('area_id', '=', actor.area_id)
    .execute()

/**
 * Children whose plan needs review in a term, each once: the meeting has to be held in time for the decision, four weeks
 * before twelve months are over; and, in the autumn, those who move to another phase next September. Left out is whoever's
 * review is held, or planned to be, before the term begins. `place` is where they are when it begins.
 */
function toReview({ area_id, today }: Actor, term: Term): RawBuilder<unknown> {
  const on = term.begins_on > today ? term.begins_on : today
  return sql`
    placed as materialized (
      select distinct on (child_id) child_id, provider_id, setting from placement
      where area_id = ${area_id} and rank = 1 and from_on <= ${on} and (to_on is null or to_on >= ${on})
      order by child_id, from_on desc, id desc
    ), here as materialized (
      select p.id as plan_id, p.child_id, c.forename, c.surname, c.birth_date, x.provider_id, x.setting, s.name as place,
        case when ${term.season === 'autumn'} and s.id is not null then phase_move(c.birth_date, ${on}, s.phase, s.kind, s.name) end as move
      from plan p
      join child c on c.area_id = ${area_id} and c.id = p.child_id and c.merged_into is null
      left join placed x on x.child_id = p.child_id
      left join provider s on s.area_id = ${area_id} and s.id = x.provider_id
      where p.area_id = ${area_id} and p.first_made_on <= ${today} and (p.ceased_on is null or p.ceased_on >= ${on})
    ), wanted as materialized (
      select distinct on (h.child_id) h.*, d.due_on,
        least(d.due_on - 28, case when h.move = 'to_post_16' then ${`${term.academic_year + 1}-03-30`}::date - 84
          when h.move is not null then ${`${term.academic_year + 1}-02-14`}::date - 84 end) as meet_by,
        case when h.move is not null then 'move' when d.due_on - 28 < ${term.begins_on} then 'overdue' else 'due' end as reason
      from here h
      left join deadline d on d.area_id = ${area_id} and d.child_id = h.child_id and d.subject = 'plan' and d.subject_id = h.plan_id
        and d.clock = 'next_review' and d.from_on <= ${today} and d.open_until >= ${today}
      where h.move is not null or (d.due_on < ${addDays(term.next_begins_on, 28)} and not exists (
        select from review v where v.area_id = ${area_id} and v.plan_id = h.plan_id and v.decided_on is null
          and v.meeting_on > d.starts_on and v.meeting_on < ${term.begins_on}))
      order by h.child_id, d.due_on
    )`
}

/** The list that each setting was sent last for a term. */
const latest = ({ area_id }: Actor, { academic_year, season }: TermName) => sql`
    latest as materialized (
      select distinct on (provider_id) id, provider_id, version, sent_on, told, children from term_list
      where area_id = ${area_id} and academic_year = ${academic_year} and season = ${season} and provider_id is not null
      order by provider_id, version desc
    )`

export type SettingLine = {
  provider_id: number
  name: string
  children: number
  moving: number
  /** Accounts of people there, who can be told by e-mail and open the list. */
  people: number
  list_id: number | null
  sent_on: string | null
  told: number | null
  /** Since it was sent: who would be on it now and was not, and who was on it and is no longer there. */
  joined: number
  gone: number
}

export const shows = {
  all: 'Every setting',
  unsent: 'Not sent',
  changed: 'Changed since',
  nobody: 'Nobody there has an account',
} as const

export type Show = keyof typeof shows

const isShown: Record<Show, RawBuilder<unknown>> = {
  all: sql`true`,
  unsent: sql`list_id is null and children > 0`,
  changed: sql`list_id is not null and joined + gone > 0`,
  nobody: sql`people = 0 and list_id is null and children > 0`,
}

export type Overview = { lines: SettingLine[]; counts: Record<Show, number> & { children: number; moving: number } }

/** Each setting with what its list would hold and what was sent: unsent first. */
export async function settingsOf(
  tx: Tx,
  actor: Actor,
  term: Term,
  { show = 'all', page, only }: { show?: Show; page?: number; only?: readonly number[] } = {},
): Promise<Overview> {
  const { area_id, today } = actor
  const { rows } = await sql<SettingLine & { counts: Overview['counts'] }>`
    with ${toReview(actor, term)}, ${latest(actor, term)},
    snapshot as materialized (
      select l.provider_id, k.child_id from latest l join term_list_child k on k.area_id = ${area_id} and k.term_list_id = l.id
    ), counted as (
      select provider_id, count(*) as children, count(move) as moving from wanted where provider_id is not null group by provider_id
    ), fresh as (
      select w.provider_id, count(*) as joined from wanted w join latest l on l.provider_id = w.provider_id
      where not exists (select from snapshot s where s.provider_id = w.provider_id and s.child_id = w.child_id) group by 1
    ), left_it as (
      select s.provider_id, count(*) as gone from snapshot s
      where not exists (select from here h where h.provider_id = s.provider_id and h.child_id = s.child_id) group by 1
    ), staff as (
      select i.provider_id, count(distinct m.person_id) as people
      from membership m join person q on q.id = m.person_id, unnest(m.institutions) as i (provider_id)
      where m.area_id = ${area_id} and m.role = 'senco' and (m.until_on is null or m.until_on >= ${today})
        and (q.closed_on is null or q.closed_on > ${today}) group by 1
    ), lines as (
      select p.id as provider_id, p.name, coalesce(c.children, 0)::int as children, coalesce(c.moving, 0)::int as moving,
        coalesce(t.people, 0)::int as people, l.id as list_id, l.sent_on, l.told, coalesce(f.joined, 0)::int as joined,
        coalesce(g.gone, 0)::int as gone
      from counted c full join latest l using (provider_id)
      join provider p on p.area_id = ${area_id} and p.id = provider_id
      left join fresh f using (provider_id) left join left_it g using (provider_id) left join staff t using (provider_id)
    ), totals as (
      select jsonb_build_object('all', count(*), 'unsent', count(*) filter (where ${isShown.unsent}),
        'changed', count(*) filter (where ${isShown.changed}), 'nobody', count(*) filter (where ${isShown.nobody}),
        'children', coalesce(sum(children), 0), 'moving', coalesce(sum(moving), 0)) as counts from lines
    )
    select t.counts, x.* from totals t left join (
      select * from lines where ${isShown[show]} and ${only ? sql`provider_id = any (${only}::bigint[])` : sql`true`}
      order by list_id is not null, joined + gone = 0, lower(name), provider_id
      ${page === undefined ? sql`` : sql`limit ${pageSize} offset ${(page - 1) * pageSize}`}) x on true
    order by x.list_id is not null, x.joined + x.gone = 0, lower(x.name), x.provider_id`.execute(tx)
  const none = { all: 0, unsent: 0, changed: 0, nobody: 0, children: 0, moving: 0 }
  return { counts: rows[0]?.counts ?? none, lines: rows.filter(({ provider_id }) => provider_id !== null) }
}

export type Wanted = {
  child_id: number
  plan_id: number
  forename: string
  surname: string
  provider_id: number | null
  place: string | null
  setting: string | null
  reason: Reason
  move: PhaseMove | null
  due_on: string | null
  meet_by: string
  /** The meeting that is planned, if one is. */
  meeting_on: string | null
}

/** Who would be on lists of a term now: of some settings, of those at none, or of all. Earliest first. */
export async function wantedOf(
  tx: Tx,
  actor: Actor,
  term: Term,
  of: { providers?: readonly number[]; page?: number } = {},
): Promise<Wanted[]> {
  const { rows } = await sql<Wanted>`
    with ${toReview(actor, term)}
    select w.child_id, w.plan_id, w.forename, w.surname, w.provider_id, w.place, w.setting, w.reason, w.move, w.due_on, w.meet_by,
      (select min(v.meeting_on) from review v where v.area_id = ${actor.area_id} and v.plan_id = w.plan_id
        and v.meeting_on >= ${actor.today} and v.decided_on is null) as meeting_on
    from wanted w
    where ${mayBeSeenBy(actor, 'w.child_id')}
      and ${of.providers ? sql`w.provider_id = any (${of.providers}::bigint[])` : sql`true`}
    order by w.meet_by, lower(w.surname), lower(w.forename), w.child_id
    ${of.page === undefined ? sql`` : sql`limit ${pageSize} offset ${(of.page - 1) * pageSize}`}`.execute(tx)
  return rows
}

/** The list of health and social care as it was sent last: theirs is of the whole area. */
export const partnersList = (tx: Tx, actor: Actor, { academic_year, season }: TermName) =>
  tx
    .selectFrom('term_list')
    .select(['id', 'sent_on', 'told', 'children', 'version'])
    .where('area_id', '=', actor.area_id)
    .where('academic_year', '=', academic_year)
    .where('season', '=', season)
    .where('provider_id', 'is', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

export type Somebody = { person_id: number; name: string; email: string; role: string; institutions: number[] }

/** Who may be told that a list is there: those at the settings, and the officers of health and social care. */
export async function peopleToTell(tx: Tx, actor: Actor): Promise<Somebody[]> {
  const rows = await tx
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.id as person_id', 'person.name', 'person.email', 'membership.role', 'membership.institutions'])
    .where('membership.area_id', '=', actor.area_id)
    .where('membership.role', 'in', ['senco', 'clinical_officer'])
    .where(sql<boolean>`(membership.until_on is null or membership.until_on >= ${actor.today})`)
    .where(sql<boolean>`(person.closed_on is null or person.closed_on > ${actor.today})`)
    .orderBy('person.id')
    .execute()
  return rows
}

/** Settings of this person, with the latest version of each list they were sent; the latest term first. */
export async function listsSentTo(tx: Tx, actor: Actor, page: number) {
  const mine =
    actor.scope === 'area'
      ? sql`l.provider_id is null`
      : sql`l.provider_id = any (${actor.institutions as number[]}::bigint[])`
  const { rows } = await sql<SentList & { total: number }>`
    select x.*, count(*) over ()::int as total from (
      select distinct on (l.academic_year, l.season, l.provider_id) l.id, l.academic_year, l.season, l.begins_on, l.due_on, l.sent_on,
        l.version, l.children, l.provider_id, p.name
      from term_list l left join provider p on p.area_id = ${actor.area_id} and p.id = l.provider_id
      where l.area_id = ${actor.area_id} and ${mine}
      order by l.academic_year, l.season, l.provider_id, l.version desc) x
    order by x.begins_on desc, lower(x.name) limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}

export type SentList = TermName & {
  id: number
  begins_on: string
  due_on: string
  sent_on: string
  version: number
  children: number
  provider_id: number | null
  name: string | null
}

/** A list in sight: of the person's own setting, or for whom the whole area's are. */
export const sentList = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('term_list')
    .leftJoin('provider', join =>
      join.onRef('provider.area_id', '=', 'term_list.area_id').onRef('provider.id', '=', 'term_list.provider_id'),
    )
    .select(['term_list.id', 'term_list.academic_year', 'term_list.begins_on', 'term_list.due_on', 'term_list.sent_on'])
    .select(['term_list.version', 'term_list.children', 'term_list.told', 'term_list.provider_id', 'provider.name'])
    .select(eb => eb.ref('term_list.season').$castTo<Season>().as('season'))
    .where('term_list.area_id', '=', actor.area_id)
    .where('term_list.id', '=', id)
    .$if(actor.scope !== 'area', query => query.where('term_list.provider_id', 'in', [-1, ...actor.institutions]))
    .executeTakeFirst()

export type Listed = {
  child_id: number
  forename: string
  surname: string
  birth_date: string
  ref: string
  place: string | null
  reason: Reason
  move: PhaseMove | null
  due_on: string | null
  meet_by: string
  was_there: boolean
  plan_id: number | null
  review_id: number | null
  meeting_on: string | null
  report_sent_on: string | null
  decided_on: string | null
}

type Shown = {
  id: number
  version: number
  begins_on: string
  academic_year: number
  season: string
  provider_id: number | null
}

/** Who was on a list as it was sent, of those this person may see today, with where each review has got to since. */
export async function listedOn(tx: Tx, actor: Actor, list: Shown, page?: number): Promise<Listed[]> {
  const { area_id } = actor
  const { rows } = await sql<Listed>`
    select k.child_id, c.forename, c.surname, c.birth_date, c.ref, s.name as place, k.reason, k.move, k.due_on, k.meet_by,
      ${list.version === 1}::bool or exists (${inVersionBefore(actor, list)} and b.child_id = k.child_id) as was_there,
      (select max(p.id) from plan p where p.area_id = ${area_id} and p.child_id = k.child_id
        and (p.ceased_on is null or p.ceased_on >= ${actor.today})) as plan_id,
      v.id as review_id, v.meeting_on, v.report_sent_on, v.decided_on
    from term_list_child k
    join child c on c.area_id = ${area_id} and c.id = k.child_id
    left join provider s on s.area_id = ${area_id} and s.id = k.provider_id
    left join lateral (
      select id, meeting_on, report_sent_on, decided_on from review v
      where v.area_id = ${area_id} and v.child_id = k.child_id and (v.meeting_on >= ${list.begins_on}::date - 60 or v.meeting_on is null)
        and (v.decided_on is null or v.decided_on >= ${list.begins_on}::date - 14)
      order by v.meeting_on desc nulls last, v.id desc limit 1) v on true
    where k.area_id = ${area_id} and k.term_list_id = ${list.id} and ${mayBeSeenBy(actor, 'k.child_id')}
    order by k.meet_by, lower(c.surname), lower(c.forename), k.id
    ${page === undefined ? sql`` : sql`limit ${pageSize} offset ${(page - 1) * pageSize}`}`.execute(tx)
  return rows
}

const inVersionBefore = ({ area_id }: Actor, list: Shown) => sql`
  select from term_list o join term_list_child b on b.area_id = ${area_id} and b.term_list_id = o.id
  where o.area_id = ${area_id} and o.academic_year = ${list.academic_year} and o.season = ${list.season}
    and o.provider_id is not distinct from ${list.provider_id} and o.version = ${list.version - 1}`

/** Who was on the version before and is not on this one, of those this person may see. */
export async function goneFrom(tx: Tx, actor: Actor, list: Shown) {
  if (list.version === 1) return []
  const { area_id } = actor
  const { rows } = await sql<{ child_id: number; forename: string; surname: string }>`
    select c.id as child_id, c.forename, c.surname from child c
    where c.area_id = ${area_id} and ${mayBeSeenBy(actor, 'c.id')} and exists (${inVersionBefore(actor, list)} and b.child_id = c.id)
      and not exists (select from term_list_child k where k.area_id = ${area_id} and k.term_list_id = ${list.id} and k.child_id = c.id)
    order by lower(c.surname), lower(c.forename), c.id`.execute(tx)
  return rows
}

/** Other versions of a list, the latest first. */
export const versionsOf = (tx: Tx, actor: Actor, { academic_year, season, provider_id }: TermName & Shown) =>
  tx
    .selectFrom('term_list')
    .select(['id', 'version', 'sent_on'])
    .where('area_id', '=', actor.area_id)
    .where('academic_year', '=', academic_year)
    .where('season', '=', season)
    .where('provider_id', provider_id === null ? 'is' : '=', provider_id)
    .orderBy('version', 'desc')
    .execute()

export const settingNamed = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('provider')
    .select(['id', 'name'])
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .executeTakeFirst()
