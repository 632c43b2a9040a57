-- What the records of children with a plan in force still lack. One line for each thing to mend; it goes when it is mended.
create or replace view to_do with (security_invoker = true) as
select c.area_id, c.id as child_id, k.kind, null::bigint as plan_id, null::bigint as outcome_id
from child c
cross join lateral (values
  ('need', not exists (
    select from need n where n.area_id = c.area_id and n.child_id = c.id and n.rank = 1
      and n.from_on <= current_setting('waymark.today')::date and (n.to_on is null or n.to_on >= current_setting('waymark.today')::date))),
  ('placement', not exists (
    select from placement p where p.area_id = c.area_id and p.child_id = c.id and p.rank = 1
      and p.from_on <= current_setting('waymark.today')::date and (p.to_on is null or p.to_on >= current_setting('waymark.today')::date))),
  ('upn', case when c.upn is not null then not upn_is_right(c.upn)
    else c.uln is null and (c.upn_unknown_reason is null
      or c.upn_unknown_reason = 'UN1' and age_on(c.birth_date, current_setting('waymark.today')::date) >= 6) end)
) k (kind, lacks)
where k.lacks and c.merged_into is null and exists (
  select from plan p where p.area_id = c.area_id and p.child_id = c.id
    and p.first_made_on <= current_setting('waymark.today')::date
    and (p.ceased_on is null or p.ceased_on >= current_setting('waymark.today')::date))
union all
select p.area_id, p.child_id, 'outcomes', p.id, null
from plan p
where p.first_made_on <= current_setting('waymark.today')::date
  and (p.ceased_on is null or p.ceased_on >= current_setting('waymark.today')::date)
  and not exists (
    select from outcome o where o.area_id = p.area_id and o.plan_id = p.id
      and (o.closed_on is null or o.closed_on >= current_setting('waymark.today')::date))
union all
select o.area_id, o.child_id, k.kind, o.plan_id, o.id
from outcome o
join plan p on p.area_id = o.area_id and p.id = o.plan_id
cross join lateral (values
  ('pfa', o.pfa = '{}'),
  ('rungs', o.baseline is null or o.target is null),
  ('words', coalesce(o.ladder ->> o.baseline::text, '') = '' or coalesce(o.ladder ->> o.target::text, '') = ''
    or abs(o.target - o.baseline) > 1 and not exists (
      select from jsonb_each_text(o.ladder) rung where rung.key ~ '^\d+$' and rung.value <> ''
        and rung.key::int > least(o.baseline, o.target) and rung.key::int < greatest(o.baseline, o.target))),
  ('goal', not exists (
    select from goal g where g.area_id = o.area_id and g.outcome_id = o.id
      and academic_year(g.set_on) <= academic_year(current_setting('waymark.today')::date)
      and coalesce(academic_year(g.due_on), academic_year(g.set_on)) >= academic_year(current_setting('waymark.today')::date)))
) k (kind, lacks)
where k.lacks and (k.kind <> 'words' or o.baseline is not null and o.target is not null)
  and (o.closed_on is null or o.closed_on >= current_setting('waymark.today')::date)
  and p.first_made_on <= current_setting('waymark.today')::date
  and (p.ceased_on is null or p.ceased_on >= current_setting('waymark.today')::date);

comment on view to_do is 'What the records of children with a plan in force still lack, one line for each thing to mend.';
comment on column to_do.area_id is 'Never null';
comment on column to_do.child_id is 'Never null';
comment on column to_do.kind is 'Never null: need, placement, upn (of the child); outcomes (of the plan); pfa, rungs, words, goal (of the outcome).';
