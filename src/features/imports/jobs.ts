import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type pg from 'pg'
import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { later } from '#platform/jobs/later.ts'
import { checkFile, importFile } from './actions.ts'
import type { ImportKind } from './recording/import-row.ts'

type Brought = { id: number; kind: ImportKind; file_name: string; stored_as: string | null }

const report = (error: unknown) =>
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)

/** Checks a file that was brought in, while the person watches. */
export function checkLater(
  db: Database,
  actor: Actor,
  { id, kind, file_name, stored_as }: Brought & { stored_as: string },
) {
  later(async () => {
    const { state } = await checkFile(db, freeOf(actor), { kind, path: stored_as, name: file_name, import_id: id })
    if (state === 'refused') await forget(stored_as)
  }, report)
}

/** Writes a file that was checked; false when it does not wait for that any more. */
export async function confirmImport(
  db: Database,
  actor: Actor,
  { id, kind, file_name, stored_as }: Brought,
): Promise<boolean> {
  const begun = await audited(db, actor, { act: 'import.confirmed', subject: 'import', subject_id: id }, async tx => {
    const { numUpdatedRows } = await tx
      .updateTable('import')
      .set({ state: 'writing', progress: '{}' })
      .where('area_id', '=', actor.area_id)
      .where('id', '=', id)
      .where('state', '=', 'checked')
      .executeTakeFirst()
    return numUpdatedRows > 0n
  })
  if (!begun || stored_as === null) return false
  later(async () => {
    const { state } = await importFile(db, freeOf(actor), { kind, path: stored_as, name: file_name, import_id: id })
    if (state === 'done' || state === 'refused') await forget(stored_as)
  }, report)
  return true
}

/** Later acts are acts of their own, not the form's. */
const freeOf = (actor: Actor): Actor => ({ ...actor, once: undefined })

/** Each file is kept in a folder of its own, under its own name. */
const forget = (stored_as: string) => rm(dirname(stored_as), { recursive: true, force: true })

/** At the start of a server: what was under way when the last one ended was written whole or not at all, and is not under way. */
export const endInterrupted = (owner: pg.Pool) =>
  owner.query(
    "update import set state = 'failed', ended_at = now() where state in ('checking', 'writing') and stored_as is not null",
  )
