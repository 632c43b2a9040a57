import type pg from 'pg'
import { chanceOf } from '#features/demonstration/chance.ts'
import type { Days } from './school-days.ts'
import { factsOf, type Outcome, planFacts } from './simulate.ts'

export const area_id = 997
const providers = 400

/** Some schools have many children with plans and most have few. */
const providerOf = (plan: number) => 1 + Math.floor(providers * chanceOf(plan, 7).next() ** 2)

const reviewColumns = [
  'id',
  'child_id',
  'plan_id',
  'kind',
  'meeting_on',
  'report_sent_on',
  'decided_on',
  'decision',
] as const
const laterColumns = ['amendment_notice_on', 'final_plan_on'] as const

/** The simulated area as it stands on its last day, in the product's own tables. */
export async function putInTables(
  owner: pg.Pool,
  { reviews }: Outcome,
  about: { plans: number; coordinators: number; days: Days },
) {
  const { plans, coordinators, days } = about
  const today = days.dates.at(-1) ?? ''
  const client = await owner.connect()
  await client.query('begin')
  await client.query(
    `set local session_replication_role = 'replica'; set local waymark.area = '${area_id}'; set local waymark.scope = 'area';
     set local waymark.today = '${today}'; set local waymark.act = '1'; set local waymark.person = '';
     set local waymark.institutions = '{}'; set local waymark.children = '{}'`,
  )
  await client.query(`
    insert into area (area_id, name, demonstration) values (${area_id}, 'Wayborough', true);
    insert into person (id, email, name) overriding system value select n, 'coordinator-' || n || '@wayborough.example', 'Coordinator ' || lpad(n::text, 3, '0') from generate_series(1, ${coordinators}) n;
    insert into person (id, email, name) overriding system value select 1000 + n, 'senco-' || n || '@wayborough.example', 'SENCO ' || n from generate_series(1, 40) n;
    insert into person (id, email, name) overriding system value values (999, 'team-lead@wayborough.example', 'Team lead');
    insert into membership (area_id, person_id, role) select ${area_id}, n, 'coordinator' from generate_series(1, ${coordinators}) n;
    insert into membership (area_id, person_id, role) values (${area_id}, 999, 'team_lead');
    insert into membership (area_id, person_id, role, institutions) select ${area_id}, 1000 + n, 'senco', array[n] from generate_series(1, 40) n;
    insert into provider (area_id, id, name, kind) overriding system value select ${area_id}, n, 'School ' || n || ' (demonstration)', 'school' from generate_series(1, ${providers}) n;
    insert into child (area_id, id, surname, forename, birth_date, sex) overriding system value
      select ${area_id}, n, 'Example', 'Ash ' || lpad(n::text, 5, '0'), date '${planFacts.birth_date}', case when n % 3 = 0 then 'F' else 'M' end from generate_series(1, ${plans}) n;
    insert into plan (area_id, id, child_id, plan_type, first_made_on) overriding system value
      select ${area_id}, n, n, 'ehcp', '${planFacts.first_made_on}' from generate_series(1, ${plans}) n;
    insert into need (area_id, child_id, from_on, rank, need) select ${area_id}, n, '${planFacts.first_made_on}', 1, 'ASD' from generate_series(1, ${plans}) n;
    insert into caseload (area_id, child_id, person_id, from_on)
      select ${area_id}, n + 1, n % ${coordinators} + 1, '${planFacts.first_made_on}' from generate_series(0, ${plans - 1}) n`)
  await client.query(
    `insert into placement (area_id, child_id, provider_id, from_on, rank)
     select ${area_id}, nth, p, '${planFacts.first_made_on}', 1 from unnest($1::bigint[]) with ordinality x (p, nth)`,
    [Array.from({ length: plans }, (_, nth) => providerOf(nth))],
  )
  const columns = [...reviewColumns, ...laterColumns]
  await client.query(
    `insert into review (area_id, ${columns.join(', ')}) overriding system value
     select ${area_id}, ${columns.map(column => `r.${column}`).join(', ')} from jsonb_to_recordset($1::jsonb)
       r (id bigint, child_id bigint, plan_id bigint, kind text, meeting_on date, report_sent_on date, decided_on date, decision text,
         amendment_notice_on date, final_plan_on date)`,
    [JSON.stringify(reviews.map(review => factsOf(review, days)))],
  )
  await client.query(`select rebuild_pictures(${area_id}::smallint), rebuild_deadlines(${area_id}::smallint)`)
  await client.query('commit')
  await client.query('vacuum analyze')
  client.release()
  return today
}
