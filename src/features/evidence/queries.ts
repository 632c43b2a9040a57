import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Subject } from './words.ts'

export type State = 'waiting' | 'clean' | 'removed'
export type Evidence = Awaited<ReturnType<typeof evidenceOf>>['rows'][number]

/** The files of a child this person may see: a family's are those it is shown, and none that were removed. */
const visibleFiles = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('file')
    .where('file.area_id', '=', actor.area_id)
    .where(mayBeSeenBy(actor, 'file.child_id'))
    .$if(actor.scope === 'own', query =>
      query.where('file.shown_to_family', '=', true).where('file.state', '!=', 'removed'),
    )

/** Which files: all of a child, or those that are evidence at a review, for an outcome and its goals, or for a goal. */
export type About = { child_id: number } | { review_id: number } | { outcome_id: number }

const linksAbout = (about: About) =>
  'review_id' in about
    ? sql`l.review_id = ${about.review_id}`
    : 'outcome_id' in about
      ? sql`(l.outcome_id = ${about.outcome_id} or l.goal_id in (
          select g.id from goal g where g.area_id = l.area_id and g.outcome_id = ${about.outcome_id}))`
      : undefined

/** A list of files, latest first, with what each is evidence of. */
export async function evidenceOf(
  tx: Tx,
  actor: Actor,
  about: About,
  { limit, offset }: { limit: number; offset: number } = { limit: 100, offset: 0 },
) {
  const links = linksAbout(about)
  const rows = await visibleFiles(tx, actor)
    .select([
      'file.id',
      'file.child_id',
      'file.name',
      'file.kind',
      'file.size',
      'file.sha256',
      'file.shows',
      'file.shown_to_family',
      'file.added_on',
      'file.added_by',
      'file.added_act',
      'file.removed_on',
      'file.removed_act',
      'file.removed_why',
    ])
    .select(eb => [
      eb.ref('file.state').$castTo<State>().as('state'),
      sql<Subject[]>`(
        select coalesce(json_agg(json_build_object('review_id', l.review_id, 'meeting_on', v.meeting_on, 'goal_id', l.goal_id,
          'goal', g.text, 'outcome_id', l.outcome_id, 'outcome', o.text) order by l.id), '[]')
        from file_link l
        left join review v on v.area_id = l.area_id and v.id = l.review_id
        left join goal g on g.area_id = l.area_id and g.id = l.goal_id
        left join outcome o on o.area_id = l.area_id and o.id = l.outcome_id
        where l.area_id = file.area_id and l.file_id = file.id)`.as('subjects'),
      sql<number>`count(*) over ()`.as('total'),
    ])
    .$if('child_id' in about, query => query.where('file.child_id', '=', 'child_id' in about ? about.child_id : 0))
    .$if(links !== undefined, query =>
      query.where(
        sql<boolean>`exists (select from file_link l where l.area_id = file.area_id and l.file_id = file.id and ${links ?? sql`false`})`,
      ),
    )
    .orderBy('file.added_at', 'desc')
    .orderBy('file.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return { rows, total: rows[0]?.total ?? 0 }
}

export type VisibleFile = NonNullable<Awaited<ReturnType<typeof visibleFile>>>

/** A file this person may see, with the child it is about. */
export const visibleFile = (tx: Tx, actor: Actor, id: number) =>
  visibleFiles(tx, actor)
    .innerJoin('child', join =>
      join.onRef('child.area_id', '=', 'file.area_id').onRef('child.id', '=', 'file.child_id'),
    )
    .select([
      'file.id',
      'file.child_id',
      'file.name',
      'file.kind',
      'file.size',
      'file.stored_as',
      'file.shows',
      'file.shown_to_family',
      'file.added_by',
      'file.recorded_act',
      'child.forename',
      'child.surname',
    ])
    .select(eb => eb.ref('file.state').$castTo<State>().as('state'))
    .where('file.id', '=', id)
    .executeTakeFirst()

export const reviewOf = (tx: Tx, actor: Actor, child_id: number, id: number) =>
  tx
    .selectFrom('review')
    .select(['id', 'plan_id', 'meeting_on'])
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .where('id', '=', id)
    .executeTakeFirst()

/** The latest reviews of a child, for a file that is not brought from one of them. */
const latestReviews = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('review')
    .select(['id', 'meeting_on'])
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .where('meeting_on', 'is not', null)
    .orderBy('meeting_on', 'desc')
    .limit(3)
    .execute()

/** What a file may be evidence of; `likely` is what it mostly is. */
export type Choice = Subject & { likely: boolean }

/**
 * What a file may be evidence of: what is open on the day, and at a review the review itself. Likely are that review and the
 * goals of this year: of each outcome those that were set last.
 */
export async function subjectsFor(
  tx: Tx,
  actor: Actor,
  child_id: number,
  review: { id: number; plan_id: number; meeting_on: string | null } | undefined,
): Promise<Choice[]> {
  const day = review?.meeting_on ?? actor.today
  const at = { review_id: review?.id ?? null, meeting_on: review?.meeting_on ?? null }
  const nothing = { ...at, goal_id: null, goal: null, outcome_id: null, outcome: null, likely: false }
  const outcomes = await tx
    .selectFrom('outcome')
    .innerJoin('plan', join =>
      join.onRef('plan.area_id', '=', 'outcome.area_id').onRef('plan.id', '=', 'outcome.plan_id'),
    )
    .select(['outcome.id', 'outcome.text'])
    .where('outcome.area_id', '=', actor.area_id)
    .where('outcome.child_id', '=', child_id)
    .where(eb =>
      review
        ? eb('outcome.plan_id', '=', review.plan_id)
        : eb.or([eb('plan.ceased_on', 'is', null), eb('plan.ceased_on', '>=', day)]),
    )
    .where(eb => eb.or([eb('outcome.closed_on', 'is', null), eb('outcome.closed_on', '>=', day)]))
    .orderBy('outcome.agreed_on')
    .orderBy('outcome.id')
    .execute()
  const goals = await tx
    .selectFrom('goal')
    .select(['id', 'text', 'outcome_id', 'set_on'])
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .where(eb => eb('outcome_id', '=', eb.fn.any(eb.val(outcomes.map(({ id }) => id)))))
    .where('set_on', '<=', day)
    // What ran out more than a year before is no goal of this year's.
    .where(eb =>
      eb.or([eb('due_on', 'is', null), eb('due_on', '>=', sql<string>`(${day}::date - interval '1 year')::date`)]),
    )
    .orderBy('set_on', 'desc')
    .orderBy('id')
    .execute()
  const reviews = review ? [] : await latestReviews(tx, actor, child_id)
  const byOutcome = Map.groupBy(goals, ({ outcome_id }) => outcome_id)
  return [
    ...(review ? [{ ...nothing, likely: true }] : []),
    ...outcomes.flatMap(({ id, text }) => {
      const own = byOutcome.get(id) ?? []
      return [
        ...own.map(goal => ({
          ...{ ...nothing, goal_id: goal.id, goal: goal.text },
          likely: goal.set_on === own[0]?.set_on,
        })),
        { ...nothing, outcome_id: id, outcome: text },
      ]
    }),
    ...reviews.map(({ id: review_id, meeting_on }) => ({ ...nothing, review_id, meeting_on })),
  ]
}

export type Waiting = { id: number; child_id: number; name: string; stored_as: string; state: State }

/** Files to be scanned, oldest first: those that wait, or every one that can be opened too. */
export const toScan = (tx: Tx, actor: Actor, all: boolean): Promise<Waiting[]> =>
  tx
    .selectFrom('file')
    .select(['id', 'child_id', 'name', 'stored_as'])
    .select(eb => eb.ref('state').$castTo<State>().as('state'))
    .where('area_id', '=', actor.area_id)
    .where('state', 'in', all ? ['waiting', 'clean'] : ['waiting'])
    .orderBy('id')
    .execute()

/** Of these keys, those whose bytes a row still stands for: a child's file, or a provider's document. */
export async function keysNamed(tx: Tx, actor: Actor, keys: string[]): Promise<Set<string>> {
  const named = (table: 'file' | 'document_file') =>
    tx
      .selectFrom(table)
      .select('stored_as')
      .where('area_id', '=', actor.area_id)
      .where('state', '!=', 'removed')
      .where(eb => eb('stored_as', '=', eb.fn.any(eb.val(keys))))
  const rows = await named('file').unionAll(named('document_file')).execute()
  return new Set(rows.map(({ stored_as }) => stored_as))
}
