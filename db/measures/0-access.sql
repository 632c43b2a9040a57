create or replace function reporting.areas() returns smallint[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(area_id), '{}') from reporting.login where login = session_user
$$;
comment on function reporting.areas is 'The areas the reporting login that asks may read.';
