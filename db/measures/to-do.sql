-- One line for each thing to mend; it goes when it is mended. Each kind is a branch of its own, so that the planner can
-- answer for one child by index and for an area by hashing.
create or replace view to_do with (security_invoker = true) as
select p.area_id, p.child_id, 'need' as kind, null::bigint as plan_id, null::bigint as outcome_id
from (
  select distinct area_id, child_id from plan
  where first_made_on <= (select current_setting('waymark.today')::date)
    and (ceased_on is null or ceased_on >= (select current_setting('waymark.today')::date))) p
where not exists (
  select from need n where n.area_id = p.area_id and n.child_id = p.child_id and n.rank = 1
    and n.from_on <= (select current_setting('waymark.today')::date)
    and (n.to_on is null or n.to_on >= (select current_setting('waymark.today')::date)))
union all
select p.area_id, p.child_id, 'placement', null, null
from (
  select distinct area_id, child_id from plan
  where first_made_on <= (select current_setting('waymark.today')::date)
    and (ceased_on is null or ceased_on >= (select current_setting('waymark.today')::date))) p
where not exists (
  select from placement x where x.area_id = p.area_id and x.child_id = p.child_id and x.rank = 1
    and x.from_on <= (select current_setting('waymark.today')::date)
    and (x.to_on is null or x.to_on >= (select current_setting('waymark.today')::date)))
union all
select c.area_id, c.id, 'upn', null, null
from child c
where c.merged_into is null
  and case when c.upn is not null then not upn_is_right(c.upn)
    else c.uln is null and (c.upn_unknown_reason is null
      or c.upn_unknown_reason = 'UN1' and age_on(c.birth_date, (select current_setting('waymark.today')::date)) >= 6) end
  and exists (
    select from plan p where p.area_id = c.area_id and p.child_id = c.id
      and p.first_made_on <= (select current_setting('waymark.today')::date)
      and (p.ceased_on is null or p.ceased_on >= (select current_setting('waymark.today')::date)))
union all
select p.area_id, p.child_id, 'outcomes', p.id, null
from plan p
where p.first_made_on <= (select current_setting('waymark.today')::date)
  and (p.ceased_on is null or p.ceased_on >= (select current_setting('waymark.today')::date))
  and not exists (
    select from outcome o where o.area_id = p.area_id and o.plan_id = p.id
      and (o.closed_on is null or o.closed_on >= (select current_setting('waymark.today')::date)))
union all
select o.area_id, o.child_id, k.kind, o.plan_id, o.id
from outcome o
join plan p on p.area_id = o.area_id and p.id = o.plan_id
cross join lateral unnest(array[
  case when o.pfa = '{}' then 'pfa' end,
  case when o.baseline is null or o.target is null then 'rungs'
    when ladder_lacks_words(o.baseline, o.target, o.ladder) then 'words' end]) as k (kind)
where k.kind is not null and (o.closed_on is null or o.closed_on >= (select current_setting('waymark.today')::date))
  and p.first_made_on <= (select current_setting('waymark.today')::date)
  and (p.ceased_on is null or p.ceased_on >= (select current_setting('waymark.today')::date))
union all
select o.area_id, o.child_id, 'goal', o.plan_id, o.id
from outcome o
join plan p on p.area_id = o.area_id and p.id = o.plan_id
where (o.closed_on is null or o.closed_on >= (select current_setting('waymark.today')::date))
  and p.first_made_on <= (select current_setting('waymark.today')::date)
  and (p.ceased_on is null or p.ceased_on >= (select current_setting('waymark.today')::date))
  and not exists (
    select from goal g where g.area_id = o.area_id and g.outcome_id = o.id
      and g.set_on < (select make_date(academic_year(current_setting('waymark.today')::date) + 1, 9, 1))
      and (g.due_on >= (select make_date(academic_year(current_setting('waymark.today')::date), 9, 1))
        or g.due_on is null and g.set_on >= (select make_date(academic_year(current_setting('waymark.today')::date), 9, 1))));

comment on view to_do is 'What the records of children with a plan in force still lack, one line for each thing to mend.';
comment on column to_do.area_id is 'Never null';
comment on column to_do.child_id is 'Never null';
comment on column to_do.kind is 'Never null: need, placement, upn (of the child); outcomes (of the plan); pfa, rungs, words, goal (of the outcome).';
