-- Superseding, never overwriting: the row as it was goes to its history before it changes or goes.

create or replace function keep_history() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new is not distinct from old then
    return null;
  end if;
  execute format('insert into %I select current_setting(''waymark.today'')::date, current_setting(''waymark.act'')::bigint, ($1).*',
    tg_table_name || '_history') using old;
  if tg_op = 'DELETE' then
    return old;
  end if;
  new.recorded_on := current_setting('waymark.today')::date;
  new.recorded_act := current_setting('waymark.act')::bigint;
  return new;
end $$;
comment on function keep_history is 'Copies the superseded row to <table>_history, with the day and the act; an update that changes nothing is no update.';

do $$
declare t text;
begin
  foreach t in array array['provider', 'child', 'care_status', 'need', 'request', 'plan', 'placement', 'outcome', 'provision_line',
    'goal', 'review', 'rating', 'position', 'soft_answer', 'review_participant', 'caseload', 'provision_delivery', 'file', 'file_link'] loop
    execute format('create or replace trigger keep_history before update or delete on %I for each row execute function keep_history()', t);
  end loop;
end $$;

-- <table>_known(day): the rows as they were known at the end of a day; null is now. Simple enough for the planner to
-- inline, so an index on the table serves the function too.
do $$
declare t text;
begin
  foreach t in array array['provider', 'child', 'care_status', 'need', 'plan', 'placement', 'outcome', 'goal', 'review', 'rating',
    'position', 'soft_answer'] loop
    execute format($f$
      create or replace function %1$I(known_on date) returns setof %2$I language sql stable as $body$
        select * from %2$I where known_on is null or recorded_on <= known_on
        union all
        select %3$s from %4$I where known_on is not null and recorded_on <= known_on and superseded_on > known_on
      $body$ $f$,
      t || '_known', t,
      (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
        where attrelid = t::regclass and attnum > 0 and not attisdropped),
      t || '_history');
  end loop;
end $$;
