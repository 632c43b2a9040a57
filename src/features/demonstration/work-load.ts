import type pg from 'pg'
import type { Area } from './areas.ts'

const settings = (name: string, host: string) => ({
  service_name: `${name} SEND service`,
  service_address: `Town Hall, High Street, ${name}`,
  service_phone: '01632 960 000',
  service_email: `send@${host}`,
  signed_by: 'Annual review team',
  sendiass_name: `${name} information, advice and support`,
  sendiass_contact: `01632 960 001, advice@${host}`,
  mediation_name: `${name} mediation`,
  mediation_contact: '01632 960 002',
  disagreement_name: `${name} disagreement resolution`,
  disagreement_contact: '01632 960 003',
})

/**
 * What a working day stands on beside the records: who has which children, what the council says of itself in letters, and
 * the reviews of the next weeks, at every stage before their meeting.
 */
export async function addWork(client: pg.PoolClient, { area_id, name }: Area, until: string) {
  const host = `${name.toLowerCase().replaceAll(' ', '-')}.example`
  await client.query(
    'insert into area_setting (area_id, name, value) select $1, key, value from jsonb_each_text($2::jsonb)',
    [area_id, JSON.stringify(settings(name, host))],
  )
  // Most children are with a coordinator; every tenth waits for one.
  await client.query(
    `with people as (
       select m.person_id, row_number() over (order by p.email) - 1 as nth, count(*) over () as many
       from membership m join person p on p.id = m.person_id
       where m.area_id = $1 and m.role = 'coordinator' and p.email like 'coordinator%'
     ), held as (
       select child_id, row_number() over (order by child_id) as nth, min(first_made_on) as from_on from plan
       where area_id = $1 and first_made_on <= $2 and (ceased_on is null or ceased_on >= $2) group by child_id
     )
     insert into caseload (area_id, child_id, person_id, from_on)
     select $1, h.child_id, p.person_id, greatest(h.from_on, $2::date - 400) from held h join people p on p.nth = h.nth % p.many
     where h.nth % 10 <> 0 order by h.child_id`,
    [area_id, until],
  )
  // The next review of whoever was last decided about ten months ago and more has its meeting in the coming weeks.
  await client.query(
    `insert into review (area_id, child_id, plan_id, kind, meeting_on, meeting_time, meeting_place, held_by, invited_on, advice_circulated_on)
     select $1, x.child_id, x.plan_id, 'annual', x.meeting_on, '2pm', 'The meeting room', 'setting',
       case when x.meeting_on <= $2::date + 28 then x.meeting_on - 21 end,
       case when x.meeting_on <= $2::date + 12 then x.meeting_on - 14 end
     from (
       select p.child_id, p.id as plan_id, $2::date + 3 + (p.id % 50)::int + case when extract(isodow from $2::date + 3 + (p.id % 50)::int) > 5 then 2 else 0 end as meeting_on
       from plan p
       join lateral (select max(v.decided_on) as decided_on, bool_or(v.decided_on is null and v.meeting_on > $2::date - 90) as open
         from review v where v.area_id = $1 and v.plan_id = p.id) v on v.decided_on between $2::date - 340 and $2::date - 290 and not v.open
       where p.area_id = $1 and p.ceased_on is null) x
     order by x.plan_id`,
    [area_id, until],
  )
  await client.query(
    `insert into review_participant (area_id, child_id, review_id, part, name, invited_on, advice_asked_on, advice_received_on, advice)
     select v.area_id, v.child_id, v.id, w.part, w.name, v.invited_on, v.invited_on,
       case when (v.id + w.nth) % 4 <> 0 then v.invited_on + 5 end,
       case when (v.id + w.nth) % 4 <> 0 then w.says end
     from review v
     cross join (values
       (0, 'parent', 'Parent or carer', 'Mornings are easier than they were, and the evenings are still hard.'),
       (1, 'setting', 'Head or manager of the setting', 'Works well in the small group; the whole class is still a lot.'),
       (2, 'local_authority', 'SEND officer of the council', 'The plan was last amended before the move of school.'),
       (3, 'health', 'Speech and language therapist', 'Six sessions were held of the ten that were planned.'),
       (4, 'social_care', 'Social care officer of the council', 'Not known to social care.')) w (nth, part, name, says)
     where v.area_id = $1 and v.invited_on is not null and v.meeting_on > $2
     order by v.id, w.nth`,
    [area_id, until],
  )
  await addDeliveries(client, area_id, until)
}

/** What was given of the plans' provision: said at most reviews of the last three years, and by term since then by some places. */
async function addDeliveries(client: pg.PoolClient, area_id: number, until: string) {
  const given = (of: string) => `case when ${of} % 10 < 6 then 'all' when ${of} % 10 < 9 then 'part' else 'none' end`
  const hours = (of: string) =>
    `case when ${of} % 10 between 6 and 8 and l.hours is not null then round(l.hours * (4 + ${of} % 5) / 10, 1) end`
  await client.query(
    `insert into provision_delivery (area_id, child_id, provision_line_id, review_id, given, hours, note)
     select $1, l.child_id, l.id, v.id, ${given('x.dice')}, ${hours('x.dice')},
       case when x.dice % 10 >= 9 then 'Nobody could be found for this post.' end
     from provision_line l
     join review v on v.area_id = $1 and v.plan_id = l.plan_id and v.report_sent_on is not null and v.meeting_on between $2::date - 1100 and $2
     cross join lateral (select abs(hashint4(l.id::int + 31 * v.id::int)) as dice) x
     where l.area_id = $1 and x.dice % 7 <> 0
     order by v.id, l.id`,
    [area_id, until],
  )
  await client.query(
    `insert into provision_delivery (area_id, child_id, provision_line_id, academic_year, term, given, hours)
     select $1, l.child_id, l.id, academic_year(t.ended_on), term_of(t.ended_on), ${given('x.dice')}, ${hours('x.dice')}
     from (select term_ends(y::smallint, n::smallint) as ended_on
       from generate_series(extract(year from $2::date)::int - 2, extract(year from $2::date)::int) y, generate_series(1, 3) n) t
     join placement p on p.area_id = $1 and p.rank = 1 and p.provider_id % 2 = 0 and p.from_on <= t.ended_on and (p.to_on is null or p.to_on >= t.ended_on)
     join plan on plan.area_id = $1 and plan.child_id = p.child_id and plan.first_made_on <= t.ended_on
       and (plan.ceased_on is null or plan.ceased_on >= t.ended_on)
     join provision_line l on l.area_id = $1 and l.plan_id = plan.id
     cross join lateral (select abs(hashint4(l.id::int + 17 * (t.ended_on - '2000-01-01'::date))) as dice) x
     where t.ended_on between $2::date - 400 and $2 and x.dice % 5 <> 0
     order by t.ended_on, l.id
     on conflict do nothing`,
    [area_id, until],
  )
}
