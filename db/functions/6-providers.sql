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
