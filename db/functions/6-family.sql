-- Links of families, before anybody is signed in: what is asked of a code is answered here and nowhere else.

do $$
declare t text;
begin
  foreach t in array array['family_link', 'family_flag', 'instrument_score'] loop
    execute format('create or replace trigger keep_history before update or delete on %I for each row execute function keep_history()', t);
  end loop;
end $$;

-- Nobody reads tries but these functions: no policy lets them.
alter table family_try enable row level security;

-- A draft is its writer's alone until it is sent.
drop policy if exists sent_or_own on family_voice;
create policy sent_or_own on family_voice as restrictive using (
  sent_on is not null or (select current_setting('waymark.scope', true)) = 'own');

-- Written by whoever makes a link; read only where messages are sent.
drop policy if exists for_sending on message_secret;
create policy for_sending on message_secret as restrictive for select using ((select current_setting('waymark.scope', true)) = 'area');

create or replace function try_family_link(code bytea, born date, from_address text, today date)
returns table (answer text, area_id smallint, link_id bigint, child_id bigint) language plpgsql security definer
  set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  most_wrong constant int := 5;
  wrong int;
  found_link record;
  is_right boolean;
begin
  perform pg_advisory_xact_lock(715060, hashtext(encode(code, 'hex')));
  delete from family_try where at < now() - interval '180 days';
  select count(*) into wrong from family_try t where t.code_hash = code and not t.was_right
    and t.at > coalesce((select max(r.at) from family_try r where r.code_hash = code and r.was_right), '-infinity');
  if wrong >= most_wrong then
    return query select 'locked', null::smallint, null::bigint, null::bigint;
    return;
  end if;
  if (select count(*) from family_try t where t.address = from_address and not t.was_right and t.at > now() - interval '15 minutes') >= 60 then
    return query select 'too_many', null::smallint, null::bigint, null::bigint;
    return;
  end if;
  select l.*, c.birth_date into found_link from (select 1) one
    left join family_link l on l.code_hash = code
    left join child c on c.area_id = l.area_id and c.id = l.child_id;
  is_right := coalesce(found_link.birth_date = born, false);
  insert into family_try (code_hash, address, was_right) values (code, from_address, is_right);
  if is_right then
    return query select case when found_link.revoked_on is not null then 'revoked' when found_link.expires_on < today then 'expired' else 'open' end,
      found_link.area_id, found_link.id, found_link.child_id;
  elsif wrong + 1 >= most_wrong then
    return query select 'locked', found_link.area_id, found_link.id, found_link.child_id;
  else
    return query select 'wrong', null::smallint, null::bigint, null::bigint;
  end if;
end $$;
comment on function try_family_link is 'Opens a link to whoever has its code and the child''s date of birth. Five wrong dates lock it; a code that does not exist answers, and locks, as one that does.';

create or replace function family_session_of(token bytea, today date)
returns table (area_id smallint, area_name text, demonstration boolean, link_id bigint, child_id bigint, review_id bigint,
  participant_id bigint, respondent text, named text, csrf text)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  update family_session s set seen_at = now()
  where s.token_hash = token and s.expires_at > now() and s.seen_at between now() - interval '30 minutes' and now() - interval '1 minute';
  return query select a.area_id, a.name, a.demonstration, l.id, l.child_id, l.review_id, l.participant_id, l.respondent, p.name, s.csrf
    from family_session s
    join family_link l on l.area_id = s.area_id and l.id = s.link_id
    join review_participant p on p.area_id = l.area_id and p.id = l.participant_id
    join area a on a.area_id = s.area_id
    where s.token_hash = token and s.expires_at > now() and s.seen_at > now() - interval '30 minutes'
      and l.revoked_on is null and l.expires_on >= today;
end $$;
comment on function family_session_of is 'Whose a family''s session is, while it and its link stand.';

create or replace function close_family_session(token bytea) returns void language sql security definer
  set search_path = public, pg_temp as $$
  delete from family_session where token_hash = token or expires_at < now() - interval '1 day'
$$;

create or replace function family_link_tries(code bytea) returns table (wrong int, opened_at timestamptz) language sql stable security definer
  set search_path = public, pg_temp as $$
  select count(*) filter (where not t.was_right and t.at > coalesce((
      select max(r.at) from family_try r where r.code_hash = code and r.was_right), '-infinity'))::int,
    min(t.at) filter (where t.was_right)
  from family_try t where t.code_hash = code
$$;
comment on function family_link_tries is 'Wrong dates of birth since the last right one, and when the link was first opened.';
