-- The second lock: row security under every query the application makes. The first is in the queries themselves.
-- A policy compares a column with the value or the array of one uncorrelated sub-select, which is worked out once a query.

create or replace function waymark_area() returns smallint language sql stable parallel safe
  return nullif(current_setting('waymark.area', true), '')::smallint;

create or replace function waymark_children() returns bigint[] language sql stable security definer
  set search_path = public, pg_temp as $$
  select case current_setting('waymark.scope', true)
    when 'own' then nullif(current_setting('waymark.children', true), '')::bigint[]
    when 'placed' then (
      select coalesce(array_agg(distinct child_id), '{}') from placement
      where area_id = waymark_area()
        and provider_id = any (nullif(current_setting('waymark.institutions', true), '')::bigint[])
        and from_on <= current_setting('waymark.today')::date
        and (to_on is null or to_on >= current_setting('waymark.today')::date))
  end
$$;
comment on function waymark_children is 'The children a person limited to institutions or to a family may see: those placed there today, or their own.';

do $$
declare
  t text;
  child_column text;
begin
  for t in
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r'
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'area_id' and not a.attisdropped)
      and c.relname not in ('session', 'membership', 'api_token', 'touched_child')
  loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists in_area on %I', t);
    if t = 'area' then
      execute 'create policy in_area on area using (true)';
    else
      execute format('create policy in_area on %I using (area_id = (select waymark_area()))', t);
    end if;
    child_column := case when t in ('child', 'child_history') then 'id'
      when exists (select from pg_attribute a where a.attrelid = t::regclass and a.attname = 'child_id' and not a.attisdropped)
        and t <> 'audit_entry' then 'child_id' end;
    execute format('drop policy if exists visible_child on %I', t);
    if child_column is not null then
      execute format($p$create policy visible_child on %I as restrictive using (
        (select current_setting('waymark.scope', true)) = 'area' or %I = any ((select waymark_children())::bigint[]))$p$, t, child_column);
    end if;
    execute format('drop policy if exists shown_to_family on %I', t);
    if t in ('file', 'file_history') then
      execute format($p$create policy shown_to_family on %I as restrictive using (
        (select current_setting('waymark.scope', true)) <> 'own' or shown_to_family)$p$, t);
    end if;
    execute format('drop policy if exists area_wide on %I', t);
    if t in ('picture_cell', 'picture_distance_cell', 'picture_soft_cell', 'import', 'import_problem') then
      execute format($p$create policy area_wide on %I as restrictive using ((select current_setting('waymark.scope', true)) = 'area')$p$, t);
    end if;
    execute format('drop policy if exists own_institution on %I', t);
    if t in ('picture_place', 'provider_question', 'provider_question_answer') then
      execute format($p$create policy own_institution on %I as restrictive using (
        (select current_setting('waymark.scope', true)) = 'area'
        or provider_id = any ((select nullif(current_setting('waymark.institutions', true), ''))::bigint[]))$p$, t);
    end if;
  end loop;
end $$;
