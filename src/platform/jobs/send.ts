import { sql } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Tx } from '#platform/database/connect.ts'
import { jobsSchema } from './install.ts'
import type { JobDefinition } from './job.ts'

/** Long enough to be looked into, and to be tried again by hand. */
const keptDays = 90
const day = 24 * 60 * 60

export const queueOf = ({ retry }: Pick<JobDefinition<never>, 'retry'>) => ({
  retryLimit: retry.times,
  retryDelay: retry.first_seconds,
  retryBackoff: true,
  retryDelayMax: retry.most_seconds,
  expireInSeconds: 15 * 60,
  retentionSeconds: 14 * day,
  deleteAfterSeconds: keptDays * day,
})

/**
 * Sends jobs in the caller's transaction: when that is rolled back there are no jobs. Each names its area, as row
 * security wants it.
 */
export async function sendJobs<Data extends { area_id: number }>(
  tx: Tx,
  kind: JobDefinition<Data>,
  list: readonly Data[],
): Promise<void> {
  if (list.length === 0) return
  const boss = new PgBoss({ schema: jobsSchema, db: fromKysely(tx), registerInstance: false })
  if (!(await boss.getQueue(kind.name))) {
    // Not the library's createQueue: that one commits.
    const options = JSON.stringify({ ...queueOf(kind), policy: 'standard' })
    await sql`select jobs.create_queue(${kind.name}, ${options}::jsonb)`.execute(tx)
  }
  await boss.insert(
    kind.name,
    list.map(data => ({ data })),
  )
}
