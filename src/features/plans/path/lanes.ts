import { isPfaArea } from '#domain/pfa.ts'
import type { RatingName } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { type Author, authorsOf } from '#platform/audit/authors.ts'
import type { Tx } from '#platform/database/connect.ts'
import { ladderOf } from '../ladder.ts'

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
export type Step = Awaited<ReturnType<typeof stepsOf>>[number]
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

async function stepsOf(tx: Tx, actor: Actor, child_id: number) {
  const standing = await tx
    .selectFrom('position')
    .innerJoin('review', join =>
      join.onRef('review.area_id', '=', 'position.area_id').onRef('review.id', '=', 'position.review_id'),
    )
    .select(['position.id', 'position.outcome_id', 'position.review_id', 'position.position', 'position.comment'])
    .select(['position.why', 'position.recorded_on', 'position.recorded_act'])
    .select(eb => eb.ref('review.meeting_on').$notNull().as('meeting_on'))
    .where('position.area_id', '=', actor.area_id)
    .where('position.child_id', '=', child_id)
    .where('review.meeting_on', 'is not', null)
    .orderBy('review.meeting_on')
    .orderBy('position.id')
    .execute()
  const superseded = await supersededSteps(tx, actor, standing)
  const authors = await authorsOfCorrected(tx, actor, standing, superseded)
  return standing.map(step => ({
    ...step,
    author: authors.get(step.recorded_act),
    earlier: superseded
      .filter(({ id }) => id === step.id)
      .map((earlier): EarlierStep => ({ ...earlier, author: authors.get(earlier.recorded_act) })),
  }))
}

type Kept = { id: number; recorded_act: number }

/** Who recorded each version of what was corrected; of what never was, nobody asks. */
function authorsOfCorrected(tx: Tx, actor: Actor, standing: readonly Kept[], superseded: readonly Kept[]) {
  const corrected = standing.filter(({ id }) => superseded.some(earlier => earlier.id === id))
  const acts = [...corrected, ...superseded].map(({ recorded_act }) => recorded_act)
  return authorsOf(tx, actor, acts, { names: false })
}

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
  const authors = await authorsOfCorrected(tx, actor, standing, superseded)
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
  const ids = standing.map(({ id }) => id)
  const versions = await tx
    .selectFrom('rating_history')
    .select(['id', 'reason', 'comment', 'recorded_on', 'recorded_act'])
    .select(eb => eb.ref('rating').$castTo<RatingName>().as('rating'))
    .where('area_id', '=', actor.area_id)
    .where('id', 'in', ids)
    .orderBy('id')
    .orderBy('superseded_act')
    .execute()
  const same = (a: Said, b: Said | undefined) =>
    a.rating === b?.rating && a.reason === b.reason && a.comment === b.comment
  return versions.filter((version, at) => !same(version, versionAfter(versions, at, standing)))
}

/** What a position said before it was corrected. */
export type EarlierStep = { position: number; recorded_on: string; author: Author | undefined }

async function supersededSteps(tx: Tx, actor: Actor, standing: readonly { id: number; position: number }[]) {
  if (standing.length === 0) return []
  const ids = standing.map(({ id }) => id)
  const versions = await tx
    .selectFrom('position_history')
    .select(['id', 'position', 'recorded_on', 'recorded_act'])
    .where('area_id', '=', actor.area_id)
    .where('id', 'in', ids)
    .orderBy('id')
    .orderBy('superseded_act')
    .execute()
  return versions.filter((version, at) => version.position !== versionAfter(versions, at, standing)?.position)
}

/** The version that took the place of one in history: the next in history, or the one that stands. */
function versionAfter<T extends { id: number }>(
  versions: readonly T[],
  at: number,
  standing: readonly { id: number }[],
) {
  const [version, next] = [versions[at], versions[at + 1]]
  return (next?.id === version?.id ? next : standing.find(({ id }) => id === version?.id)) as T | undefined
}
