-- Who sees offers and agreements: the council, and each provider its own once it was sent to it; and what was published or
-- sent stays as it is.

do $$
declare t text;
begin
  foreach t in array array['offer', 'offer_item', 'agreement', 'agreement_version', 'agreement_service', 'agreement_expectation',
    'agreement_responsibility', 'agreement_answer', 'agreement_child', 'agreement_provision', 'weekly_hours', 'registration_marker'] loop
    execute format('create or replace trigger keep_history before update or delete on %I for each row execute function keep_history()', t);
  end loop;

  foreach t in array array['offer', 'offer_item', 'offer_history', 'offer_item_history'] loop
    execute format('drop policy if exists own_institution on %I', t);
    execute format($p$create policy own_institution on %I as restrictive using (
      (select current_setting('waymark.scope', true)) = 'area'
      or provider_id = any ((select nullif(current_setting('waymark.institutions', true), ''))::bigint[]))$p$, t);
  end loop;

  -- An agreement is its parties'. About a child, it is the provider's while it runs: whoever signs must read whom it is for,
  -- before the child is placed there too.
  drop policy if exists visible_child on agreement;
  drop policy if exists party on agreement;
  create policy party on agreement as restrictive using (
    (select current_setting('waymark.scope', true)) = 'area'
    or ((select current_setting('waymark.scope', true)) = 'placed' and shared_on is not null
      and provider_id = any ((select nullif(current_setting('waymark.institutions', true), ''))::bigint[])
      and (child_id is null or shared_until >= (select current_setting('waymark.today')::date))));

  -- What it is, and about whom, is the council's to write.
  drop policy if exists written_by_council on agreement;
  create policy written_by_council on agreement as restrictive for update using ((select current_setting('waymark.scope', true)) = 'area');

  drop policy if exists party on agreement_version;
  create policy party on agreement_version as restrictive using (
    (select current_setting('waymark.scope', true)) = 'area'
    or (sent_on is not null and agreement_id in (select a.id from agreement a where a.area_id = (select waymark_area()))));

  foreach t in array array['agreement_service', 'agreement_expectation', 'agreement_responsibility', 'agreement_answer'] loop
    execute format('drop policy if exists party on %I', t);
    execute format($p$create policy party on %I as restrictive using (
      (select current_setting('waymark.scope', true)) = 'area'
      or version_id in (select v.id from agreement_version v where v.area_id = (select waymark_area())))$p$, t);
  end loop;

  -- What was, and which plan lines it gives: the council's own, and of a named child whoever may see the child.
  foreach t in array array['agreement_history', 'agreement_version_history', 'agreement_service_history', 'agreement_expectation_history',
    'agreement_responsibility_history', 'agreement_answer_history', 'agreement_child', 'agreement_child_history', 'agreement_provision',
    'agreement_provision_history', 'weekly_hours', 'weekly_hours_history'] loop
    execute format('drop policy if exists visible_child on %I', t);
    execute format('drop policy if exists area_wide on %I', t);
    execute format($p$create policy area_wide on %I as restrictive using ((select current_setting('waymark.scope', true)) = 'area')$p$, t);
  end loop;
end $$;

-- Two records of one provider may still be joined: whose it is may change, and nothing else.
create or replace function offer_stays() returns trigger language plpgsql as $$
declare
  may_move text[] := array['provider_id', 'recorded_on', 'recorded_act'];
  offer_is bigint := (to_jsonb(coalesce(new, old)) ->> case tg_table_name when 'offer' then 'id' else 'offer_id' end)::bigint;
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - may_move = to_jsonb(old) - may_move then
    return new;
  end if;
  if exists (select from offer o where o.area_id = coalesce(new.area_id, old.area_id) and o.id = offer_is and o.published_on is not null) then
    raise exception 'This offer is published: it is superseded, not changed' using errcode = 'insufficient_privilege';
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger a_offer_stays before update or delete on offer for each row execute function offer_stays();
create or replace trigger a_offer_stays before insert or update or delete on offer_item for each row execute function offer_stays();

create or replace function agreement_version_stays() returns trigger language plpgsql as $$
begin
  if old.sent_on is not null and (tg_op = 'DELETE'
      or to_jsonb(new) - array['agreed_on', 'recorded_on', 'recorded_act'] <> to_jsonb(old) - array['agreed_on', 'recorded_on', 'recorded_act']
      or old.agreed_on is not null) then
    raise exception 'Version % was sent for signature: a variation is a version of its own', old.number using errcode = 'insufficient_privilege';
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger a_agreement_stays before update or delete on agreement_version for each row execute function agreement_version_stays();

create or replace function agreement_line_stays() returns trigger language plpgsql as $$
begin
  if exists (select from agreement_version v where v.area_id = coalesce(new.area_id, old.area_id)
      and v.id = coalesce(new.version_id, old.version_id) and v.sent_on is not null) then
    raise exception 'This version was sent for signature: a variation is a version of its own' using errcode = 'insufficient_privilege';
  end if;
  return coalesce(new, old);
end $$;
do $$
declare t text;
begin
  foreach t in array array['agreement_service', 'agreement_expectation', 'agreement_responsibility'] loop
    execute format('create or replace trigger a_agreement_stays before insert or update or delete on %I for each row execute function agreement_line_stays()', t);
  end loop;
end $$;

-- A side signs what was sent, by its hash, and both sides are two people: kept here too, whatever asks.
create or replace function agreement_answer_fits() returns trigger language plpgsql as $$
begin
  if not exists (select from agreement_version v where v.area_id = new.area_id and v.id = new.version_id and v.sha256 = new.sha256) then
    raise exception 'What is signed is not what was sent' using errcode = 'insufficient_privilege';
  end if;
  if (new.side = 'council') <> (current_setting('waymark.scope', true) = 'area') then
    raise exception 'Each side answers for itself' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace trigger a_answer_fits before insert on agreement_answer for each row execute function agreement_answer_fits();
