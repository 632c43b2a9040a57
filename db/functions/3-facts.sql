-- What the pictures count, worked out from the facts: the definition the roll-ups must agree with, and the answer to
-- what they cannot answer (as known on a day). `known_on` null is now; `children` null is all.

create or replace function age_on(birth_date date, on_date date) returns smallint language sql immutable parallel safe
  return (extract(year from on_date) - extract(year from birth_date)
    - case when extract(month from on_date) * 100 + extract(day from on_date)
             < extract(month from birth_date) * 100 + extract(day from birth_date) then 1 else 0 end)::smallint;
comment on function age_on is 'Age in whole years. Born on 29 February: the birthday in a common year is 1 March.';

create or replace function academic_year_name(year smallint) returns text language sql immutable parallel safe
  return year || '/' || lpad(((year + 1) % 100)::text, 2, '0');

create or replace function year_group_on(birth_date date, on_date date) returns smallint language sql immutable parallel safe
  return (academic_year(on_date) - extract(year from birth_date)
    - case when extract(month from birth_date) > 8 then 1 else 0 end - 4)::smallint;
comment on function year_group_on is 'National curriculum year: age on the 31 August before the academic year, less 4. 0 is Reception.';

create or replace function age_band(age smallint) returns text language sql immutable parallel safe
  return (array['0-4', '5-10', '11-15', '16-19', '20-25'])[width_bucket(age::int, array[5, 11, 16, 20]) + 1];

create or replace function phase_of(year_group smallint) returns text language sql immutable parallel safe
  return (array['early_years', 'primary', 'secondary', 'post_16', 'post_19'])[width_bucket(year_group::int, array[0, 7, 12, 15]) + 1];

create or replace function circumstances(area smallint, child bigint, birth_date date, on_day date, known_on date)
returns table (need text, provider_id bigint, setting text, age smallint, age_band text, year_group smallint, phase text, looked_after boolean)
language sql stable as $$
  select coalesce(n.need, 'none'), coalesce(p.provider_id, 0), coalesce(p.setting, ''), age_on(birth_date, on_day),
    age_band(age_on(birth_date, on_day)), year_group_on(birth_date, on_day), phase_of(year_group_on(birth_date, on_day)),
    coalesce(s.looked_after, false)
  from (select 1) one
  left join lateral (
    select n.need from need_known(known_on) n
    where n.area_id = area and n.child_id = child and n.rank = 1 and n.from_on <= on_day and (n.to_on is null or n.to_on >= on_day)
    order by n.from_on desc, n.id desc limit 1) n on true
  left join lateral (
    select p.provider_id, p.setting from placement_known(known_on) p
    where p.area_id = area and p.child_id = child and p.rank = 1 and p.from_on <= on_day and (p.to_on is null or p.to_on >= on_day)
    order by p.from_on desc, p.id desc limit 1) p on true
  left join lateral (
    select s.looked_after from care_status_known(known_on) s
    where s.area_id = area and s.child_id = child and s.from_on <= on_day
    order by s.from_on desc limit 1) s on true
$$;
comment on function circumstances is 'A child''s need, place, age and so on as they were on a day: the dimensions of every figure about a meeting on that day.';

create or replace function meeting_facts(area smallint, children bigint[], known_on date, chosen smallint[])
returns table (review_id bigint, child_id bigint, academic_year smallint, meeting_on date, plan_type text, need text, provider_id bigint, setting text,
  age smallint, age_band text, year_group smallint, phase text, sex text, looked_after boolean)
language sql stable as $$
  select v.id, v.child_id, v.academic_year, v.meeting_on, p.plan_type, x.need, x.provider_id, x.setting, x.age, x.age_band, x.year_group, x.phase,
    c.sex, x.looked_after
  from review_known(known_on) v
  join child_known(known_on) c on c.area_id = area and c.id = v.child_id and (children is null or c.id = any (children))
  join plan_known(known_on) p on p.area_id = area and p.id = v.plan_id and (children is null or p.child_id = any (children))
  cross join lateral circumstances(area, v.child_id, c.birth_date, v.meeting_on, known_on) x
  where v.area_id = area and (children is null or v.child_id = any (children)) and v.meeting_on is not null
    and (chosen is null or v.academic_year = any (chosen))
