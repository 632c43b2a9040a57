-- Exact roll-ups: the children touched by a transaction are worked out afresh from the facts just before it commits,
-- and the cells change by the difference. Whoever writes, by whatever path, cannot forget it.

create or replace function touch_children() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare child_column text := tg_argv[0];
begin
  if tg_op in ('INSERT', 'UPDATE') then
    execute format('insert into touched_child select distinct area_id, %I from new_rows order by 1, 2 on conflict do nothing', child_column);
  end if;
  if tg_op in ('DELETE', 'UPDATE') then
    execute format('insert into touched_child select distinct area_id, %I from old_rows order by 1, 2 on conflict do nothing', child_column);
  end if;
  return null;
end $$;

do $$
declare t text;
begin
  foreach t in array array['child', 'care_status', 'need', 'plan', 'placement', 'outcome', 'goal', 'review', 'rating', 'position'] loop
    execute format($f$
      create or replace trigger touch_inserted after insert on %1$I referencing new table as new_rows
        for each statement execute function touch_children(%2$L);
      create or replace trigger touch_updated after update on %1$I referencing old table as old_rows new table as new_rows
        for each statement execute function touch_children(%2$L);
      create or replace trigger touch_deleted after delete on %1$I referencing old table as old_rows
        for each statement execute function touch_children(%2$L);
    $f$, t, case t when 'child' then 'id' else 'child_id' end);
  end loop;
end $$;

create or replace function pfa_keys(main_pfa text, pfa text[]) returns table (pfa text) language sql immutable as $$
  select 'all' union all select main_pfa union all select 'any:' || x from unnest(pfa) x where x <> 'unmapped'
$$;

create or replace function refresh_ratings(area smallint, kids bigint[]) returns void language plpgsql
  set plan_cache_mode = force_custom_plan set work_mem = '128MB' as $$
