-- Row security on accounts. Who somebody is is found out before there is an area: with none set, signing in reads accounts and
-- nothing else can be read. Under an area, its people; under a SENCO or a family, themselves and the staff they may be told of.

create or replace function waymark_person() returns bigint language sql stable parallel safe
  return nullif(current_setting('waymark.person', true), '')::bigint;

-- Runs as its owner: which people there are in the area, whose roles the reader may not see.
create or replace view area_person as
  select distinct person_id from membership
  where area_id = (select waymark_area())
    and ((select current_setting('waymark.scope', true)) = 'area' or children = '{}' or person_id = (select waymark_person()));
comment on view area_person is 'The people whose names the reader may see: all of the area; for a SENCO or a family, not other families.';

do $$
declare
  t text;
  wide text := '(select current_setting(''waymark.scope'', true)) = ''area''';
  here text := 'area_id = (select waymark_area())';
  mine text := 'person_id = (select waymark_person())';
  nobody_yet text := '(select waymark_area()) is null';
begin
  foreach t in array array['person', 'membership', 'session', 'api_token', 'one_time_password', 'sign_in_attempt', 'sign_in_step'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists in_area on %I', t);
    execute format('drop policy if exists known on %I', t);
  end loop;
  execute format('create policy known on person using (%s or id in (select person_id from area_person) or id = (select waymark_person()))', nobody_yet);
  execute format('create policy known on membership using (%s or (%s and (%s or %s)))', nobody_yet, here, wide, mine);
  execute format('create policy known on session using (%s or (%s and (%s or %s)))', nobody_yet, here, wide, mine);
  -- One's own roles are seen from any area, to change into; so are one's own sign-ins, and ended. Neither is written.
  foreach t in array array['membership', 'session'] loop
    execute format('drop policy if exists own on %I', t);
    execute format('create policy own on %I for select using (%s)', t, mine);
  end loop;
  drop policy if exists own_end on session;
  execute format('create policy own_end on session for delete using (%s)', mine);
  execute format('create policy known on one_time_password using (%s or (%s and (%s or %s)))', nobody_yet, here, wide, mine);
  execute format('create policy known on api_token using (%s or (%s and (%s or membership_id in (select m.id from membership m where m.%s and m.%s))))',
    nobody_yet, here, wide, here, mine);
  execute format('create policy known on sign_in_step using (%s)', nobody_yet);
  execute format('create policy known on sign_in_attempt using (%s or (%s and email in (select p.email from person p)))', nobody_yet, wide);

  drop policy if exists own_area on area;
  execute format('create policy own_area on area as restrictive for select using (%s or %s or area_id in (select m.area_id from membership m where m.%s))',
    nobody_yet, here, mine);
  drop policy if exists this_area on area;
  execute format('create policy this_area on area as restrictive for insert with check (%s or %s)', nobody_yet, here);
  drop policy if exists own_form on submission;
  execute format('create policy own_form on submission as restrictive using (%s or %s or (person_id is null and waymark_person() is null))', wide, mine);
  -- Anybody's act is entered; to read, it must be one's own or about a child one may see.
  drop policy if exists own_entry on audit_entry;
  execute format('create policy own_entry on audit_entry as restrictive for select using (%s or %s or child_id = any ((select waymark_children())::bigint[]))',
    wide, mine);
end $$;

create or replace function account_for(address text, called text) returns bigint language plpgsql security definer
  set search_path = public, pg_temp as $$
declare found_id bigint;
begin
  insert into person (email, name) values (lower(address), called) on conflict (email) do nothing returning id into found_id;
  if found_id is null then
    select id into found_id from person where email = lower(address);
  end if;
  return found_id;
end $$;
comment on function account_for is 'The account of an email address, made if there is none: the one thing an area may ask about accounts that are not its own.';

create or replace function belongs_elsewhere(account bigint) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (
    select from membership where person_id = account and area_id <> waymark_area() and joined_at is not null
      and (until_on is null or until_on >= current_setting('waymark.today')::date))
$$;
comment on function belongs_elsewhere is 'Whether somebody works in another area too: then no one area may set their password.';

revoke execute on function account_for, belongs_elsewhere from public;