$$;
comment on function meeting_facts is 'Every review with a meeting in the chosen academic years, or all, and the child''s circumstances on that day.';

create or replace function rating_facts(area smallint, children bigint[], known_on date, chosen smallint[] default null)
returns table (child_id bigint, academic_year smallint, review_id bigint, meeting_on date, goal_id bigint, outcome_id bigint, rating text,
  is_last boolean, main_pfa text, pfa text[], plan_type text, need text, provider_id bigint, setting text, age smallint, age_band text,
  year_group smallint, phase text, sex text, looked_after boolean)
language sql stable as $$
  with met as materialized (select * from meeting_facts(area, children, known_on, chosen))
  select met.child_id, met.academic_year, met.review_id, met.meeting_on, r.goal_id, o.id, r.rating,
    row_number() over (partition by r.goal_id, met.academic_year order by met.meeting_on desc, r.id desc) = 1,
    coalesce(o.pfa[1], 'unmapped'), case when o.pfa = '{}' then '{unmapped}' else o.pfa end, met.plan_type,
    met.need, met.provider_id, met.setting, met.age, met.age_band, met.year_group, met.phase, met.sex, met.looked_after
  from rating_known(known_on) r
  join met on met.review_id = r.review_id
  join goal_known(known_on) g on g.area_id = area and g.id = r.goal_id and (children is null or g.child_id = any (children))
  join outcome_known(known_on) o on o.area_id = area and o.id = g.outcome_id and (children is null or o.child_id = any (children))
  where r.area_id = area and (children is null or r.child_id = any (children))
$$;
comment on function rating_facts is 'Every rating that stands, with the circumstances on its meeting date; is_last marks each goal''s last in the academic year.';

create or replace function position_facts(area smallint, children bigint[], known_on date)
returns table (child_id bigint, academic_year smallint, review_id bigint, meeting_on date, outcome_id bigint, position_id bigint,
  "position" smallint, prior smallint, baseline smallint, target smallint, main_pfa text, pfa text[], plan_type text, need text, provider_id bigint,
  setting text, age smallint, age_band text, year_group smallint, phase text, sex text, looked_after boolean)
language sql stable as $$
  with met as materialized (select * from meeting_facts(area, children, known_on, null))
  select met.child_id, met.academic_year, met.review_id, met.meeting_on, o.id, x.id, x.position,
    lag(x.position, 1, o.baseline) over (partition by o.id order by met.meeting_on, x.id), o.baseline, o.target,
    coalesce(o.pfa[1], 'unmapped'), case when o.pfa = '{}' then '{unmapped}' else o.pfa end, met.plan_type,
    met.need, met.provider_id, met.setting, met.age, met.age_band, met.year_group, met.phase, met.sex, met.looked_after
  from position_known(known_on) x
  join met on met.review_id = x.review_id
  join outcome_known(known_on) o on o.area_id = area and o.id = x.outcome_id and o.baseline is not null
    and (children is null or o.child_id = any (children))
  where x.area_id = area and (children is null or x.child_id = any (children))
$$;
comment on function position_facts is 'Every position of an outcome that has a baseline, with the one before it (or the baseline) and the circumstances on the day.';

create or replace function outcome_facts(area smallint, children bigint[], known_on date, chosen smallint[], since smallint default null)
returns table (child_id bigint, outcome_id bigint, years smallint, at_place boolean, main_pfa text, pfa text[], review_id bigint, need text,
  provider_id bigint, setting text, age smallint, age_band text, year_group smallint, phase text, sex text, looked_after boolean, plan_type text,
  distance smallint, in_year smallint, span smallint, target_met boolean)
