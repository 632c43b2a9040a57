-- Tenders beneath the application: bids sealed until opening, a conflict that bars, scores that are blind, and what is frozen.

do $$
declare t text;
begin
  foreach t in array array['tender_round', 'tender_lot', 'tender_question', 'tender_threshold', 'tender_window', 'tender_clarification',
    'bid', 'tender_evaluator', 'tender_declaration', 'tender_gate', 'tender_score', 'tender_moderation', 'tender_award', 'tender_decision',
    'tender_debrief'] loop
    execute format('create or replace trigger keep_history before update or delete on %I for each row execute function keep_history()', t);
  end loop;
end $$;

-- Windows whose bids have been unsealed, and of these whose quality scores are agreed or all sent. Plain facts of the
-- round; asked as their owner so that no policy has to ask another.
create or replace function tender_windows(stage text) returns bigint[] language sql stable security definer
  set search_path = public, pg_temp as $$
  select coalesce(array_agg(id), '{}') from tender_window
  where area_id = waymark_area() and opened_at is not null
    and case stage when 'opened' then true when 'scored' then scored_on is not null when 'agreed' then agreed_on is not null end
$$;
comment on function tender_windows is 'Windows at or past a stage: opened, scored by all, quality agreed.';

-- What this person said of their interests: window and provider, as text, of every bid they may read by it.
create or replace function tender_declared() returns bigint[] language sql stable security definer
  set search_path = public, pg_temp as $$
  select coalesce(array_agg(window_id), '{}') from tender_declaration where area_id = waymark_area() and person_id = waymark_person()
$$;
create or replace function tender_barred() returns text[] language sql stable security definer
  set search_path = public, pg_temp as $$
  select coalesce(array_agg(d.window_id || ' ' || p), '{}') from tender_declaration d, unnest(d.providers) p
  where d.area_id = waymark_area() and d.person_id = waymark_person()
$$;
comment on function tender_barred is 'Window and provider of each bid this person declared a conflict with.';

do $$
declare
  t text;
  placed text := '(select current_setting(''waymark.scope'', true)) = ''placed''';
  area text := '(select current_setting(''waymark.scope'', true)) = ''area''';
  own text := 'provider_id = any ((select nullif(current_setting(''waymark.institutions'', true), ''''))::bigint[])';
  opened text := 'window_id = any ((select tender_windows(''opened''))::bigint[])';
  declared text := 'window_id = any ((select tender_declared())::bigint[]) and window_id || '' '' || provider_id <> all ((select tender_barred())::text[])';
  round_seen text := '(select count(*) from tender_round r where r.area_id = %1$I.area_id and r.id = %1$I.round_id) > 0';
begin
  -- A draft of a round is the council's; a spot purchase is nobody's but the provider's it is from.
  foreach t in array array['tender_round', 'tender_round_history'] loop
    execute format('drop policy if exists published on %I', t);
    execute format('create policy published on %I as restrictive using (%s or (%s and published_on is not null and (kind <> ''spot'' or %s)))', t, area, placed, own);
  end loop;
  foreach t in array array['tender_lot', 'tender_question', 'tender_threshold', 'tender_window'] loop
    execute format('drop policy if exists published on %I', t);
    execute format('create policy published on %I as restrictive using (%s or (%s and ' || round_seen || '))', t, area, placed);
    execute format('drop policy if exists area_wide on %I', t || '_history');
    execute format('create policy area_wide on %I as restrictive using (%s)', t || '_history', area);
  end loop;
  -- Another provider reads a question once it is answered.
  drop policy if exists published on tender_clarification;
  execute format('create policy published on tender_clarification as restrictive using (%s or (%s and ' || round_seen || '
    and (answered_on is not null or exists (select from tender_clarification_asker a where a.area_id = tender_clarification.area_id and a.clarification_id = tender_clarification.id))))',
    area, placed, 'tender_clarification');
end $$;
