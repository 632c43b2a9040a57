import { sql } from 'kysely'
import type { ReviewDecision, ReviewKind } from '#domain/review.ts'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { ListFilter, ListStage } from './list-filter.ts'

export const pageSize = 25

/** Reviews this person may see that a filter asks for, whatever stage they are at. */
function asked(tx: Tx, actor: Actor, { words, kind, year, provider_id, decision }: Omit<ListFilter, 'stage' | 'page'>) {
  let query = tx
    .selectFrom('review')
    .where('review.area_id', '=', actor.area_id)
    .where(mayBeSeenBy(actor, 'review.child_id'))
  for (const word of words)
    query = query.where(
      sql<boolean>`exists (select from child c where c.area_id = review.area_id and c.id = review.child_id
        and (lower(c.surname) like ${startingWith(word)} or lower(c.forename) like ${startingWith(word)}))`,
    )
  if (kind) query = query.where('review.kind', '=', kind)
  if (year !== undefined) query = query.where('review.academic_year', '=', year)
  if (decision === 'none') query = query.where('review.decision', 'is', null)
  else if (decision) query = query.where('review.decision', '=', decision)
  if (provider_id !== undefined)
    query = query.where(
      sql<boolean>`exists (select from placement p where p.area_id = review.area_id and p.child_id = review.child_id
        and p.provider_id = ${provider_id} and p.rank = 1 and p.from_on <= coalesce(review.meeting_on, ${actor.today}::date)
        and (p.to_on is null or p.to_on >= coalesce(review.meeting_on, ${actor.today}::date)))`,
    )
  return query
}

const startingWith = (word: string) => `${word.toLowerCase().replaceAll(/[\\%_]/g, character => `\\${character}`)}%`

/**
 * Which list a review is on. One whose decision was taken without a report that we know of is done: its report is a gap
 * in what came from elsewhere, and nobody's task.
 */
const stageIs = {
  held: (today: string) =>
    sql<boolean>`review.report_sent_on is null and review.decided_on is null and review.meeting_on <= ${today}::date`,
  upcoming: (today: string) =>
    sql<boolean>`review.report_sent_on is null and review.decided_on is null and (review.meeting_on is null or review.meeting_on > ${today}::date)`,
  sent: () => sql<boolean>`review.report_sent_on is not null`,
} satisfies Record<ListStage, (today: string) => unknown>

/** How many there are at each stage. */
export async function countByStage(tx: Tx, actor: Actor, filter: ListFilter): Promise<Record<ListStage, number>> {
  const { today } = actor
  const row = await asked(tx, actor, filter)
    .select([
      sql<number>`count(*) filter (where ${stageIs.held(today)})`.as('held'),
      sql<number>`count(*) filter (where ${stageIs.upcoming(today)})`.as('upcoming'),
      sql<number>`count(*) filter (where ${stageIs.sent()})`.as('sent'),
    ])
    .executeTakeFirstOrThrow()
  return row
}

export type ListedReview = Awaited<ReturnType<typeof listedReviews>>[number]

/** A page of the list: what is next first, and of those sent the latest first. Only what is shown is looked up further. */
export function listedReviews(tx: Tx, actor: Actor, filter: ListFilter) {
  const page = asked(tx, actor, filter)
    .where(stageIs[filter.stage](actor.today))
    .select(['review.area_id', 'review.id', 'review.child_id', 'review.kind', 'review.meeting_on'])
    .select(['review.report_sent_on', 'review.decision', 'review.hold_reason'])
    .$if(filter.stage === 'sent', query => query.orderBy('review.report_sent_on', 'desc'))
    .orderBy('review.meeting_on', order => order.asc().nullsFirst())
    .orderBy('review.id')
    .limit(pageSize)
    .offset((filter.page - 1) * pageSize)
  return tx
    .with('page', () => page)
    .selectFrom('page')
    .innerJoin('child', join =>
      join.onRef('child.area_id', '=', 'page.area_id').onRef('child.id', '=', 'page.child_id'),
    )
    .leftJoin('review_draft', join =>
      join.onRef('review_draft.area_id', '=', 'page.area_id').onRef('review_draft.review_id', '=', 'page.id'),
    )
    .leftJoinLateral(
      eb =>
        eb
          .selectFrom('placement')
          .leftJoin('provider', join =>
            join.onRef('provider.area_id', '=', 'placement.area_id').onRef('provider.id', '=', 'placement.provider_id'),
          )
          .select(['provider.name', 'placement.setting'])
          .whereRef('placement.area_id', '=', 'page.area_id')
          .whereRef('placement.child_id', '=', 'page.child_id')
          .where('placement.rank', '=', 1)
          .where(sql<boolean>`placement.from_on <= coalesce(page.meeting_on, ${actor.today}::date)`)
          .where(
            sql<boolean>`(placement.to_on is null or placement.to_on >= coalesce(page.meeting_on, ${actor.today}::date))`,
          )
          .orderBy('placement.from_on', 'desc')
          .limit(1)
          .as('place'),
      join => join.onTrue(),
    )
    .select(['page.id', 'page.meeting_on', 'page.report_sent_on', 'page.hold_reason'])
    .select(['child.forename', 'child.surname', 'place.name as place', 'place.setting', 'review_draft.saved_at'])
    .select(eb => [
      eb.ref('page.kind').$castTo<ReviewKind>().as('kind'),
      eb.ref('page.decision').$castTo<ReviewDecision | null>().as('decision'),
    ])
    .$if(filter.stage === 'sent', query => query.orderBy('page.report_sent_on', 'desc'))
    .orderBy('page.meeting_on', order => order.asc().nullsFirst())
    .orderBy('page.id')
    .execute()
}

