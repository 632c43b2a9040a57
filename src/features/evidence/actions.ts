import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited, read } from '#platform/database/transaction.ts'
import type { Scanned } from '#platform/files/clamd.ts'
import { discard, type Filing, file, type NotFiled, scanKept, sweep } from '#platform/files/filing.ts'
import type { Received } from '#platform/files/receive.ts'
import { changedMeanwhile } from '#platform/http/fields.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { keysNamed, toScan, type VisibleFile, type Waiting } from './queries.ts'

export type Link = { review_id: number | null; goal_id: number | null; outcome_id: number | null }

type About = { child_id: number; shows: string | null; shown_to_family: boolean; links: Link[] }

/** Takes a file in, looks at it, keeps it, and writes who added it, to what, in one transaction. */
export async function addEvidence(
  db: Database,
  actor: Actor,
  filing: Filing,
  received: Received | undefined,
  { child_id, shows, shown_to_family, links }: About,
): Promise<{ id: number; waits: boolean } | { notFiled: NotFiled }> {
  const { area_id } = actor
  const added = await file(filing, area_id, received, ({ waits, ...filed }) =>
    audited(db, actor, { act: 'evidence.added', subject: 'file', child_id }, async (tx, entry) => {
      const { id } = await tx
        .insertInto('file')
        .values({
          ...{ area_id, child_id, shows, shown_to_family, ...filed },
          state: waits === null ? 'clean' : 'waiting',
          scanned_at: waits === null ? new Date() : null,
          scan_said: waits,
          added_by: actor.person_id,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await tx
        .insertInto('file_link')
        .values(links.map(link => ({ area_id, child_id, file_id: id, ...link })))
        .execute()
      const { name, size, sha256 } = filed
      Object.assign(entry, { subject_id: id, detail: { name, size, sha256, shown_to_family, scanned: waits === null } })
      return { id, waits: waits !== null }
    }),
  )
  if ('notFiled' in added && added.notFiled.why === 'malware') {
    await noteMalware(db, actor, child_id, received?.name ?? '', added.notFiled)
  }
  return added
}

/** Somebody should be told of it: the form can be sent again, with another file. */
const noteMalware = (
  db: Database,
  actor: Actor,
  child_id: number,
  name: string,
  { said, sha256, size }: Extract<NotFiled, { why: 'malware' }>,
) =>
  audited(
    db,
    { ...actor, once: undefined },
    { act: 'evidence.refused', subject: 'child', subject_id: child_id, child_id },
    async (_, entry) => {
      entry.why = `Malware was found: ${said}`
      entry.detail = { name, size, sha256 }
    },
  )

type Done = { refused: Refusal[] } | { done: true }

/** Corrects what is said of a file, and whether the family sees it. */
export const changeEvidence = (
  db: Database,
  actor: Actor,
  { id, child_id }: VisibleFile,
  opened: number,
  change: { shows: string | null; shown_to_family: boolean },
): Promise<Done> =>
  audited(
    db,
    actor,
    { act: 'evidence.changed', subject: 'file', subject_id: id, child_id, detail: change },
    async tx => {
      const { numUpdatedRows } = await tx
        .updateTable('file')
        .set(change)
        .where('area_id', '=', actor.area_id)
        .where('id', '=', id)
        .where('recorded_act', '=', opened)
        .where('state', '!=', 'removed')
        .executeTakeFirst()
      return numUpdatedRows === 0n ? { refused: [changedMeanwhile] } : { done: true }
    },
  )

/** Removes a file: its row stays and says who, when and why; its bytes go once that is written. */
export async function removeEvidence(
  db: Database,
  actor: Actor,
  filing: Filing,
  gone: Pick<VisibleFile, 'id' | 'child_id' | 'stored_as'>,
  why: string,
): Promise<Done> {
  const { id, child_id, stored_as } = gone
  const removed = await audited(
    db,
    actor,
    { act: 'evidence.removed', subject: 'file', subject_id: id, child_id, why },
    async (tx, entry): Promise<Done> => {
      const row = await tx
        .updateTable('file')
        .set({ ...tombstone(actor, why) })
        .where('area_id', '=', actor.area_id)
        .where('id', '=', id)
        .where('state', '!=', 'removed')
        .returning(['name', 'size', 'sha256'])
        .executeTakeFirst()
      if (!row) return { refused: [{ field: 'why', message: 'This file was removed already' }] }
      entry.detail = row
      return { done: true }
    },
  )
  if (!('refused' in removed)) await discard(filing, stored_as)
  return removed
}

const tombstone = (actor: Actor, removed_why: string) => ({
  state: 'removed',
  removed_why,
  removed_on: actor.today,
  removed_act: sql<number>`current_setting('waymark.act')::bigint`,
})

export type ScanCount = { clean: number; removed: number; waiting: number; why?: string }

/** Scans what waits, or everything again. What is clean can be opened from then on; what is not is removed. */
export async function scanEvidence(
  db: Database,
  actor: Actor,
  filing: Filing,
  { all, told }: { all: boolean; told: (of: Waiting, said: Scanned) => void },
): Promise<ScanCount> {
  const count: ScanCount = { clean: 0, removed: 0, waiting: 0 }
  for (const one of await read(db, actor, tx => toScan(tx, actor, all))) {
    const said = await scanKept(filing, one.stored_as)
    told(one, said)
    if ('clean' in said) {
      count.clean++
      await noteClean(db, actor, one)
    } else if ('found' in said) {
      count.removed++
      await removeEvidence(db, actor, filing, one, `Malware was found: ${said.found}`)
    } else {
      count.waiting++
      count.why = said.unanswered
    }
  }
  return count
}

const noteClean = (db: Database, actor: Actor, { id, child_id }: Waiting) =>
  audited(db, actor, { act: 'evidence.scanned', subject: 'file', subject_id: id, child_id }, tx =>
    tx
      .updateTable('file')
      .set({ state: 'clean', scanned_at: new Date(), scan_said: null })
      .where('area_id', '=', actor.area_id)
      .where('id', '=', id)
      .where('state', '!=', 'removed')
      .execute(),
  )

/** Removes from the store what no file stands for. */
export const sweepEvidence = (db: Database, actor: Actor, filing: Filing): Promise<number> =>
  sweep(filing, actor.area_id, keys => read(db, actor, tx => keysNamed(tx, actor, keys)))
