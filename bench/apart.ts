import { happenings } from '#features/children/record/timeline.ts'
import { picture } from '#features/pictures/answer.ts'
import { plainly } from '#features/pictures/picture.ts'
import type { Database } from '#platform/database/connect.ts'
import { read } from '#platform/database/transaction.ts'
import type { Field } from './ground.ts'
import { interleaved, median, ratio } from './rounds.ts'

/** Q7: everything that happened to a child, against asking the database for nothing at all. */
export async function timeline({ connection, actor }: Field, child_id: number, rounds: number) {
  const page = { limit: 50, offset: 0 }
  const times = await interleaved(
    [
      { name: 'select 1', run: () => connection.app.query('select 1') },
      { name: 'timeline', run: () => read(connection.db, actor, tx => happenings(tx, actor, child_id, page)) },
    ],
    rounds,
  )
  return { ms: median(times.get('timeline') ?? []), ratio: ratio(times, 'timeline', 'select 1') }
}

/** Row security on and off where the facts themselves answer: a picture as known on a day. */
export async function securityOnFacts({ connection, ownerDb, actor }: Field, rounds: number) {
  const question = { ...plainly('ratings'), by: ['pfa' as const], years: [2024], known_on: actor.today }
  const ask = (db: Database) => read(db, actor, tx => picture(tx, actor, question))
  const [bound, free] = await Promise.all([ask(connection.db), ask(ownerDb)])
  if (JSON.stringify(bound.rows) !== JSON.stringify(free.rows)) throw new Error('Row security changed a figure')
  const times = await interleaved(
    [
      { name: 'on', run: () => ask(connection.db) },
      { name: 'off', run: () => ask(ownerDb) },
    ],
    rounds,
  )
  return ratio(times, 'on', 'off')
}

/** Quartiles by year and PfA area from the roll-up's histogram, against percentile_disc over the plain rows. */
export async function percentiles({ connection, actor }: Field, rounds: number) {
  const question = { ...plainly('distance'), by: ['academic_year' as const, 'pfa' as const] }
  const overRows = (kind: 'disc' | 'cont') =>
    connection.owner.query<{ q: number[] }>(
      `select academic_year, pfa, percentile_${kind}(array[0.25, 0.5, 0.75]) within group (order by distance) as q
       from plain_position where is_last group by academic_year, pfa`,
    )
  const fromRollUp = () => read(connection.db, actor, tx => picture(tx, actor, question))
  const groups = (await overRows('cont')).rows.length
  const { rows } = await fromRollUp()
  if (groups !== rows.length) throw new Error(`${rows.length} groups of ${groups}`)
  const times = await interleaved(
    [
      { name: 'from the roll-up', run: fromRollUp },
      { name: 'percentile_disc', run: () => overRows('disc') },
    ],
    rounds,
  )
  return ratio(times, 'percentile_disc', 'from the roll-up')
}
