import { addDays } from '#domain/date.ts'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Fields } from '../draft.ts'
import { sheetsOf } from '../queries.ts'
import type { Sheet } from '../sheet.ts'

/** Reviews that go into one spreadsheet: a school's term, and no more than can be looked over. */
export const mostReviews = 100

/** Reviews are prepared for six weeks before their meeting. */
const aheadDays = 42

export type OpenReview = {
  id: number
  child_id: number
  plan_id: number
  meeting_on: string
  birth_date: string
  forename: string
  surname: string
  sheet: Sheet
  draft: { fields: Fields; version: number }
}

/** Reviews this person may record whose report is not sent, held or soon to be, with what they ask and what is drafted. */
export async function openReviews(
  tx: Tx,
  actor: Actor,
  only: { provider?: number | undefined; ids?: readonly number[]; drafted?: boolean } = {},
): Promise<OpenReview[]> {
  const rows = await tx
    .selectFrom('review')
    .innerJoin('child', join =>
      join.onRef('child.area_id', '=', 'review.area_id').onRef('child.id', '=', 'review.child_id'),
    )
    .leftJoin('review_draft', join =>
      join.onRef('review_draft.area_id', '=', 'review.area_id').onRef('review_draft.review_id', '=', 'review.id'),
    )
    .select(['review.id', 'review.child_id', 'review.plan_id', 'review.meeting_on', 'child.birth_date'])
    .select(['child.forename', 'child.surname', 'review_draft.answers', 'review_draft.version'])
    .where('review.area_id', '=', actor.area_id)
    .where(mayBeSeenBy(actor, 'review.child_id'))
    .where('review.report_sent_on', 'is', null)
    .where('review.decided_on', 'is', null)
    .where('review.meeting_on', '<=', addDays(actor.today, aheadDays))
    .$if(only.ids !== undefined, query => query.where('review.id', 'in', [-1, ...(only.ids ?? [])]))
    .$if(only.drafted === true, query => query.where('review_draft.review_id', 'is not', null))
    .$if(only.provider !== undefined, query =>
      query.where(eb =>
        eb.exists(
          eb
            .selectFrom('placement')
            .select('placement.id')
            .whereRef('placement.area_id', '=', 'review.area_id')
            .whereRef('placement.child_id', '=', 'review.child_id')
            .where('placement.provider_id', '=', only.provider ?? 0)
            .where('placement.rank', '=', 1)
            .where('placement.from_on', '<=', actor.today)
            .where(open => open.or([open('placement.to_on', 'is', null), open('placement.to_on', '>=', actor.today)])),
        ),
      ),
    )
    .orderBy('review.meeting_on')
    .orderBy('review.id')
    .limit(mostReviews)
    .execute()
  const dated = rows.flatMap(({ meeting_on, ...row }) => (meeting_on === null ? [] : [{ ...row, meeting_on }]))
  const sheets = await sheetsOf(tx, actor, dated)
  return dated.flatMap(({ answers, version, ...review }) => {
    const sheet = sheets.get(review.id)
    const { fields = {} } = (answers ?? {}) as { fields?: Fields }
    return sheet ? [{ ...review, sheet, draft: { fields, version: version ?? 0 } }] : []
  })
}
