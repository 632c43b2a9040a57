-- The rest of the roll-ups: coverage, soft outcomes and what the records lack. As in 4-roll-ups.sql: some children are worked
-- out afresh from the facts, and what differs from what was kept takes its place.

create or replace function child_coverage(area smallint, children bigint[], since smallint, up_to smallint, chosen smallint[]) returns setof picture_coverage
language sql stable as $$
  with in_force as materialized (
    select p.id, p.child_id, p.plan_type, p.first_made_on, p.ceased_on from plan p
    where p.area_id = area and (children is null or p.child_id = any (children))
  ), days as (
    select f.child_id, y::smallint as years, f.id as plan_id, f.plan_type, least(f.ceased_on, make_date(y + 1, 8, 31)) as on_day, false as met
    from in_force f
    cross join lateral generate_series(greatest(academic_year(f.first_made_on), since, 1::smallint)::int,
      least(academic_year(f.ceased_on), up_to)::int) y
    where chosen is null or y = any (chosen)
    union all
    select f.child_id, 0::smallint, f.id, f.plan_type, f.ceased_on, false from in_force f where since = 0
    union all
    select v.child_id, w.years, v.plan_id, f.plan_type, v.meeting_on, true
    from review v
    join in_force f on f.id = v.plan_id
    cross join lateral (select v.academic_year union all select 0::smallint where since = 0) w (years)
    where v.area_id = area and (children is null or v.child_id = any (children)) and v.meeting_on is not null
      and (v.meeting_on <= v.recorded_on or v.report_sent_on is not null or v.decided_on is not null)
      and (w.years = 0 or v.academic_year between since and up_to and (chosen is null or v.academic_year = any (chosen)))
  ), seen as materialized (
    select distinct on (d.child_id, d.years) d.child_id, d.years, d.plan_type, d.met, d.on_day is null as floats,
      coalesce(d.on_day, make_date(up_to, 8, 31)) as on_day, bool_or(not d.met) over (partition by d.child_id, d.years) as with_plan
    from days d order by d.child_id, d.years, d.met desc, d.on_day desc, d.plan_id desc
  )
  select area, s.child_id, s.years, s.with_plan, s.met, s.floats, x.need, x.provider_id, x.setting, x.age, x.age_band, x.year_group, x.phase, c.sex,
    x.looked_after, s.plan_type
  from seen s
  join child c on c.area_id = area and c.id = s.child_id and (children is null or c.id = any (children))
  cross join lateral circumstances_now(area, s.child_id, c.birth_date, s.on_day, null) x
$$;
comment on function child_coverage is 'What picture_coverage keeps, of the years from since (0: all together too) to up_to, or of those chosen among them: who coverage_facts sees, every year at once.';

create or replace function child_covered(area smallint, children bigint[]) returns setof picture_covered language sql stable as $$
  with placed as (
    select x.outcome_id, array_agg(distinct v.academic_year order by v.academic_year) as years from position x
    join review v on v.area_id = area and v.id = x.review_id and (children is null or v.child_id = any (children))
    where x.area_id = area and (children is null or x.child_id = any (children)) and v.meeting_on is not null
    group by x.outcome_id
  )
  select area, o.child_id, o.id, case when o.pfa = '{}' then '{unmapped}' else o.pfa end, o.baseline is not null,
    greatest(academic_year(o.agreed_on), academic_year(p.first_made_on)), least(academic_year(o.closed_on), academic_year(p.ceased_on)),
    coalesce(x.years, '{}'), greatest(coalesce(least(academic_year(o.closed_on), academic_year(p.ceased_on)), 9999::smallint), x.years[cardinality(x.years)])
  from outcome o
  join plan p on p.area_id = area and p.id = o.plan_id and (children is null or p.child_id = any (children))
  left join placed x on x.outcome_id = o.id
  where o.area_id = area and (children is null or o.child_id = any (children))
$$;
comment on function child_covered is 'What picture_covered keeps: of every window at once, what covered_outcomes says of one.';

create or replace function child_soft(area smallint, children bigint[]) returns setof picture_soft language sql stable as $$
  with told as materialized (select * from soft_facts_now(area, children, null, null))
  select distinct on (f.child_id, w.years, f.scale, f.respondent) area, f.child_id, w.years, f.scale, f.respondent, f.rung, f.need, f.provider_id,
    f.setting, f.age, f.age_band, f.year_group, f.phase, f.sex, f.looked_after, f.plan_type
  from told f cross join lateral (select f.academic_year union all select 0::smallint) w (years)
  order by f.child_id, w.years, f.scale, f.respondent, f.on_date desc, f.answer_id desc
$$;
comment on function child_soft is 'What picture_soft keeps.';

