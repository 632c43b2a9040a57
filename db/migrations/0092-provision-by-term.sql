-- What was given of what a plan promises may be said term by term, outside a review.

alter table provision_delivery
  alter column review_id drop not null,
  add column academic_year smallint,
  add column term smallint check (term between 1 and 3),
  add constraint provision_delivery_said_where check ((review_id is null) = (term is not null) and (term is null) = (academic_year is null)),
  add constraint provision_delivery_term unique (area_id, provision_line_id, academic_year, term);
alter table provision_delivery_history
  alter column review_id drop not null,
  add column academic_year smallint,
  add column term smallint;
comment on table provision_delivery is 'Whether a line of section F, G or H was given: since the review before, as its report says, or in a term of an academic year, as was reported by itself; hours in the line''s own period.';
comment on column provision_delivery.term is '1 autumn (September to December), 2 spring (January to 15 April), 3 summer (from 16 April), of a report that is no review''s.';
