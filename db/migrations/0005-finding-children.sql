-- Finding a child by part of a name, however it is typed.

create function plain_name(name text) returns text language sql immutable parallel safe
  return btrim(regexp_replace(
    replace(replace(replace(replace(translate(
      lower(regexp_replace(normalize(name, NFD), '[\u0300-\u036f''’ʼ`´.]', '', 'g')),
      'øØđĐðÐłŁħĦıŧŦ', 'ooddddllhhitt'), 'þ', 'th'), 'æ', 'ae'), 'œ', 'oe'), 'ß', 'ss'),
    '[\s,;-]+', ' ', 'g'));
comment on function plain_name is 'A name without case, accents, apostrophes and hyphens: plainName() of the children feature does the same.';

create function name_words(forename text, surname text) returns tsvector language sql immutable parallel safe
  return array_to_tsvector(string_to_array(nullif(plain_name(forename || ' ' || surname), ''), ' '));

create index child_name_words on child using gin (name_words(forename, surname));
create index child_birth_date on child (area_id, birth_date);
drop index child_name;
create index child_name on child (area_id, surname, forename, id) where merged_into is null;
