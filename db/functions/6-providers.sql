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
