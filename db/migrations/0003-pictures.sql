-- Roll-ups behind the pictures, kept exact in the transaction that writes (db/functions/4-roll-ups.sql).
-- Two grains: by child, for any question about what is known now; and cells, for the questions asked every day.
-- They are wide: a column for each PfA area and rating, for in PostgreSQL a row costs and a column hardly does. The columns
-- are spelt out from the lists here, so that no name is typed twice. Where there are many, keys of text come last.
-- No institution is provider 0 and setting ''; no first need on the day is 'none'.

create function spelt_out(pattern text, areas text[], kinds text[]) returns text language sql immutable as $$
  select string_agg(replace(replace(pattern, '{area}', area), '{kind}', kind), ', ' order by a, k)
  from unnest(areas) with ordinality areas (area, a), unnest(kinds) with ordinality kinds (kind, k)
$$;
comment on function spelt_out is 'A pattern for each area and kind, with commas between.';

create function pfa_areas() returns text[] language sql immutable parallel safe
  return array['employment', 'independent_living', 'community_inclusion', 'health', 'unmapped'];

create function in_any_area() returns text[] language sql immutable parallel safe
  return array['any_employment', 'any_independent_living', 'any_community_inclusion', 'any_health'];
comment on function in_any_area is 'Each goal in each of its areas, where pfa_areas has it in its main one.';

create function all_and_areas() returns text[] language sql immutable parallel safe return array['all'] || pfa_areas();

create function area_bit(area text) returns smallint language sql immutable parallel safe
  return 1 << (array_position(all_and_areas(), area) - 1);
comment on function area_bit is 'The bit of an area in the columns first_...: of ''all'' the lowest.';

create function rating_kinds() returns text[] language sql immutable parallel safe
  return array['not_met', 'partially_met', 'fully_met', 'not_rated'];

create function every_rating_kinds() returns text[] language sql immutable parallel safe
  return array['every_not_met', 'every_partially_met', 'every_fully_met', 'every_not_rated'];

-- A child may be in several cells, so children do not add up: they are counted once for each way of adding cells up.
create function ways_to_add() returns text[] language sql immutable parallel safe
  return array['', '_by_need', '_by_band', '_by_cell'];

create function distance_places() returns text[] language sql immutable parallel safe
  return array(select n::text from generate_series(0, 20) n);

do $$
begin
  execute format($f$
    create table picture_child_year (
      area_id smallint not null,
      academic_year smallint not null,
      age smallint not null,
      year_group smallint not null,
      child_id bigint not null,
      provider_id bigint not null,
      first smallint not null,
      first_by_need smallint not null,
      first_by_band smallint not null,
      first_by_cell smallint not null,
      first_by_place smallint not null,
      %1$s,
      looked_after boolean not null,
      straddles boolean not null,
      need text not null,
      setting text not null,
      age_band text not null,
      phase text not null,
      sex text not null,
      plan_type text not null
    );
    create table picture_cell (
      area_id smallint not null,
      academic_year smallint not null,
      %2$s,
      %3$s,
      need text not null,
      age_band text not null,
      sex text not null,
      primary key (area_id, academic_year, need, age_band, sex)
    ) with (fillfactor = 50);
    create table picture_place (
      area_id smallint not null,
      academic_year smallint not null,
      %2$s,
      %4$s,
      provider_id bigint not null,
      setting text not null,
      primary key (area_id, academic_year, provider_id, setting)
    ) with (fillfactor = 50);
    create table picture_distance_cell (
      area_id smallint not null,
      years smallint not null,
      %5$s,
      %6$s,
      %3$s,
      in_year boolean not null,
      need text not null,
      age_band text not null,
      sex text not null,
      primary key (area_id, years, in_year, need, age_band, sex)
    ) with (fillfactor = 50);
    $f$,
    spelt_out('{area}_{kind} smallint not null', pfa_areas() || in_any_area(), rating_kinds() || every_rating_kinds()),
    spelt_out('{area}_{kind} integer not null', pfa_areas(), rating_kinds()),
    spelt_out('{area}_children{kind} integer not null', all_and_areas(), ways_to_add()),
    spelt_out('{area}_children integer not null', all_and_areas(), array['']),
    spelt_out('{area}_at_{kind} integer not null', pfa_areas(), distance_places()),
    spelt_out('{area}_{kind} integer not null', pfa_areas(), array['targets_met', 'shares', 'share_sum']));
