-- Rules of messages and letters that row security and rights alone do not give.

create or replace trigger keep_history before update or delete on area_setting for each row execute function keep_history();
create or replace trigger keep_history before update or delete on reminder_rule for each row execute function keep_history();

-- Which messages a person does not want is theirs to say, and for those who send to look up.
drop policy if exists own_quiet on message_quiet;
create policy own_quiet on message_quiet as restrictive using (
  (select current_setting('waymark.scope', true)) = 'area' or person_id = (select waymark_person()));
