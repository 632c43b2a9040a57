-- What the application may do. It owns nothing; it adds to the audit trail and to history and never changes them.
grant usage on schema public to waymark_app;
grant select, insert, update, delete on all tables in schema public to waymark_app;
grant usage on all sequences in schema public to waymark_app;
grant execute on all functions in schema public to waymark_app;

revoke update, delete, truncate on audit_entry from waymark_app;
do $$
declare t text;
begin
  for t in select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and relkind = 'r' and (relname like '%\_history' or relname like 'picture\_%' or relname = 'touched_child'
      or relname in ('area', 'plan_type', 'clock_rule', 'deadline', 'deadline_definition', 'schema_migration')) loop
    execute format('revoke insert, update, delete, truncate on %I from waymark_app', t);
  end loop;
end $$;
grant insert on area to waymark_app;
-- People and roles end; they are not deleted, because what was done was done by somebody.
revoke delete, truncate on person, membership from waymark_app;
-- What was sent stays as it was sent: only whether it went, and on whose record it is, may change.
revoke update, delete, truncate on message, reminder, letter, letter_recipient, letter_template from waymark_app;
grant update (child_id, state, state_why, tries, queued_at, tried_at, sent_at, bounced_at) on message to waymark_app;
grant update (child_id) on reminder, letter to waymark_app;
grant update (message_id, posted_on) on letter_recipient to waymark_app;
revoke update, delete, truncate on term_list, term_list_child from waymark_app;
grant update (child_id) on term_list_child to waymark_app;

-- Judgements, replies to them and what was asked for are added and never changed.
revoke update, delete, truncate on standard_judgement, judgement_reply, judgement_document, document_ask, document_chase from waymark_app;

-- Whom a passport is for, what is in it and until when never changes: it is taken back, and another is made.
revoke update, delete, truncate on passport_share, passport_item, passport_match from waymark_app;
grant update (revoked_on, revoked_by, recorded_on, recorded_act) on passport_share to waymark_app;

-- What keeps the roll-ups is for the triggers that run as their owner: it looks like a question, and writes.
revoke execute on function coverage_up_to(smallint) from public, waymark_app;

-- What runs as its owner is for the application alone: a reporting login may call nothing that steps round row security.
do $$
declare f regprocedure;
begin
  for f in select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.prosecdef loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;

revoke all on schema reporting from public;
grant usage on schema reporting to waymark_report;
grant select on all tables in schema reporting to waymark_report;
revoke select on reporting.login from waymark_report;
revoke execute on all functions in schema reporting from public;
grant execute on all functions in schema reporting to waymark_report;
-- Nothing else of the schema public is for a reporting login.
revoke all on all tables in schema public from waymark_report;
