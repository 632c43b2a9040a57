import { setGoals } from '#features/plans/index.ts'
import { saidAtReview } from '#features/provision/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited, watched } from '#platform/database/transaction.ts'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { type Fields, merge, pick } from './draft.ts'
import { draftOf, otherMeetings, type Review, sheetOf, visibleReview } from './queries.ts'
import { type Report, readReport } from './report.ts'
import { type DatesStand, type ReviewDates, refuseDates, refuseMeeting } from './review-dates.ts'
import { supersedeBefore } from './run/family-view.ts'
import type { Sheet } from './sheet.ts'
import { type Step, shownIn, steps } from './steps.ts'
import { inWords } from './words.ts'

type Refused = { refused: Refusal[] }

/** Of what is posted, what a form says of itself beside its fields. */
type Typed = Readonly<Record<string, string | string[] | undefined>>

const of = (review: { id: number; child_id: number }) => ({
  subject: 'review',
  subject_id: review.id,
  child_id: review.child_id,
})

type PlanToReview = { id: number; child_id: number; first_made_on: string; ceased_on: string | null }

/** Plans a review of a plan. Two who plan the same meeting at once take turns, and the second is told. */
export const planReview = (
  db: Database,
  actor: Actor,
  plan: PlanToReview,
  { kind, meeting_on }: Pick<ReviewDates, 'kind' | 'meeting_on'>,
): Promise<{ id: number } | Refused> =>
  audited(db, actor, { act: 'review.planned', subject: 'review', child_id: plan.child_id }, async (tx, entry) => {
    await takeTurns(tx, actor, plan.id)
    const stand = { ...plan, today: actor.today, other_meetings: await otherMeetings(tx, actor, plan.id) }
    const refused = refuseMeeting(meeting_on, stand)
    if (refused.length > 0) return { refused }
    const { id } = await tx
      .insertInto('review')
      .values({ area_id: actor.area_id, child_id: plan.child_id, plan_id: plan.id, kind, meeting_on })
      .returning('id')
      .executeTakeFirstOrThrow()
    entry.subject_id = id
    return { id }
  })

const takeTurns = (tx: Tx, actor: Actor, plan_id: number) =>
  tx
    .selectFrom('plan')
    .select('id')
    .where('area_id', '=', actor.area_id)
    .where('id', '=', plan_id)
    .forUpdate()
    .executeTakeFirst()

/** What the dates of a review have to agree with. */
async function standOf(tx: Tx, actor: Actor, review: Review): Promise<DatesStand> {
  const sheet = review.meeting_on ? await sheetOf(tx, actor, { ...review, meeting_on: review.meeting_on }) : undefined
  return {
    today: actor.today,
    first_made_on: review.first_made_on,
    ceased_on: review.ceased_on,
    report_sent_on: review.report_sent_on,
    other_meetings: await otherMeetings(tx, actor, review.plan_id, review.id),
    unrated: sheet?.goals.length ?? 0,
  }
}

/** Changes a review's dates, unless somebody else has since the form was opened. */
export const changeDates = (
  db: Database,
  actor: Actor,
  review: Review,
  dates: ReviewDates,
  opened_at_act: number,
): Promise<{ changed: true } | Refused> =>
  audited(db, actor, { act: 'review.changed', ...of(review) }, async (tx, entry) => {
    const now = await lockedReview(tx, actor, review.id)
    if (now.recorded_act !== opened_at_act) return { refused: [{ field: 'kind', message: changedSince }] }
    const refused = refuseDates(dates, await standOf(tx, actor, now))
    if (refused.length > 0) return { refused }
    entry.detail = dates
    await tx.updateTable('review').set(dates).where('area_id', '=', actor.area_id).where('id', '=', review.id).execute()
    return { changed: true }
  })

const changedSince =
  'Somebody changed this review after you opened it. What it says now is shown beside your changes: look at both and save again'