#variable_conflict use_column
begin
  with summed as (
    select child_id, academic_year, k.pfa, need, provider_id, setting, age, age_band, year_group, phase, sex, looked_after, plan_type,
      count(*) filter (where is_last and rating = 'not_met')::int as not_met,
      count(*) filter (where is_last and rating = 'partially_met')::int as partially_met,
      count(*) filter (where is_last and rating = 'fully_met')::int as fully_met,
      count(*) filter (where is_last and rating = 'not_rated')::int as not_rated,
      count(*) filter (where rating = 'not_met')::int as every_not_met,
      count(*) filter (where rating = 'partially_met')::int as every_partially_met,
      count(*) filter (where rating = 'fully_met')::int as every_fully_met,
      count(*) filter (where rating = 'not_rated')::int as every_not_rated
    from rating_facts_now(area, kids, null, null) f cross join lateral pfa_keys(f.main_pfa, f.pfa) k
    group by child_id, academic_year, k.pfa, need, provider_id, setting, age, age_band, year_group, phase, sex, looked_after, plan_type
  ), fresh as materialized (
    select area as area_id, s.child_id, s.academic_year, s.pfa, need, provider_id, setting, age, age_band, year_group, phase, sex, looked_after,
      plan_type, min(need || age_band || sex) over w <> max(need || age_band || sex) over w as straddles,
      not_met, partially_met, fully_met, not_rated, every_not_met, every_partially_met, every_fully_met, every_not_rated
    from summed s window w as (partition by s.child_id, s.academic_year)
  ), old as materialized (
    select * from picture_child where area_id = area and child_id = any (kids)
  ), changed as materialized (
    select child_id, academic_year from (
      (select * from old except all select * from fresh) union all (select * from fresh except all select * from old)) d
    group by child_id, academic_year
  ), deleted as (
    delete from picture_child p using changed c
    where p.area_id = area and p.child_id = any (kids) and p.child_id = c.child_id and p.academic_year = c.academic_year
  ), inserted as (
    insert into picture_child select f.* from fresh f join changed using (child_id, academic_year)
  ), moved as materialized (
    select -1 as sign, o.* from old o join changed using (child_id, academic_year)
    union all select 1, f.* from fresh f join changed using (child_id, academic_year)
  ), cell_counts as (
    select pfa, academic_year, need, age_band, sex, sum(sign * not_met) as n1, sum(sign * partially_met) as n2, sum(sign * fully_met) as n3,
      sum(sign * not_rated) as n4, sum(sign * every_not_met) as e1, sum(sign * every_partially_met) as e2,
      sum(sign * every_fully_met) as e3, sum(sign * every_not_rated) as e4
    from moved group by pfa, academic_year, need, age_band, sex
  ), cell_children as (
    select pfa, academic_year, need, age_band, sex, sum(sign * last_any) as children, sum(sign * every_any) as every_children from (
      select sign, child_id, pfa, academic_year, need, age_band, sex,
        (sum(not_met + partially_met + fully_met + not_rated) > 0)::int as last_any,
        (sum(every_not_met + every_partially_met + every_fully_met + every_not_rated) > 0)::int as every_any
      from moved where not straddles group by sign, child_id, pfa, academic_year, need, age_band, sex) c
    group by pfa, academic_year, need, age_band, sex
  ), place_counts as (
    select pfa, academic_year, provider_id, setting, sum(sign * not_met) as n1, sum(sign * partially_met) as n2, sum(sign * fully_met) as n3,
      sum(sign * not_rated) as n4, sum(sign * every_not_met) as e1, sum(sign * every_partially_met) as e2,
      sum(sign * every_fully_met) as e3, sum(sign * every_not_rated) as e4
    from moved group by pfa, academic_year, provider_id, setting
  ), place_children as (
    select pfa, academic_year, provider_id, setting, sum(sign * last_any) as children, sum(sign * every_any) as every_children from (
      select sign, child_id, pfa, academic_year, provider_id, setting,
        (sum(not_met + partially_met + fully_met + not_rated) > 0)::int as last_any,
        (sum(every_not_met + every_partially_met + every_fully_met + every_not_rated) > 0)::int as every_any
      from moved group by sign, child_id, pfa, academic_year, provider_id, setting) c
    group by pfa, academic_year, provider_id, setting
  ), cells as (
    insert into picture_cell as t
    select area, pfa, academic_year, need, age_band, sex, n1, n2, n3, n4, coalesce(children, 0), e1, e2, e3, e4, coalesce(every_children, 0)
    from cell_counts left join cell_children using (pfa, academic_year, need, age_band, sex)
    where n1 <> 0 or n2 <> 0 or n3 <> 0 or n4 <> 0 or e1 <> 0 or e2 <> 0 or e3 <> 0 or e4 <> 0 or coalesce(children, 0) <> 0 or coalesce(every_children, 0) <> 0
    order by pfa, academic_year, need, age_band, sex
    on conflict (area_id, pfa, academic_year, need, age_band, sex) do update set
      not_met = t.not_met + excluded.not_met, partially_met = t.partially_met + excluded.partially_met,
      fully_met = t.fully_met + excluded.fully_met, not_rated = t.not_rated + excluded.not_rated, children = t.children + excluded.children,
      every_not_met = t.every_not_met + excluded.every_not_met, every_partially_met = t.every_partially_met + excluded.every_partially_met,
      every_fully_met = t.every_fully_met + excluded.every_fully_met, every_not_rated = t.every_not_rated + excluded.every_not_rated,
      every_children = t.every_children + excluded.every_children
  )
  insert into picture_place as t
  select area, pfa, academic_year, provider_id, setting, n1, n2, n3, n4, children, e1, e2, e3, e4, every_children
  from place_counts join place_children using (pfa, academic_year, provider_id, setting)
  where n1 <> 0 or n2 <> 0 or n3 <> 0 or n4 <> 0 or e1 <> 0 or e2 <> 0 or e3 <> 0 or e4 <> 0 or children <> 0 or every_children <> 0
  order by pfa, academic_year, provider_id, setting
  on conflict (area_id, pfa, academic_year, provider_id, setting) do update set
    not_met = t.not_met + excluded.not_met, partially_met = t.partially_met + excluded.partially_met,
    fully_met = t.fully_met + excluded.fully_met, not_rated = t.not_rated + excluded.not_rated, children = t.children + excluded.children,
    every_not_met = t.every_not_met + excluded.every_not_met, every_partially_met = t.every_partially_met + excluded.every_partially_met,
    every_fully_met = t.every_fully_met + excluded.every_fully_met, every_not_rated = t.every_not_rated + excluded.every_not_rated,
    every_children = t.every_children + excluded.every_children;
end $$;

create or replace function refresh_distances(area smallint, kids bigint[]) returns void language plpgsql
  set plan_cache_mode = force_custom_plan set work_mem = '128MB' as $$
