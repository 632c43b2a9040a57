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

create or replace function tender_conflicted() returns bigint[] language sql stable security definer
  set search_path = public, pg_temp as $$
  select coalesce(array_agg(window_id), '{}') from tender_declaration
  where area_id = waymark_area() and person_id = waymark_person() and providers <> '{}'
$$;

create or replace function tender_bidders(of_window bigint) returns table (provider_id bigint, name text) language sql stable security definer
  set search_path = public, pg_temp as $$
  select b.provider_id, p.name from bid b join provider p on p.area_id = b.area_id and p.id = b.provider_id
  where b.area_id = waymark_area() and b.window_id = of_window and b.standing and b.withdrawn_at is null
    and current_setting('waymark.scope', true) = 'area' and of_window = any (tender_windows('opened'))
  order by p.name, b.provider_id
$$;
comment on function tender_bidders is 'Who has bid, once the bids are open: what whoever declares their interests has to know, and nothing else of a bid.';

do $do$
declare
  t text;
  by_area text := $q$(select current_setting('waymark.scope', true)) = 'area'$q$;
  placed text := $q$(select current_setting('waymark.scope', true)) = 'placed'$q$;
  own text := $q$((select current_setting('waymark.scope', true)) = 'placed' and provider_id = any ((select nullif(current_setting('waymark.institutions', true), ''))::bigint[]))$q$;
  declared text := $q$window_id = any ((select tender_declared())::bigint[]) and window_id || ' ' || provider_id <> all ((select tender_barred())::text[])$q$;
  free text := $q$window_id || ' ' || provider_id <> all ((select tender_barred())::text[])$q$;
  opened text := $q$window_id = any ((select tender_windows('opened'))::bigint[])$q$;
  scored text := $q$window_id = any ((select tender_windows('scored'))::bigint[])$q$;
  agreed text := $q$window_id = any ((select tender_windows('agreed'))::bigint[])$q$;
  -- Row security of the table asked applies within: a round that may not be seen is in none of these lists.
  of_round text := $q$round_id in (select r.id from tender_round r where r.area_id = (select waymark_area()))$q$;
  of_bid text := $q$bid_id in (select b.id from bid b where b.area_id = (select waymark_area()))$q$;
  told text := $q$(select l.%s from tender_letter l where l.area_id = (select waymark_area()))$q$;
  kept record;
begin
  for kept in
    select * from (values
      -- A draft of a round is the council's; a spot purchase is for the provider it is from.
      ('tender_round', by_area || ' or (' || placed || $q$ and published_on is not null and (kind <> 'spot' or $q$ || own || '))', 'all'),
      ('tender_lot', by_area || ' or (' || placed || ' and ' || of_round || ')', 'all'),
      ('tender_question', by_area || ' or (' || placed || ' and ' || of_round || ')', 'all'),
      ('tender_threshold', by_area || ' or (' || placed || ' and ' || of_round || ')', 'all'),
      ('tender_window', by_area || ' or (' || placed || ' and ' || of_round || ')', 'all'),
      -- Another provider reads a question once it is answered, and nobody reads whose it was.
      ('tender_clarification', by_area || ' or (' || placed || ' and ' || of_round || $q$ and (answered_on is not null
        or id in (select a.clarification_id from tender_clarification_asker a where a.area_id = (select waymark_area()))))$q$, 'select'),
      ('tender_clarification_asker', own, 'all'),
      ('bid_draft', own, 'all'),
      -- Sealed. The council reads what stands once the window was opened; what it says, after declaring; its price, once
      -- quality is agreed.
      ('bid', own || ' or (' || by_area || ' and standing and withdrawn_at is null and ' || opened || ')', 'all'),
      ('bid_content', own || ' or (' || by_area || ' and ' || opened || ' and ' || declared || ' and ' || of_bid || ')', 'all'),
      ('bid_price', own || ' or (' || by_area || ' and ' || agreed || ' and ' || declared || ' and ' || of_bid || ')', 'all'),
      ('tender_opening', by_area, 'all'),
      ('tender_evaluator', by_area, 'all'),
      ('tender_declaration', by_area, 'all'),
      ('tender_gate', by_area || ' and ' || declared, 'all'),
      -- Blind: one's own, or everybody's once the last evaluator has sent theirs.
      ('tender_score', by_area || ' and ' || declared || ' and (person_id = (select waymark_person()) or ' || scored || ')', 'all'),
      ('tender_moderation', by_area || ' and ' || declared || ' and ' || scored, 'all'),
      ('tender_award', by_area || ' or (' || own || ' and bid_id in ' || format(told, 'bid_id') || ')', 'all'),
      ('tender_decision', by_area || ' or (' || placed || ' and window_id in ' || format(told, 'window_id') || ')', 'all'),
      ('tender_letter', own || ' or (' || by_area || ' and ' || free || ')', 'all'),
      ('tender_debrief', own || ' or (' || by_area || ' and ' || free || ')', 'all'),
      ('tender_record', by_area || ' and window_id <> all ((select tender_conflicted())::bigint[])', 'all')
    ) as policies (name, seen, act)
  loop
    foreach t in array array[kept.name, kept.name || '_history'] loop
      continue when to_regclass(t) is null;
      execute format('drop policy if exists tender_part on %I', t);
      execute format('create policy tender_part on %I as restrictive for %s using (%s)', t, kept.act, kept.seen);
    end loop;
  end loop;