language sql stable as $$
  with stepped as materialized (
    select f.*, sum(f.position - f.prior) over (
      partition by f.outcome_id, f.provider_id, f.setting order by f.meeting_on, f.position_id) as there_so_far
    from position_facts(area, children, known_on) f
  ), windowed as (
    select w.years, s.* from stepped s
    cross join lateral (
      select 0::smallint as years where chosen is null
      union all select s.academic_year where chosen is null and (since is null or s.academic_year >= since)
      union all select -1::smallint where s.academic_year = any (chosen)) w
  ), whole as (
    select distinct on (outcome_id, years) w.*, position - baseline as distance,
      position - first_value(prior) over (partition by outcome_id, years order by meeting_on, position_id) as in_year
    from windowed w order by outcome_id, years, meeting_on desc, position_id desc
  ), there as (
    select distinct on (outcome_id, years, provider_id, setting) w.*, there_so_far as distance,
      sum(position - prior) over (partition by outcome_id, years, provider_id, setting) as in_year
    from windowed w order by outcome_id, years, provider_id, setting, meeting_on desc, position_id desc
  ), both_kinds as (select false as at_place, whole.* from whole union all select true, there.* from there)
  select child_id, outcome_id, years, at_place, main_pfa, pfa, review_id, need, provider_id, setting, age, age_band, year_group, phase, sex,
    looked_after, plan_type, distance::smallint, in_year::smallint, case when target > baseline then (target - baseline)::smallint end, position >= target
  from both_kinds
$$;
comment on function outcome_facts is 'Distance by outcome and window: each academic year (or those since one) and 0 for all, or -1 for the chosen years together. While placed somewhere, the distance is the sum of the steps seen there.';

create or replace function areas_of(pfa text[], area_mode text, wanted text[]) returns table (pfa text) language sql immutable as $$
  select 'all' where area_mode is null or area_mode = 'once' and areas_of.pfa && wanted
  union all select (areas_of.pfa)[1] where area_mode = 'main'
  union all select x from unnest(areas_of.pfa) x where area_mode = 'any'
$$;
comment on function areas_of is 'The areas something counts in: all at once (once: if it is in one of those wanted), its main one, or each of its areas.';

create or replace function soft_facts(area smallint, children bigint[], known_on date, chosen smallint[] default null)
returns table (child_id bigint, academic_year smallint, on_date date, answer_id bigint, scale text, respondent text, rung smallint, not_given_reason text, need text, provider_id bigint,
  setting text, age smallint, age_band text, year_group smallint, phase text, sex text, looked_after boolean, plan_type text)
language sql stable as $$
  with asked as materialized (
    select d.child_id, d.on_date, c.sex, x.*, (
      select p.plan_type from plan_known(known_on) p where p.area_id = area and p.child_id = d.child_id and p.first_made_on <= d.on_date
      order by p.first_made_on desc, p.id desc limit 1) as plan_type
    from (select distinct s.child_id, s.on_date from soft_answer_known(known_on) s
      where s.area_id = area and (children is null or s.child_id = any (children))
        and (chosen is null or s.academic_year = any (chosen))) d
    join child_known(known_on) c on c.area_id = area and c.id = d.child_id and (children is null or c.id = any (children))
    cross join lateral circumstances(area, d.child_id, c.birth_date, d.on_date, known_on) x
  )
  select s.child_id, s.academic_year, s.on_date, s.id, s.scale, s.respondent, s.rung, s.not_given_reason, a.need, a.provider_id, a.setting, a.age,
    a.age_band, a.year_group, a.phase, a.sex, a.looked_after, coalesce(a.plan_type, 'none')
  from soft_answer_known(known_on) s join asked a on a.child_id = s.child_id and a.on_date = s.on_date
  where s.area_id = area and (children is null or s.child_id = any (children)) and (chosen is null or s.academic_year = any (chosen))
$$;

