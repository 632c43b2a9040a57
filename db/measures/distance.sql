create or replace view reporting.distance with (security_barrier) as
  select lpad(o.area_id::text, 3, '0') as local_area, case o.years when 0 then 'all' else academic_year_name(o.years) end as "window",
    o.at_place as while_placed, o.outcome_id as outcome_key, o.child_id as child_key, o.main_pfa as pfa, array_to_string(o.pfa, ';') as pfa_any, o.need, o.age,
    o.age_band, o.year_group, o.phase, o.sex, o.looked_after, o.plan_type, coalesce(p.urn, p.ref, nullif(o.setting, ''), 'no institution') as institution,
    coalesce(p.name, nullif(o.setting, ''), 'No institution') as institution_name,
    coalesce(p.kind, case when o.setting <> '' then 'setting' else 'none' end) as provider_type,
    o.distance, o.in_year, round(o.distance::numeric / o.span, 4) as share_of_way, coalesce(o.target_met, false) as target_met
  from picture_outcome o left join provider p on p.area_id = o.area_id and p.id = o.provider_id
  where o.area_id = any ((select reporting.areas())::smallint[]);
comment on view reporting.distance is
  'Distance travelled on outcomes. One row for each outcome, window (an academic year, or all) and, where while_placed, institution: distance is the last position in the window less the baseline, or what was travelled while the child was placed there. '
  'Use rows with while_placed false for every split but by institution. Outcomes with no baseline or no position are in reporting.coverage. Shares are of the way from baseline to target, empty where the target is not above the baseline.';
