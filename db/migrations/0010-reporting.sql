-- A read-only schema for Power BI, Excel and analysts: the same roll-ups and facts as every other door.

create schema reporting;

create table reporting.login (
  login name not null,
  area_id smallint not null references area,
  primary key (login, area_id)
);
comment on table reporting.login is 'Which area''s figures a reporting login reads. Kept by `waymark reporting`.';
