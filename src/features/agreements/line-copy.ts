import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

const copied = {
  agreement_service: 'what, offer_item_id, amount, unit, per, price, price_per',
  agreement_expectation:
    'promise, measure, unit, direction, target, starts_at, period, source, council_owner, provider_owner, breach_periods, breach_of, breach_by, standard_id',
  agreement_responsibility: 'what, whose, who, by_when',
} as const

/** The lines of one version into the next, with their numbers. */
export async function copyLines(tx: Tx, actor: Actor, from: number, to: number) {
  for (const [table, columns] of Object.entries(copied))
    await sql`insert into ${sql.table(table)} (area_id, version_id, line, ${sql.raw(columns)})
      select area_id, ${to}::bigint, line, ${sql.raw(columns)} from ${sql.table(table)}
      where area_id = ${actor.area_id} and version_id = ${from}`.execute(tx)
}
