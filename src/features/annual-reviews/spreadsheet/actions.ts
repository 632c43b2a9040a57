import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited, witnessed } from '#platform/database/transaction.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { sendReport } from '../actions.ts'
import { readReport } from '../report.ts'
import { openReviews } from './queries.ts'
import { type Problem, readTable, reviewsIn, tableOf } from './read.ts'

/** Puts what a spreadsheet says into the drafts of its reviews: all of it, or nothing when anything in it is wrong. */
export const takeSpreadsheet = (
  db: Database,
  actor: Actor,
  rows: readonly string[][],
): Promise<{ taken: number } | { refused: Refusal[]; problems: Problem[] }> =>
  audited(db, actor, { act: 'reviews.drafted_by_spreadsheet', subject: 'review' }, async (tx, entry) => {
    const refuse = (problems: Problem[]) => ({ refused: [{ field: 'file', message: 'Nothing was saved' }], problems })
    const read = tableOf(rows)
    if ('broken' in read) return refuse([read.broken])
    const ids = reviewsIn(read.table)
    // Whoever writes one of these drafts now waits until this is done.
    await sql`select from review_draft where area_id = ${actor.area_id} and review_id = any (${ids}::bigint[]) order by review_id for update`.execute(
      tx,
    )
    const reviews = await openReviews(tx, actor, { ids })
    const { patches, problems } = readTable(read.table, reviews)
    if (problems.length > 0) return refuse(problems)
    const changed = reviews.filter(({ id }) => patches.has(id))
    for (const review of changed) {
      const fields = { ...review.draft.fields, ...patches.get(review.id) }
      await tx
        .insertInto('review_draft')
        .values({
          ...{ area_id: actor.area_id, review_id: review.id, child_id: review.child_id, saved_by: actor.person_id },
          answers: JSON.stringify({ fields, editing: {} }),
        })
        .onConflict(conflict =>
          conflict.columns(['area_id', 'review_id']).doUpdateSet({
            answers: JSON.stringify({ fields, editing: {} }),
            version: review.draft.version + 1,
            saved_at: new Date(),
            saved_by: actor.person_id,
          }),
        )
        .execute()
      const about = { subject: 'review', subject_id: review.id, child_id: review.child_id }
      await witnessed(tx, actor, { act: 'review.drafted', ...about, detail: { by: 'spreadsheet' } })
    }
    if (changed.length === 0)
      return refuse([{ row: null, wrong: 'The file answers nothing', mend: 'Fill in the column named answer' }])
    entry.detail = { reviews: changed.length }
    return { taken: changed.length }
  })

export type Ready = { id: number; name: string; meeting_on: string; version: number; missing: Refusal[] }

/** What still stands against sending each report that is drafted. */
export const readiness = (reviews: Awaited<ReturnType<typeof openReviews>>, today: string): Ready[] =>
  reviews.map(({ id, forename, surname, meeting_on, draft, sheet }) => {
    const read = readReport(sheet, draft.fields, today)
    return {
      ...{ id, name: `${forename} ${surname}`, meeting_on, version: draft.version },
      missing: 'refused' in read ? read.refused : [],
    }
  })

/** Sends several reports, each by itself and with its own checks: one that somebody changed meanwhile stays. */
export async function sendReports(
  db: Database,
  actor: Actor,
  reports: readonly { id: number; child_id: number; version: number }[],
): Promise<{ sent: number; kept: number }> {
  const { once, ...rest } = actor
  const done = { sent: 0, kept: 0 }
  for (const { version, ...review } of reports) {
    const result = await sendReport(db, { ...rest, ...(once ? { once: `${once}-${review.id}` } : {}) }, review, version)
    if ('sent' in result) done.sent++
    else done.kept++
  }
  return done
}
