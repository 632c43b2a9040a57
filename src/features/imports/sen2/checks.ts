import type { Tx } from '#platform/database/connect.ts'
import type { ProblemTable } from '#platform/transfer/problem.ts'
import { type Finding, findProblems } from '../recording/run-sql.ts'

type Files = { persons: string; requests: string; plans: string; placements: string }

/** What can be wrong only between persons, and between the return and what is recorded. */
export const checkSen2 = (tx: Tx, area_id: number, files: Files, problems: ProblemTable): Promise<void> =>
  findProblems(tx, problems, findings(area_id, files))

const twice = (columns: string) =>
  `select max("row") as "row", min(${columns.split(',')[0]}::text) as value from in_persons where ${columns.split(',')[0]} is not null
   group by ${columns} having count(*) > 1`

const findings = (area_id: number, { persons, requests, plans, placements }: Files): Finding[] => [
  {
    ...{ severity: 'error', file: persons, column: 'Person/UPN', wrong: 'Two persons have this UPN' },
    ...{ mend: 'Correct one of the two, or make them one person', from: twice('upn') },
  },
  {
    ...{ severity: 'warning', file: persons, column: 'Person/UniqueLearnerNumber', wrong: 'Two persons have this ULN' },
    ...{ mend: 'Check which of the two it belongs to', from: twice('uln') },
  },
  {
    ...{ severity: 'warning', file: persons, column: 'Person', wrong: 'Two persons of one name and date of birth' },
    mend: 'Check whether they are one child',
    from: `select max("row") as "row", null as value from in_persons group by lower(surname), lower(forename), birth_date
      having count(*) > 1 and count(distinct upn) > 1`,
  },
  {
    ...{ severity: 'error', file: persons, column: 'Person', wrong: 'Two persons are the same child' },
    mend: 'Make them one person, or correct the number, name or date of birth they share',
    from: `select max("row") as "row", null as value from resolved_children group by coalesce(known_id::text, ref) having count(*) > 1 and count(upn) < 2`,
  },
  {
    ...{ severity: 'warning', file: persons, column: 'Person', wrong: 'The child was found by name and date of birth' },
    ...{
      mend: 'Check that it is the same child',
      from: 'select "row", null as value from resolved_children where by_name',
    },
  },
  {
    ...{ severity: 'warning', file: requests, column: 'Person/Requests/ReceivedDate' },
    ...{ wrong: 'Two requests for one child on one day, of which the first was recorded', mend: 'Take one out' },
    from: `select max("row") as "row", received_on::text as value from in_requests group by person, received_on having count(*) > 1`,
  },
  {
    ...{ severity: 'error', file: plans, column: 'Person/Requests/Assessment/NamedPlan/StartDate' },
    ...{ wrong: 'Two plans for one child with one beginning', mend: 'Take one out' },
    from: `select max("row") as "row", first_made_on::text as value from in_plans group by person, first_made_on having count(*) > 1`,
  },
  {
    ...{ severity: 'error', file: placements, column: 'Person/Requests/ActivePlans/PlacementDetail/EntryDate' },
    ...{ wrong: 'Two placements share a rank and a beginning', mend: 'Give one of them the other rank' },
    from: `select max("row") as "row", from_on::text as value from in_placements group by person, from_on, rank having count(*) > 1`,
  },
  {
    ...{ severity: 'warning', file: placements, column: 'URN', wrong: 'Far fewer children here than are recorded' },
    mend: 'Check that none is missing from the return',
    from: `select null::integer as "row", coalesce(p.urn, p.ukprn) || ' (' || came.n || ' of ' || had.n || ')' as value
      from (select provider_id, count(*) as n from placement where area_id = ${area_id} and rank = 1 and to_on is null group by 1) had
      join provider p on p.area_id = ${area_id} and p.id = had.provider_id
      join lateral (select count(*) as n from resolved_placements r where r.provider_id = p.id and r.rank = 1 and r.to_on is null) came on true
      where had.n >= 10 and came.n * 2 < had.n`,
  },
]