end $do$;

-- What is frozen, beneath the rules that refuse it with words.

create or replace function tender_terms_frozen() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  of_area smallint := case when tg_op = 'DELETE' then old.area_id else new.area_id end;
  of_round bigint := case when tg_op = 'DELETE' then old.round_id else new.round_id end;
begin
  if exists (select from tender_round where area_id = of_area and id = of_round and published_on is not null) then
    raise exception 'The round is published: its lots, questions and thresholds are frozen';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

create or replace function tender_round_frozen() returns trigger language plpgsql as $$
declare may_change text[] := '{cancelled_on,cancelled_why,recorded_on,recorded_act}';
begin
  if tg_op = 'DELETE' then
    if old.published_on is null then return old; end if;
    raise exception 'A published round is cancelled, not deleted';
  end if;
  if old.published_on is not null and (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change) then
    raise exception 'The round is published: what was published is frozen';
  end if;
  return new;
end $$;

create or replace function tender_window_order() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare needed int;
begin
  if tg_op = 'DELETE' then raise exception 'A window stays on the record'; end if;
  if old.frozen_on is not null then raise exception 'The record of this window is frozen'; end if;
  if exists (select from tender_round r where r.area_id = new.area_id and r.id = new.round_id and r.published_on is not null)
    and ((new.closes_on, new.closes_at) < (old.closes_on, old.closes_at) or new.opens_on > old.opens_on or new.ask_until < old.ask_until) then
    raise exception 'Once published, bids may be given more time and never less';
  end if;
  if old.opened_at is not null and (new.opened_at, new.closes_on, new.closes_at) is distinct from (old.opened_at, old.closes_on, old.closes_at) then
    raise exception 'The bids are open: nothing closes them again';
  end if;
  if old.opened_at is null and new.opened_at is not null then
    select case when two_openers then 2 else 1 end into needed from tender_round where area_id = new.area_id and id = new.round_id;
    if new.opened_at < new.closes_on || 'T' || new.closes_at or left(new.opened_at, 10)::date > current_setting('waymark.today')::date
      or (select count(distinct person_id) from tender_opening where area_id = new.area_id and window_id = new.id) < needed then
      raise exception 'Bids are opened after the hour, by as many people as the round says';
    end if;
  end if;
  if old.scored_on is null and new.scored_on is not null and exists (select from tender_evaluator
      where area_id = new.area_id and window_id = new.id and sent_on is null and stood_down_on is null) then
    raise exception 'An evaluator has not sent their scores';
  end if;
  if new.agreed_on is not null and new.gates_decided_on is null then raise exception 'Gates are decided first'; end if;
  return new;
end $$;

create or replace function bid_in_time() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  w tender_window;
  may_change text[] := '{standing,withdrawn_at,recorded_on,recorded_act}';
