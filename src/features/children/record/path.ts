import { isPfaArea } from '#domain/pfa.ts'
import { ladderOf } from '#features/plans/index.ts'
import type { RatingName } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { type Author, authorsOf } from '#platform/audit/authors.ts'
import type { Tx } from '#platform/database/connect.ts'

/** What a rating said before it was corrected. */
export type Earlier = {
  rating: RatingName
  reason: string | null
  comment: string | null
  recorded_on: string
  author: Author | undefined
}

export type GivenRating = {
  id: number
  review_id: number
  meeting_on: string
  academic_year: number
  rating: RatingName
  reason: string | null
  comment: string | null
  why: string | null
  recorded_on: string
  author: Author | undefined
  earlier: Earlier[]
}

export type Goal = {
  id: number
  outcome_id: number
  text: string
  set_on: string
  due_on: string | null
  ratings: GivenRating[]
}
export type Step = {
  outcome_id: number
  review_id: number
  meeting_on: string
  position: number
  comment: string | null
}
export type Lane = Awaited<ReturnType<typeof lanesOf>>[number]

/** Every outcome of a child with its ladder, the way travelled on it, its goals and their ratings, corrected ones too. */
export async function lanesOf(tx: Tx, actor: Actor, child_id: number) {
  const outcomes = await tx
    .selectFrom('outcome')
    .select(['id', 'plan_id', 'text', 'pfa', 'agreed_on', 'due_on', 'closed_on', 'baseline', 'target', 'ladder'])
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .orderBy('agreed_on')
    .orderBy('id')
    .execute()
  const [steps, goals] = [await stepsOf(tx, actor, child_id), await goalsOf(tx, actor, child_id)]
  return outcomes.map(outcome => ({
    ...outcome,
    pfa: outcome.pfa.filter(isPfaArea),
    ladder: ladderOf(outcome.ladder),
    steps: steps.filter(({ outcome_id }) => outcome_id === outcome.id),
    goals: goals.filter(({ outcome_id }) => outcome_id === outcome.id),
  }))
}

const stepsOf = (tx: Tx, actor: Actor, child_id: number): Promise<Step[]> =>
  tx
    .selectFrom('position')
    .innerJoin('review', join =>
      join.onRef('review.area_id', '=', 'position.area_id').onRef('review.id', '=', 'position.review_id'),
    )
    .select(['position.outcome_id', 'position.review_id', 'position.position', 'position.comment'])
    .select(eb => eb.ref('review.meeting_on').$notNull().as('meeting_on'))
    .where('position.area_id', '=', actor.area_id)
    .where('position.child_id', '=', child_id)
    .where('review.meeting_on', 'is not', null)
    .orderBy('review.meeting_on')
    .orderBy('position.id')
    .execute()

async function goalsOf(tx: Tx, actor: Actor, child_id: number): Promise<Goal[]> {
  const goals = await tx
    .selectFrom('goal')
    .select(['id', 'outcome_id', 'text', 'set_on', 'due_on'])
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .orderBy('set_on')
    .orderBy('id')
    .execute()
  const ratings = await ratingsOf(tx, actor, child_id)
  return goals.map(goal => ({ ...goal, ratings: ratings.filter(({ goal_id }) => goal_id === goal.id) }))
}

async function ratingsOf(tx: Tx, actor: Actor, child_id: number) {
  const standing = await tx
    .selectFrom('rating')
    .innerJoin('review', join =>
      join.onRef('review.area_id', '=', 'rating.area_id').onRef('review.id', '=', 'rating.review_id'),
    )
    .select(['rating.id', 'rating.goal_id', 'rating.review_id', 'rating.reason', 'rating.comment', 'rating.why'])
    .select(['rating.recorded_on', 'rating.recorded_act'])
    .select(eb => [
      eb.ref('rating.rating').$castTo<RatingName>().as('rating'),
      eb.ref('review.meeting_on').$notNull().as('meeting_on'),
      eb.ref('review.academic_year').$notNull().as('academic_year'),
    ])
    .where('rating.area_id', '=', actor.area_id)
    .where('rating.child_id', '=', child_id)
    .where('review.meeting_on', 'is not', null)
    .orderBy('review.meeting_on')
    .orderBy('rating.id')
    .execute()
  const superseded = await supersededOf(tx, actor, standing)
  const acts = [...standing, ...superseded].map(({ recorded_act }) => recorded_act)
  const authors = superseded.length > 0 ? await authorsOf(tx, actor, acts, { names: false }) : new Map<number, Author>()
  return standing.map(rating => ({
    ...rating,
    author: authors.get(rating.recorded_act),
    earlier: superseded
      .filter(({ id }) => id === rating.id)
      .map(earlier => ({ ...earlier, author: authors.get(earlier.recorded_act) })),
  }))
}

type Said = { id: number; rating: string; reason: string | null; comment: string | null }

/** Versions that said something else than the one after them: joining two records supersedes rows and corrects nothing. */
async function supersededOf(tx: Tx, actor: Actor, standing: readonly Said[]) {
  if (standing.length === 0) return []
  const versions = await tx
    .selectFrom('rating_history')
    .select(['id', 'reason', 'comment', 'recorded_on', 'recorded_act'])
    .select(eb => eb.ref('rating').$castTo<RatingName>().as('rating'))
    .where('area_id', '=', actor.area_id)
    .where(
      'id',
      'in',
      standing.map(({ id }) => id),
    )
    .orderBy('id')
    .orderBy('superseded_act')
    .execute()
  const same = (a: Said, b: Said | undefined) =>
    a.rating === b?.rating && a.reason === b.reason && a.comment === b.comment
  return versions.filter((version, at) => {
    const next = versions[at + 1]
    const after = next?.id === version.id ? next : standing.find(({ id }) => id === version.id)
    return !same(version, after)
  })
}
