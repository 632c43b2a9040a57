import type { Tx } from '#platform/database/connect.ts'
import { runSql } from '../recording/run-sql.ts'

/** Finds the records a return is about, or ids for new ones. */
export async function resolveSen2(tx: Tx, area_id: number, census_on: string): Promise<void> {
  const stages = ['persons', 'requests', 'plans', 'placements', 'needs', 'reviews']
  const steps = [
    ...stages.map(stage => `analyze in_${stage}`),
    children(area_id),
    'create index on resolved_children (person); analyze resolved_children',
    institutions(area_id),
    'analyze resolved_institutions',
    requests(area_id),
    plans(area_id),
    'create index on resolved_plans (person, plan); analyze resolved_plans',
    placements(area_id),
    needs(area_id, census_on),
    reviews(area_id),
  ]
  await runSql(tx, steps.join(';\n'))
}

const withId = (resolved: string, table: string, from: string) =>
  `create temp table ${resolved} on commit drop as
   select coalesce(x.known_id, nextval(pg_get_serial_sequence('${table}', 'id'))) as id, x.known_id is null as is_new, x.* from (${from}) x`

/** An id of our own for what a return gives none to; it says where it came from, and nothing of it is chance. */
const newRef = (table: string, area_id: number, made: string) =>
  `case when exists (select from "${table}" taken where taken.area_id = ${area_id} and taken.ref = ${made})
    then gen_random_uuid()::text else ${made} end`

/** A child by UPN, else by ULN, else by name and date of birth where the numbers do not speak against it. */
function children(area_id: number): string {
  const known = `from child where area_id = ${area_id}`
  const made = `'sen2:' || coalesce(s.upn, s.uln, left(encode(sha256(convert_to(
    lower(s.surname) || '|' || lower(s.forename) || '|' || s.birth_date, 'UTF8')), 'hex'), 16))`
  return withId(
    'resolved_children',
    'child',
    `select s.*, coalesce(n.id, l.id, b.id) as known_id, n.id is null and l.id is null and b.id is not null as by_name,
       coalesce(c.ref, ${newRef('child', area_id, made)}) as ref
     from in_persons s
     left join (select upn, min(coalesce(merged_into, id)) as id ${known} and upn is not null group by upn) n on n.upn = s.upn
     left join (select uln, min(coalesce(merged_into, id)) as id ${known} and uln is not null group by uln) l on l.uln = s.uln
     left join (select lower(surname) as surname, lower(forename) as forename, birth_date, min(id) as id, min(upn) as upn
       ${known} and merged_into is null group by 1, 2, 3 having count(*) = 1) b
       on b.surname = lower(s.surname) and b.forename = lower(s.forename) and b.birth_date = s.birth_date
         and (b.upn is null or s.upn is null or b.upn !~ '^[A-Z][0-9]{12}$')
     left join child c on c.area_id = ${area_id} and c.id = coalesce(n.id, l.id, b.id)
     order by s.person`,
  )
}

const providerKey = (s: string) => `coalesce('urn:' || ${s}.urn, 'ukprn:' || ${s}.ukprn)`

/** A provider by URN, else by UKPRN; a new one is called as GIAS calls it, or by its number until somebody names it. */
const institutions = (area_id: number) =>
  withId(
    'resolved_institutions',
    'provider',
    `select s.*, coalesce(u.merged_into, u.id, k.id) as known_id, ${newRef('provider', area_id, "'sen2:' || s.key")} as ref,
       coalesce((select g.name from gias_establishment g where g.urn = s.urn), 'URN ' || s.urn, 'UKPRN ' || s.ukprn) as name, 'other' as kind
     from (select ${providerKey('p')} as key, min(urn) as urn, min(ukprn) as ukprn, min("row") as "row"
       from in_placements p where urn is not null or ukprn is not null group by 1) s
     left join provider u on u.area_id = ${area_id} and u.urn = s.urn
     left join (select ukprn, min(id) as id from provider where area_id = ${area_id} and urn is null and ukprn is not null and merged_into is null group by 1) k
       on u.id is null and k.ukprn = s.ukprn
     order by s."row"`,
  )

const ownRef = (kind: string, date: string) =>
  `'sen2:' || regexp_replace(c.ref, '^sen2:', '') || ':${kind}:' || ${date}`

const requests = (area_id: number) =>
  withId(
    'resolved_requests',
    'request',
    `select s.*, c.id as child_id, t.id as known_id, coalesce(t.ref, ${newRef('request', area_id, ownRef('request', 's.received_on'))}) as ref
     from (select *, row_number() over (partition by person, received_on order by "row") as nth from in_requests) s
     join resolved_children c using (person)
     left join (select distinct on (child_id, received_on) id, ref, child_id, received_on from request where area_id = ${area_id}
       order by child_id, received_on, id) t on t.child_id = c.id and t.received_on = s.received_on
     where s.nth = 1 order by s."row"`,
  )

