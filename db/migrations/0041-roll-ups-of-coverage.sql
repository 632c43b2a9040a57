-- Coverage, soft outcomes and what the records lack, kept as the other pictures are: by child, exact in the transaction that
-- writes (db/functions/5-roll-ups-of-coverage.sql).

create table picture_coverage (
  area_id smallint not null,
  child_id bigint not null,
  years smallint not null,
  with_plan boolean not null,
  reviewed boolean not null,
  floats boolean not null,
  need text not null,
  provider_id bigint not null,
  setting text not null,
  age smallint not null,
  age_band text not null,
  year_group smallint not null,
  phase text not null,
  sex text not null,
  looked_after boolean not null,
  plan_type text not null
);
create index picture_coverage_child on picture_coverage (area_id, child_id);
create index picture_coverage_years on picture_coverage (area_id, years);
comment on table picture_coverage is 'Children with a plan in force or a meeting, by window: an academic year, or 0 for all of them; and where each stood at the last meeting in it, else on its last day with a plan in force.';
comment on column picture_coverage.floats is 'Of all years together, a child with an open plan and no meeting yet stands where it stands today: the facts say where.';

create table picture_covered (
  area_id smallint not null,
  child_id bigint not null,
  outcome_id bigint not null,
  pfa text[] not null,
  measurable boolean not null,
  open_from smallint not null,
  open_to smallint,
  positioned smallint[] not null,
  last_year smallint not null
);
create index picture_covered_child on picture_covered (area_id, child_id);
create index picture_covered_last on picture_covered (area_id, last_year);
comment on table picture_covered is 'By outcome: the academic years it is open in, those it has a position in, and the last of both (9999: no end is known).';
comment on column picture_covered.measurable is 'It has a baseline to measure from.';

create table picture_coverage_reach (
  area_id smallint primary key,
  up_to smallint not null
);
comment on table picture_coverage_reach is 'The last academic year that picture_coverage tells of: the one after the running one, so that a new year begins with its lines there.';

create table picture_soft (
  area_id smallint not null,
  child_id bigint not null,
  years smallint not null,
  scale text not null,
  respondent text not null,
  rung smallint,
  need text not null,
  provider_id bigint not null,
  setting text not null,
  age smallint not null,
  age_band text not null,
  year_group smallint not null,
  phase text not null,
  sex text not null,
  looked_after boolean not null,
  plan_type text not null
);
create index picture_soft_child on picture_soft (area_id, child_id);
create index picture_soft_years on picture_soft (area_id, years);
comment on table picture_soft is 'Each child''s last answer on a scale by a respondent in a window (an academic year, or 0 for all), and the circumstances on that day.';

create table picture_soft_cell (
  area_id smallint not null,
  years smallint not null,
  scale text not null,
  respondent text not null,
  need text not null,
  age_band text not null,
  sex text not null,
  rung_1 integer not null,
  rung_2 integer not null,
  rung_3 integer not null,
  rung_4 integer not null,
  rung_5 integer not null,
  not_given integer not null,
  primary key (area_id, years, scale, respondent, need, age_band, sex)
) with (fillfactor = 50);

create table picture_to_do (
  area_id smallint not null,
  child_id bigint not null,
  kind text not null,
  plan_id bigint,
  outcome_id bigint,
  from_on date not null,
  to_on date
);
create index picture_to_do_child on picture_to_do (area_id, child_id);
create index picture_to_do_open on picture_to_do (area_id, to_on, from_on);
comment on table picture_to_do is 'What the record of a child lacks (the view to_do says of one day), and from which day to which, both included. Whoever asks says the day: no line grows old.';
