-- Finding a child by part of a name, however it is typed.

create or replace function plain_name(name text) returns text language sql immutable parallel safe
  return btrim(regexp_replace(
    replace(replace(replace(replace(translate(
      lower(regexp_replace(normalize(name, NFD), '[\u0300-\u036f''’ʼ`´.]', '', 'g')),
      'øØđĐðÐłŁħĦıŧŦ', 'ooddddllhhitt'), 'þ', 'th'), 'æ', 'ae'), 'œ', 'oe'), 'ß', 'ss'),
    '[\s,;-]+', ' ', 'g'));
comment on function plain_name is 'A name without case, accents, apostrophes and hyphens: plainName() of the children feature does the same.';

create or replace function name_words(forename text, surname text) returns tsvector language sql immutable parallel safe
  return array_to_tsvector(string_to_array(nullif(plain_name(forename || ' ' || surname), ''), ' '));

create index if not exists child_name_words on child using gin (name_words(forename, surname));
create index if not exists child_birth_date on child (area_id, birth_date);
drop index if exists child_name;
create index if not exists child_in_order on child (area_id, surname, forename, id) where merged_into is null;
