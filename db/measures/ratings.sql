-- The rows of picture_child are spelt out in it: that view is of whoever asks, and a reporting login may read no table.
do $do$
begin
  execute format($f$
    create or replace view reporting.ratings with (security_barrier) as
      select lpad(f.area_id::text, 3, '0') as local_area, academic_year_name(f.academic_year) as academic_year, f.child_id as child_key,
        case when f.pfa = 'all' then 'all' when f.pfa like 'any:%%' then 'any' else 'main' end as pfa_mode, replace(f.pfa, 'any:', '') as pfa,
        f.need, f.age, f.age_band, f.year_group, f.phase, f.sex, f.looked_after, f.plan_type,
        coalesce(p.urn, p.ref, nullif(f.setting, ''), 'no institution') as institution, coalesce(p.name, nullif(f.setting, ''), 'No institution') as institution_name,
        coalesce(p.kind, case when f.setting <> '' then 'setting' else 'none' end) as provider_type,
        f.not_met, f.partially_met, f.fully_met, f.not_rated, f.every_not_met, f.every_partially_met, f.every_fully_met, f.every_not_rated
      from (%s) f left join provider p on p.area_id = f.area_id and p.id = f.provider_id
      where f.area_id = any ((select reporting.areas())::smallint[]);
  $f$, rtrim(pg_get_viewdef('picture_child'::regclass), ';'));
end $do$;
comment on view reporting.ratings is
  'Ratings of annual goals. One row for each child, academic year, circumstances on the meeting date and PfA area. not_met, partially_met, fully_met and not_rated count each goal''s last rating of the year; every_... count each rating. '
  'Use pfa_mode ''all'' for figures without PfA areas, ''main'' for each goal in its main area, ''any'' for each goal in each of its areas (with pfa_mode ''main'' for ''unmapped''). children is count(distinct child_key) where the counts add up to more than 0.';
