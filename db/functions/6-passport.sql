-- Passports between areas. Row security lets nobody read another area's rows: what is shared is answered by these functions
-- and nothing else, for the area of the settings, to its staff, while the share stands. Each asks passport_open first.

create or replace trigger keep_history before update or delete on passport_share for each row execute function keep_history();

do $$
declare
  t text;
  wide text := '(select current_setting(''waymark.scope'', true)) = ''area''';
  mine text := 'provider_id = any ((select nullif(current_setting(''waymark.institutions'', true), ''''))::bigint[])';
begin
  foreach t in array array['passport_share', 'passport_share_history', 'passport_item'] loop
    execute format('drop policy if exists own_provider on %I', t);
    execute format('create policy own_provider on %I as restrictive using (%s or %s)', t, wide, mine);
  end loop;
  drop policy if exists area_wide on passport_match;
  execute format('create policy area_wide on passport_match as restrictive using (%s)', wide);
end $$;

create or replace function passport_open(from_area smallint, share bigint) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (
    select from passport_share s
    join area a on a.area_id = s.area_id
    join area b on b.area_id = s.to_area and b.demonstration = a.demonstration
    where s.area_id = from_area and s.id = share and s.to_area = waymark_area() and s.revoked_on is null
      and s.until_on >= current_setting('waymark.today')::date and current_setting('waymark.scope') = 'area')
$$;
comment on function passport_open is 'Whether a share stands and is addressed to the area of the settings, asked by its staff: the one rule of who sees a passport.';

create or replace function passports_here() returns table (from_area smallint, from_name text, share_id bigint, provider text, kind text,
  urn text, ukprn text, address text, postcode text, shared_on date, until_on date, items int)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.area_id, a.name, s.id, p.name, p.kind, s.urn, s.ukprn, p.address, p.postcode, s.shared_on, s.until_on,
    (select count(*)::int from passport_item i where i.area_id = s.area_id and i.share_id = s.id)
  from passport_share s
  join provider p on p.area_id = s.area_id and p.id = s.provider_id
  join area a on a.area_id = s.area_id
  where s.to_area = waymark_area() and passport_open(s.area_id, s.id)
$$;
comment on function passports_here is 'The passports that stand and are addressed to the area of the settings.';

create or replace function passport_contents(from_area smallint, share bigint) returns table (item_id bigint, what text, document_kind text,
  certificate_on date, expires_on date, interval_months smallint, interval_until date, valid_until date, state text, checked_on date,
  names_staff boolean, file_name text, file_kind text, stored_as text, size bigint,
  framework text, version integer, code text, words text, threshold jsonb, is_gate boolean, judgement text, reason text, judged_on date, replies jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.id, case when d.id is not null then 'document' else 'judgement' end, d.kind,
    d.certificate_on, d.expires_on, d.interval_months, d.interval_until, d.valid_until, d.state, d.checked_on,
    d.names_staff, f.name, f.kind, f.stored_as, d.size,
    w.name, v.number, t.code, t.words, t.threshold, t.is_gate, j.judgement, j.reason, j.judged_on,
    (select jsonb_agg(jsonb_build_object('reply', r.reply, 'replied_on', r.replied_on) order by r.id)
      from judgement_reply r where r.area_id = j.area_id and r.judgement_id = j.id)
  from passport_item i
  left join document d on d.area_id = i.area_id and d.id = i.document_id
  -- What names staff stays where it was shown: the other area is told that it was checked.
  left join document_file f on f.area_id = d.area_id and f.document_id = d.id and not d.names_staff and not f.names_staff and f.state = 'clean'
  left join standard_judgement j on j.area_id = i.area_id and j.id = i.judgement_id
  left join standard t on t.area_id = j.area_id and t.id = j.standard_id
  left join framework_version v on v.area_id = t.area_id and v.id = t.version_id
  left join standards_framework w on w.area_id = v.area_id and w.id = v.framework_id
  where i.area_id = from_area and i.share_id = share and passport_open(from_area, share)
  order by i.id
$$;
comment on function passport_contents is 'Exactly the items of a passport that stands and is addressed to the area of the settings; no row of any other.';

create or replace function passport_seen(from_area smallint, share bigint, item bigint) returns void language sql security definer
  set search_path = public, pg_temp as $$
  insert into audit_entry (area_id, on_date, person_id, role, act, subject, subject_id, detail)
  select s.area_id, current_setting('waymark.today')::date, null, 'other_area', case when item is null then 'passport.seen' else 'passport.file_seen' end,
    'passport', s.id, jsonb_strip_nulls(jsonb_build_object('by_area', s.to_area, 'by', b.name, 'provider', s.provider_id, 'item', item))
  from passport_share s join area b on b.area_id = s.to_area
  where s.area_id = from_area and s.id = share and passport_open(from_area, share)
$$;
comment on function passport_seen is 'Writes into the trail of the area that shared that the other area looked: no name, its own trail has that.';

create or replace function passport_of_code(code bytea) returns table (from_area smallint, share_id bigint) language sql stable security definer
  set search_path = public, pg_temp as $$
  select s.area_id, s.id from passport_share s where s.code_hash = code and passport_open(s.area_id, s.id)
$$;
comment on function passport_of_code is 'The passport of a code, for the area it is addressed to and no other.';

create or replace function areas_to_share_with() returns table (area_id smallint, name text) language sql stable security definer
  set search_path = public, pg_temp as $$
  select b.area_id, b.name from area a join area b on b.demonstration = a.demonstration and b.area_id <> a.area_id
  where a.area_id = waymark_area() and current_setting('waymark.scope', true) in ('area', 'placed')
$$;
comment on function areas_to_share_with is 'Names of the other areas here; a demonstration shares with demonstrations alone.';

create or replace function tell_other_area() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' or (new.revoked_on is not null and old.revoked_on is null) then
    insert into audit_entry (area_id, on_date, person_id, role, act, subject, subject_id, detail)
    select new.to_area, current_setting('waymark.today')::date, null, 'other_area',
      case tg_op when 'INSERT' then 'passport.received' else 'passport.taken_back' end, 'passport', new.id,
      jsonb_build_object('from_area', new.area_id, 'from', a.name, 'provider', p.name, 'until', new.until_on)
    from area a, provider p where a.area_id = new.area_id and p.area_id = new.area_id and p.id = new.provider_id;
  end if;
  return null;
end $$;
create or replace trigger tell_other_area after insert or update on passport_share for each row execute function tell_other_area();
