import type pg from 'pg'
import { getConstructionPlans, getMigrationPlans } from 'pg-boss'
import library from 'pg-boss/package.json' with { type: 'json' }

export const jobsSchema = 'jobs'

/**
 * The queue's own tables, made and brought up to date by the owner of the database. The application's role works with
 * them and owns none; acting for an area it sees and adds that area's jobs alone, so a slip in a query is no leak.
 */
export async function installJobs(client: pg.PoolClient): Promise<void> {
  const wanted: number = library.pgboss.schema
  const { rows } = await client.query("select to_regclass('jobs.version') is not null as there")
  const found: number = rows[0].there ? (await client.query('select version from jobs.version')).rows[0].version : 0
  if (found >= wanted) return
  await client.query(found === 0 ? getConstructionPlans(jobsSchema) : getMigrationPlans(jobsSchema, found))
  await client.query(rights)
}

const ownArea = `nullif(current_setting('waymark.area', true), '') is null
  or data ->> 'area_id' = (select current_setting('waymark.area', true))`

const rights = `
  begin;
  grant usage on schema jobs to waymark_app;
  grant select, insert, update, delete on all tables in schema jobs to waymark_app;
  revoke execute on all functions in schema jobs from public;
  grant execute on all functions in schema jobs to waymark_app;
  ${['job', 'job_common']
    .map(
      table => `
        alter table jobs.${table} enable row level security;
        drop policy if exists own_area on jobs.${table};
        create policy own_area on jobs.${table} using (${ownArea});`,
    )
    .join('')}
  commit;`