/** The review as it stands, held until the transaction ends. A child who left in this moment is out of reach. */
async function lockedReview(tx: Tx, actor: Actor, id: number): Promise<Review> {
  await tx
    .selectFrom('review')
    .select('id')
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const review = await visibleReview(tx, actor, id)
  if (!review) throw new NotFound()
  return review
}

/** The part of a clash's field that says which of two to keep. */
export const choose = (name: string) => `choose-${name}`

/**
 * Keeps what was typed on one page of a draft. The form carries the draft's version and, field by field, what it was
 * given; where somebody else has saved something different since, nothing is written and each difference is named.
 */
export const saveStep = (
  db: Database,
  actor: Actor,
  review: { id: number; child_id: number },
  sheet: Sheet,
  step: Step,
  typed: Typed,
): Promise<{ saved: Fields } | Refused> =>
  audited(db, actor, { act: 'review.drafted', ...of(review), detail: { step } }, tx =>
    writeStep(tx, actor, review, sheet, step, typed),
  )

/**
 * The same, as it is typed. A form's first saving has its audit entry; what it saves after that is part of the same act
 * and has none, or the trail would be drowned.
 */
export async function saveAsTyped(
  db: Database,
  actor: Actor,
  review: { id: number; child_id: number },
  sheet: Sheet,
  step: Step,
  typed: Typed,
): Promise<{ saved: Fields } | Refused> {
  const same = await watched(db, actor, async tx => {
    const draft = await draftOf(tx, actor, review.id, true)
    if (draft.editing[step] !== typed.editing) return undefined
    return writeStep(tx, actor, review, sheet, step, typed)
  })
  return same ?? saveStep(db, actor, review, sheet, step, typed)
}

async function writeStep(
  tx: Tx,
  actor: Actor,
  review: { id: number; child_id: number },
  sheet: Sheet,
  step: Step,
  typed: Typed,
): Promise<{ saved: Fields } | Refused> {
  const whose = { area_id: actor.area_id, review_id: review.id, child_id: review.child_id }
  if (await isSent(tx, actor, review.id)) return { refused: [{ field: 'sent', message: 'This report has been sent' }] }
  await tx
    .insertInto('review_draft')
    .values({ ...whose, answers: '{}', version: 0 })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  const draft = await draftOf(tx, actor, review.id, true)
  const names = steps[step].fields(sheet)
  const { fields, undecided } = decided(names, shownIn(step, sheet, draft.fields), typed, draft.editing[step])
  if (undecided.length > 0)
    return {
      refused: undecided.map(name => ({
        field: choose(name),
        message: `${inWords(sheet, name, '').label}: select which of the two to keep`,
      })),
    }
  const editing = typeof typed.editing === 'string' ? { ...draft.editing, [step]: typed.editing } : draft.editing
  await tx
    .updateTable('review_draft')
    .set({
      answers: JSON.stringify({ fields: { ...draft.fields, ...fields }, editing }),
      version: draft.version + 1,
      saved_at: new Date(),
      saved_by: actor.person_id,
    })
    .where('area_id', '=', actor.area_id)
    .where('review_id', '=', review.id)
    .execute()
  return { saved: fields }
}

/** Whether the report went out meanwhile. Waits for a sending that is under way, and makes one wait that comes after. */
async function isSent(tx: Tx, actor: Actor, id: number) {
  const review = await tx
    .selectFrom('review')
    .select('report_sent_on')
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst()
  if (!review) throw new NotFound()
  return review.report_sent_on !== null
}

/** What is to be kept of a page, when what stands, what was given and what was typed are laid together. */
function decided(names: readonly string[], theirs: Readonly<Record<string, string>>, typed: Typed, lastForm?: string) {
  const mine = pick(typed, names)
  if (lastForm !== undefined && lastForm === typed.editing) return { fields: mine, undecided: [] }
  const base = Object.fromEntries(names.map(name => [name, pick(typed, [was(name)])[was(name)] ?? '']))
  const chosen = (name: string) => typed[choose(name)]
  for (const name of names) if (chosen(name) === 'theirs') mine[name] = base[name] ?? ''
  const { fields, clashes } = merge(base, theirs, mine, names)
  // A clash that was shown and not decided stays open: the form's base is theirs by now, and would give way.
  const shown = typeof typed.clash === 'string' ? [typed.clash] : (typed.clash ?? [])
  const open = shown.filter(name => chosen(name) !== 'theirs' && chosen(name) !== 'mine')
  return { fields, undecided: names.filter(name => clashes.includes(name) || open.includes(name)) }
}

