import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

/** What providers were asked about a year, each with the answer that stands. Of a SENCO, their own institutions'. */
export const questionsOf = (tx: Tx, actor: Actor, year: number | null) =>
  tx
    .selectFrom('provider_question as q')
    .innerJoin('provider as p', join => join.onRef('p.area_id', '=', 'q.area_id').onRef('p.id', '=', 'q.provider_id'))
    .select(['q.id', 'q.provider_id', 'q.academic_year', 'q.asked_on', 'p.name'])
    .select(
      sql<string | null>`(select a.answer from provider_question_answer a
        where a.area_id = q.area_id and a.question_id = q.id order by a.id desc limit 1)`.as('answer'),
    )
    .where('q.area_id', '=', actor.area_id)
    .$if(year !== null, query => query.where('q.academic_year', '=', year))
    .$if(actor.scope === 'placed', query => query.where('q.provider_id', 'in', [-1, ...actor.institutions]))
    .orderBy('q.academic_year', 'desc')
    .orderBy('p.name')
    .execute()

/** The question a provider was asked about a year, if it was. */
export const questionTo = (tx: Tx, actor: Actor, provider_id: number, year: number) =>
  tx
    .selectFrom('provider_question')
    .select(['id', 'question', 'met', 'rated', 'asked_on'])
    .where('area_id', '=', actor.area_id)
    .where('provider_id', '=', provider_id)
    .where('academic_year', '=', year)
    .executeTakeFirst()

/** All answers, the last first. */
export const answersTo = (tx: Tx, actor: Actor, question_id: number) =>
  tx
    .selectFrom('provider_question_answer as a')
    .leftJoin('person', 'person.id', 'a.answered_by')
    .select(['a.id', 'a.answer', 'a.answered_on', 'person.name'])
    .where('a.area_id', '=', actor.area_id)
    .where('a.question_id', '=', question_id)
    .orderBy('a.id', 'desc')
    .execute()

export const visibleProvider = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('provider')
    .select(['id', 'name'])
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .$if(actor.scope === 'placed', query => query.where('id', 'in', [-1, ...actor.institutions]))
    .executeTakeFirst()
