import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { dateInWords } from '#domain/date.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited, read } from '#platform/database/transaction.ts'
import type { Scanned } from '#platform/files/clamd.ts'
import { discard, type Filing, file, type NotAllFiled, type NotFiled, scanKept, sweep } from '#platform/files/filing.ts'
import type { Received } from '#platform/files/receive.ts'
import { changedMeanwhile } from '#platform/http/fields.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { keysNamed, toScan, type VisibleFile, type Waiting } from './queries.ts'

export type Link = { review_id: number | null; goal_id: number | null; outcome_id: number | null }

type About = { child_id: number; shows: string | null; shown_to_family: boolean; links: Link[] }

/** Takes files in, looks at each, keeps them, and writes who added them, to what, in one transaction: all of them or none. */
export async function addEvidence(
  db: Database,
  actor: Actor,
  filing: Filing,
  received: readonly (Received | undefined)[],
  { child_id, shows, shown_to_family, links }: About,
): Promise<{ id: number; waits: boolean } | { notFiled: NotAllFiled[] }> {
  const { area_id } = actor
  const added = await file(filing, area_id, received, all =>
    audited(db, actor, { act: 'evidence.added', subject: 'file', child_id }, async (tx, entry) => {
      const rows = await tx
        .insertInto('file')
        .values(
          all.map(({ waits, ...filed }) => ({
            ...{ area_id, child_id, shows, shown_to_family, ...filed },
            state: waits === null ? 'clean' : 'waiting',
            scanned_at: waits === null ? new Date() : null,
            scan_said: waits,
            added_by: actor.person_id,
          })),
        )
        .returning(['id', 'name', 'size', 'sha256', 'scan_said'])
        .execute()
      await tx
        .insertInto('file_link')
        .values(rows.flatMap(({ id }) => links.map(link => ({ area_id, child_id, file_id: id, ...link }))))
        .execute()
      const told = rows.map(({ name, size, sha256, scan_said }) => ({
        ...{ name, size, sha256, shown_to_family, scanned: scan_said === null },
      }))
      const [first] = rows
      entry.detail = told.length === 1 ? told[0] : { files: told.map((one, at) => ({ id: rows[at]?.id, ...one })) }
      if (first) entry.subject_id = first.id
      return { id: first?.id ?? 0, waits: rows.some(({ scan_said }) => scan_said !== null) }
    }),
  )
  if ('notFiled' in added) {
    for (const one of added.notFiled)
      if (one.why === 'malware') await noteMalware(db, actor, child_id, received[one.at]?.name ?? '', one)
  }
  return added
}

/**
 * A written note is evidence too: its words are kept as a text like any other, so that it is listed, opened, taken out and
 * removed as one. Nobody scans words that were typed.
 */
export async function addNote(db: Database, actor: Actor, filing: Filing, about: About & { shows: string }) {
  await mkdir(filing.incoming, { recursive: true, mode: 0o700 })
  const path = join(filing.incoming, crypto.randomUUID())
  try {
    await writeFile(path, `${about.shows}\n`, { mode: 0o600, flag: 'wx' })
    const note = { name: `Note of ${dateInWords(actor.today)}.txt`, path, cut: false }
    return await addEvidence(db, actor, { ...filing, scan: async () => ({ clean: true }) }, [note], about)
  } finally {
    await rm(path, { force: true })
  }
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
