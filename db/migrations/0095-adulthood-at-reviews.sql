-- From Year 9 every review considers what is needed to prepare for adulthood and independent living (regulation 20(6), 21(6)).

do $$
declare t text;
begin
  foreach t in array array['review', 'review_history'] loop
    execute format('alter table %I add column adulthood text', t);
  end loop;
end $$;
comment on column review.adulthood is 'From Year 9: what is needed to prepare for adulthood and independent living, as the meeting considered it.';
