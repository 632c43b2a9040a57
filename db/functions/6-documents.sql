-- Documents: a provider sees its own, and what names staff is opened by those who may see it and nobody else.

do $$
declare
  t text;
  wide text := '(select current_setting(''waymark.scope'', true)) = ''area''';
  mine text := 'provider_id = any ((select nullif(current_setting(''waymark.institutions'', true), ''''))::bigint[])';
begin
  foreach t in array array['document_interval', 'document', 'document_file', 'document_standard'] loop
    execute format('create or replace trigger keep_history before update or delete on %I for each row execute function keep_history()', t);
  end loop;
  foreach t in array array['document', 'document_history', 'document_file', 'document_file_history', 'document_standard',
    'document_standard_history', 'document_ask', 'document_chase', 'judgement_document'] loop
    execute format('drop policy if exists own_provider on %I', t);
    execute format('create policy own_provider on %I as restrictive using (%s or %s)', t, wide, mine);
  end loop;
  foreach t in array array['document_file', 'document_file_history'] loop
    execute format('drop policy if exists narrow_staff on %I', t);
    execute format('create policy narrow_staff on %I as restrictive using (not names_staff or (select current_setting(''waymark.staff'', true)) = ''seen'')', t);
  end loop;
end $$;