#variable_conflict use_column
begin
  with fresh as materialized (
    select area as area_id, f.child_id, f.outcome_id, f.years, f.at_place, main_pfa, pfa, review_id, need, provider_id, setting, age, age_band, year_group,
      phase, sex, looked_after, plan_type, not f.at_place and min(need || age_band || sex) over w <> max(need || age_band || sex) over w as straddles,
      distance, in_year, span, target_met
    from outcome_facts_now(area, kids, null, null) f window w as (partition by f.child_id, f.years, f.at_place)
  ), old as materialized (
    select * from picture_outcome where area_id = area and child_id = any (kids)
  ), changed as materialized (
    select child_id, years from (
      (select * from old except all select * from fresh) union all (select * from fresh except all select * from old)) d
    group by child_id, years
  ), deleted as (
    delete from picture_outcome p using changed c where p.area_id = area and p.child_id = any (kids) and p.child_id = c.child_id and p.years = c.years
  ), inserted as (
    insert into picture_outcome select f.* from fresh f join changed using (child_id, years)
  ), moved as materialized (
    -- Of all years together, the distance within the window is the distance itself, and is kept once.
    select m.sign, m.child_id, m.years, k.pfa as pfa_key, need, age_band, sex, straddles, i.in_window, i.d as distance,
      coalesce(target_met, false)::int as target_met, (span is not null)::int as share, coalesce(i.d * 2520 / span, 0) as share_2520
    from (
      select -1 as sign, o.* from old o join changed using (child_id, years) where not o.at_place
      union all select 1, f.* from fresh f join changed using (child_id, years) where not f.at_place) m
    cross join lateral pfa_keys(m.main_pfa, m.pfa) k
    cross join lateral (select false as in_window, m.distance as d union all select true, m.in_year where m.years <> 0) i
  ), cells as (
    insert into picture_distance_cell as t
    select area, pfa_key, years, in_window, need, age_band, sex, distance, sum(sign), sum(sign * target_met), sum(sign * share), sum(sign * share_2520)
    from moved group by pfa_key, years, in_window, need, age_band, sex, distance
    having sum(sign) <> 0 or sum(sign * target_met) <> 0 or sum(sign * share) <> 0 or sum(sign * share_2520) <> 0
    order by pfa_key, years, in_window, need, age_band, sex, distance
    on conflict (area_id, pfa, years, in_year, need, age_band, sex, distance) do update set outcomes = t.outcomes + excluded.outcomes,
      targets_met = t.targets_met + excluded.targets_met, shares = t.shares + excluded.shares, share_sum = t.share_sum + excluded.share_sum
  )
  insert into picture_distance_children as t
  select area, pfa_key, years, need, age_band, sex, sum(sign) from (
    select distinct sign, child_id, pfa_key, years, need, age_band, sex from moved where not straddles) c
  group by pfa_key, years, need, age_band, sex having sum(sign) <> 0
  order by pfa_key, years, need, age_band, sex
  on conflict (area_id, pfa, years, need, age_band, sex) do update set children = t.children + excluded.children;
end $$;

create or replace function refresh_pictures() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare touched record;
begin
  for touched in
    with gone as (delete from touched_child returning area_id, child_id)
    select area_id, array_agg(child_id order by child_id) as children from gone group by area_id
  loop
    if cardinality(touched.children) > 100 then
      -- A whole import is new to the planner, which would take it for a handful of rows and look each up in the others.
      analyze child, care_status, need, plan, placement, outcome, goal, review, rating, position;
      perform set_config('enable_nestloop', 'off', true);
    end if;
    perform refresh_ratings(touched.area_id, touched.children);
    perform refresh_distances(touched.area_id, touched.children);
    perform set_config('enable_nestloop', 'on', true);
  end loop;
  return null;
end $$;

drop trigger if exists refresh_pictures on touched_child;
create constraint trigger refresh_pictures after insert on touched_child deferrable initially deferred
  for each row execute function refresh_pictures();

create or replace function rebuild_pictures(area smallint) returns void language plpgsql as $$
begin
  delete from picture_child where area_id = area;
  delete from picture_cell where area_id = area;
  delete from picture_place where area_id = area;
  delete from picture_outcome where area_id = area;
  delete from picture_distance_cell where area_id = area;
  delete from picture_distance_children where area_id = area;
  insert into touched_child select area_id, id from child where area_id = area on conflict do nothing;
  set constraints refresh_pictures immediate;
  set constraints refresh_pictures deferred;
end $$;
comment on function rebuild_pictures is 'For the owner: every roll-up of an area afresh from the facts, after a change of the code lists.';