/** The name of the field that carries what another field held when the form was opened. */
export const was = (name: string) => `was-${name}`

/** The report goes out: everything it says is written, and its draft is gone, in one act. */
export const sendReport = (
  db: Database,
  actor: Actor,
  review: { id: number; child_id: number },
  version_checked: number,
): Promise<{ sent: true } | { before: true } | Refused> =>
  audited(db, actor, { act: 'review.sent', ...of(review) }, async (tx, entry) => {
    const now = await lockedReview(tx, actor, review.id)
    if (now.report_sent_on !== null || now.meeting_on === null)
      return { before: true, refused: [{ field: 'sent', message: 'This report has been sent' }] }
    const dated = { ...now, meeting_on: now.meeting_on }
    const draft = await draftOf(tx, actor, review.id, true)
    if (draft.version !== version_checked)
      return {
        refused: [
          {
            field: 'version',
            message: `${draft.saved?.by ?? 'Somebody'} changed this report while you were checking it. Check it again as it is now`,
          },
        ],
      }
    const read = readReport(await sheetOf(tx, actor, dated), draft.fields, actor.today)
    if ('refused' in read) return read
    await writeReport(tx, actor, dated, read.report)
    const { ratings, positions, soft, goals } = read.report
    entry.detail = {
      ratings: ratings.length,
      positions: positions.length,
      soft_answers: soft.length,
      goals_set: goals.length,
    }
    return { sent: true }
  })

async function writeReport(tx: Tx, actor: Actor, review: Review & { meeting_on: string }, report: Report) {
  const { area_id } = actor
  const about = { area_id, child_id: review.child_id, review_id: review.id }
  if (report.ratings.length > 0)
    await tx
      .insertInto('rating')
      .values(report.ratings.map(rating => ({ ...about, ...rating })))
      .execute()
  if (report.positions.length > 0)
    await tx
      .insertInto('position')
      .values(report.positions.map(position => ({ ...about, ...position })))
      .execute()
  await supersedeBefore(tx, actor, review, report.soft)
  if (report.soft.length > 0)
    await tx
      .insertInto('soft_answer')
      .values(report.soft.map(answer => ({ ...about, on_date: review.meeting_on, ...answer })))
      // An answer of that day may have come with an import: this one supersedes it.
      .onConflict(conflict =>
        conflict.columns(['area_id', 'child_id', 'on_date', 'scale', 'respondent']).doUpdateSet(eb => ({
          review_id: eb.ref('excluded.review_id'),
          rung: eb.ref('excluded.rung'),
          method: eb.ref('excluded.method'),
          not_given_reason: eb.ref('excluded.not_given_reason'),
          words: eb.ref('excluded.words'),
        })),
      )
      .execute()
  await saidAtReview(tx, about, report.delivered)
  if (report.goals.length > 0) {
    const set = report.goals.map(goal => ({ ...goal, set_on: review.meeting_on }))
    await setGoals(tx, actor, review.child_id, set)
  }
  await tx
    .updateTable('review')
    .set({
      report_sent_on: actor.today,
      what_helped: report.what_helped,
      ...report.recommends,
      no_goal_reasons: JSON.stringify(Object.fromEntries(report.none.map(({ outcome_id, why }) => [outcome_id, why]))),
    })
    .where('area_id', '=', area_id)
    .where('id', '=', review.id)
    .execute()
  await tx.deleteFrom('review_draft').where('area_id', '=', area_id).where('review_id', '=', review.id).execute()
}
