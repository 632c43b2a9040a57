create or replace function reporting.soft_rows() returns table (local_area text, academic_year text, on_date date, child_key bigint, scale text, respondent text,
  rung smallint, not_given_reason text, last_of_year boolean, need text, age smallint, age_band text, year_group smallint, phase text, sex text,
  looked_after boolean, plan_type text)
language sql stable security definer set search_path = public, pg_temp as $$
  select lpad(a.area_id::text, 3, '0'), academic_year_name(f.academic_year), f.on_date, f.child_id, f.scale, f.respondent, f.rung, f.not_given_reason,
    row_number() over (partition by a.area_id, f.child_id, f.scale, f.respondent, f.academic_year order by f.on_date desc, f.answer_id desc) = 1,
    f.need, f.age, f.age_band, f.year_group, f.phase, f.sex, f.looked_after, f.plan_type
  from unnest(reporting.areas()) as a (area_id) cross join lateral soft_facts(a.area_id, null, null) f
$$;

create or replace view reporting.soft as select * from reporting.soft_rows();
comment on view reporting.soft is
  'Soft outcomes. One row for each answer of one respondent on one of the ten scales, rung 1 to 5 or not given with a reason. Pictures take each child''s last answer in the window: last_of_year marks it for an academic year. Never average across respondents.';
