import type pg from 'pg'
import { type Actor, commandLine } from '#platform/access/actor.ts'
import { connect, kyselyOn } from '#platform/database/connect.ts'
import { migrate } from '#platform/database/migrate.ts'
import type { Ground } from './ground.ts'
import { pglitePool } from './peers/pglite.ts'
import { median } from './rounds.ts'
import { type Plan, rate, submit } from './writes.ts'

const area_id = 997
const children = 200

/** A few hundred plans, the same in both: a child, a plan, a need, four outcomes and twelve goals each. */
const small = `
  begin;
  set local waymark.area = '${area_id}'; set local waymark.scope = 'area'; set local waymark.today = '2025-12-31'; set local waymark.act = '1';
  insert into area (area_id, name, demonstration) values (${area_id}, 'Wayborough', true);
  insert into child (area_id, id, surname, forename, birth_date, sex)
    select ${area_id}, n, 'Example', 'Ash' || n, date '2010-01-01' + n, 'F' from generate_series(1, ${children}) n;
  insert into plan (area_id, id, child_id, plan_type, first_made_on) select ${area_id}, n, n, 'ehcp', '2020-01-15' from generate_series(1, ${children}) n;
  insert into need (area_id, child_id, from_on, rank, need) select ${area_id}, n, '2020-01-15', 1, 'ASD' from generate_series(1, ${children}) n;
  insert into outcome (area_id, id, child_id, plan_id, text, pfa, agreed_on, baseline, target)
    select ${area_id}, n * 4 + k, n, n, 'An outcome', array[(array['employment', 'independent_living', 'community_inclusion', 'health'])[k + 1]], '2020-02-01', 2, 8
    from generate_series(1, ${children}) n, generate_series(0, 3) k;
  insert into goal (area_id, id, child_id, outcome_id, text, set_on)
    select ${area_id}, n * 12 + k, n, n * 4 + k / 3, 'A goal', '2025-01-01' from generate_series(1, ${children}) n, generate_series(0, 11) k;
  commit`

const plans: Plan[] = Array.from({ length: children }, (_, nth) => ({
  child_id: nth + 1,
  plan_id: nth + 1,
  outcomes: Array.from({ length: 4 }, (_none, k) => (nth + 1) * 4 + k),
  goals: Array.from({ length: 12 }, (_none, k) => (nth + 1) * 12 + k),
}))

export type Twins = { postgres: number; pglite: number; ratio: number }

/** Reviews a second, as the owner and with the roll-ups: PostgreSQL, flushed, beside PGlite in memory. */
export async function submissionsBesidePglite(ground: Ground, rounds: number, seconds: number): Promise<Twins> {
  await ground.run('create database bench_twin')
  const connection = await connect({ data: ground.folder, databaseUrl: ground.url('bench_twin') })
  const pglite = await pglitePool()
  await migrate(pglite.pool)
  const actor = commandLine(area_id, '2025-12-31')
  const engines = await Promise.all([connection.owner, pglite.pool].map(pool => ready(pool, actor)))
  const rates: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    for (const nth of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      rates[nth].push(await rate(engines[nth] ?? (async () => {}), { clients: 4, seconds }))
    }
  }
  await connection.close()
  await pglite.close()
  const [postgres, other] = rates
  return {
    postgres: median(postgres),
    pglite: median(other),
    ratio: median(postgres.map((value, round) => value / (other[round] ?? Number.NaN))),
  }
}

async function ready(pool: pg.Pool, actor: Actor) {
  await pool.query(small)
  const db = kyselyOn(pool)
  let next = 0
  const once = async () => {
    const plan = plans[next++ % plans.length]
    if (plan) await submit(db, actor, plan, '2025-12-01')
  }
  for (let turn = 0; turn < 8; turn++) await once()
  return once
}
