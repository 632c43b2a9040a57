import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { visibleProvider } from '#features/providers/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { codeOf, type Item, keyOf, refuse } from './passport.ts'
import { areasToShareWith, hashOfCode, shareable } from './queries.ts'

type Refused = { refused: Refusal[] }

/** Shares what was picked with one area. The code is told this once. */
export const share = (
  db: Database,
  actor: Actor,
  provider_id: number,
  { to_area, until_on, items }: { to_area: number; until_on: string; items: readonly Item[] },
): Promise<{ id: number; code: string; to: string } | Refused> =>
  audited(db, actor, { act: 'passport.shared', subject: 'passport' }, async (tx, entry) => {
    const refused = refuse({ items, until_on }, actor.today)
    const to = (await areasToShareWith(tx)).find(({ area_id }) => area_id === to_area)
    if (!to) refused.push({ field: 'to_area', message: 'Select the area you share it with' })
    const provider = await visibleProvider(tx, actor, provider_id)
    if (!provider) throw new NotFound()
    const { documents, judgements } = await shareable(tx, actor, provider_id)
    const known = new Set([
      ...documents.map(({ id }) => keyOf({ document_id: id })),
      ...judgements.map(({ id }) => keyOf({ judgement_id: id })),
    ])
    if (!items.every(item => known.has(keyOf(item))))
      refused.push({
        field: 'item',
        message: 'Something you picked was changed meanwhile. Look through the list again',
      })
    if (refused.length > 0 || !to) return { refused }
    const code = codeOf(randomBytes(16))
    const { area_id } = actor
    const { id } = await tx
      .insertInto('passport_share')
      .values({
        ...{ area_id, provider_id, to_area, until_on, urn: provider.urn, ukprn: provider.ukprn },
        ...{ code_hash: hashOfCode(code), shared_on: actor.today, shared_by: actor.person_id },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('passport_item')
      .values(items.map(item => ({ area_id, share_id: id, provider_id, ...item })))
      .execute()
    entry.subject_id = id
    entry.detail = { provider: provider_id, to: to.name, until: until_on, items: items.map(keyOf) }
    return { id, code, to: to.name }
  })

/** Takes it back: from the next request on the other area sees nothing of it. */
export const takeBack = (
  db: Database,
  actor: Actor,
  provider_id: number,
  share_id: number,
): Promise<{ done: true } | Refused> =>
  audited(
    db,
    actor,
    { act: 'passport.taken_back', subject: 'passport', subject_id: share_id, detail: { provider: provider_id } },
    async tx => {
      const { numUpdatedRows } = await tx
        .updateTable('passport_share')
        .set({ revoked_on: actor.today, revoked_by: actor.person_id })
        .where('area_id', '=', actor.area_id)
        .where('provider_id', '=', provider_id)
        .where('id', '=', share_id)
        .where('revoked_on', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 0n
        ? { refused: [{ field: 'share', message: 'It was taken back already' }] }
        : { done: true }
    },
  )

/** The code of a passport says which of our providers it is of. */
export const matchByCode = (
  db: Database,
  actor: Actor,
  { code, provider_id }: { code: string; provider_id: number },
): Promise<{ from_area: number; share_id: number } | Refused> =>
  audited(db, actor, { act: 'passport.matched', subject: 'provider', subject_id: provider_id }, async (tx, entry) => {
    const { rows } = await sql<{ from_area: number; share_id: number }>`
      select * from passport_of_code(${hashOfCode(code)})`.execute(tx)
    const [found] = rows
    if (!found)
      return {
        refused: [
          { field: 'code', message: 'No passport for this area that stands has this code. Ask the provider for it' },
        ],
      }
    entry.detail = found
    await tx
      .insertInto('passport_match')
      .values({
        ...{ area_id: actor.area_id, provider_id, ...found },
        ...{ matched_on: actor.today, matched_by: actor.person_id },
      })
      .onConflict(conflict => conflict.doNothing())
      .execute()
    return found
  })
