import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { watched } from '#platform/database/transaction.ts'
import type { Problem } from '#platform/transfer/problem.ts'

export type ImportKind = 'package' | 'sen2' | 'gias' | 'statistics'

export type ImportState = 'checking' | 'refused' | 'checked' | 'writing' | 'done' | 'undone' | 'failed'

/** How far an import has come, for the bar on the page and the line on the terminal. */
export type Progress = { step: 'reading' | 'checking' | 'writing'; file: string | null; done: number; of: number }

export const addImport = async (
  tx: Tx,
  actor: Actor,
  about: { kind: ImportKind; file_name: string; stored_as: string | null; state: ImportState },
): Promise<number> => {
  const { id } = await tx
    .insertInto('import')
    .values({ area_id: actor.area_id, person_id: actor.person_id, ...about })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const most = 2000
const atATime = 500

/** What was found wrong last time goes, and what was found now is kept. */
export async function keepProblems(tx: Tx, area_id: number, import_id: number, problems: Problem[]): Promise<void> {
  await tx.deleteFrom('import_problem').where('area_id', '=', area_id).where('import_id', '=', import_id).execute()
  for (let at = 0; at < Math.min(problems.length, most); at += atATime) {
    const some = problems.slice(at, at + atATime)
    await tx
      .insertInto('import_problem')
      .values(some.map(problem => ({ area_id, import_id, ...problem })))
      .execute()
  }
}

export type ImportChange = {
  state?: ImportState
  act?: number | null
  undone_act?: number | null
  ended_at?: Date | null
  progress?: string
  counts?: string
  header?: string
}

export const changeImport = (tx: Tx, area_id: number, import_id: number, change: ImportChange) =>
  tx.updateTable('import').set(change).where('area_id', '=', area_id).where('id', '=', import_id).execute()

/** Beside the transaction that imports, which nobody else can look into. */
export const tellProgress = (db: Database, actor: Actor, import_id: number, progress: Progress) =>
  watched(db, actor, tx => changeImport(tx, actor.area_id, import_id, { progress: JSON.stringify(progress) }))