create or replace function covered_outcomes(area smallint, children bigint[], known_on date, chosen smallint[])
returns table (child_id bigint, outcome_id bigint, pfa text[], with_position boolean)
language sql stable as $$
  with placed as (
    select distinct x.outcome_id from position_known(known_on) x
    join review_known(known_on) v on v.area_id = area and v.id = x.review_id and (children is null or v.child_id = any (children))
    where x.area_id = area and (children is null or x.child_id = any (children)) and (chosen is null or v.academic_year = any (chosen))
      and v.meeting_on is not null
  )
  select o.child_id, o.id, case when o.pfa = '{}' then '{unmapped}' else o.pfa end, o.baseline is not null and x.outcome_id is not null
  from outcome_known(known_on) o
  join plan_known(known_on) p on p.area_id = area and p.id = o.plan_id and (children is null or p.child_id = any (children))
  left join placed x on x.outcome_id = o.id
  where o.area_id = area and (children is null or o.child_id = any (children)) and (x.outcome_id is not null or chosen is null or exists (
    select from unnest(chosen) y
    where y >= greatest(academic_year(o.agreed_on), academic_year(p.first_made_on))
      and y <= least(coalesce(academic_year(o.closed_on), 9999::smallint), coalesce(academic_year(p.ceased_on), 9999::smallint))))
$$;
comment on function covered_outcomes is 'Outcomes open on any day of the chosen years, or with a position in them; with_position when there is a baseline too.';

create or replace function coverage_facts(area smallint, children bigint[], known_on date, chosen smallint[], every_rating boolean, area_mode text, wanted text[], rolled boolean)
returns table (child_id bigint, pfa text, with_plan boolean, reviewed boolean, goals_rated bigint, goals_not_rated bigint, outcomes_with_position bigint,
  outcomes_without bigint, outcomes_unmapped bigint, need text, provider_id bigint, setting text, age smallint, age_band text, year_group smallint,
  phase text, sex text, looked_after boolean, plan_type text)
language sql stable as $$
  with held as materialized (
    -- A meeting that is only planned is no review yet: it was written down on its day or later, or something came of it.
    select v.child_id, v.plan_id, max(v.meeting_on) as last_on from review_known(known_on) v
    where v.area_id = area and (children is null or v.child_id = any (children)) and v.meeting_on is not null
      and (v.meeting_on <= v.recorded_on or v.report_sent_on is not null or v.decided_on is not null)
      and (chosen is null or v.academic_year = any (chosen))
    group by v.child_id, v.plan_id
  ), in_force as materialized (
    select p.id, p.child_id, p.plan_type, p.first_made_on, p.ceased_on,
      case when chosen is null then coalesce(p.ceased_on, known_on, current_setting('waymark.today')::date) else (
        select max(least(p.ceased_on, make_date(y + 1, 8, 31))) from unnest(chosen) y
        where y >= academic_year(p.first_made_on) and (p.ceased_on is null or y <= academic_year(p.ceased_on))) end as last_on
    from plan_known(known_on) p
    where p.area_id = area and (children is null or p.child_id = any (children))
  ), seen as materialized (
    select distinct on (child_id) child_id, on_day, plan_id, bool_or(with_plan) over (partition by child_id) as with_plan, met as reviewed from (
      select h.child_id, h.last_on as on_day, h.plan_id, f.last_on is not null as with_plan, true as met
      from held h left join in_force f on f.id = h.plan_id
      union all
      select f.child_id, greatest(f.last_on, f.first_made_on), f.id, true, false from in_force f where f.last_on is not null
    ) s order by child_id, met desc, on_day desc, plan_id desc
  ), goals as (
    select child_id, pfa, sum(rated)::bigint as rated, sum(not_rated)::bigint as not_rated from (
      select f.child_id, k.pfa, (f.rating <> 'not_rated')::int as rated, (f.rating = 'not_rated')::int as not_rated
      from rating_facts(area, children, known_on, chosen) f cross join lateral areas_of(f.pfa, area_mode, wanted) k
      where not rolled and (every_rating or f.is_last)
      union all
      select p.child_id, replace(p.pfa, 'any:', ''),
        case when every_rating then every_not_met + every_partially_met + every_fully_met else not_met + partially_met + fully_met end,
        case when every_rating then every_not_rated else not_rated end
      from picture_child p
      where rolled and p.area_id = area and (children is null or p.child_id = any (children)) and (chosen is null or p.academic_year = any (chosen))
        and case area_mode when 'main' then p.pfa <> 'all' and p.pfa not like 'any:%' when 'any' then p.pfa like 'any:%' or p.pfa = 'unmapped'
          else p.pfa = 'all' end
    ) g where rated + not_rated > 0 group by child_id, pfa
  ), outcomes as (
    select o.child_id, k.pfa, count(*) filter (where o.with_position) as with_position, count(*) filter (where not o.with_position) as without,
      count(*) filter (where o.pfa = '{unmapped}') as unmapped
    from covered_outcomes(area, children, known_on, chosen) o cross join lateral areas_of(o.pfa, area_mode, wanted) k
    group by o.child_id, k.pfa
  ), parts as (
    select child_id, pfa from goals union select child_id, pfa from outcomes union select child_id, 'all' from seen where area_mode is null
  )
  select s.child_id, t.pfa, s.with_plan, s.reviewed, coalesce(g.rated, 0), coalesce(g.not_rated, 0), coalesce(o.with_position, 0),
    coalesce(o.without, 0), coalesce(o.unmapped, 0), x.need, x.provider_id, x.setting, x.age, x.age_band, x.year_group, x.phase, c.sex,
    x.looked_after, p.plan_type
  from seen s
  join parts t on t.child_id = s.child_id
  join in_force p on p.id = s.plan_id
  left join goals g on g.child_id = t.child_id and g.pfa = t.pfa
  left join outcomes o on o.child_id = t.child_id and o.pfa = t.pfa
  join child_known(known_on) c on c.area_id = area and c.id = s.child_id and (children is null or c.id = any (children))
  cross join lateral circumstances(area, s.child_id, c.birth_date, s.on_day, known_on) x
