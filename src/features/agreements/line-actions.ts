import type { Insertable } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import type { DB } from '#platform/database/schema.ts'
import { audited } from '#platform/database/transaction.ts'
import { changedMeanwhile } from '#platform/http/fields.tsx'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { hold, notADraft, on, type Refused } from './actions.ts'
import type { Agreement } from './queries.ts'

/** The three kinds of line a version holds, and what each may be refused for. */
export const lineTables = {
  service: 'agreement_service',
  expectation: 'agreement_expectation',
  responsibility: 'agreement_responsibility',
} as const

export type Part = keyof typeof lineTables
type Given = Partial<Insertable<DB['agreement_service']>>

/** Adds a line to the draft. Its number is never given to another line of the agreement. */
export const addLine = (
  db: Database,
  actor: Actor,
  agreement: Agreement,
  part: Part,
  given: object,
  refused: Refusal[],
): Promise<Refused | { line: number }> =>
  audited(db, actor, on(agreement, `agreement_${part}.added`), async tx => {
    if (refused.length > 0) return { refused }
    const { newest, versions } = await hold(tx, actor, agreement.id)
    if (newest.sent_on !== null) return notADraft
    const table = lineTables[part] as 'agreement_service'
    const { area_id } = actor
    const { last } = await tx
      .selectFrom(table)
      .select(eb => eb.fn.max('line').as('last'))
      .where('area_id', '=', area_id)
      .where(eb => eb('version_id', '=', eb.fn.any(eb.val(versions.map(({ id }) => id)))))
      .executeTakeFirstOrThrow()
    const line = Number(last ?? 0) + 1
    const row = { area_id, version_id: newest.id, line, ...(given as Given) } as Insertable<DB['agreement_service']>
    await tx.insertInto(table).values(row).execute()
    return { line }
  })

/** Changes a line of the draft, or takes it out. */
export const changeLine = (
  db: Database,
  actor: Actor,
  agreement: Agreement,
  part: Part,
  { id, recorded_act }: { id: number; recorded_act: number },
  given: object | 'remove',
  refused: Refusal[] = [],
): Promise<Refused | { id: number }> =>
  audited(
    db,
    actor,
    on(agreement, `agreement_${part}.${given === 'remove' ? 'removed' : 'changed'}`),
    async (tx): Promise<Refused | { id: number }> => {
      if (refused.length > 0) return { refused }
      const { newest } = await hold(tx, actor, agreement.id)
      if (newest.sent_on !== null) return notADraft
      const table = lineTables[part] as 'agreement_service'
      const standing = await tx
        .selectFrom(table)
        .select('recorded_act')
        .where('area_id', '=', actor.area_id)
        .where('version_id', '=', newest.id)
        .where('id', '=', id)
        .executeTakeFirst()
      if (!standing) throw new NotFound()
      if (standing.recorded_act !== recorded_act) return { refused: [changedMeanwhile] }
      if (given === 'remove')
        await tx.deleteFrom(table).where('area_id', '=', actor.area_id).where('id', '=', id).execute()
      else
        await tx
          .updateTable(table)
          .set(given as Given)
          .where('area_id', '=', actor.area_id)
          .where('id', '=', id)
          .execute()
      return { id }
    },
  )

/** Which line of which agreement a number in an address is, if it is in a draft. */
export async function draftLine(tx: Tx, actor: Actor, part: Part, id: number) {
  const table = lineTables[part] as 'agreement_service'
  return tx
    .selectFrom(`${table} as l`)
    .innerJoin('agreement_version as v', join =>
      join.onRef('v.area_id', '=', 'l.area_id').onRef('v.id', '=', 'l.version_id'),
    )
    .select(['v.agreement_id', 'v.id as version_id'])
    .where('l.area_id', '=', actor.area_id)
    .where('l.id', '=', id)
    .where('v.sent_on', 'is', null)
    .executeTakeFirst()
}