-- Whether a ladder lacks words for its baseline, its target or, where there is one, a rung between: missingWords() of the
-- plans feature says which. A loop, because a set made for each of 30,000 outcomes costs more than all the rest.
create or replace function ladder_lacks_words(baseline smallint, target smallint, ladder jsonb) returns boolean
language plpgsql immutable parallel safe as $$
begin
  if coalesce(ladder ->> baseline::text, '') = '' or coalesce(ladder ->> target::text, '') = '' then
    return true;
  end if;
  for rung in least(baseline, target) + 1 .. greatest(baseline, target) - 1 loop
    if coalesce(ladder ->> rung::text, '') <> '' then
      return false;
    end if;
  end loop;
  return abs(target - baseline) > 1;
end $$;

create or replace function child_to_do(area smallint, children bigint[]) returns setof picture_to_do language sql stable as $$
  with in_force as materialized (
    select p.id, p.child_id, p.first_made_on, p.ceased_on from plan p where p.area_id = area and (children is null or p.child_id = any (children))
  ), held as materialized (
    select child_id, range_agg(daterange(first_made_on, ceased_on, '[]')) as days from in_force group by child_id
  ), known as (
    select n.child_id, 'need' as kind, range_agg(daterange(n.from_on, n.to_on, '[]')) as days from need n
    where n.area_id = area and (children is null or n.child_id = any (children)) and n.rank = 1 group by n.child_id
    union all
    select x.child_id, 'placement', range_agg(daterange(x.from_on, x.to_on, '[]')) from placement x
    where x.area_id = area and (children is null or x.child_id = any (children)) and x.rank = 1 group by x.child_id
  ), sought as materialized (
    select o.id, o.child_id, o.plan_id, o.pfa, o.baseline, o.target, o.ladder, daterange(p.first_made_on, least(p.ceased_on, o.closed_on), '[]') as days
    from outcome o join in_force p on p.id = o.plan_id
    where o.area_id = area and (children is null or o.child_id = any (children)) and (o.closed_on is null or o.closed_on >= p.first_made_on)
  ), goals as (
    -- A goal serves the academic years from the one it is set in to the one it is due in.
    select g.outcome_id, range_agg(daterange(make_date(academic_year(g.set_on), 9, 1), make_date(academic_year(coalesce(g.due_on, g.set_on)) + 1, 9, 1))) as days
    from goal g
    where g.area_id = area and (children is null or g.child_id = any (children)) and academic_year(coalesce(g.due_on, g.set_on)) >= academic_year(g.set_on)
    group by g.outcome_id
  ), lacking as (
    select h.child_id, k.kind, null::bigint as plan_id, null::bigint as outcome_id, h.days - coalesce(n.days, '{}') as days
    from held h cross join (values ('need'), ('placement')) k (kind) left join known n on n.child_id = h.child_id and n.kind = k.kind
    union all
    select h.child_id, 'upn', null, null, case when c.upn is null and c.upn_unknown_reason is not null
      -- No UPN yet (UN1) is no reason from the sixth birthday on.
      then h.days * datemultirange(daterange(birthday(c.birth_date, 6), null))
      else h.days end
    from held h join child c on c.area_id = area and c.id = h.child_id and (children is null or c.id = any (children))
    where c.merged_into is null and case when c.upn is not null then not upn_is_right(c.upn)
      else c.uln is null and (c.upn_unknown_reason is null or c.upn_unknown_reason = 'UN1') end
    union all
    select p.child_id, 'outcomes', p.id, null, datemultirange(daterange(greatest(p.first_made_on, o.last_on + 1), p.ceased_on, '[]'))
    from in_force p left join (
      select plan_id, case when bool_or(closed_on is null) then 'infinity' else max(closed_on) end as last_on from outcome
      where area_id = area and (children is null or child_id = any (children)) group by plan_id) o on o.plan_id = p.id
    where o.last_on is null or o.last_on <> 'infinity' and (p.ceased_on is null or p.ceased_on > o.last_on)
    union all
    select s.child_id, k.kind, s.plan_id, s.id, datemultirange(s.days) from sought s cross join lateral unnest(array[
      case when s.pfa = '{}' then 'pfa' end,
      case when s.baseline is null or s.target is null then 'rungs'
        when ladder_lacks_words(s.baseline, s.target, s.ladder) then 'words' end]) as k (kind)
    where k.kind is not null
    union all
    select s.child_id, 'goal', s.plan_id, s.id, datemultirange(s.days) - coalesce(g.days, '{}') from sought s left join goals g on g.outcome_id = s.id
  )
  select area, l.child_id, l.kind, l.plan_id, l.outcome_id, lower(r), upper(r) - 1 from lacking l cross join lateral unnest(l.days) r
