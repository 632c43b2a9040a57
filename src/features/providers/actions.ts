import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { changedMeanwhile } from '#platform/http/fields.tsx'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { type Provider, refuse } from './provider.ts'

type Given = Provider & { kind: string; phase: string | null; sector: string | null; address: string | null }
type Written = Promise<{ refused: Refusal[] } | { id: number }>

export const addProvider = (db: Database, actor: Actor, provider: Given): Written =>
  audited(db, actor, { act: 'provider.added', subject: 'provider' }, async (tx, entry) => {
    const refused = await refuseIn(tx, actor, provider)
    if (refused.length > 0) return { refused }
    const row = { area_id: actor.area_id, ...provider }
    const added = await tx.insertInto('provider').values(row).returning('id').executeTakeFirstOrThrow()
    entry.subject_id = added.id
    return added
  })

export const changeProvider = (db: Database, actor: Actor, id: number, version: number, provider: Given): Written =>
  audited(db, actor, { act: 'provider.changed', subject: 'provider', subject_id: id }, async tx => {
    const standing = await tx
      .selectFrom('provider')
      .select('recorded_act')
      .where('area_id', '=', actor.area_id)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!standing) throw new NotFound()
    if (standing.recorded_act !== version) return { refused: [changedMeanwhile] }
    const refused = await refuseIn(tx, actor, provider, id)
    if (refused.length > 0) return { refused }
    await tx.updateTable('provider').set(provider).where('area_id', '=', actor.area_id).where('id', '=', id).execute()
    return { id }
  })

async function refuseIn(tx: Tx, actor: Actor, provider: Given, id = 0) {
  const refused = refuse(provider)
  const twin =
    provider.urn &&
    (await tx
      .selectFrom('provider')
      .select('name')
      .where('area_id', '=', actor.area_id)
      .where('urn', '=', provider.urn)
      .where('id', '!=', id)
      .executeTakeFirst())
  if (twin) refused.push({ field: 'urn', message: `${twin.name} has this URN` })
  return refused
}
