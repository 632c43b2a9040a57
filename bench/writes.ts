import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import type { Field } from './ground.ts'
import { median } from './rounds.ts'

export type Plan = { child_id: number; plan_id: number; outcomes: number[]; goals: number[] }

/** One annual review sent: the review, twelve ratings, up to four positions and the audit entry, in one transaction. */
export const submit = (db: Database, actor: Actor, plan: Plan, meeting_on: string) =>
  audited(db, actor, { act: 'review.sent', child_id: plan.child_id }, async tx => {
    const { area_id } = actor
    const { child_id, plan_id } = plan
    const review = await tx
      .insertInto('review')
      .values({ area_id, child_id, plan_id, kind: 'annual', meeting_on })
      .returning('id')
      .executeTakeFirstOrThrow()
    const of = { area_id, child_id, review_id: review.id }
    const ratings = ['not_met', 'partially_met', 'fully_met'] as const
    await tx
      .insertInto('rating')
      .values(plan.goals.map((goal_id, nth) => ({ ...of, goal_id, rating: ratings[nth % 3] ?? 'not_met' })))
      .execute()
    await tx
      .insertInto('position')
      .values(plan.outcomes.map((outcome_id, nth) => ({ ...of, outcome_id, position: (nth * 3) % 11 })))
      .execute()
  })

/** Plans in force that have twelve goals and a baseline to measure from, in an order that is always the same. */
export async function plansOf({ connection, area_id }: Pick<Field, 'connection' | 'area_id'>): Promise<Plan[]> {
  const { rows } = await connection.owner.query<Plan>(
    `select p.child_id, p.id as plan_id,
       array(select id from outcome where area_id = $1 and plan_id = p.id and baseline is not null order by agreed_on desc, id desc limit 4) as outcomes,
       array(select id from goal where area_id = $1 and child_id = p.child_id order by set_on desc, id desc limit 12) as goals
     from plan p where p.area_id = $1 and p.ceased_on is null order by md5(p.id::text)`,
    [area_id],
  )
  return rows.filter(({ outcomes, goals }) => outcomes.length > 0 && goals.length === 12)
}

const kept = ['review', 'rating', 'position']
const setTriggers = (way: 'enable' | 'disable') =>
  kept.map(table => `alter table ${table} ${way} trigger touch_inserted`).join('; ')

const rowTriggers = `
  create or replace function bench_row() returns trigger language plpgsql security definer as $$
  begin
    if tg_table_name = 'rating' then perform refresh_ratings(new.area_id, array[new.child_id], null);
    else perform refresh_distances(new.area_id, array[new.child_id], null); end if;
    return null;
  end $$;
  create trigger bench_row after insert on rating for each row execute function bench_row();
  create trigger bench_row after insert on position for each row execute function bench_row()`

/** Ways to keep the roll-ups, as the owner arranges them before a round and takes back after it. */
const ways = {
  'with roll-ups': { before: 'select 1', after: 'select 1' },
  'without roll-ups': { before: setTriggers('disable'), after: setTriggers('enable') },
  'a row trigger': {
    before: `${setTriggers('disable')}; ${rowTriggers}`,
    after: `drop trigger bench_row on rating; drop trigger bench_row on position; ${setTriggers('enable')}`,
  },
}

export type Way = keyof typeof ways
export type Rates = Record<Way, number[]>

/** Reviews a second by so many clients at once, way by way in turn. Each way has children of its own. */
export async function submissionRates(
  field: Field,
  plans: readonly Plan[],
  about: { clients: number; rounds: number; seconds: number },
): Promise<Rates> {
  const names = Object.keys(ways) as Way[]
  const rates: Rates = { 'with roll-ups': [], 'without roll-ups': [], 'a row trigger': [] }
  const next = new Map(names.map((name, nth) => [name, nth]))
  const submitNext = async (name: Way, db: Database) => {
    const at = next.get(name) ?? 0
    next.set(name, at + names.length)
    const plan = plans[at % (plans.length - (plans.length % names.length))]
    if (plan) await submit(db, field.actor, plan, '2025-12-01')
  }
  const { owner, db } = field.connection
  // Each connection makes its plans the first time.
  await Promise.all(Array.from({ length: about.clients * 2 }, () => submitNext('with roll-ups', db)))
  for (let round = 0; round < about.rounds; round++) {
    for (const name of [...names.slice(round % names.length), ...names.slice(0, round % names.length)]) {
      await owner.query(ways[name].before)
      rates[name].push(await rate(() => submitNext(name, db), about))
      await owner.query(ways[name].after)
    }
  }
  return rates
}

