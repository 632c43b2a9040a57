import { tidyPostcode } from '#domain/postcode.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { changedMeanwhile } from '#platform/http/fields.tsx'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { alikeInRegister, gridOf } from './finding-queries.ts'
import { type Provider, refuse } from './provider.ts'

type Given = Provider & {
  kind: string
  phase: string | null
  sector: string | null
  address: string | null
  registered: boolean | null
  residential: boolean | null
  needs: string[]
}
type Written = Promise<{ refused: Refusal[] } | { id: number }>

/** Adds a provider; `sure` that it is none of those it looks like. */
export const addProvider = (db: Database, actor: Actor, provider: Given, sure: boolean): Written =>
  audited(db, actor, { act: 'provider.added', subject: 'provider' }, async (tx, entry) => {
    const refused = await refuseIn(tx, actor, provider)
    if (refused.length > 0) return { refused }
    const alike = sure ? [] : await alikeInRegister(tx, actor, provider)
    if (alike.length > 0) {
      const list = alike
        .slice(0, 5)
        .map(({ name, postcode, why }) => `${[name, postcode].filter(Boolean).join(', ')} (${why})`)
      const message = `The register has ${list.join('; ')}. Look whether it is the same, or say that it is not`
      return { refused: [{ field: 'sure', message }] }
    }
    const row = { area_id: actor.area_id, ...(await placed(tx, actor, provider)) }
    const added = await tx.insertInto('provider').values(row).returning('id').executeTakeFirstOrThrow()
    entry.subject_id = added.id
    return added
  })

export const changeProvider = (db: Database, actor: Actor, id: number, version: number, provider: Given): Written =>
  audited(db, actor, { act: 'provider.changed', subject: 'provider', subject_id: id }, async tx => {
    const standing = await standingOf(tx, actor, id)
    if (standing.recorded_act !== version) return { refused: [changedMeanwhile] }
    const refused = await refuseIn(tx, actor, provider, id)
    if (refused.length > 0) return { refused }
    const row = await placed(tx, actor, provider)
    await tx.updateTable('provider').set(row).where('area_id', '=', actor.area_id).where('id', '=', id).execute()
    return { id }
  })

type Contact = { phone: string | null; email: string | null; website: string | null }

/** How to reach a provider, which its own people keep too. */
export const changeContact = (db: Database, actor: Actor, id: number, version: number, contact: Contact): Written =>
  audited(db, actor, { act: 'provider.contact_changed', subject: 'provider', subject_id: id }, async tx => {
    const standing = await standingOf(tx, actor, id)
    if (standing.recorded_act !== version) return { refused: [changedMeanwhile] }
    await tx.updateTable('provider').set(contact).where('area_id', '=', actor.area_id).where('id', '=', id).execute()
    return { id }
  })

async function standingOf(tx: Tx, actor: Actor, id: number) {
  const standing = await tx
    .selectFrom('provider')
    .select('recorded_act')
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .where('merged_into', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!standing) throw new NotFound()
  return standing
}

/** With its postcode as it is written on an envelope, and on the grid when the postcode is known and nobody said where. */
async function placed(tx: Tx, actor: Actor, provider: Given): Promise<Given> {
  const postcode = provider.postcode && (tidyPostcode(provider.postcode) ?? provider.postcode)
  if (!postcode || (provider.easting ?? null) !== null) return { ...provider, postcode }
  const found = await gridOf(tx, actor, postcode)
  return found?.how === 'postcode'
    ? { ...provider, postcode, easting: found.easting, northing: found.northing }
    : { ...provider, postcode }
}

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
