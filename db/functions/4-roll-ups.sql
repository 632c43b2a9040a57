-- Exact roll-ups: the children touched by a transaction are worked out afresh from the facts just before it commits,
-- and the cells change by the difference. Whoever writes, by whatever path, cannot forget it.

create or replace function touch_children() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'DELETE' then
    insert into touched_child
    select area_id, child_id, row_number() over (order by area_id, child_id) = 1 and not exists (select from touched_child)
    from (select distinct area_id, child_id from new_rows) x order by 1, 2 on conflict do nothing;
  end if;
  if tg_op <> 'INSERT' then
    insert into touched_child
    select area_id, child_id, row_number() over (order by area_id, child_id) = 1 and not exists (select from touched_child)
    from (select distinct area_id, child_id from old_rows) x order by 1, 2 on conflict do nothing;
  end if;
  return null;
end $$;

create or replace function touch_child() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'DELETE' then
    insert into touched_child
    select area_id, id, row_number() over (order by area_id, id) = 1 and not exists (select from touched_child)
    from (select area_id, id from new_rows) x order by 1, 2 on conflict do nothing;
  end if;
  if tg_op <> 'INSERT' then
    insert into touched_child
    select area_id, id, row_number() over (order by area_id, id) = 1 and not exists (select from touched_child)
    from (select area_id, id from old_rows) x order by 1, 2 on conflict do nothing;
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
do $do$
declare
  ratings text := spelt_out('{area}_{kind}', pfa_areas(), rating_kinds());
  rating_sums text := spelt_out('sum(sign * {area}_{kind}) as {area}_{kind}', pfa_areas(), rating_kinds());
  ratings_added text := spelt_out('{area}_{kind} = t.{area}_{kind} + excluded.{area}_{kind}', pfa_areas(), rating_kinds());
  children text := spelt_out('{area}_children{kind}', all_and_areas(), ways_to_add());
  children_sums text := spelt_out('sum(sign * (first{kind} & area_bit(''{area}'') <> 0)::int) as {area}_children{kind}', all_and_areas(), ways_to_add());
  children_added text := spelt_out('{area}_children{kind} = t.{area}_children{kind} + excluded.{area}_children{kind}', all_and_areas(), ways_to_add());
  there text := spelt_out('{area}_children', all_and_areas(), array['']);
  there_sums text := spelt_out('sum(sign * (first_by_place & area_bit(''{area}'') <> 0)::int) as {area}_children', all_and_areas(), array['']);
  there_added text := spelt_out('{area}_children = t.{area}_children + excluded.{area}_children', all_and_areas(), array['']);
  distance_parts text[] := array(select 'at_' || n from unnest(distance_places()) n) || array['targets_met', 'shares', 'share_sum'];
