-- What an import asks the owner of the tables to do for it.

create or replace function count_afresh(filled text) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if filled not in ('provider', 'child', 'care_status', 'need', 'request', 'plan', 'placement', 'outcome', 'provision_line', 'goal', 'review', 'rating',
    'position', 'soft_answer', 'provider_succession', 'term', 'care_meeting', 'request_exception', 'advice_request', 'plan_transfer', 'review_hold',
    'review_participant', 'review_move', 'provision_delivery', 'instrument_score', 'statistic_release', 'statistic_period',
    'statistic_place', 'statistic_breakdown', 'statistic_indicator', 'statistic_figure') then
    raise exception 'no import fills the table %', filled;
  end if;
  execute format('analyze %I', filled);
end $$;
comment on function count_afresh is 'Lets the planner know a table that was filled in the running transaction: else each row that names one of its rows is checked by reading all of it.';
