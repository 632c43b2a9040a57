-- Terms as src/domain/term.ts has them: those of reports, the same everywhere; not those a council's schools keep (table term).

create or replace function term_of(day date) returns smallint language sql immutable parallel safe
  return case when extract(month from day) >= 9 then 1 when (extract(month from day), extract(day from day)) <= (4, 15) then 2 else 3 end;

create or replace function term_ends(academic_year smallint, term smallint) returns date language sql immutable parallel safe
  return case term when 1 then make_date(academic_year, 12, 31) when 2 then make_date(academic_year + 1, 4, 15) else make_date(academic_year + 1, 8, 31) end;
