import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

export type Line = Awaited<ReturnType<typeof provisionOf>>[number]

/** What was said of a line: at the review of a day, or of a term. */
export type Told = {
  given: string
  hours: number | null
  note: string | null
  year: number | null
  term: 1 | 2 | 3 | null
  on: string
  review_id: number | null
}

/** What the plan promises, what reviews and reports by term said was given of it, and how far its outcomes have moved. */
export const provisionOf = (tx: Tx, actor: Actor, child_id: number) =>
  tx
    .selectFrom('provision_line')
    .leftJoin('provider', join =>
      join
        .onRef('provider.area_id', '=', 'provision_line.area_id')
        .onRef('provider.id', '=', 'provision_line.provider_id'),
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
    ])
    .select(
      sql<Told[]>`(
        select coalesce(json_agg(json_build_object('given', x.given, 'hours', x.hours, 'note', x.note, 'year', x.academic_year, 'term', x.term,
          'on', x.on_date, 'review_id', x.review_id) order by x.on_date desc, x.id desc), '[]')
        from (
          select d.*, coalesce(v.meeting_on, term_ends(d.academic_year, d.term)) as on_date
          from provision_delivery d left join review v on v.area_id = d.area_id and v.id = d.review_id
          where d.area_id = provision_line.area_id and d.provision_line_id = provision_line.id) x)`.as('told'),
    )
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
