-- Exact roll-ups: the children touched by a transaction are worked out afresh from the facts just before it commits,
-- and the cells change by the difference. Whoever writes, by whatever path, cannot forget it.

create or replace function touch_children() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'DELETE' then
    insert into touched_child select distinct area_id, child_id from new_rows order by 1, 2 on conflict do nothing;
  end if;
  if tg_op <> 'INSERT' then
    insert into touched_child select distinct area_id, child_id from old_rows order by 1, 2 on conflict do nothing;
  end if;
  return null;
end $$;

create or replace function touch_child() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'DELETE' then
    insert into touched_child select area_id, id from new_rows order by 1, 2 on conflict do nothing;
  end if;
  if tg_op <> 'INSERT' then
    insert into touched_child select area_id, id from old_rows order by 1, 2 on conflict do nothing;
  end if;
  return null;
end $$;

do $$
declare t text;
begin
  foreach t in array array['child', 'care_status', 'need', 'plan', 'placement', 'outcome', 'goal', 'review', 'rating', 'position'] loop
    execute format($f$
      create or replace trigger touch_inserted after insert on %1$I referencing new table as new_rows
        for each statement execute function %2$I();
      create or replace trigger touch_updated after update on %1$I referencing old table as old_rows new table as new_rows
        for each statement execute function %2$I();
      create or replace trigger touch_deleted after delete on %1$I referencing old table as old_rows
        for each statement execute function %2$I();
    $f$, t, case t when 'child' then 'touch_child' else 'touch_children' end);
  end loop;
end $$;