begin
  if tg_op = 'DELETE' then raise exception 'A bid is withdrawn, not deleted'; end if;
  select * into strict w from tender_window where area_id = new.area_id and id = new.window_id;
  if w.opened_at is not null or current_setting('waymark.today')::date > w.closes_on then raise exception 'The time for bids is over'; end if;
  if tg_op = 'INSERT' then
    if new.sent_at >= w.closes_on || 'T' || w.closes_at or left(new.sent_at, 10)::date <> current_setting('waymark.today')::date
      or left(new.sent_at, 10)::date < w.opens_on then
      raise exception 'The time for bids is over, or has not begun';
    end if;
  elsif (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change) or (new.standing and not old.standing) then
    raise exception 'A bid stays as it was sent';
  end if;
  return new;
end $$;

create or replace function tender_score_allowed() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare given tender_score := case when tg_op = 'DELETE' then old else new end;
begin
  if not exists (select from tender_evaluator where area_id = given.area_id and window_id = given.window_id
    and person_id = given.person_id and sent_on is null and stood_down_on is null) then
    raise exception 'Only a named evaluator scores, until they have sent their scores';
  end if;
  if tg_op <> 'DELETE' and not exists (select from tender_declaration where area_id = given.area_id and window_id = given.window_id
    and person_id = given.person_id and given.provider_id <> all (providers)) then
    raise exception 'A conflict of interest was declared, or nothing was declared yet';
  end if;
  if not exists (select from tender_window where area_id = given.area_id and id = given.window_id and gates_decided_on is not null)
    or exists (select from tender_gate g join tender_threshold t on t.area_id = g.area_id and t.id = g.threshold_id
      where g.area_id = given.area_id and g.bid_id = given.bid_id and t.gate and g.judgement not in ('met', 'not_applicable')) then
    raise exception 'Gates are decided first, and a bid that fails one is not scored';
  end if;
  return given;
end $$;

create or replace function tender_gate_never_outweighed() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if new.outcome <> 'gate_not_met' and exists (
    select from tender_window w join tender_threshold t on t.area_id = w.area_id and t.round_id = w.round_id and t.gate
      left join tender_gate g on g.area_id = w.area_id and g.bid_id = new.bid_id and g.threshold_id = t.id
    where w.area_id = new.area_id and w.id = new.window_id and coalesce(g.judgement, 'not_yet') not in ('met', 'not_applicable')) then
    raise exception 'A bid that fails a gate is neither ranked nor awarded';
  end if;
  return new;
end $$;

create or replace function tender_record_frozen() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  of_area smallint := case when tg_op = 'DELETE' then old.area_id else new.area_id end;
  of_window bigint := case when tg_op = 'DELETE' then old.window_id else new.window_id end;
begin
  if exists (select from tender_window where area_id = of_area and id = of_window and frozen_on is not null) then
    raise exception 'The record of this window is frozen';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

create or replace function tender_kept_as_made() returns trigger language plpgsql as $$
begin
  raise exception 'This stays as it was made';
end $$;

do $$
declare t text;
begin
  foreach t in array array['tender_lot', 'tender_question', 'tender_threshold'] loop
    execute format('create or replace trigger a_frozen before insert or update or delete on %I for each row execute function tender_terms_frozen()', t);
  end loop;
  create or replace trigger a_frozen before update or delete on tender_round for each row execute function tender_round_frozen();
  create or replace trigger a_frozen before update or delete on tender_window for each row execute function tender_window_order();
  create or replace trigger a_in_time before insert or update or delete on bid for each row execute function bid_in_time();
  create or replace trigger b_allowed before insert or update or delete on tender_score for each row execute function tender_score_allowed();
  create or replace trigger b_gate before insert or update on tender_award for each row execute function tender_gate_never_outweighed();
  foreach t in array array['tender_clarification', 'tender_opening', 'tender_evaluator', 'tender_declaration', 'tender_gate', 'tender_score',
    'tender_moderation', 'tender_award', 'tender_decision'] loop
    execute format('create or replace trigger a_record_frozen before insert or update or delete on %I for each row execute function tender_record_frozen()', t);
  end loop;
  foreach t in array array['bid_content', 'bid_price', 'tender_letter', 'tender_record', 'tender_opening'] loop
    execute format('create or replace trigger a_kept before update or delete on %I for each row execute function tender_kept_as_made()', t);
  end loop;
end $$;
