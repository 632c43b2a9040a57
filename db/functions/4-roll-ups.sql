-- Exact roll-ups: the children touched by a transaction are worked out afresh from the facts just before it commits,
-- and the cells change by the difference. Whoever writes, by whatever path, cannot forget it.

-- What changed decides what is worked out again: which of the parts (a bit each, so that they add up), and of what is kept by
-- academic year, in which years.
create or replace function part_bits(parts text[]) returns smallint language sql immutable parallel safe
  return (select coalesce(sum(1 << (array_position(array['ratings', 'distances', 'coverage', 'covered', 'soft', 'to_do', 'deadlines'], part) - 1)), 0)
    from unnest(parts) part)::smallint;

do $do$
declare
  head text := 'create or replace function %s() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin ';
  tail text := ' return null; end $$';
  -- One insert for all of the children a statement changed, in the order of the key, so that writers take turns.
  note text := $f$
    insert into touched_child as t
    select area_id, child_id, row_number() over (order by area_id, child_id) = 1 and not exists (select from touched_child), parts, whole, years, reviews
    from (%s) x order by area_id, child_id
    on conflict (area_id, child_id) do update set parts = t.parts | excluded.parts, whole = t.whole or excluded.whole,
      years = t.years || excluded.years, reviews = t.reviews || excluded.reviews
    where t.parts | excluded.parts <> t.parts or not t.whole and (excluded.whole or not (t.years @> excluded.years and t.reviews @> excluded.reviews));
  $f$;
  either text := 'if tg_op <> ''DELETE'' then ' || replace(note, '%s', '%1$s') || ' end if; if tg_op <> ''INSERT'' then ' || replace(note, '%s', '%2$s') || ' end if;';
  all_years text := 'select distinct area_id, %s as child_id, tg_argv[0]::smallint as parts, true as whole, ''{}''::smallint[] as years, ''{}''::bigint[] as reviews from ';
  said text := 'select area_id, child_id, tg_argv[0]::smallint as parts, false as whole, ''{}''::smallint[] as years, array_agg(distinct review_id) as reviews from ';
  reviewed text := $f$select area_id, child_id, %1$s as parts, false as whole,
    coalesce(array_agg(distinct academic_year) filter (where academic_year is not null), '{}') as years, '{}'::bigint[] as reviews
    from %2$s group by area_id, child_id$f$;
  itself smallint := part_bits('{coverage, deadlines}');
  all_of_it smallint := part_bits('{ratings, distances, coverage, covered, deadlines}');
begin
  execute format(head, 'touch_children')
    || format(either, format(all_years, 'child_id') || 'new_rows', format(all_years, 'child_id') || 'old_rows') || tail;
  execute format(head, 'touch_child') || format(either, format(all_years, 'id') || 'new_rows', format(all_years, 'id') || 'old_rows') || tail;
  -- What is said at a review counts in its academic year, which is looked up when the child's turn has come: until then
  -- somebody else may move the meeting.
  execute format(head, 'touch_said')
    || format(either, said || 'new_rows group by area_id, child_id', said || 'old_rows group by area_id, child_id') || tail;
  -- Nothing is said yet at a review that is new, and where its day and plan stand, what is said counts as before.
  execute format(head, 'touch_reviews')
    || 'if tg_op = ''INSERT'' then ' || format(note, format(reviewed, itself, 'new_rows')) || ' elsif tg_op = ''DELETE'' then '
    || format(note, format(reviewed, all_of_it, 'old_rows')) || ' else '
    || format(note, format(reviewed, 'bit_or(bits)', format($f$(
      select n.area_id, was.child_id, was.academic_year, case
        when (n.child_id, n.plan_id, n.meeting_on) is not distinct from (o.child_id, o.plan_id, o.meeting_on) then %s else %s end::smallint as bits
      from new_rows n left join old_rows o on o.area_id = n.area_id and o.id = n.id
      cross join lateral (values (n.child_id, n.academic_year), (o.child_id, o.academic_year)) was (child_id, academic_year)
      where was.child_id is not null) changed$f$, itself, all_of_it)))
    || ' end if;' || tail;
end $do$;

create or replace function touches(of_table text, by text, parts text[] default '{}') returns void language plpgsql as $body$
begin
  execute format($f$
    create or replace trigger touch_inserted after insert on %1$I referencing new table as new_rows
      for each statement execute function %2$I(%3$L);
    create or replace trigger touch_updated after update on %1$I referencing old table as old_rows new table as new_rows
      for each statement execute function %2$I(%3$L);
    create or replace trigger touch_deleted after delete on %1$I referencing old table as old_rows
      for each statement execute function %2$I(%3$L);
  $f$, of_table, by, part_bits(parts));
