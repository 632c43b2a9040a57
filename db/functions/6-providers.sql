-- Which providers somebody limited to institutions or to children may know of: their own, and those that are named in the
-- records of the children they may see. The first lock opens a provider's page to its own people alone.

create or replace function waymark_providers() returns bigint[] language sql stable security definer
  set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct id), '{}') from (
    select unnest(nullif(current_setting('waymark.institutions', true), '')::bigint[]) as id
    where current_setting('waymark.scope', true) = 'placed'
    union all
    select provider_id from placement where area_id = waymark_area() and child_id = any (waymark_children())
    union all
    select provider_id from provision_line where area_id = waymark_area() and child_id = any (waymark_children())
  ) known where id is not null
$$;
comment on function waymark_providers is 'The providers a person limited to institutions or to a family may know of: their own, and those their children''s records name.';

do $$
declare t text;
begin
  foreach t in array array['provider', 'provider_history'] loop
    execute format('drop policy if exists known_provider on %I', t);
    execute format($p$create policy known_provider on %I as restrictive using (
      (select current_setting('waymark.scope', true)) = 'area' or id = any ((select waymark_providers())::bigint[]))$p$, t);
  end loop;
end $$;

do $$
declare t text;
begin
  foreach t in array array['provider_succession', 'provider_site', 'provider_service', 'provider_places', 'provider_price'] loop
    execute format('create or replace trigger keep_history before update or delete on %I for each row execute function keep_history()', t);
  end loop;
  -- What a provider has room for and asks for it is for the council and its own people.
  foreach t in array array['provider_site', 'provider_service', 'provider_places', 'provider_price'] loop
    execute format('drop policy if exists own_institution on %I', t);
    execute format('drop policy if exists own_institution on %I', t || '_history');
    execute format($p$create policy own_institution on %I as restrictive using (
      (select current_setting('waymark.scope', true)) = 'area'
      or provider_id = any ((select nullif(current_setting('waymark.institutions', true), ''))::bigint[]))$p$, t);
    execute format($p$create policy own_institution on %I as restrictive using (
      (select current_setting('waymark.scope', true)) = 'area'
      or provider_id = any ((select nullif(current_setting('waymark.institutions', true), ''))::bigint[]))$p$, t || '_history');
  end loop;
end $$;

create or replace function provider_heads() returns jsonb language sql stable parallel safe as $$
  with recursive one as (
    -- A provider that carries on as two carries on as neither: nobody can say whose history it is.
    select provider_id, min(successor_id) as successor_id from provider_succession
    where area_id = waymark_area() and kind = 'succession' group by provider_id having count(*) = 1
  ), chain as (
    select provider_id, successor_id, 1 as steps from one
    union all
    select chain.provider_id, one.successor_id, chain.steps + 1 from chain join one on one.provider_id = chain.successor_id
    where chain.steps < 50
  )
  select jsonb_object_agg(provider_id, successor_id) from (
    select distinct on (provider_id) provider_id, successor_id from chain order by provider_id, steps desc) last
$$;
comment on function provider_heads is 'Of each provider that carries on as another, the last of its line: one history. Null when there is none, so that asking costs nothing.';

create or replace function provider_links() returns table (named text, named_column text) language sql stable as $$
  select c.relname::text, a.attname::text
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid
  cross join lateral unnest(k.conkey, k.confkey) as pair (from_column, to_column)
  join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.from_column
  join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.to_column
  where k.contype = 'f' and k.confrelid = 'public.provider'::regclass and b.attname = 'id' and c.relname <> 'provider'
  order by 1, 2
$$;
comment on function provider_links is 'Whatever the tables of today are: every column that names a provider.';

create or replace function move_provider(named text, named_column text, from_id bigint, to_id bigint, only_ids bigint[])
returns bigint[] language plpgsql set search_path = public, pg_temp as $$
declare
  ids bigint[];
  moved bigint[] := '{}';
  one bigint;
begin
  if not exists (select from provider_links() l where l.named = move_provider.named and l.named_column = move_provider.named_column) then
    raise exception 'no provider is named by %.%', named, named_column;
  end if;
  execute format('select coalesce(array_agg(id order by id), ''{}'') from %I where area_id = waymark_area() and %I = $1 and ($2 is null or id = any ($2))',
    named, named_column) into ids using from_id, only_ids;
  if ids = '{}' then
    return ids;
  end if;
  begin
    -- All at once where nothing stands against it: what follows from a change is then worked out once.
    execute format('update %I set %I = $1 where area_id = waymark_area() and id = any ($2)', named, named_column) using to_id, ids;
    return ids;
  exception when unique_violation or check_violation or foreign_key_violation or insufficient_privilege or raise_exception then
    null;
  end;
  foreach one in array ids loop
    begin
      execute format('update %I set %I = $1 where area_id = waymark_area() and id = $2', named, named_column) using to_id, one;
      moved := moved || one;
    exception when unique_violation or check_violation or foreign_key_violation or insufficient_privilege or raise_exception then
      null;
    end;
  end loop;
  return moved;
end $$;
comment on function move_provider is 'Moves what names one provider to another, and answers what was moved: a row the other has already, of the same year or name, stays where it was, and so does what was sealed or signed.';
