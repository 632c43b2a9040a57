import { sql } from 'kysely'
import { addDays } from '#domain/date.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { QualityFacts } from './quality.ts'
import type { Run } from './queries.ts'

/** What was said at a review, counted. */
export async function said(tx: Tx, actor: Actor, { review, people }: Run): Promise<QualityFacts> {
  const { area_id } = actor
  const { rows } = await sql<{ goals: number; goals_rated: number; child: boolean; parent: boolean }>`
    select count(*) as goals, count(*) filter (where r.rating <> 'not_rated') as goals_rated,
      exists (select from soft_answer s where s.area_id = ${area_id} and s.review_id = ${review.id}
        and s.respondent = 'young_person' and s.rung is not null) as child,
      exists (select from soft_answer s where s.area_id = ${area_id} and s.review_id = ${review.id}
        and s.respondent = 'parent' and s.rung is not null) as parent
    from rating r where r.area_id = ${area_id} and r.review_id = ${review.id}`.execute(tx)
  const asked = people.filter(person => person.advice_asked_on !== null)
  const answered = (part: string) => people.some(person => person.part === part && person.advice_received_on !== null)
  return {
    goals: Number(rows[0]?.goals ?? 0),
    goals_rated: Number(rows[0]?.goals_rated ?? 0),
    asked: asked.length,
    advised: asked.filter(person => person.advice_received_on !== null || person.no_advice_reason !== null).length,
    child_answered: (rows[0]?.child ?? false) || answered('young_person'),
    child_attended: people.some(person => person.part === 'young_person' && person.attended === 'yes'),
    parent_answered: (rows[0]?.parent ?? false) || answered('parent'),
    on_time: {
      report:
        review.report_sent_on === null || review.meeting_on === null
          ? null
          : review.report_sent_on <= addDays(review.meeting_on, 14),
    },
  }
}
