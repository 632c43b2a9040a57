-- Roll-ups behind the pictures, kept exact in the transaction that writes (db/functions/4-roll-ups.sql).
-- Two grains: by child, for any question about what is known now; and cells, for the questions asked every day.
-- `pfa` here is a main area, 'unmapped', 'all' (every goal once), or 'any:<area>' (each goal in each of its areas).
-- No institution is provider 0 and setting ''; no first need on the day is 'none'.

create table picture_child (
  area_id smallint not null,
  child_id bigint not null,
  academic_year smallint not null,
  pfa text not null,
  need text not null,
  provider_id bigint not null,
  setting text not null,
  age smallint not null,
  age_band text not null,
  year_group smallint not null,
  phase text not null,
  sex text not null,
  looked_after boolean not null,
  plan_type text not null,
  straddles boolean not null,
  not_met integer not null,
  partially_met integer not null,
  fully_met integer not null,
  not_rated integer not null,
  every_not_met integer not null,
  every_partially_met integer not null,
  every_fully_met integer not null,
  every_not_rated integer not null
);
create index picture_child_child on picture_child (area_id, child_id);
create index picture_child_year on picture_child (area_id, pfa, academic_year);
create index picture_child_straddles on picture_child (area_id, pfa, academic_year) where straddles;
comment on table picture_child is 'Ratings by child, academic year and circumstances on the meeting date. not_met ... count each goal''s last rating of the year; every_... count each rating.';
comment on column picture_child.straddles is 'The child is in more than one (need, age band, sex) cell this year, so cells may not be added up to count children.';

create table picture_cell (
  area_id smallint not null,
  pfa text not null,
  academic_year smallint not null,
  need text not null,
  age_band text not null,
  sex text not null,
  not_met integer not null,
  partially_met integer not null,
  fully_met integer not null,
  not_rated integer not null,
  children integer not null,
  every_not_met integer not null,
  every_partially_met integer not null,
  every_fully_met integer not null,
  every_not_rated integer not null,
  every_children integer not null,
  primary key (area_id, pfa, academic_year, need, age_band, sex)
) with (fillfactor = 50);
comment on column picture_cell.children is 'Children with a goal counted here, but for those who straddle cells in the year: they are counted from picture_child.';

create table picture_place (
  area_id smallint not null,
  pfa text not null,
  academic_year smallint not null,
  provider_id bigint not null,
  setting text not null,
  not_met integer not null,
  partially_met integer not null,
  fully_met integer not null,
  not_rated integer not null,
  children integer not null,
  every_not_met integer not null,
  every_partially_met integer not null,
  every_fully_met integer not null,
  every_not_rated integer not null,
  every_children integer not null,
  primary key (area_id, pfa, academic_year, provider_id, setting)
) with (fillfactor = 50);

create table picture_outcome (
  area_id smallint not null,
  child_id bigint not null,
  outcome_id bigint not null,
  years smallint not null,
  at_place boolean not null,
  main_pfa text not null,
  pfa text[] not null,
  review_id bigint not null,
  need text not null,
  provider_id bigint not null,
  setting text not null,
  age smallint not null,
  age_band text not null,
  year_group smallint not null,
  phase text not null,
  sex text not null,
  looked_after boolean not null,
  plan_type text not null,
  straddles boolean not null,
  distance smallint not null,
  in_year smallint not null,
  span smallint,
  target_met boolean
);
create index picture_outcome_child on picture_outcome (area_id, child_id);
create index picture_outcome_years on picture_outcome (area_id, years, at_place);
create index picture_outcome_straddles on picture_outcome (area_id, years) where straddles and not at_place;
comment on table picture_outcome is 'Distance travelled by outcome and window, with the circumstances at the meeting of its last position in the window.';
comment on column picture_outcome.years is 'The window: an academic year, or 0 for all of them.';
comment on column picture_outcome.at_place is 'False: the whole distance. True: what was travelled while placed there, one row for each place where the outcome was seen.';
comment on column picture_outcome.in_year is 'Distance within the window; distance is from the baseline.';
comment on column picture_outcome.span is 'Target less baseline, where the target is above it: what a share of the way is a share of.';

create table picture_distance_cell (
  area_id smallint not null,
  pfa text not null,
  years smallint not null,
  in_year boolean not null,
  need text not null,
  age_band text not null,
  sex text not null,
  distance smallint not null,
  outcomes integer not null,
  targets_met integer not null,
  shares integer not null,
  share_sum integer not null,
  primary key (area_id, pfa, years, in_year, need, age_band, sex, distance)
) with (fillfactor = 50);
comment on column picture_distance_cell.share_sum is 'Sum of shares of the way in 2520ths, which every span from 1 to 10 divides: exact in whole numbers.';

create table picture_distance_children (
  area_id smallint not null,
  pfa text not null,
  years smallint not null,
  need text not null,
  age_band text not null,
  sex text not null,
  children integer not null,
  primary key (area_id, pfa, years, need, age_band, sex)
) with (fillfactor = 50);

create table picture_distance_place (
  area_id smallint not null,
  pfa text not null,
  years smallint not null,
  in_year boolean not null,
  provider_id bigint not null,
  setting text not null,
  distance smallint not null,
  outcomes integer not null,
  targets_met integer not null,
  shares integer not null,
  share_sum integer not null,
  primary key (area_id, pfa, years, in_year, provider_id, setting, distance)
) with (fillfactor = 50);

create table picture_distance_place_children (
  area_id smallint not null,
  pfa text not null,
  years smallint not null,
  provider_id bigint not null,
  setting text not null,
  children integer not null,
  primary key (area_id, pfa, years, provider_id, setting)
) with (fillfactor = 50);

create unlogged table touched_child (
  area_id smallint not null,
  child_id bigint not null,
  primary key (area_id, child_id)
);
comment on table touched_child is 'Children whose facts changed in the running transaction; empty outside one. Its key makes writers about one child take turns.';
