import type { ReviewDecision } from '#domain/review.ts'
import type { LetterKind } from '#features/letters/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { type Act, audited } from '#platform/database/transaction.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import type { Review } from '../queries.ts'
import { lockedRun, of, setReview } from './actions.ts'
import { refuseDecision, refuseFinalPlan, refuseNotice } from './decide.ts'
import { decisionLetters, type Telling, tellFamily } from './letters.ts'
import type { Run } from './queries.ts'

type Refused = { refused: Refusal[] }
type Done = { done: true }

const changedSince = (field: string): Refusal => ({
  field,
  message: 'Somebody changed this review after you opened the page. Look at what it says now and send it again',
})

const standsOf = ({ review, details }: Run, today: string) => ({ ...review, ...details, today })

export type Decision = { decision: ReviewDecision; decided_on: string; decision_reasons: string }

/** Makes the letter of what was just written, unless the family is told another way. */
async function told(
  tx: Tx,
  actor: Actor,
  entry: Act,
  id: number,
  telling: Telling,
  kind: LetterKind,
  given: Readonly<Record<string, string>> = {},
) {
  entry.detail = { ...entry.detail, told: telling }
  if (telling === 'elsewhere') return undefined
  return tellFamily(tx, actor, entry, await lockedRun(tx, actor, id), kind, given, 'telling')
}

/** The council decides: the review is complete on the day the family is told. */
export const decide = (
  db: Database,
  actor: Actor,
  review: Review,
  given: Decision,
  telling: Telling,
  opened_at_act: number,
): Promise<Done | Refused> =>
  audited(db, actor, { act: 'review.decided', ...of(review) }, async (tx, entry) => {
    const run = await lockedRun(tx, actor, review.id)
    if (run.review.recorded_act !== opened_at_act) return { refused: [changedSince('decision')] }
    const refused = refuseDecision({ ...given, reasons: given.decision_reasons }, standsOf(run, actor.today))
    if (refused.length > 0) return { refused }
    entry.detail = { decision: given.decision, decided_on: given.decided_on }
    await setReview(tx, actor, review.id, given)
    return (await told(tx, actor, entry, review.id, telling, decisionLetters[given.decision])) ?? { done: true }
  })

/** The notice of proposed changes goes to the family with a copy of the plan and the evidence. */
export const sendNotice = (
  db: Database,
  actor: Actor,
  review: Review,
  { amendment_notice_on, changes }: { amendment_notice_on: string; changes: string },
  telling: Telling,
): Promise<Done | Refused> =>
  audited(db, actor, { act: 'review.amendment_notice_sent', ...of(review) }, async (tx, entry) => {
    const refused = refuseNotice(amendment_notice_on, standsOf(await lockedRun(tx, actor, review.id), actor.today))
    if (refused.length > 0) return { refused }
    entry.detail = { amendment_notice_on }
    await setReview(tx, actor, review.id, { amendment_notice_on, recommended_changes: changes })
    return (await told(tx, actor, entry, review.id, telling, 'amendment_notice')) ?? { done: true }
  })

/** What the family says of the proposed changes, word for word. */
export const recordRepresentations = (
  db: Database,
  actor: Actor,
  review: Review,
  given: { representations_on: string; representations: string },
): Promise<Done | Refused> =>
  audited(db, actor, { act: 'review.representations_recorded', ...of(review) }, async tx => {
    const { review: now } = await lockedRun(tx, actor, review.id)
    const refuse = (field: string, message: string) => ({ refused: [{ field, message }] })
    if (now.amendment_notice_on === null) return refuse('representations_on', 'The amendment notice comes first')
    if (given.representations_on > actor.today)
      return refuse('representations_on', 'The day they came must be today or in the past')
    if (given.representations_on < now.amendment_notice_on)
      return refuse('representations_on', 'They cannot have come before the notice')
    await setReview(tx, actor, review.id, given)
    return { done: true }
  })

/** The amended plan is made, or the family is told that it will not be amended after all. */
export const finish = (
  db: Database,
  actor: Actor,
  review: Review,
  given: { final_plan_on: string } | { not_amending_on: string },
  telling: Telling,
): Promise<Done | Refused> =>
  audited(
    db,
    actor,
    { act: 'final_plan_on' in given ? 'review.final_plan_made' : 'review.amendment_dropped', ...of(review) },
    async (tx, entry) => {
      const stands = standsOf(await lockedRun(tx, actor, review.id), actor.today)
      const [field, day] =
        'final_plan_on' in given ? ['final_plan_on', given.final_plan_on] : ['not_amending_on', given.not_amending_on]
      const refused = refuseFinalPlan(day ?? '', stands).map(refusal => ({ ...refusal, field: field ?? refusal.field }))
      if (refused.length > 0) return { refused }
      entry.detail = given
      await setReview(tx, actor, review.id, given)
      const kind = 'final_plan_on' in given ? 'final_plan' : 'not_amending'
      return (await told(tx, actor, entry, review.id, telling, kind)) ?? { done: true }
    },
  )