/** Where children of this person's reviews are placed: what the list may be narrowed to. */
export const placesToAskFor = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('provider')
    .select(['id', 'name'])
    .where('area_id', '=', actor.area_id)
    .where(eb =>
      eb.exists(
        eb
          .selectFrom('placement')
          .select(sql`1`.as('one'))
          .whereRef('placement.area_id', '=', 'provider.area_id')
          .whereRef('placement.provider_id', '=', 'provider.id'),
      ),
    )
    .$if(actor.scope === 'placed', query => query.where('id', 'in', [-1, ...actor.institutions]))
    .orderBy('name')
    .execute()

/** Children with a plan in force today, to plan a review for, with their last meeting and the next. */
export async function plansToReview(tx: Tx, actor: Actor, words: readonly string[], page: number) {
  let query = tx
    .selectFrom('plan')
    .innerJoin('child', join =>
      join.onRef('child.area_id', '=', 'plan.area_id').onRef('child.id', '=', 'plan.child_id'),
    )
    .where('plan.area_id', '=', actor.area_id)
    .where(mayBeSeenBy(actor, 'plan.child_id'))
    .where('plan.first_made_on', '<=', actor.today)
    .where(eb => eb.or([eb('plan.ceased_on', 'is', null), eb('plan.ceased_on', '>=', actor.today)]))
  for (const word of words)
    query = query.where(eb =>
      eb.or([
        eb(sql<string>`lower(child.surname)`, 'like', startingWith(word)),
        eb(sql<string>`lower(child.forename)`, 'like', startingWith(word)),
      ]),
    )
  const meeting = (which: 'max' | 'min', on: 'past' | 'future') =>
    sql<string | null>`(select ${sql.raw(which)}(v.meeting_on) from review v where v.area_id = plan.area_id
      and v.plan_id = plan.id and v.meeting_on ${sql.raw(on === 'past' ? '<=' : '>')} ${actor.today}::date)`
  const [{ total }, rows] = [
    await query.select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    await query
      .select(['plan.id', 'child.forename', 'child.surname', 'child.birth_date'])
      .select([meeting('max', 'past').as('last_on'), meeting('min', 'future').as('next_on')])
      .orderBy(sql`lower(child.surname)`)
      .orderBy(sql`lower(child.forename)`)
      .orderBy('plan.id')
      .limit(pageSize)
      .offset((page - 1) * pageSize)
      .execute(),
  ]
  return { total, rows }
}

/** A plan in sight, to plan a review of. */
export const planToReview = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('plan')
    .innerJoin('child', join =>
      join.onRef('child.area_id', '=', 'plan.area_id').onRef('child.id', '=', 'plan.child_id'),
    )
    .select([
      'plan.id',
      'plan.child_id',
      'plan.first_made_on',
      'plan.ceased_on',
      'child.forename',
      'child.surname',
      'child.birth_date',
    ])
    .where('plan.area_id', '=', actor.area_id)
    .where(mayBeSeenBy(actor, 'plan.child_id'))
    .where('plan.id', '=', id)
    .executeTakeFirst()