end $$;

create index picture_child_year_child on picture_child_year (area_id, child_id);
create index picture_child_year_year on picture_child_year (area_id, academic_year);
create index picture_child_year_straddles on picture_child_year (area_id, academic_year, need, age_band) where straddles;
comment on table picture_child_year is 'Ratings by child, academic year and circumstances on the meeting date. <area>_not_met ... count each goal''s last rating of the year, in its main area; ..._every_... count each rating; any_<area>_... in each of the goal''s areas.';
comment on column picture_child_year.first is 'Bits of the areas (area_bit) in which this is the child''s first row of the year with a goal counted: added up, they are children.';
comment on column picture_child_year.first_by_need is 'As first, among the child''s rows of the year with this need; and so on.';
comment on column picture_child_year.straddles is 'The child is in more than one (need, age band) cell this year.';
comment on table picture_cell is 'Goals by their last rating of the year, and children: <area>_children may be added up over all cells of a year, _by_need over the cells of a need, _by_band of an age band, _by_cell not at all.';
comment on table picture_distance_cell is 'Histogram of distances in a window: <area>_at_<n> outcomes travelled n - 10. <area>_share_sum: shares of the way in 2520ths, which every span from 1 to 10 divides, exact in whole numbers. Children as in picture_cell.';

do $$
declare
  every_kind text[] := rating_kinds() || every_rating_kinds();
  branches text;
begin
  select string_agg(format(
      'select area_id, child_id, academic_year, %L as pfa, need, provider_id, setting, age, age_band, year_group, phase, sex, looked_after, plan_type, straddles, %s
       from picture_child_year where 0 < any (array[%s])',
      case when area like 'any\_%' then 'any:' || substr(area, 5) else area end,
      (select string_agg(format('(%s)::integer as %s', case when area = 'all' then replace(spelt_out('{area}_' || kind, pfa_areas(), array['']), ', ', ' + ')
        else area || '_' || kind end, kind), ', ' order by k) from unnest(every_kind) with ordinality kinds (kind, k)),
      spelt_out('{area}_{kind}', case when area = 'all' then pfa_areas() else array[area] end, every_rating_kinds())), ' union all ')
  into branches from unnest(all_and_areas() || in_any_area()) areas (area);
  execute 'create view picture_child with (security_invoker) as ' || branches;
end $$;
comment on view picture_child is 'picture_child_year with a row for each PfA area: a main area, ''unmapped'', ''all'' (every goal once), or ''any:<area>'' (each goal in each of its areas).';

create table picture_outcome (
  area_id smallint not null,
  child_id bigint not null,
  outcome_id bigint not null,
  years smallint not null,
  at_place boolean not null,
  main_pfa text not null,
  pfa text[] not null,
  review_id bigint not null,
  need text not null,
  provider_id bigint not null,
  setting text not null,
  age smallint not null,
  age_band text not null,
  year_group smallint not null,
  phase text not null,
  sex text not null,
  looked_after boolean not null,
  plan_type text not null,
  straddles boolean not null,
  first smallint not null,
  first_by_need smallint not null,
  first_by_band smallint not null,
  first_by_cell smallint not null,
  distance smallint not null,
  in_year smallint not null,
  span smallint,
  target_met boolean
);
create index picture_outcome_child on picture_outcome (area_id, child_id);
create index picture_outcome_years on picture_outcome (area_id, years, at_place);
create index picture_outcome_straddles on picture_outcome (area_id, years, need, age_band) where straddles and not at_place;
comment on table picture_outcome is 'Distance travelled by outcome and window, with the circumstances at the meeting of its last position in the window.';
comment on column picture_outcome.years is 'The window: an academic year, or 0 for all of them.';
comment on column picture_outcome.at_place is 'False: the whole distance. True: what was travelled while placed there, one row for each place where the outcome was seen.';
comment on column picture_outcome.in_year is 'Distance within the window; distance is from the baseline.';
comment on column picture_outcome.span is 'Target less baseline, where the target is above it: what a share of the way is a share of.';

create unlogged table touched_child (
  area_id smallint not null,
  child_id bigint not null,
  first boolean not null default true,
  primary key (area_id, child_id)
);
comment on column touched_child.first is 'The one row of a transaction that works out all of them.';
comment on table touched_child is 'Children whose facts changed in the running transaction; empty outside one. Its key makes writers about one child take turns.';