begin
  execute format($f$
    create or replace function refresh_ratings(area smallint, kids bigint[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
    #variable_conflict use_column
    begin
      with /* what changed */ fresh as materialized (
        select * from child_ratings_of(area, kids, null)
      ), old as materialized (
        select * from picture_child_year where area_id = area and child_id = any (kids)
      ), changed as materialized (
        select (d.r).child_id, (d.r).academic_year from (
          (select o as r from old o except all select f from fresh f) union all (select f from fresh f except all select o from old o)) d
        group by 1, 2
      ), deleted as (
        delete from picture_child_year p using changed c where p.area_id = area and p.child_id = c.child_id and p.academic_year = c.academic_year
      ), inserted as (
        insert into picture_child_year select f.* from fresh f join changed using (child_id, academic_year)
      ), moved as materialized (
        select -1 as sign, o.* from old o join changed using (child_id, academic_year)
        union all select 1, f.* from fresh f join changed using (child_id, academic_year)
      ) /* into the cells */, cells as (
        insert into picture_cell as t
        select area, academic_year, %1$s, %4$s, need, age_band, sex from (
          select academic_year, need, age_band, sex, %2$s, %5$s from moved group by academic_year, need, age_band, sex) summed
        where 0 <> any (array[%1$s, %4$s]) order by academic_year, need, age_band, sex
        on conflict (area_id, academic_year, need, age_band, sex) do update set %3$s, %6$s
      )
      insert into picture_place as t
      select area, academic_year, %1$s, %7$s, provider_id, setting from (
        select academic_year, provider_id, setting, %2$s, %8$s from moved group by academic_year, provider_id, setting) summed
      where 0 <> any (array[%1$s, %7$s]) order by academic_year, provider_id, setting
      on conflict (area_id, academic_year, provider_id, setting) do update set %3$s, %9$s;
    end $$ $f$,
    ratings, rating_sums, ratings_added, children, children_sums, children_added, there, there_sums, there_added);

  execute format($f$
    create or replace function refresh_distances(area smallint, kids bigint[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
    #variable_conflict use_column
    begin
      with /* what changed */ fresh as materialized (
        select * from child_outcomes_of(area, kids, null)
      ), old as materialized (
        select * from picture_outcome where area_id = area and child_id = any (kids)
      ), changed as materialized (
        select (d.r).child_id, (d.r).years from (
          (select o as r from old o except all select f from fresh f) union all (select f from fresh f except all select o from old o)) d
        group by 1, 2
      ), deleted as (
        delete from picture_outcome p using changed c where p.area_id = area and p.child_id = c.child_id and p.years = c.years
      ), inserted as (
        insert into picture_outcome select f.* from fresh f join changed using (child_id, years)
      ), moved as materialized (
        select -1 as sign, o.* from old o join changed using (child_id, years)
        union all select 1, f.* from fresh f join changed using (child_id, years)
      ) /* into the cells */, counted as materialized (
        -- Of all years together, the distance within the window is the distance itself, and is kept once.
        select years, in_window, need, age_band, sex, array_position(pfa_areas(), main_pfa) as place, d + 10 as at, sum(sign) as outcomes,
          sum(sign) filter (where target_met) as targets_met, sum(sign) filter (where span is not null) as shares,
          sum(sign * d * 2520 / span) as share_sum, %8$s
        from moved cross join lateral (select false as in_window, distance as d union all select true, in_year where years <> 0) i
        where not at_place group by years, in_window, need, age_band, sex, main_pfa, d
      )
      insert into picture_distance_cell as t
      select area, years, %1$s, %2$s, in_window, need, age_band, sex from (
        select years, in_window, need, age_band, sex, %3$s, %4$s, %5$s from counted group by years, in_window, need, age_band, sex) summed
      where 0 <> any (array[%1$s, %2$s]) order by years, in_window, need, age_band, sex
      on conflict (area_id, years, in_year, need, age_band, sex) do update set %6$s, %7$s;
    end $$ $f$,
    spelt_out('{area}_at_{kind}', pfa_areas(), distance_places()) || ', ' || spelt_out('{area}_{kind}', pfa_areas(), array['targets_met', 'shares', 'share_sum']),
    children,
    spelt_out('coalesce(sum(outcomes) filter (where at = {kind} and place = array_position(pfa_areas(), ''{area}'')), 0) as {area}_at_{kind}',
      pfa_areas(), distance_places()),
    spelt_out('coalesce(sum({kind}) filter (where place = array_position(pfa_areas(), ''{area}'')), 0) as {area}_{kind}',
      pfa_areas(), array['targets_met', 'shares', 'share_sum']),
    spelt_out('sum(whole{kind}) as all_children{kind}', array[''], ways_to_add()) || ', ' ||
      spelt_out('coalesce(sum(part{kind}) filter (where place = array_position(pfa_areas(), ''{area}'')), 0) as {area}_children{kind}', pfa_areas(), ways_to_add()),
    spelt_out('{area}_{kind} = t.{area}_{kind} + excluded.{area}_{kind}', pfa_areas(), distance_parts),
    children_added,
    spelt_out('sum(sign * (first{kind} & area_bit(''all'') <> 0)::int) as whole{kind}, sum(sign * (first{kind} & area_bit(main_pfa) <> 0)::int) as part{kind}',
      array[''], ways_to_add()));
end $do$;

-- cells_of_ratings, cells_of_distances: the second half of the two, for all of an area whose cells are not there yet.
do $$
begin
  execute regexp_replace(regexp_replace(pg_get_functiondef('refresh_ratings'::regproc),
      'refresh_ratings\(area smallint, kids bigint\[\]\)', 'cells_of_ratings(area smallint)'),
    '/\* what changed \*/.*/\* into the cells \*/', 'moved as not materialized (select 1 as sign, p.* from picture_child_year p where p.area_id = area)');
  execute regexp_replace(regexp_replace(pg_get_functiondef('refresh_distances'::regproc),
      'refresh_distances\(area smallint, kids bigint\[\]\)', 'cells_of_distances(area smallint)'),
    '/\* what changed \*/.*/\* into the cells \*/', 'moved as not materialized (select 1 as sign, p.* from picture_outcome p where p.area_id = area)');
end $$;

create or replace function rebuild_pictures(area smallint) returns void language plpgsql set plan_cache_mode = force_custom_plan set work_mem = '128MB' as $$
begin
  -- Nobody else may change the area's roll-ups meanwhile: they would read half of them.
  perform pg_advisory_xact_lock(715300, area);
  delete from picture_child_year where area_id = area;
  delete from picture_cell where area_id = area;
  delete from picture_place where area_id = area;
  delete from picture_outcome where area_id = area;
  delete from picture_distance_cell where area_id = area;
  -- An import is new to the planner, which would take it for a handful of rows.
  analyze child, care_status, need, plan, placement, outcome, goal, review, rating, position;
  insert into picture_child_year select * from child_ratings_now(area, null, null);
  insert into picture_outcome select * from child_outcomes_now(area, null, null);
  analyze picture_child_year, picture_outcome;
  perform cells_of_ratings(area);
  perform cells_of_distances(area);
  analyze picture_cell, picture_place, picture_distance_cell;
  perform rebuild_the_rest(area);
end $$;
comment on function rebuild_pictures is 'Every roll-up of an area afresh from the facts.';

create or replace function refresh_pictures() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched record;
  few constant int := 20;
begin
  -- The first of a transaction's rows works out all of them. Each of the others is found gone by its key.
  if not exists (select from touched_child where area_id = new.area_id and child_id = new.child_id) then return null; end if;
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
  for each row when (new.first) execute function refresh_pictures();
