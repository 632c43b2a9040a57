-- What a review says besides its facts, and the two lists that people work from.

alter table review add column no_goal_reasons jsonb not null default '{}';
alter table review_history add column no_goal_reasons jsonb not null default '{}';
comment on column review.no_goal_reasons is 'Why an outcome was given no goal for the next year: outcome id to words.';

create index review_unsent on review (area_id, meeting_on) where report_sent_on is null;
create index review_sent on review (area_id, report_sent_on desc) where report_sent_on is not null;
