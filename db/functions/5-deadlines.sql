-- The statutory clocks of some children, or of all of an area, from the facts: what the deadlines feature works out in its
-- own words (request.ts, review.ts, plan.ts), and a test holds the two equal. The table `deadline` keeps the answers.

create or replace function birthday(birth_date date, age int) returns date language sql immutable parallel safe
  return (birth_date + make_interval(years => age))::date
    + case when extract(day from birth_date + make_interval(years => age)) <> extract(day from birth_date) then 1 else 0 end;
comment on function birthday is 'The birthday on which that age is reached. Born on 29 February: in a common year 1 March.';

create or replace function clock_due(counted text, n int, month_day text, starts_on date) returns date language sql immutable parallel safe
  return case counted
    when 'days' then starts_on + n
    when 'months_to' then (starts_on + make_interval(months => n))::date
    when 'months_from' then (starts_on + make_interval(months => n))::date
      - case when extract(day from starts_on + make_interval(months => n)) < extract(day from starts_on) then 0 else 1 end
    when 'transfer_day' then make_date(academic_year(starts_on) + 1, left(month_day, 2)::int, right(month_day, 2)::int)
    when 'first_day' then make_date(
      extract(year from starts_on)::int + case
        when extract(month from starts_on) * 100 + extract(day from starts_on) > replace(month_day, '-', '')::int then 1 else 0 end,
      left(month_day, 2)::int, right(month_day, 2)::int)
  end;
comment on function clock_due is 'The last day that meets a rule, or of a least time the first: dueOn() of the deadlines feature does the same.';

