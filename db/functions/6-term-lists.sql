-- Lists of the term, and moves of phase.

do $$
declare t text;
begin
  foreach t in array array['term', 'care_meeting', 'review_move'] loop
    execute format('create or replace trigger keep_history before update or delete on %I for each row execute function keep_history()', t);
  end loop;
end $$;

-- A setting sees the lists it was sent; that of health and social care is theirs and the council's.
drop policy if exists own_list on term_list;
create policy own_list on term_list as restrictive using (
  (select current_setting('waymark.scope', true)) = 'area'
  or provider_id = any ((select nullif(current_setting('waymark.institutions', true), ''))::bigint[]));

create or replace function phase_move(birth_date date, on_day date, phase text, kind text, name text) returns text language sql immutable parallel safe
  return case year_group_on(birth_date, on_day)
    when -1 then case when phase = 'early_years' or kind = 'early_years' then 'to_school' end
    when 2 then case when name ~* '\minfants?\M' then 'to_junior' end
    when 4 then case when name ~* '\mfirst school\M' then 'to_middle' end
    when 6 then case when phase = 'primary' then 'to_secondary' end
    when 8 then case when name ~* '\mmiddle\M' then 'to_upper' end
    when 11 then case when phase in ('secondary', 'all_through') then 'to_post_16' end
  end;
comment on function phase_move is 'The move of phase a child makes next September, as the year group and the school suggest it; null is none. Schools that go on (a nursery class, an all-through primary) need no review under regulation 18.';
