import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { jobsSchema } from './install.ts'
import type { Job, Workshop } from './job.ts'
import { queueOf } from './send.ts'

export type Worker = { stop: () => Promise<void> }

/**
 * Takes jobs from the queue and does them, as the application's role: it changes no table of the queue, only its rows.
 * Several may run at once, on several machines: each job is one worker's.
 */
export async function startWorker(
  app: pg.Pool,
  jobs: readonly Job[],
  workshop: Workshop,
  { seconds = 2, report = reportFault }: { seconds?: number; report?: (error: unknown) => void } = {},
): Promise<Worker> {
  const boss = new PgBoss({
    schema: jobsSchema,
    db: { executeSql: (text, values) => app.query(text, values) },
    // The owner does what only an owner may: see install.ts.
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
    clockMonitorIntervalSeconds: 600,
  })
  boss.on('error', report)
  await boss.start()
  for (const kind of jobs) {
    await boss.createQueue(kind.name, queueOf(kind))
    await boss.updateQueue(kind.name, queueOf(kind))
    await boss.work(
      kind.name,
      { includeMetadata: true, pollingIntervalSeconds: seconds, burstWhenBatchFull: true },
      async ([taken]) => {
        if (!taken) return
        await kind.run(workshop, kind.data.parse(taken.data), { last: taken.retryCount >= taken.retryLimit })
      },
    )
    if (kind.every) await boss.schedule(kind.name, kind.every, {}, { tz: 'Europe/London' })
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 20_000 }) }
}

const reportFault = (error: unknown) =>
  void process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
