-- What is open is a small part of all there is, and is asked for in the order of the list, or of some children; what was done
-- is counted by clock.

drop index deadline_open, deadline_done;
create index deadline_next on deadline (area_id, due_on, child_id, subject_id) include (from_on, kind, clock) where open_until = 'infinity';
create index deadline_next_child on deadline (area_id, child_id) where open_until = 'infinity';
create index deadline_open on deadline (area_id, open_until) where open_until < 'infinity';
create index deadline_done on deadline (area_id, done_on desc);
create index deadline_timely on deadline (area_id, clock, done_on) include (due_on, child_id, subject_id) where clock in ('final_plan_new', 'assess_decision', 'decision');

create table deadline_definition (definition text not null);
comment on table deadline_definition is 'What the deadlines kept were worked out by. When the rules are others they are worked out afresh.';
