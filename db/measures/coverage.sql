create or replace function reporting.coverage_rows() returns table (local_area text, academic_year text, child_key bigint, with_plan boolean,
  reviewed boolean, goals_rated bigint, goals_not_rated bigint, outcomes_with_position bigint, outcomes_without bigint, outcomes_unmapped bigint,
  need text, age smallint, age_band text, year_group smallint, phase text, sex text, looked_after boolean, plan_type text, provider_id bigint, setting text)
language sql stable security definer set search_path = public, pg_temp as $$
  select lpad(a.area_id::text, 3, '0'), academic_year_name(y.year), f.child_id, f.with_plan, f.reviewed, f.goals_rated, f.goals_not_rated,
    f.outcomes_with_position, f.outcomes_without, f.outcomes_unmapped, f.need, f.age, f.age_band, f.year_group, f.phase, f.sex, f.looked_after,
    f.plan_type, f.provider_id, f.setting
  from unnest(reporting.areas()) as a (area_id)
  cross join lateral (
    select generate_series(min(academic_year(p.first_made_on))::int, academic_year(current_date)::int)::smallint as year
    from plan p where p.area_id = a.area_id) y
  cross join lateral coverage_facts(a.area_id, null, null, array[y.year], false, null, null, true) f
$$;

create or replace view reporting.coverage as select * from reporting.coverage_rows();
comment on view reporting.coverage is
  'Coverage of the other measures. One row for each child and academic year with a plan in force or a review; counts of goals take each goal''s last rating of the year. '
  'children_with_plan is count(*) where with_plan; children_reviewed where reviewed; children_rated where goals_rated > 0. Circumstances are those at the last meeting of the year, else on its last day with a plan in force.';
