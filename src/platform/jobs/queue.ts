import { sql } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { jobsSchema } from './install.ts'

export type Standing = { name: string; waiting: number; again: number; active: number; failed: number; done: number }

/** Of each kind of job how many of the area's wait, wait to be tried again, are under way, were given up, are done. */
export async function jobsStanding(tx: Tx, actor: Actor) {
  const { rows } = await sql<Standing>`
    select name, count(*) filter (where state = 'created') as waiting, count(*) filter (where state = 'retry') as again,
      count(*) filter (where state = 'active') as active, count(*) filter (where state = 'failed') as failed,
      count(*) filter (where state = 'completed') as done
    from jobs.job where data ->> 'area_id' = ${String(actor.area_id)} group by name order by name`.execute(tx)
  return rows
}

export type Dead = { id: string; name: string; at: Date; tries: number; why: string; data: unknown }

/** Jobs of the area that were tried as often as they may be and given up, the last first. */
export async function deadJobs(tx: Tx, actor: Actor) {
  const { rows } = await sql<Dead>`
    select id, name, completed_on as at, retry_count + 1 as tries, coalesce(output ->> 'message', output::text, '') as why, data
    from jobs.job where state = 'failed' and data ->> 'area_id' = ${String(actor.area_id)}
    order by completed_on desc limit 100`.execute(tx)
  return rows
}

/** When a worker was last heard of; null when none ever was. */
export async function workerSeen(tx: Tx) {
  const { rows } = await sql<{ at: Date; alive: boolean }>`
    select heartbeat_on as at, stopped_on is null and heartbeat_on > now() - make_interval(secs => heartbeat_seconds * 3) as alive
    from jobs.instance order by stopped_on is null desc, heartbeat_on desc limit 1`.execute(tx)
  return rows[0] ?? null
}

/** Puts a job that was given up back in the queue; false when it is not there any more. */
export async function tryAgain(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`
    select name from jobs.job where id = ${id}::uuid and state = 'failed' and data ->> 'area_id' = ${String(actor.area_id)}`.execute(
    tx,
  )
  const [found] = rows
  if (!found) return false
  await new PgBoss({ schema: jobsSchema, db: fromKysely(tx), registerInstance: false }).retry(found.name, id)
  return true
}
