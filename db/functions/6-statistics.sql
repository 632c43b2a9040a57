-- A published file that is taken back stays in the history: what it was and when it was here. Its figures can be had again.
create or replace trigger keep_history before update or delete on statistic_release for each row execute function keep_history();