export async function rate(once: () => Promise<unknown>, { clients, seconds }: { clients: number; seconds: number }) {
  const started = performance.now()
  let done = 0
  const client = async () => {
    while (performance.now() - started < seconds * 1000) {
      await once()
      done += 1
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return (done * 1000) / (performance.now() - started)
}

export const rateRatio = (rates: Rates, one: Way, other: Way) =>
  median(rates[one].map((value, round) => value / (rates[other][round] ?? Number.NaN)))

/** Rounds without roll-ups left children whose figures stand still: they are worked out again, as any change would do. */
export const workOutAgain = ({ connection, area_id }: Field, plans: readonly Plan[]) =>
  connection.owner.query(
    `insert into touched_child select $1, x, nth = 1 from unnest($2::bigint[]) with ordinality x (x, nth) order by x`,
    [area_id, plans.map(({ child_id }) => child_id)],
  )

/** Sends, corrects, takes away and changes needs, by several people at once, in an order that a seed gives. */
export async function writeAtRandom(field: Field, plans: readonly Plan[], acts: number): Promise<void> {
  const { db } = field.connection
  const { actor, area_id } = field
  let state = 20_251_123
  const chance = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const one = async () => {
    const plan = plans[chance(Math.min(plans.length, 200))]
    if (!plan) return
    const { child_id } = plan
    const kind = chance(10)
    if (kind < 4) {
      await submit(db, actor, plan, `2025-0${1 + chance(9)}-1${chance(10)}`)
      return
    }
    const goal_id = plan.goals[chance(12)] ?? 0
    await audited(db, actor, { act: 'rating.corrected', child_id }, async tx => {
      if (kind < 8) {
        const rating = (['not_met', 'fully_met', 'not_rated'] as const)[chance(3)] ?? 'not_met'
        await tx
          .updateTable('rating')
          .set({ rating, reason: rating === 'not_rated' ? 'other' : null })
          .where('area_id', '=', area_id)
          .where('goal_id', '=', goal_id)
          .execute()
      } else if (kind === 8) {
        await tx.deleteFrom('rating').where('area_id', '=', area_id).where('goal_id', '=', goal_id).execute()
      } else {
        const need = (['ASD', 'SLCN', 'SEMH'] as const)[chance(3)] ?? 'ASD'
        await tx
          .updateTable('need')
          .set({ need })
          .where('area_id', '=', area_id)
          .where('child_id', '=', child_id)
          .where('rank', '=', 1)
          .execute()
      }
    })
  }
  const client = async (count: number) => {
    for (let done = 0; done < count; done++) await one()
  }
  await Promise.all(Array.from({ length: 4 }, () => client(Math.ceil(acts / 4))))
}

/** A cell that has come down to nothing may stay, and counts nothing. */
const rollUps = {
  picture_child_year: 'all',
  picture_outcome: 'all',
  picture_cell: 'cells',
  picture_place: 'cells',
  picture_distance_cell: 'cells',
} as const

/** Rows of the roll-ups that differ from a fresh count of all of the area's facts; the fresh count is thrown away. */
export async function wrongCells({ connection, area_id }: Field): Promise<number> {
  const client = await connection.owner.connect()
  await client.query('begin')
  const wanted = new Map<string, string>()
  for (const [table, kind] of Object.entries(rollUps)) {
    const { rows } = await client.query<{ counters: string }>(
      `select string_agg(column_name, ', ') as counters from information_schema.columns
       where table_schema = 'public' and table_name = $1 and data_type = 'integer'`,
      [table],
    )
    const counts = kind === 'cells' ? `0 <> any (array[${rows[0]?.counters}])` : 'true'
    wanted.set(table, `select * from ${table} where area_id = ${area_id} and ${counts}`)
  }
  const own = (table: string) => wanted.get(table) ?? ''
  for (const table of Object.keys(rollUps)) {
    await client.query(`create temporary table kept_${table} on commit drop as ${own(table)}`)
  }
  await client.query('select rebuild_pictures($1)', [area_id])
  let wrong = 0
  for (const table of Object.keys(rollUps)) {
    const kept = `select * from kept_${table}`
    const { rows } = await client.query<{ n: number }>(
      `select count(*) as n from ((${kept} except all ${own(table)}) union all (${own(table)} except all ${kept})) parted`,
    )
    wrong += rows[0]?.n ?? 0
  }
  await client.query('rollback')
  client.release()
  return wrong
}
