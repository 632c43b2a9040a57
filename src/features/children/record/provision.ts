import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

export type Line = Awaited<ReturnType<typeof provisionOf>>[number]

/** What the plan promises, what the last review said was given of it, and how far the outcomes it is for have moved. */
export const provisionOf = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('provision_line')
    .leftJoin('provider', join =>
      join
        .onRef('provider.area_id', '=', 'provision_line.area_id')
        .onRef('provider.id', '=', 'provision_line.provider_id'),
    )
    .leftJoinLateral(
      eb =>
        eb
          .selectFrom('provision_delivery as d')
          .innerJoin('review as v', join => join.onRef('v.area_id', '=', 'd.area_id').onRef('v.id', '=', 'd.review_id'))
          .select(['d.given', 'd.hours', 'v.meeting_on'])
          .whereRef('d.area_id', '=', 'provision_line.area_id')
          .whereRef('d.provision_line_id', '=', 'provision_line.id')
          .orderBy('v.meeting_on', 'desc')
          .orderBy('d.id', 'desc')
          .limit(1)
          .as('said'),
      join => join.onTrue(),
    )
    .select([
      'provision_line.id',
      'provision_line.plan_id',
      'provision_line.section',
      'provision_line.text',
      'provision_line.hours',
      'provision_line.per',
      'provision_line.ratio',
      'provision_line.delivered_by',
      'provision_line.outcome_ids',
      'provider.name as provider',
      'said.given',
      'said.hours as given_hours',
      'said.meeting_on as given_by',
    ])
    .select(
      sql<string[] | null>`(
        select array_agg(case when x.position > o.baseline then '+' else '' end || (x.position - o.baseline) order by o.id)
        from outcome o
        join lateral (
          select p.position from position p join review v on v.area_id = p.area_id and v.id = p.review_id
          where p.area_id = o.area_id and p.outcome_id = o.id order by v.meeting_on desc, p.id desc limit 1) x on true
        where o.area_id = provision_line.area_id and o.id = any (provision_line.outcome_ids) and o.baseline is not null)`.as(
        'moved',
      ),
    )
    .where('provision_line.area_id', '=', actor.area_id)
    .where('provision_line.child_id', '=', child_id)
    .orderBy('provision_line.section')
    .orderBy('provision_line.id')
    .execute()
