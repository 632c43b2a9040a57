import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import type { ScaleName } from './scales.ts'
import type { Judgement } from './threshold.ts'

type Judging = {
  standard_id: number
  judgement: Judgement
  reason: string
  judged_on: string
  shown: Record<string, number> | null
  documents: readonly number[]
}

/** Adds a judgement: the one before it stays, and stands no more. */
export const judgeStandard = (db: Database, actor: Actor, provider_id: number, judging: Judging) =>
  audited(db, actor, { act: 'standard.judged', subject: 'provider', subject_id: provider_id }, async (tx, entry) => {
    const { documents, shown, ...values } = judging
    const { area_id } = actor
    const { id } = await tx
      .insertInto('standard_judgement')
      .values({
        ...{ area_id, provider_id, judged_by: actor.person_id, ...values },
        shown: shown && JSON.stringify(shown),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (documents.length > 0)
      await tx
        .insertInto('judgement_document')
        .values(documents.map(document_id => ({ area_id, judgement_id: id, document_id, provider_id })))
        .execute()
    entry.detail = { judgement: id, standard: judging.standard_id, judged: judging.judgement }
    return { id }
  })

export const replyTo = (db: Database, actor: Actor, provider_id: number, judgement_id: number, reply: string) =>
  audited(db, actor, { act: 'judgement.replied', subject: 'provider', subject_id: provider_id }, async (tx, entry) => {
    const found = await tx
      .selectFrom('standard_judgement')
      .select('id')
      .where('area_id', '=', actor.area_id)
      .where('provider_id', '=', provider_id)
      .where('id', '=', judgement_id)
      .executeTakeFirst()
    if (!found) throw new NotFound()
    entry.detail = { judgement: judgement_id }
    await tx
      .insertInto('judgement_reply')
      .values({
        ...{ area_id: actor.area_id, judgement_id, provider_id, reply },
        ...{ replied_on: actor.today, replied_by: actor.person_id },
      })
      .execute()
    return { done: true }
  })

type Grade = {
  scale: ScaleName
  judged: string
  grade: string
  inspected_on: string
  published_on: string | null
  source: string | null
}

export const addGrade = (
  db: Database,
  actor: Actor,
  provider_id: number,
  grade: Grade,
): Promise<{ done: true } | { refused: Refusal[] }> =>
  audited(
    db,
    actor,
    { act: 'inspection.recorded', subject: 'provider', subject_id: provider_id },
    async (tx, entry) => {
      entry.detail = { scale: grade.scale, judged: grade.judged, grade: grade.grade, inspected_on: grade.inspected_on }
      const { grade: said, published_on, source } = grade
      await tx
        .insertInto('inspection_grade')
        .values({ area_id: actor.area_id, provider_id, ...grade })
        .onConflict(conflict =>
          conflict
            .columns(['area_id', 'provider_id', 'scale', 'judged', 'inspected_on'])
            .doUpdateSet({ grade: said, published_on, source }),
        )
        .execute()
      return { done: true }
    },
  )