create or replace function all_deadlines(area smallint, kids bigint[]) returns setof deadline language sql stable as $$
  with rules as materialized (
    select r.*, case when lag(applies_from) over w is null then '-infinity' else applies_from end as for_from,
      coalesce(lead(applies_from) over w, 'infinity') as for_until
    from clock_rule r window w as (partition by clock, variant order by applies_from)
  ), asked as (
    select r.*, p.id as plan_id, p.first_made_on,
      least(case when decision = 'W' then decided_on end, case when assessment_decision = 'W' then assessment_decided_on end) as withdrawn_on,
      least(case when decision in ('N', 'W') then decided_on end,
        case when assessment_decision in ('N', 'W') then assessment_decided_on end) as no_on,
      coalesce(decision = 'N' and decided_on is null or assessment_decision in ('N', 'W') and assessment_decided_on is null, false) as undated_no
    from request r
    left join lateral (
      select p.id, p.first_made_on from plan p
      where p.area_id = area and p.child_id = r.child_id and r.assessment_decision = 'Y' and p.first_made_on >= r.received_on
      order by p.first_made_on, p.id limit 1) p on true
    where r.area_id = area and (kids is null or r.child_id = any (kids))
      and not coalesce(r.decision = 'W' and r.decided_on is null, false)
  ), reviewed as (
    select v.*, p.first_made_on, p.ceased_on, least(v.final_plan_on, v.not_amending_on) as amended_on,
      least(p.ceased_on, v.not_amending_on - 1) as until_on,
      case when v.kind <> 'phase_transfer' then null
        when s.phase = 'post_16' or s.phase is null and s.kind = 'college' then 'between_post_16'
        when s.phase in ('secondary', 'all_through') and year_group_on(c.birth_date, make_date(v.academic_year + 1, 9, 1)) >= 12 then 'to_post_16'
        else 'any_other' end as move
    from review v
    join plan p on p.area_id = area and p.id = v.plan_id and (kids is null or p.child_id = any (kids))
    join child c on c.area_id = area and c.id = v.child_id and (kids is null or c.id = any (kids))
    left join lateral (
      select s.phase, s.kind from placement x join provider s on s.area_id = area and s.id = x.provider_id
      where v.kind = 'phase_transfer' and x.area_id = area and x.child_id = v.child_id and x.rank = 1 and x.from_on <= v.meeting_on
        and (x.to_on is null or x.to_on >= v.meeting_on)
      order by x.from_on desc, x.id desc limit 1) s on true
    where v.area_id = area and (kids is null or v.child_id = any (kids))
  ), planned as (
    select p.*, c.birth_date, t.transferred_on, t.told_on
    from plan p
    join child c on c.area_id = area and c.id = p.child_id and (kids is null or c.id = any (kids))
    left join plan_transfer t on t.area_id = area and t.plan_id = p.id
    where p.area_id = area and (kids is null or p.child_id = any (kids))
  ), cycles as (
    select p.id, p.child_id, p.plan_type, p.birth_date, p.transferred_on, s.starts_on, s.next_on, least(p.ceased_on, s.next_on - 1) as until_on
    from planned p
    join (
      select plan_id, starts_on, lead(starts_on) over (partition by plan_id order by starts_on) as next_on
      from (
        select id as plan_id, first_made_on as starts_on from planned
        union select plan_id, decided_on from reviewed where decided_on > first_made_on) d) s on s.plan_id = p.id
  ), events (child_id, plan_id, subject, subject_id, clock, variant, starts_on, done_on, from_on, until_on, other_variant, other_on) as (
    select child_id, plan_id, 'request', id, 'assess_decision', '', received_on,
      case when decision in ('A', 'W') then null else decided_on end, received_on, withdrawn_on - 1, null::text, null::date from asked
    union all
    select child_id, plan_id, 'request', id, 'no_plan_notice', '', received_on, assessment_decided_on, assessment_decided_on, null, null, null
    from asked where assessment_decision = 'N' and assessment_decided_on is not null
    union all
    select child_id, plan_id, 'request', id, 'final_plan_new', '', received_on, first_made_on, received_on, no_on - 1, null, null
    from asked where not undated_no
    union all
    select r.child_id, r.plan_id, 'request', r.id, 'advice', '', a.asked_on, a.given_on, a.asked_on, r.withdrawn_on - 1, null, null
    from asked r join advice_request a on a.area_id = area and a.request_id = r.id
    union all
    select child_id, plan_id, 'review', id, 'invitation', '', meeting_on, invited_on, first_made_on, ceased_on, null, null
    from reviewed where meeting_on is not null and (held_by is not null or invited_on is not null)
    union all
    select child_id, plan_id, 'review', id, 'advice_circulated', '', meeting_on, advice_circulated_on, first_made_on, ceased_on, null, null
    from reviewed where meeting_on is not null and (held_by is not null or advice_circulated_on is not null)
    union all
    select child_id, plan_id, 'review', id, 'report', '', meeting_on, report_sent_on, meeting_on, ceased_on, null, null
    from reviewed where meeting_on is not null
    union all
    select child_id, plan_id, 'review', id, 'decision', '', meeting_on, decided_on, meeting_on, ceased_on, null, null
    from reviewed where meeting_on is not null
    union all
    select child_id, plan_id, 'review', id, 'amendment_notice', '', meeting_on, amendment_notice_on,
      coalesce(least(decided_on, amendment_notice_on), meeting_on), until_on, null, null
    from reviewed where meeting_on is not null and decision = 'A'
    union all
    select child_id, plan_id, 'review', id, 'final_plan_amended', 'from_meeting', meeting_on,
      case when amendment_notice_on is null then amended_on end, coalesce(decided_on, meeting_on), least(ceased_on, amendment_notice_on - 1), null, null
    from reviewed where meeting_on is not null and decision = 'A'
      and (amendment_notice_on is null or coalesce(decided_on, meeting_on) < amendment_notice_on)
    union all
    select child_id, plan_id, 'review', id, 'final_plan_amended', 'from_notice', amendment_notice_on, amended_on, amendment_notice_on, ceased_on,
      'from_meeting', meeting_on
    from reviewed where amendment_notice_on is not null
    union all
    select child_id, plan_id, 'review', id, 'representations', '', amendment_notice_on, final_plan_on, amendment_notice_on, until_on, null, null
    from reviewed where amendment_notice_on is not null
    union all
    select child_id, plan_id, 'review', id, 'phase_transfer', move, meeting_on, least(final_plan_on, case when decision = 'M' then decided_on end),
      meeting_on, ceased_on, null, null
    from reviewed where meeting_on is not null and kind = 'phase_transfer'
    union all
    select child_id, id, 'plan', id, 'next_review', plan_type, starts_on, null, starts_on, until_on, 'transferred',
      case when transferred_on >= starts_on and (next_on is null or transferred_on < next_on) then transferred_on end
    from cycles
    union all
    select child_id, id, 'plan', id, 'under_five', '', starts_on, null, starts_on, least(until_on, birthday(birth_date, 5) - 1), null, null
    from cycles
    union all
    select child_id, id, 'plan', id, 'plan_must_end', '', birthday(birth_date, 25), null, first_made_on, ceased_on, null, null from planned
    union all
    select child_id, id, 'plan', id, 'transfer_in', '', transferred_on, told_on, transferred_on, ceased_on, null, null
    from planned where transferred_on is not null
  ), counted as (
    select e.*, r.rule, r.kind, o.rule as other_rule, clock_due(r.counted, r.n, r.month_day, e.starts_on) as due_on,
      case when o.clock is not null then clock_due(o.counted, o.n, o.month_day, e.other_on) end as other_due
    from events e
    join rules r on r.clock = e.clock and r.variant = e.variant and e.starts_on >= r.for_from and e.starts_on < r.for_until
    left join rules o on o.clock = e.clock and o.variant = e.other_variant and e.other_on >= o.for_from and e.other_on < o.for_until
    where e.done_on is not null or e.until_on is null or e.until_on >= e.from_on
  ), decided as (
    -- Of two, the later; but the amended plan is due by the earlier.
    select *, clock = 'next_review' and other_due > due_on as by_other from counted
  )
  select area, child_id, plan_id, subject, subject_id, clock, case when by_other then other_rule else rule end, kind,
    case when by_other then other_on else starts_on end,
    case when by_other then other_due when clock = 'final_plan_amended' then least(due_on, other_due) else due_on end,
    done_on, from_on, coalesce(least(until_on, done_on - 1), 'infinity')
  from decided