$$;
comment on function coverage_facts is 'Coverage by child: dimensions at the last meeting in the window, else on its last day with a plan in force. With an area mode, by child and PfA area: the children who have an outcome or a goal there. Ratings come from the roll-up when rolled, which must be of what is known now.';

create or replace function windows_before(part text, in_order text) returns text language sql immutable as $$
  select string_agg(format('%1$s as (partition by %2$s order by %3$s, %4$s rows between unbounded preceding and 1 preceding)', name, part || keys, others, in_order), ', ')
  -- Written so that one order serves the first three.
  from (values ('one', '', 'need, age_band'), ('by_need', ', need', 'age_band'), ('by_cell', ', need, age_band', 'sex'),
    ('by_band', ', age_band', 'need'), ('by_place', ', provider_id, setting', 'need, age_band')) w (name, keys, others)
$$;
comment on function windows_before is 'Windows of the rows before this one: of the child in the year, and of those with the same need, age band and so on.';

do $do$
declare
  every_kind text[] := rating_kinds() || every_rating_kinds();
begin
  execute format($f$
    create or replace function child_ratings(area smallint, children bigint[], known_on date, chosen smallint[] default null) returns setof picture_child_year language sql stable as $$
      with each_area as (
        select child_id, academic_year, main_pfa, pfa, need, provider_id, setting, age, age_band, year_group, phase, sex, looked_after, plan_type,
          count(*) filter (where is_last and rating = 'not_met') as not_met,
          count(*) filter (where is_last and rating = 'partially_met') as partially_met,
          count(*) filter (where is_last and rating = 'fully_met') as fully_met,
          count(*) filter (where is_last and rating = 'not_rated') as not_rated,
          count(*) filter (where rating = 'not_met') as every_not_met,
          count(*) filter (where rating = 'partially_met') as every_partially_met,
          count(*) filter (where rating = 'fully_met') as every_fully_met,
          count(*) filter (where rating = 'not_rated') as every_not_rated,
          case when bool_or(is_last) then area_bit('all') | area_bit(main_pfa) else 0 end as has
        from rating_facts(area, children, known_on, chosen)
        group by child_id, academic_year, main_pfa, pfa, need, provider_id, setting, age, age_band, year_group, phase, sex, looked_after, plan_type
      ), each_row as (
        select child_id, academic_year, need, provider_id, setting, age, age_band, year_group, phase, sex, looked_after, plan_type,
          bit_or(has) as has,
          %1$s,
          %2$s
        from each_area
        group by child_id, academic_year, need, provider_id, setting, age, age_band, year_group, phase, sex, looked_after, plan_type
      )
      select area, academic_year, age, year_group, child_id, provider_id,
        (has & ~coalesce(bit_or(has) over one, 0))::smallint, (has & ~coalesce(bit_or(has) over by_need, 0))::smallint,
        (has & ~coalesce(bit_or(has) over by_band, 0))::smallint, (has & ~coalesce(bit_or(has) over by_cell, 0))::smallint,
        (has & ~coalesce(bit_or(has) over by_place, 0))::smallint,
        %3$s,
        looked_after, min(need || age_band) over child_year <> max(need || age_band) over child_year,
        need, setting, age_band, phase, sex, plan_type
      from each_row
      window child_year as (partition by child_id, academic_year), %4$s
    $$ $f$,
    spelt_out('coalesce(sum({kind}) filter (where main_pfa = ''{area}''), 0)::smallint as {area}_{kind}', pfa_areas(), every_kind),
    spelt_out('coalesce(sum({kind}) filter (where ''{area}'' = any (pfa)), 0)::smallint as any_{area}_{kind}',
      array_remove(pfa_areas(), 'unmapped'), every_kind),
    spelt_out('{area}_{kind}', pfa_areas() || in_any_area(), every_kind),
    windows_before('child_id, academic_year', 'provider_id, setting, age, year_group, looked_after, plan_type'));

  execute format($f$
    create or replace function child_outcomes(area smallint, children bigint[], known_on date, since smallint default null) returns setof picture_outcome language sql stable as $$
      with travelled as materialized (select * from outcome_facts(area, children, known_on, null, since))
      select area, child_id, outcome_id, years, at_place, main_pfa, pfa, review_id, need, provider_id, setting, age, age_band, year_group, phase, sex,
        looked_after, plan_type, min(need || age_band) over child_window <> max(need || age_band) over child_window,
        (has & ~coalesce(bit_or(has) over one, 0))::smallint, (has & ~coalesce(bit_or(has) over by_need, 0))::smallint,
        (has & ~coalesce(bit_or(has) over by_band, 0))::smallint, (has & ~coalesce(bit_or(has) over by_cell, 0))::smallint,
        distance, in_year, span, target_met
      from (select t.*, area_bit('all') | area_bit(main_pfa) as has from travelled t where not at_place) each_row
      window child_window as (partition by child_id, years), %1$s
      union all
      select area, child_id, outcome_id, years, at_place, main_pfa, pfa, review_id, need, provider_id, setting, age, age_band, year_group, phase, sex,
        looked_after, plan_type, false, 0::smallint, 0::smallint, 0::smallint, 0::smallint, distance, in_year, span, target_met
      from travelled where at_place
    $$ $f$, windows_before('child_id, years', 'outcome_id'));
