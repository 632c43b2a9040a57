import { addDays, dateInWords } from '#domain/date.ts'
import type { ReviewDecision } from '#domain/review.ts'
import { isYoungPerson } from '#domain/school-age.ts'
import { type LetterKind, type LetterTo, makeLetter } from '#features/letters/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Act } from '#platform/database/transaction.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { proposedPeople } from './people.ts'
import { knownOf, type Run } from './queries.ts'
import { finalPlanBy, nextReviewBy, representationsUntil } from './run.ts'

/** How somebody was told: by a letter made here, or in another way that the council keeps itself. */
export const tellings = {
  here: 'By a letter made here',
  elsewhere: 'By a letter sent another way',
} as const

export type Telling = keyof typeof tellings

export const decisionLetters: Record<ReviewDecision, LetterKind> = {
  M: 'decision_maintain',
  A: 'decision_amend',
  C: 'decision_cease',
}

/**
 * Who gets a notice: the young person, once the rights are theirs, else the parents; with a copy to the school, college or
 * provider. Of a review that was not run here, whoever would be invited.
 */
async function toFamily(tx: Tx, actor: Actor, run: Run): Promise<LetterTo[]> {
  const people = run.people.length > 0 ? run.people : proposedPeople(await knownOf(tx, actor, run.review))
  const rights = isYoungPerson(run.review.birth_date, actor.today) ? 'young_person' : 'parent'
  return people
    .filter(({ part }) => part === rights || part === 'setting')
    .map(({ part, name, email }) => ({ part, name, email, is_copy: part === 'setting' }))
}

const values = (run: Run, actor: Actor) => {
  const { review, details } = run
  const notice_on = review.amendment_notice_on ?? actor.today
  return {
    changes: details.recommended_changes ?? '',
    representations_by: dateInWords(representationsUntil(notice_on)),
    final_plan_by: dateInWords(finalPlanBy(notice_on, review.meeting_on)),
    next_review_by: dateInWords(nextReviewBy(review.decided_on ?? actor.today)),
  }
}

/** A notice to the family, as the review now stands; `field` is where the form says what stands against it. */
export async function tellFamily(
  tx: Tx,
  actor: Actor,
  entry: Act,
  run: Run,
  kind: LetterKind,
  given: Readonly<Record<string, string>>,
  field: string,
): Promise<{ refused: Refusal[] } | undefined> {
  const made = await makeLetter(tx, actor, entry, {
    kind,
    child_id: run.review.child_id,
    review_id: run.review.id,
    recipients: await toFamily(tx, actor, run),
    values: { ...values(run, actor), ...given },
  })
  return 'refused' in made ? { refused: mended(made.refused, field) } : undefined
}

/** What the form asks for itself is said there; the rest beside the choice of a letter. */
const mended = (refused: readonly Refusal[], field: string): Refusal[] =>
  refused.map(refusal => (asked.has(refusal.field) ? refusal : { ...refusal, field }))

const asked: ReadonlySet<string> = new Set(['meeting_time', 'meeting_place', 'changes', 'decision_reasons'])

/** The invitation, or the advice, to everybody of those named: one letter, which each is told of. */
export async function tellEverybody(
  tx: Tx,
  actor: Actor,
  entry: Act,
  run: Run,
  kind: LetterKind,
  people: Run['people'],
  field: string,
): Promise<{ refused: Refusal[] } | undefined> {
  const { meeting_on } = run.review
  const made = await makeLetter(tx, actor, entry, {
    kind,
    child_id: run.review.child_id,
    review_id: run.review.id,
    recipients: people.map(({ part, name, email }) => ({ part, name, email })),
    values: meeting_on ? { advice_by: dateInWords(addDays(meeting_on, -15)) } : {},
  })
  return 'refused' in made ? { refused: mended(made.refused, field) } : undefined
}
