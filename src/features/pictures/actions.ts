import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { NotFound } from '#platform/http/page.tsx'
import { questionTo } from './queries/provider-questions.ts'

/** What stands in the funnel: the question in its words, with the figures it comes from. */
export type ToAsk = { provider_id: number; academic_year: number; question: string; met: number; rated: number }

/** Puts the question to the provider: its own people see it from now on. */
export const askProvider = (db: Database, actor: Actor, asked: ToAsk) =>
  audited(
    db,
    actor,
    { act: 'provider.asked', subject: 'provider', subject_id: asked.provider_id },
    async (tx, entry) => {
      entry.detail = { academic_year: asked.academic_year, met: asked.met, rated: asked.rated }
      return ask(tx, actor, asked)
    },
  )

/** Records an answer, and the question with it if nobody had asked. Earlier answers stay. */
export const answerQuestion = (
  db: Database,
  actor: Actor,
  { provider_id, academic_year }: { provider_id: number; academic_year: number },
  answer: string,
  asked: ToAsk | undefined,
) =>
  audited(
    db,
    actor,
    { act: 'provider_question.answered', subject: 'provider', subject_id: provider_id },
    async (tx, entry) => {
      const standing = await questionTo(tx, actor, provider_id, academic_year)
      if (!standing && !asked) throw new NotFound()
      const question_id = standing?.id ?? (asked && (await ask(tx, actor, asked)))
      entry.detail = { academic_year }
      await tx
        .insertInto('provider_question_answer')
        .values({
          ...{ area_id: actor.area_id, question_id: question_id ?? 0, provider_id, answer },
          ...{ answered_on: actor.today, answered_by: actor.person_id },
        })
        .execute()
    },
  )

/** Asked twice, it stays as it was asked first. */
async function ask(tx: Tx, actor: Actor, asked: ToAsk): Promise<number> {
  const row = await tx
    .insertInto('provider_question')
    .values({ area_id: actor.area_id, ...asked, asked_on: actor.today, asked_by: actor.person_id })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? (await questionTo(tx, actor, asked.provider_id, asked.academic_year))?.id ?? 0
}