/** Two stretches of time that have a day in common. */
const atOneTime = (from: string, to: string, otherFrom: string, otherTo: string) =>
  `${from} <= coalesce(${otherTo}, 'infinity') and coalesce(${to}, 'infinity') >= ${otherFrom}`

/**
 * The best record for each row, and each record for one row only: `choice` is the record's place among those that fit the
 * row, `nth` the row's place among those that chose the record.
 */
const chosen = (fitting: string, row: string, best: string, name: string) =>
  `select f.*, case when f.nth = 1 then f.found_id end as known_id ${name} from (
     select g.*, row_number() over (partition by g.found_id order by ${best}, g."row" desc) as nth
     from (select h.*, row_number() over (partition by ${row} order by ${best}, h.found_id) as choice from (${fitting}) h) g
     where g.choice = 1) f order by f."row"`

/** A plan by the day it was first made, else the one that was in force at the same time: a child has one at a time. */
const plans = (area_id: number) =>
  withId(
    'resolved_plans',
    'plan',
    chosen(
      `select s.*, c.id as child_id, p.id as found_id, p.ref as found_ref, ${ownRef('plan', 's.first_made_on')} as made,
         p.first_made_on is distinct from s.first_made_on as is_other, -(p.first_made_on - date '2000-01-01') as before
       from in_plans s join resolved_children c using (person)
       left join plan p on p.area_id = ${area_id} and p.child_id = c.id
         and (p.first_made_on = s.first_made_on or ${atOneTime('p.first_made_on', 'p.ceased_on', 's.first_made_on', 's.ceased_on')})`,
      'person, plan',
      'is_other, before',
      `, case when f.nth = 1 and f.found_id is not null then f.found_ref else ${newRef('plan', area_id, 'f.made')} end as ref`,
    ),
  )

/** A placement by the day it began and its rank, else the one at the same place at the same time. */
const placements = (area_id: number) =>
  withId(
    'resolved_placements',
    'placement',
    chosen(
      `select s.*, c.id as child_id, i.id as provider_id, p.id as found_id,
         p.from_on is distinct from s.from_on as is_other, -(p.from_on - date '2000-01-01') as before
       from in_placements s join resolved_children c using (person)
       left join resolved_institutions i on i.key = ${providerKey('s')}
       left join placement p on p.area_id = ${area_id} and p.child_id = c.id and p.rank = s.rank and (p.from_on = s.from_on
         or (p.provider_id = i.id or p.setting = s.setting) and ${atOneTime('p.from_on', 'p.to_on', 's.from_on', 's.to_on')})`,
      'person, "row"',
      'is_other, before',
      '',
    ),
  )

/**
 * A return says what the needs are on its census day and not since when. The first one known counts from the making of the
 * plan; one that differs from what is recorded begins on the census day, and ends the other the day before.
 */
const needs = (area_id: number, census_on: string) =>
  `create temp table resolved_needs on commit drop as
   select nextval(pg_get_serial_sequence('need', 'id')) as id, x.* from (
     select s.*, c.id as child_id, t.id as known_id, t.from_on as known_from, t.to_on as known_to, t.need as known_need,
       case when any_at.rank is null then least('${census_on}', made.first_made_on) else '${census_on}' end::date as from_on,
       any_at.rank is null as is_first, t.need is not distinct from s.need as is_same
     from in_needs s join resolved_children c using (person)
     left join (select person, min(first_made_on) as first_made_on from in_plans group by 1) made using (person)
     left join (select child_id, rank from need where area_id = ${area_id} group by 1, 2) any_at
       on any_at.child_id = c.id and any_at.rank = s.rank
     left join (select distinct on (child_id, rank) id, child_id, rank, from_on, to_on, need from need
       where area_id = ${area_id} and from_on <= '${census_on}' and coalesce(to_on, 'infinity') >= '${census_on}'
       order by child_id, rank, from_on desc, id desc) t on t.child_id = c.id and t.rank = s.rank
     order by s."row") x`

/** A review by its plan and meeting, else by its decision where one of the two has no meeting. */
const reviews = (area_id: number) =>
  withId(
    'resolved_reviews',
    'review',
    chosen(
      `select s.*, p.child_id, p.id as plan_id, v.id as found_id, v.ref as found_ref,
         ${ownRef('review', 'coalesce(s.meeting_on, s.decided_on)')} as made, v.meeting_on is distinct from s.meeting_on as is_other
       from in_reviews s join resolved_plans p using (person, plan) join resolved_children c using (person)
       left join review v on v.area_id = ${area_id} and v.plan_id = p.id
         and (v.meeting_on = s.meeting_on or (v.meeting_on is null or s.meeting_on is null) and v.decided_on = s.decided_on)`,
      'person, "row"',
      'is_other',
      `, case when f.nth = 1 and f.found_id is not null then f.found_ref else ${newRef('review', area_id, 'f.made')} end as ref`,
    ),
  )
