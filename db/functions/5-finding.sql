-- Row security keeps an index from answering what is not leakproof, and a search by words is not: so the index is asked
-- by its owner for ids alone, and the query that uses them is bound by row security as ever.

create or replace function find_children(words text) returns setof bigint language sql stable security definer
  set search_path = public, pg_temp as $$
  select id from child
  where area_id = waymark_area() and merged_into is null
    and (current_setting('waymark.scope', true) = 'area' or id = any (waymark_children())) and name_words(forename, surname) @@ (
    select string_agg(quote_literal(word) || ':*', ' & ')::tsquery from string_to_table(plain_name(words), ' ') word where word <> '')
$$;
comment on function find_children is 'Children of the area with a name that begins with each of the words, in any order.';

create or replace function upn_is_right(upn text) returns boolean language sql immutable parallel safe
  return case when upn !~ '^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$' then false
    else left(upn, 1) = substr('ABCDEFGHJKLMNPQRTUVWXYZ', 1 + (
      substr(upn, 2, 1)::int * 2 + substr(upn, 3, 1)::int * 3 + substr(upn, 4, 1)::int * 4 + substr(upn, 5, 1)::int * 5
      + substr(upn, 6, 1)::int * 6 + substr(upn, 7, 1)::int * 7 + substr(upn, 8, 1)::int * 8 + substr(upn, 9, 1)::int * 9
      + substr(upn, 10, 1)::int * 10 + substr(upn, 11, 1)::int * 11 + substr(upn, 12, 1)::int * 12
      + 13 * case when right(upn, 1) ~ '\d' then right(upn, 1)::int else strpos('ABCDEFGHJKLMNPQRTUVWXYZ', right(upn, 1)) - 1 end) % 23, 1)
    end;
comment on function upn_is_right is 'Whether the check letter of a UPN fits its digits: checkUpn() of the domain does the same.';
