-- Standards: a version stands once it is published, drafts are the area's own, and of judgements a provider sees its own.

do $$
declare
  t text;
  wide text := '(select current_setting(''waymark.scope'', true)) = ''area''';
  mine text := 'provider_id = any ((select nullif(current_setting(''waymark.institutions'', true), ''''))::bigint[])';
begin
  foreach t in array array['standards_framework', 'framework_provider', 'framework_version', 'framework_theme', 'standard', 'inspection_grade'] loop
    execute format('create or replace trigger keep_history before update or delete on %I for each row execute function keep_history()', t);
  end loop;
  foreach t in array array['framework_provider', 'framework_provider_history', 'standard_judgement', 'judgement_reply', 'inspection_grade',
    'inspection_grade_history'] loop
    execute format('drop policy if exists own_provider on %I', t);
    execute format('create policy own_provider on %I as restrictive using (%s or %s)', t, wide, mine);
  end loop;
  drop policy if exists published on framework_version;
  execute format('create policy published on framework_version as restrictive using (%s or published_on is not null)', wide);
  foreach t in array array['framework_theme', 'standard'] loop
    execute format('drop policy if exists published on %I', t);
    execute format('create policy published on %I as restrictive using (%s or version_id in (select v.id from framework_version v where v.area_id = (select waymark_area())))', t, wide);
  end loop;
  -- What a draft once said is the area's own.
  foreach t in array array['framework_version_history', 'framework_theme_history', 'standard_history'] loop
    execute format('drop policy if exists area_wide on %I', t);
    execute format('create policy area_wide on %I as restrictive using (%s)', t, wide);
  end loop;
end $$;

create or replace function fixed_once_published() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'framework_version' then
    if old.published_on is not null then
      raise exception 'A published version of a framework does not change' using errcode = '23514', constraint = 'fixed_once_published';
    end if;
  else
    -- The versions the row is taken from and put into.
    if exists (select from framework_version v where v.published_on is not null and (
        (tg_op <> 'INSERT' and v.area_id = old.area_id and v.id = old.version_id)
        or (tg_op <> 'DELETE' and v.area_id = new.area_id and v.id = new.version_id))) then
      raise exception 'A published version of a framework does not change' using errcode = '23514', constraint = 'fixed_once_published';
    end if;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
comment on function fixed_once_published is 'Refuses every change to a published version and to what is in it.';

create or replace trigger fixed_once_published before update or delete on framework_version for each row execute function fixed_once_published();
create or replace trigger fixed_once_published before insert or update or delete on framework_theme for each row execute function fixed_once_published();
create or replace trigger fixed_once_published before insert or update or delete on standard for each row execute function fixed_once_published();

create or replace function frameworks_of_providers(on_day date) returns table (provider_id bigint, framework_id bigint, version_id bigint)
language sql stable as $$
  select p.id, f.id, v.id
  from provider p
  join standards_framework f on f.area_id = p.area_id and (f.ended_on is null or f.ended_on > on_day)
  join lateral (
    select x.id from framework_version x
    where x.area_id = f.area_id and x.framework_id = f.id and x.from_on <= on_day
    order by x.from_on desc limit 1) v on true
  left join framework_provider fp on fp.area_id = f.area_id and fp.framework_id = f.id and fp.provider_id = p.id
  where p.area_id = (select waymark_area())
    and coalesce(fp.applies, p.kind = any (f.for_kinds) and (f.for_sectors = '{}' or p.sector = any (f.for_sectors))
      and (not f.for_unregistered or p.registered is distinct from true))
$$;
comment on function frameworks_of_providers is 'Which version of which framework each provider is held against on a day: by its kind and sector, or as somebody said.';