-- Each of the two is one statement, long and always the same: its plan is kept, for making it takes ten times as long as
-- carrying it out.
create or replace function refresh_ratings(area smallint, kids bigint[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  with /* what changed */ fresh as materialized (
    select * from child_ratings_of(area, kids, null)
  ), old as materialized (
    select * from picture_child where area_id = area and child_id = any (kids)
  ), changed as materialized (
    select child_id, academic_year from (
      (select * from old except all select * from fresh) union all (select * from fresh except all select * from old)) d
    group by child_id, academic_year
  ), deleted as (
    delete from picture_child p using changed c where p.area_id = area and p.child_id = c.child_id and p.academic_year = c.academic_year
  ), inserted as (
    insert into picture_child select f.* from fresh f join changed using (child_id, academic_year)
  ), moved as materialized (
    select -1 as sign, o.* from old o join changed using (child_id, academic_year)
    union all select 1, f.* from fresh f join changed using (child_id, academic_year)
  ) /* into the cells */, cells as (
    insert into picture_cell as t
    select area, pfa, academic_year, need, age_band, sex, n1, n2, n3, n4, children, e1, e2, e3, e4, every_children from (
      select pfa, academic_year, need, age_band, sex, sum(sign * n1) as n1, sum(sign * n2) as n2, sum(sign * n3) as n3, sum(sign * n4) as n4,
        coalesce(sum(sign * (n1 + n2 + n3 + n4 > 0)::int) filter (where not straddles), 0) as children,
        sum(sign * e1) as e1, sum(sign * e2) as e2, sum(sign * e3) as e3, sum(sign * e4) as e4,
        coalesce(sum(sign * (e1 + e2 + e3 + e4 > 0)::int) filter (where not straddles), 0) as every_children
      from (
        select sign, child_id, pfa, academic_year, need, age_band, sex, straddles, sum(not_met) as n1, sum(partially_met) as n2,
          sum(fully_met) as n3, sum(not_rated) as n4, sum(every_not_met) as e1, sum(every_partially_met) as e2, sum(every_fully_met) as e3,
          sum(every_not_rated) as e4
        from moved group by sign, child_id, pfa, academic_year, need, age_band, sex, straddles) each_child
      group by pfa, academic_year, need, age_band, sex) summed
    where (n1, n2, n3, n4, children, e1, e2, e3, e4, every_children) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    order by pfa, academic_year, need, age_band, sex
    on conflict (area_id, pfa, academic_year, need, age_band, sex) do update set
      not_met = t.not_met + excluded.not_met, partially_met = t.partially_met + excluded.partially_met,
      fully_met = t.fully_met + excluded.fully_met, not_rated = t.not_rated + excluded.not_rated, children = t.children + excluded.children,
      every_not_met = t.every_not_met + excluded.every_not_met, every_partially_met = t.every_partially_met + excluded.every_partially_met,
      every_fully_met = t.every_fully_met + excluded.every_fully_met, every_not_rated = t.every_not_rated + excluded.every_not_rated,
      every_children = t.every_children + excluded.every_children
  )
  insert into picture_place as t
  select area, pfa, academic_year, provider_id, setting, n1, n2, n3, n4, children, e1, e2, e3, e4, every_children from (
    select pfa, academic_year, provider_id, setting, sum(sign * n1) as n1, sum(sign * n2) as n2, sum(sign * n3) as n3, sum(sign * n4) as n4,
      sum(sign * (n1 + n2 + n3 + n4 > 0)::int) as children, sum(sign * e1) as e1, sum(sign * e2) as e2, sum(sign * e3) as e3,
      sum(sign * e4) as e4, sum(sign * (e1 + e2 + e3 + e4 > 0)::int) as every_children
    from (
      select sign, child_id, pfa, academic_year, provider_id, setting, sum(not_met) as n1, sum(partially_met) as n2,
        sum(fully_met) as n3, sum(not_rated) as n4, sum(every_not_met) as e1, sum(every_partially_met) as e2, sum(every_fully_met) as e3,
        sum(every_not_rated) as e4
      from moved group by sign, child_id, pfa, academic_year, provider_id, setting) each_child
    group by pfa, academic_year, provider_id, setting) summed
  where (n1, n2, n3, n4, children, e1, e2, e3, e4, every_children) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  order by pfa, academic_year, provider_id, setting
  on conflict (area_id, pfa, academic_year, provider_id, setting) do update set
    not_met = t.not_met + excluded.not_met, partially_met = t.partially_met + excluded.partially_met,
    fully_met = t.fully_met + excluded.fully_met, not_rated = t.not_rated + excluded.not_rated, children = t.children + excluded.children,
    every_not_met = t.every_not_met + excluded.every_not_met, every_partially_met = t.every_partially_met + excluded.every_partially_met,
    every_fully_met = t.every_fully_met + excluded.every_fully_met, every_not_rated = t.every_not_rated + excluded.every_not_rated,
    every_children = t.every_children + excluded.every_children;
end $$;

create or replace function refresh_distances(area smallint, kids bigint[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  with /* what changed */ fresh as materialized (
    select * from child_outcomes_of(area, kids, null)
  ), old as materialized (
    select * from picture_outcome where area_id = area and child_id = any (kids)
  ), changed as materialized (
    select child_id, years from (
      (select * from old except all select * from fresh) union all (select * from fresh except all select * from old)) d
    group by child_id, years
  ), deleted as (
    delete from picture_outcome p using changed c where p.area_id = area and p.child_id = c.child_id and p.years = c.years
  ), inserted as (
    insert into picture_outcome select f.* from fresh f join changed using (child_id, years)
  ), moved as materialized (
    select -1 as sign, o.* from old o join changed using (child_id, years)
    union all select 1, f.* from fresh f join changed using (child_id, years)
  ) /* into the cells */, keyed as materialized (
    select m.*, k.pfa as key from moved m cross join lateral pfa_keys(m.main_pfa, m.pfa) k where not at_place
  ), cells as (
    insert into picture_distance_cell as t
    select area, key, years, in_window, need, age_band, sex, d, sum(sign), sum(sign * coalesce(target_met, false)::int),
      sum(sign * (span is not null)::int), sum(sign * coalesce(d * 2520 / span, 0))
    -- Of all years together, the distance within the window is the distance itself, and is kept once.
    from keyed cross join lateral (select false as in_window, distance as d union all select true, in_year where years <> 0) i
    group by key, years, in_window, need, age_band, sex, d
    having sum(sign) <> 0 or sum(sign * coalesce(target_met, false)::int) <> 0 or sum(sign * (span is not null)::int) <> 0
      or sum(sign * coalesce(d * 2520 / span, 0)) <> 0
    order by key, years, in_window, need, age_band, sex, d
    on conflict (area_id, pfa, years, in_year, need, age_band, sex, distance) do update set outcomes = t.outcomes + excluded.outcomes,
      targets_met = t.targets_met + excluded.targets_met, shares = t.shares + excluded.shares, share_sum = t.share_sum + excluded.share_sum
  )
  insert into picture_distance_children as t
  select area, key, years, need, age_band, sex, sum(sign) from (
    select distinct sign, child_id, key, years, need, age_band, sex from keyed where not straddles) each_child
  group by key, years, need, age_band, sex having sum(sign) <> 0
  order by key, years, need, age_band, sex
  on conflict (area_id, pfa, years, need, age_band, sex) do update set children = t.children + excluded.children;
end $$;

-- cells_of_ratings, cells_of_distances: the second half of the two, for all of an area whose cells are not there yet.
do $$
begin
  execute regexp_replace(regexp_replace(pg_get_functiondef('refresh_ratings'::regproc),
      'refresh_ratings\(area smallint, kids bigint\[\]\)', 'cells_of_ratings(area smallint)'),
    '/\* what changed \*/.*/\* into the cells \*/', 'moved as not materialized (select 1 as sign, p.* from picture_child p where p.area_id = area)');
  execute regexp_replace(regexp_replace(pg_get_functiondef('refresh_distances'::regproc),
      'refresh_distances\(area smallint, kids bigint\[\]\)', 'cells_of_distances(area smallint)'),
    '/\* what changed \*/.*/\* into the cells \*/', 'moved as not materialized (select 1 as sign, p.* from picture_outcome p where p.area_id = area)');
end $$;

create or replace function rebuild_pictures(area smallint) returns void language plpgsql set plan_cache_mode = force_custom_plan set work_mem = '128MB' as $$
begin
  -- Nobody else may change the area's roll-ups meanwhile: they would read half of them.
  perform pg_advisory_xact_lock(715300, area);
  delete from picture_child where area_id = area;
  delete from picture_cell where area_id = area;
  delete from picture_place where area_id = area;
  delete from picture_outcome where area_id = area;
  delete from picture_distance_cell where area_id = area;
  delete from picture_distance_children where area_id = area;
  -- An import is new to the planner, which would take it for a handful of rows.
  analyze child, care_status, need, plan, placement, outcome, goal, review, rating, position;
  insert into picture_child select * from child_ratings_now(area, null, null);
  insert into picture_outcome select * from child_outcomes_now(area, null, null);
  analyze picture_child, picture_outcome;
  perform cells_of_ratings(area);
  perform cells_of_distances(area);
  analyze picture_cell, picture_place, picture_distance_cell, picture_distance_children;
  perform rebuild_the_rest(area);
end $$;
comment on function rebuild_pictures is 'Every roll-up of an area afresh from the facts.';

create or replace function refresh_pictures() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched record;
  few constant int := 20;
begin
  for touched in
    with gone as (delete from touched_child returning area_id, child_id)
    select area_id, array_agg(child_id order by child_id) as children from gone group by area_id
  loop
    if cardinality(touched.children) > 100
      and cardinality(touched.children) > (select count(*) from child where area_id = touched.area_id) / 5 then
      perform rebuild_pictures(touched.area_id);
    else
      perform pg_advisory_xact_lock_shared(715300, touched.area_id);
      for at in 1 .. cardinality(touched.children) by few loop
        perform refresh_ratings(touched.area_id, touched.children[at : at + few - 1]);
        perform refresh_distances(touched.area_id, touched.children[at : at + few - 1]);
        perform refresh_the_rest(touched.area_id, touched.children[at : at + few - 1]);
      end loop;
    end if;
  end loop;
  return null;
end $$;

drop trigger if exists refresh_pictures on touched_child;
create constraint trigger refresh_pictures after insert on touched_child deferrable initially deferred
  for each row execute function refresh_pictures();
