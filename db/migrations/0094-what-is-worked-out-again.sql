-- Of a child that a transaction touched, what must be worked out again: the parts that rest on what changed, and of what is kept
-- by academic year, the years (db/functions/4-roll-ups.sql).

alter table touched_child
  add column parts smallint not null default 127,
  add column whole boolean not null default true,
  add column years smallint[] not null default '{}',
  add column reviews bigint[] not null default '{}';
comment on column touched_child.parts is 'Bits of what must be worked out (part_bits).';
comment on column touched_child.whole is 'Of every academic year. Else of the years, and of those of the reviews.';

-- They take what is to be worked out now.
drop function if exists refresh_ratings(smallint, bigint[]);
drop function if exists refresh_the_rest(smallint, bigint[]);
drop function if exists refresh_coverage(smallint, bigint[], smallint);
drop function if exists refresh_distances(smallint, bigint[]);
drop function if exists child_ratings(smallint, bigint[], date);
drop function if exists child_ratings_now(smallint, bigint[], date);
drop function if exists child_ratings_of(smallint, bigint[], date);
drop function if exists child_coverage(smallint, bigint[], smallint, smallint);
drop function if exists child_coverage_of(smallint, bigint[], smallint, smallint);
drop function if exists outcome_facts(smallint, bigint[], date, smallint[]);
drop function if exists outcome_facts_now(smallint, bigint[], date, smallint[]);
drop function if exists outcome_facts_of(smallint, bigint[], date, smallint[]);
drop function if exists child_outcomes(smallint, bigint[], date);
drop function if exists child_outcomes_now(smallint, bigint[], date);
drop function if exists child_outcomes_of(smallint, bigint[], date);