end $do$;
comment on function child_ratings is 'What picture_child_year keeps.';
comment on function child_outcomes is 'What picture_outcome keeps.';

-- The same text twice more. <name>_now: over the tables themselves. PostgreSQL knows nothing of the rows of <table>_known, and
-- misjudges their joins by orders of magnitude; of the tables it knows how many rows there are and how they meet.
-- <name>_of: now, of some children, in a form whose plan serves again.
do $$
declare
  functions text[] := array['circumstances', 'meeting_facts', 'rating_facts', 'position_facts', 'outcome_facts', 'soft_facts', 'covered_outcomes',
    'coverage_facts', 'child_ratings', 'child_outcomes'];
  calls text := '\m(' || array_to_string(functions, '|') || ')\(';
  name text;
  body text;
begin
  foreach name in array functions loop
    select regexp_replace(pg_get_functiondef(p.oid), '\m(\w+)_known\(known_on\)', '\1', 'g') into body
    from pg_proc p where p.proname = name and p.pronamespace = 'public'::regnamespace;
    execute regexp_replace(body, calls, '\1_now(', 'g');
    body := regexp_replace(body, '\(children is null or ([\w.]+) = any \(children\)\)', '\1 = any (children)', 'g');
    execute regexp_replace(body, calls, '\1_of(', 'g');
  end loop;
end $$;