$$;
comment on function all_deadlines is 'What the table deadline keeps of an area, or of some of its children.';

-- The same of some children, in a form whose plan serves again and finds each by index.
do $$
begin
  execute replace(regexp_replace(pg_get_functiondef('all_deadlines'::regproc),
    '\(kids is null or ([\w.]+) = any \(kids\)\)', '\1 = any (kids)', 'g'), 'all_deadlines', 'deadlines_of');
end $$;

create or replace function rebuild_deadlines(area smallint) returns void language plpgsql set plan_cache_mode = force_custom_plan set work_mem = '64MB' as $$
begin
  perform pg_advisory_xact_lock(715301, area);
  delete from deadline where area_id = area;
  analyze request, plan, review, child, placement;
  insert into deadline select * from all_deadlines(area, null);
  analyze deadline;
end $$;
comment on function rebuild_deadlines is 'Every deadline of an area afresh from the facts.';

create or replace function refresh_deadlines(area smallint, kids bigint[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  with fresh as materialized (
    select * from deadlines_of(area, kids)
  ), old as materialized (
    select * from deadline where area_id = area and child_id = any (kids)
  ), changed as materialized (
    select distinct subject, subject_id, clock from (
      select subject, subject_id, clock from (select 1 as n, subject, subject_id, clock, o as r from old o union all select -1, subject, subject_id, clock, f from fresh f) e
      group by subject, subject_id, clock, r having sum(n) <> 0) d
  ), gone as (
    delete from deadline d using changed c
    where d.area_id = area and d.child_id = any (kids) and d.subject = c.subject and d.subject_id = c.subject_id and d.clock = c.clock
  )
  insert into deadline select f.* from fresh f join changed using (subject, subject_id, clock);
end $$;

create or replace function keep_deadlines() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched record;
  few constant int := 50;
begin
  -- Runs before refresh_pictures, by its name, and leaves the list for it to clear: so it works once in a transaction.
  for touched in
    select area_id, array_agg(child_id order by child_id) as children from touched_child where parts & part_bits('{deadlines}') <> 0 group by area_id
  loop
    if cardinality(touched.children) > 100
      and cardinality(touched.children) > (select count(*) from child where area_id = touched.area_id) / 5 then
      perform rebuild_deadlines(touched.area_id);
    else
      perform pg_advisory_xact_lock_shared(715301, touched.area_id);
      for at in 1 .. cardinality(touched.children) by few loop
        perform refresh_deadlines(touched.area_id, touched.children[at : at + few - 1]);
      end loop;
    end if;
  end loop;
  return null;
end $$;

drop trigger if exists keep_deadlines on touched_child;
create constraint trigger keep_deadlines after insert on touched_child deferrable initially deferred
  for each row when (new.first) execute function keep_deadlines();

-- Facts that no picture rests on, and clocks do.
do $$
declare t text;
begin
  foreach t in array array['request', 'advice_request', 'plan_transfer'] loop
    perform touches(t, 'touch_children', '{deadlines}');
  end loop;
  foreach t in array array['request_exception', 'advice_request', 'review_hold', 'plan_transfer'] loop
    execute format('create or replace trigger keep_history before update or delete on %I for each row execute function keep_history()', t);
  end loop;
end $$;

create or replace function touch_placed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into touched_child as t
    select area_id, child_id, row_number() over (order by area_id, child_id) = 1 and not exists (select from touched_child), part_bits('{deadlines}')
    from (
      select distinct x.area_id, x.child_id from new_rows n
      join old_rows o on o.area_id = n.area_id and o.id = n.id and (o.phase, o.kind) is distinct from (n.phase, n.kind)
      join placement x on x.area_id = n.area_id and x.provider_id = n.id) x
    order by area_id, child_id
    on conflict (area_id, child_id) do update set parts = t.parts | excluded.parts where t.parts | excluded.parts <> t.parts;
  return null;
end $$;
comment on function touch_placed is 'When a school turns out to be of another phase, the day its pupils'' plans must be amended by is another.';

create or replace trigger touch_updated after update on provider referencing old table as old_rows new table as new_rows
  for each statement execute function touch_placed();

create or replace function deadline_state(kind text, due_on date, done_on date, on_day date) returns text language sql immutable parallel safe
  return case
    when done_on <= on_day then case kind
      when 'least' then case when done_on < due_on then 'too_soon' else 'met' end
      when 'before' then case when done_on > due_on + 1 then 'late' when done_on > due_on then 'on_the_day' else 'met' end
      else case when done_on > due_on then 'late' else 'met' end end
    when kind <> 'least' and on_day > due_on then 'overdue'
    else 'due' end;

create or replace function deadline_days(kind text, due_on date, done_on date, on_day date) returns int language sql immutable parallel safe
  return case
    when done_on <= on_day then case when kind = 'least' and done_on < due_on then due_on - done_on else done_on - due_on end
    when kind = 'least' then least(on_day - due_on, 0)
    else on_day - due_on end;
comment on function deadline_state is 'How a clock stands on a day: standing() of the deadlines feature does the same.';

-- Once, when the rules have changed or how they are worked out.
do $$
declare
  now_by text := (
    select md5(string_agg(p.prosrc || coalesce(pg_get_function_sqlbody(p.oid), ''), '' order by p.proname)
      || (select string_agg(r::text, '' order by r::text) from clock_rule r))
    from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname in ('all_deadlines', 'clock_due', 'birthday'));
begin
  if not exists (select from deadline_definition where definition = now_by) then
    perform rebuild_deadlines(area_id) from area;
    delete from deadline_definition;
    insert into deadline_definition values (now_by);
  end if;
end $$;
