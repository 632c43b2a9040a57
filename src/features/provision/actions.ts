import { sql } from 'kysely'
import { type TermOfYear, termName } from '#domain/term.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { changedFrom, overtaken, readTerm, type Said } from './delivery.ts'
import { linesToReport, type Whose } from './queries.ts'

/** What a review's report says was given, in the transaction that sends it. */
export async function saidAtReview(
  tx: Tx,
  about: { area_id: number; child_id: number; review_id: number },
  says: readonly Omit<Said, 'child_id'>[],
): Promise<void> {
  if (says.length === 0) return
  await tx
    .insertInto('provision_delivery')
    .values(says.map(said => ({ ...about, ...said })))
    .execute()
}

/** What was given in a term: of one child, or of a page of those placed with a provider. */
export const reportTerm = (
  db: Database,
  actor: Actor,
  whose: Whose,
  term: TermOfYear,
  page: number,
  fields: Readonly<Record<string, string | undefined>>,
): Promise<{ refused: Refusal[] } | { saved: number }> =>
  audited(
    db,
    actor,
    {
      act: 'provision.reported',
      ...('child_id' in whose
        ? { subject: 'child', subject_id: whose.child_id, child_id: whose.child_id }
        : { subject: 'provider', subject_id: whose.provider_id }),
    },
    async (tx, entry) => {
      // Two who report at once are taken one after the other: the second is told of the first.
      await sql`select pg_advisory_xact_lock(715092, ${actor.area_id})`.execute(tx)
      const { lines } = await linesToReport(tx, actor, whose, term, page)
      const { says, refusals } = readTerm(lines, fields)
      const refused = [...refusals, ...overtaken(lines, fields, says)]
      if (refused.length > 0) return { refused }
      const changed = changedFrom(lines, says)
      if (changed.length === 0)
        return { refused: [{ field: '', message: 'Nothing is new here: say of a line how much was given' }] }
      const { year: academic_year, term: nth } = term
      await tx
        .insertInto('provision_delivery')
        .values(changed.map(said => ({ area_id: actor.area_id, academic_year, term: nth, ...said })))
        .onConflict(conflict =>
          conflict.columns(['area_id', 'provision_line_id', 'academic_year', 'term']).doUpdateSet(eb => ({
            given: eb.ref('excluded.given'),
            hours: eb.ref('excluded.hours'),
            note: eb.ref('excluded.note'),
          })),
        )
        .execute()
      entry.detail = { term: termName(term), lines: changed.length }
      return { saved: changed.length }
    },
  )
