-- Who a calendar's secret belongs to is found out before there is an area, like an API key's; a view is its owner's alone.
do $$
declare
  here text := 'area_id = (select waymark_area())';
begin
  drop policy if exists in_area on calendar_feed;
  drop policy if exists known on calendar_feed;
  execute format('create policy known on calendar_feed using ((select waymark_area()) is null or (%s and membership_id in (
    select m.id from membership m where m.%s and m.person_id = (select waymark_person()))))', here, here);
  drop policy if exists own_view on saved_view;
  create policy own_view on saved_view as restrictive using (person_id = (select waymark_person()));
end $$;