end $body$;
comment on function touches is 'Has a table note whose facts it changes, and what rests on them.';

do $$
begin
  perform touches('child', 'touch_child', '{ratings, distances, coverage, soft, to_do, deadlines}');
  perform touches('care_status', 'touch_children', '{ratings, distances, coverage, soft}');
  perform touches('need', 'touch_children', '{ratings, distances, coverage, soft, to_do}');
  perform touches('placement', 'touch_children', '{ratings, distances, coverage, soft, to_do, deadlines}');
  perform touches('plan', 'touch_children', '{ratings, distances, coverage, covered, soft, to_do, deadlines}');
  perform touches('outcome', 'touch_children', '{ratings, distances, covered, to_do}');
  perform touches('goal', 'touch_children', '{ratings, to_do}');
  perform touches('review', 'touch_reviews');
  perform touches('rating', 'touch_said', '{ratings}');
  perform touches('position', 'touch_said', '{distances, covered}');
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
    create or replace function refresh_ratings(area smallint, kids bigint[], chosen smallint[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
    #variable_conflict use_column
    begin
      with /* what changed */ fresh as materialized (
        select * from child_ratings_of(area, kids, null, chosen)
      ), old as materialized (
        select * from picture_child_year where area_id = area and child_id = any (kids) and (chosen is null or academic_year = any (chosen))
      ), changed as materialized (
        select distinct child_id, academic_year from (
          select child_id, academic_year from (select 1 as n, child_id, academic_year, o as r from old o union all select -1, child_id, academic_year, f from fresh f) e
          group by child_id, academic_year, r having sum(n) <> 0) d
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
    create or replace function refresh_distances(area smallint, kids bigint[], since smallint) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
    #variable_conflict use_column
    begin
      with /* what changed */ fresh as materialized (
        select * from child_outcomes_of(area, kids, null, since)
      ), old as materialized (
        select * from picture_outcome where area_id = area and child_id = any (kids) and (since is null or years = 0 or years >= since)
      ), changed as materialized (
        select distinct child_id, years from (
          select child_id, years from (select 1 as n, child_id, years, o as r from old o union all select -1, child_id, years, f from fresh f) e
          group by child_id, years, r having sum(n) <> 0) d
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
      'refresh_ratings\(area smallint, kids bigint\[\], chosen smallint\[\]\)', 'cells_of_ratings(area smallint)'),
    '/\* what changed \*/.*/\* into the cells \*/', 'moved as not materialized (select 1 as sign, p.* from picture_child_year p where p.area_id = area)');
  execute regexp_replace(regexp_replace(pg_get_functiondef('refresh_distances'::regproc),
      'refresh_distances\(area smallint, kids bigint\[\], since smallint\)', 'cells_of_distances(area smallint)'),
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

create or replace aggregate all_of(anycompatiblearray) (sfunc = array_cat, stype = anycompatiblearray, initcond = '{}');

create or replace function refresh_pictures() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  few record;
  pictured constant smallint := part_bits('{ratings, distances, coverage, covered, soft, to_do}');
begin
  -- The first of a transaction's rows works out all of them. Each of the others is found gone by its key.
  if not exists (select from touched_child where area_id = new.area_id and child_id = new.child_id) then return null; end if;
  for few in
    with gone as (delete from touched_child returning *),
    numbered as (
      select g.*, (row_number() over each_area - 1) / 20 as slice, count(*) over (partition by area_id) as many
      from gone g where parts & pictured <> 0 window each_area as (partition by area_id order by child_id)
    )
    -- A few together: what any of them needs is worked out for all of them.
    select area_id, slice, many, array_agg(child_id order by child_id) as kids, bit_or(parts) as parts, bool_or(whole) as whole,
      all_of(years) as years, all_of(reviews) as reviews
    from numbered group by area_id, slice, many order by area_id, slice
  loop
    if few.many > 100 and few.many > (select count(*) from child where area_id = few.area_id) / 5 then
      if few.slice = 0 then perform rebuild_pictures(few.area_id); end if;
    else
      perform pg_advisory_xact_lock_shared(715300, few.area_id);
      perform refresh_parts(few.area_id, few.kids, few.parts, case when not few.whole then array(
        select unnest(few.years) union
        select academic_year from review where area_id = few.area_id and id = any (few.reviews) and academic_year is not null) end);
    end if;
  end loop;
  return null;
end $$;

drop trigger if exists refresh_pictures on touched_child;
create constraint trigger refresh_pictures after insert on touched_child deferrable initially deferred
  for each row when (new.first) execute function refresh_pictures();