$$;
comment on function child_to_do is 'What picture_to_do keeps: the view to_do for every day at once.';

-- <name>_of: of some children, in a form whose plan serves again.
do $$
declare name text;
begin
  foreach name in array array['child_coverage', 'child_covered', 'child_soft', 'child_to_do'] loop
    execute regexp_replace(regexp_replace(
        (select pg_get_functiondef(p.oid) from pg_proc p where p.proname = name and p.pronamespace = 'public'::regnamespace),
        '\(children is null or ([\w.]+) = any \(children\)\)', '\1 = any (children)', 'g'),
      '\m(soft_facts|circumstances)_now\(|\m(child_\w+)\(', '\1\2_of(', 'g');
  end loop;
end $$;

create or replace function refresh_coverage(area smallint, kids bigint[], up_to smallint, chosen smallint[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  with fresh as materialized (
    select * from child_coverage_of(area, kids, 0::smallint, up_to, chosen)
  ), old as materialized (
    select * from picture_coverage where area_id = area and child_id = any (kids) and (chosen is null or years = 0 or years = any (chosen))
  ), changed as materialized (
    select distinct child_id, years from (
      select child_id, years from (select 1 as n, child_id, years, o as r from old o union all select -1, child_id, years, f from fresh f) e
      group by child_id, years, r having sum(n) <> 0) d
  ), deleted as (
    delete from picture_coverage p using changed c where p.area_id = area and p.child_id = c.child_id and p.years = c.years
  )
  insert into picture_coverage select f.* from fresh f join changed using (child_id, years);
end $$;

create or replace function refresh_covered(area smallint, kids bigint[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  with fresh as materialized (
    select * from child_covered_of(area, kids)
  ), old as materialized (
    select * from picture_covered where area_id = area and child_id = any (kids)
  ), changed as materialized (
    select distinct child_id, outcome_id from (
      select child_id, outcome_id from (select 1 as n, child_id, outcome_id, o as r from old o union all select -1, child_id, outcome_id, f from fresh f) e
      group by child_id, outcome_id, r having sum(n) <> 0) d
  ), deleted as (
    delete from picture_covered p using changed c where p.area_id = area and p.child_id = c.child_id and p.outcome_id = c.outcome_id
  )
  insert into picture_covered select f.* from fresh f join changed using (child_id, outcome_id);
end $$;

create or replace function refresh_soft(area smallint, kids bigint[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  with /* what changed */ fresh as materialized (
    select * from child_soft_of(area, kids)
  ), old as materialized (
    select * from picture_soft where area_id = area and child_id = any (kids)
  ), changed as materialized (
    select distinct child_id, years from (
      select child_id, years from (select 1 as n, child_id, years, o as r from old o union all select -1, child_id, years, f from fresh f) e
      group by child_id, years, r having sum(n) <> 0) d
  ), deleted as (
    delete from picture_soft p using changed c where p.area_id = area and p.child_id = c.child_id and p.years = c.years
  ), inserted as (
    insert into picture_soft select f.* from fresh f join changed using (child_id, years)
  ), moved as materialized (
    select -1 as sign, o.* from old o join changed using (child_id, years)
    union all select 1, f.* from fresh f join changed using (child_id, years)
  ) /* into the cells */
  insert into picture_soft_cell as t
  select area, years, scale, respondent, need, age_band, sex, r1, r2, r3, r4, r5, not_given from (
    select years, scale, respondent, need, age_band, sex, sum(sign * (rung = 1)::int) as r1, sum(sign * (rung = 2)::int) as r2,
      sum(sign * (rung = 3)::int) as r3, sum(sign * (rung = 4)::int) as r4, sum(sign * (rung = 5)::int) as r5,
      sum(sign * (rung = 0)::int) as not_given
    from (select sign, years, scale, respondent, need, age_band, sex, coalesce(rung, 0) as rung from moved) m
    group by years, scale, respondent, need, age_band, sex) summed
  where (r1, r2, r3, r4, r5, not_given) <> (0, 0, 0, 0, 0, 0)
  order by years, scale, respondent, need, age_band, sex
  on conflict (area_id, years, scale, respondent, need, age_band, sex) do update set rung_1 = t.rung_1 + excluded.rung_1,
    rung_2 = t.rung_2 + excluded.rung_2, rung_3 = t.rung_3 + excluded.rung_3, rung_4 = t.rung_4 + excluded.rung_4,
    rung_5 = t.rung_5 + excluded.rung_5, not_given = t.not_given + excluded.not_given;
end $$;

create or replace function refresh_to_do(area smallint, kids bigint[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  with fresh as materialized (
    select * from child_to_do_of(area, kids)
  ), old as materialized (
    select * from picture_to_do where area_id = area and child_id = any (kids)
  ), changed as materialized (
    select distinct child_id, kind from (
      select child_id, kind from (select 1 as n, child_id, kind, o as r from old o union all select -1, child_id, kind, f from fresh f) e
      group by child_id, kind, r having sum(n) <> 0) d
  ), deleted as (
    delete from picture_to_do p using changed c where p.area_id = area and p.child_id = c.child_id and p.kind = c.kind
  )
  insert into picture_to_do select f.* from fresh f join changed using (child_id, kind);
end $$;

-- cells_of_soft: the second half of refresh_soft, for all of an area whose cells are not there yet.
do $$
begin
  execute regexp_replace(regexp_replace(pg_get_functiondef('refresh_soft'::regproc),
      'refresh_soft\(area smallint, kids bigint\[\]\)', 'cells_of_soft(area smallint)'),
    '/\* what changed \*/.*/\* into the cells \*/', 'moved as not materialized (select 1 as sign, p.* from picture_soft p where p.area_id = area)');
end $$;

create or replace function coverage_up_to(area smallint) returns smallint language plpgsql as $$
declare
  wanted smallint := academic_year(coalesce(nullif(current_setting('waymark.today', true), '')::date, current_date)) + 1;
  kept smallint;
begin
  select up_to into kept from picture_coverage_reach where area_id = area;
  if kept is null or kept < wanted then
    -- Once a year: nobody else may be working children out to the old year meanwhile.
    perform pg_advisory_xact_lock(715302, area);
    select up_to into kept from picture_coverage_reach where area_id = area;
    if kept < wanted then
      insert into picture_coverage select * from child_coverage(area, null, (kept + 1)::smallint, wanted, null);
    end if;
    insert into picture_coverage_reach as r values (area, wanted)
    on conflict (area_id) do update set up_to = greatest(r.up_to, excluded.up_to) returning up_to into kept;
    return kept;
  end if;
  perform pg_advisory_xact_lock_shared(715302, area);
  return (select up_to from picture_coverage_reach where area_id = area);
end $$;
comment on function coverage_up_to is 'The last academic year that coverage is kept of, made to be at least the one after the running one.';

create or replace function refresh_parts(area smallint, kids bigint[], parts smallint, chosen smallint[]) returns void language plpgsql as $$
begin
  if parts & 1 <> 0 and chosen is distinct from '{}' then perform refresh_ratings(area, kids, chosen); end if;
  -- A step tells in its year and in those after it, of which it is the beginning.
  if parts & 2 <> 0 and chosen is distinct from '{}' then
    perform refresh_distances(area, kids, (select min(y) from unnest(chosen) y)::smallint);
  end if;
  if parts & 4 <> 0 then perform refresh_coverage(area, kids, coverage_up_to(area), chosen); end if;
  if parts & 8 <> 0 then perform refresh_covered(area, kids); end if;
  if parts & 16 <> 0 then perform refresh_soft(area, kids); end if;
  if parts & 32 <> 0 then perform refresh_to_do(area, kids); end if;
end $$;
comment on function refresh_parts is 'The parts (part_bits) of some children afresh; of what is kept by academic year, those chosen, or all.';

create or replace function rebuild_the_rest(area smallint) returns void language plpgsql set plan_cache_mode = force_custom_plan set work_mem = '128MB' as $$
begin
  delete from picture_coverage where area_id = area;
  delete from picture_covered where area_id = area;
  delete from picture_coverage_reach where area_id = area;
  delete from picture_soft where area_id = area;
  delete from picture_soft_cell where area_id = area;
  delete from picture_to_do where area_id = area;
  analyze soft_answer;
  insert into picture_coverage select * from child_coverage(area, null, 0::smallint, coverage_up_to(area), null) order by years, child_id;
  insert into picture_covered select * from child_covered(area, null) order by last_year, child_id;
  insert into picture_soft select * from child_soft(area, null) order by years, child_id;
  insert into picture_to_do select * from child_to_do(area, null);
  perform cells_of_soft(area);
  analyze picture_coverage, picture_covered, picture_coverage_reach, picture_soft, picture_soft_cell, picture_to_do;
end $$;
comment on function rebuild_the_rest is 'The same of all an area afresh.';

select touches('soft_answer', 'touch_children', '{soft}');

-- Areas that were there before these roll-ups.
do $$
declare area smallint;
begin
  for area in select a.area_id from area a where exists (select from child c where c.area_id = a.area_id)
    and not exists (select from picture_coverage_reach r where r.area_id = a.area_id) loop
    perform pg_advisory_xact_lock(715300, area);
    perform rebuild_the_rest(area);
  end loop;
end $$;
