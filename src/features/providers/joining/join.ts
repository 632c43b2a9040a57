import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { bothStand } from '#platform/database/both-stand.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'

/** What a join did, as its audit entry keeps it: enough to undo it exactly. `stayed` is what both said, each their own. */
type Joined = {
  other: number
  moved: Record<string, number[]>
  stayed: Record<string, number>
  replaced: number[]
  dropped: number[]
}

type Answer = Promise<{ refused: Refusal[] } | { id: number }>

const links = async (tx: Tx) =>
  (await sql<{ named: string; named_column: string }>`select named, named_column from provider_links()`.execute(tx))
    .rows

async function move(tx: Tx, link: { named: string; named_column: string }, from: number, to: number, ids?: number[]) {
  const { rows } = await sql<{ ids: number[] }>`
    select move_provider(${link.named}, ${link.named_column}, ${from}, ${to}, ${ids ?? null}::bigint[]) as ids`.execute(
    tx,
  )
  return (rows[0]?.ids ?? []).map(Number)
}

const keyOf = ({ named, named_column }: { named: string; named_column: string }) => `${named}.${named_column}`

/** Joins two records of one provider into the one that is kept: everything that names the other names that one from now on. */
export const joinProviders = (db: Database, actor: Actor, kept: number, other: number, why: string): Answer =>
  audited(db, actor, { act: 'provider.joined', subject: 'provider', subject_id: kept, why }, async (tx, entry) => {
    if (!(await bothStand(tx, actor, 'provider', kept, other)))
      return { refused: [{ field: 'keep', message: 'One of these records was joined meanwhile. Start again' }] }
    const moved: Joined['moved'] = {}
    const stayed: Joined['stayed'] = {}
    for (const link of await links(tx)) {
      const ids = await move(tx, link, other, kept)
      if (ids.length > 0) moved[keyOf(link)] = ids
      const left = await tx
        .selectFrom(link.named as 'provider_site')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('area_id', '=', actor.area_id)
        .where(link.named_column as 'provider_id', '=', other)
        .executeTakeFirstOrThrow()
      if (Number(left.n) > 0) stayed[keyOf(link)] = Number(left.n)
    }
    const people = await moveAccounts(tx, actor, kept, other)
    await setMerged(tx, actor, other, kept)
    entry.detail = { other, moved, stayed, ...people } satisfies Joined
    return { id: kept }
  })

/** Undoes a join: each thing that moved goes back as it is today. */
export const separateProviders = (db: Database, actor: Actor, act: number, why: string): Answer =>
  audited(db, actor, { act: 'provider.separated', subject: 'provider', why }, async (tx, entry) => {
    const joined = await providerJoinOf(tx, actor, act)
    if (!joined) throw new NotFound()
    const { kept, other, moved, replaced, dropped } = joined
    Object.assign(entry, { subject_id: kept, detail: { joined_act: act } })
    await setMerged(tx, actor, other, null)
    for (const link of await links(tx)) {
      const ids = moved[keyOf(link)]
      if (ids) await move(tx, link, kept, other, ids)
    }
    await sql`update membership set institutions = array_replace(institutions, ${kept}::bigint, ${other}::bigint)
      where area_id = ${actor.area_id} and id = any (${replaced}::bigint[])`.execute(tx)
    await sql`update membership set institutions = institutions || ${other}::bigint
      where area_id = ${actor.area_id} and id = any (${dropped}::bigint[]) and not ${other}::bigint = any (institutions)`.execute(
      tx,
    )
    return { id: other }
  })

const setMerged = (tx: Tx, actor: Actor, id: number, merged_into: number | null) =>
  tx.updateTable('provider').set({ merged_into }).where('area_id', '=', actor.area_id).where('id', '=', id).execute()

/** A join that still stands, by its act. */
export async function providerJoinOf(tx: Tx, actor: Actor, act: number) {
  const entry = await tx
    .selectFrom('audit_entry')
    .innerJoin('provider', join =>
      join
        .onRef('provider.area_id', '=', 'audit_entry.area_id')
        .on('provider.id', '=', sql<number>`(audit_entry.detail ->> 'other')::bigint`)
        .onRef('provider.merged_into', '=', 'audit_entry.subject_id'),
    )
    .select([
      'audit_entry.detail',
      'audit_entry.on_date',
      'audit_entry.why',
      'provider.merged_into as kept',
      'provider.name',
    ])
    .where('audit_entry.area_id', '=', actor.area_id)
    .where('audit_entry.id', '=', act)
    .where('audit_entry.act', '=', 'provider.joined')
    .executeTakeFirst()
  if (!entry || entry.kept === null) return undefined
  return { ...entry, ...(entry.detail as Joined), kept: entry.kept }
}

/** The records that were joined into a provider's, and may be separated again. */
export async function providersJoinedInto(tx: Tx, actor: Actor, provider_id: number) {
  const { rows } = await sql<{ act: number; name: string; on_date: string }>`
    select distinct on (p.id) e.id as act, p.name, e.on_date from provider p
    join audit_entry e on e.area_id = p.area_id and e.subject_id = ${provider_id} and e.act = 'provider.joined'
      and (e.detail ->> 'other')::bigint = p.id
    where p.area_id = ${actor.area_id} and p.merged_into = ${provider_id} order by p.id, e.id desc`.execute(tx)
  return rows
}

/** Whoever works at the provider goes on doing so, under its new number. */
async function moveAccounts(tx: Tx, actor: Actor, kept: number, other: number) {
  const changed = async (set: ReturnType<typeof sql>, where: ReturnType<typeof sql>) => {
    const { rows } = await sql<{ id: number }>`
      update membership set institutions = ${set}
      where area_id = ${actor.area_id} and ${other}::bigint = any (institutions) and ${where} returning id`.execute(tx)
    return rows.map(({ id }) => Number(id))
  }
  const both = sql`${kept}::bigint = any (institutions)`
  return {
    dropped: await changed(sql`array_remove(institutions, ${other}::bigint)`, both),
    replaced: await changed(sql`array_replace(institutions, ${other}::bigint, ${kept}::bigint)`, sql`not ${both}`),
  }
}

/** How much hangs on a provider, by what it is. */
export async function hangsOn(tx: Tx, actor: Actor, id: number) {
  const counts: { what: string; count: number }[] = []
  for (const { named, named_column } of await links(tx)) {
    const { n } = await tx
      .selectFrom(named as 'provider_site')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('area_id', '=', actor.area_id)
      .where(named_column as 'provider_id', '=', id)
      .executeTakeFirstOrThrow()
    if (Number(n) > 0) counts.push({ what: named.replaceAll('_', ' '), count: Number(n) })
  }
  return counts
}
