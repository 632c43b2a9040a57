import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { ImportKind, ImportState, Progress } from './recording/import-row.ts'
import type { Counted } from './recording/write.ts'

const imports = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('import')
    .leftJoin('person', 'person.id', 'import.person_id')
    .where('import.area_id', '=', actor.area_id)
    .select([
      'import.id',
      'import.kind',
      'import.file_name',
      'import.state',
      'import.started_at',
      'import.stored_as',
      'import.progress',
      'import.counts',
      'import.header',
      'person.name as by',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof imports>['executeTakeFirstOrThrow']>>

const typed = (row: Row) => ({
  ...row,
  kind: row.kind as ImportKind,
  state: row.state as ImportState,
  progress: row.progress as Partial<Progress>,
  counts: row.counts as Record<string, Counted>,
  header: row.header as Record<string, unknown>,
})

const pageSize = 25

export async function importsOf(tx: Tx, actor: Actor, page: number) {
  const rows = await imports(tx, actor)
    .orderBy('import.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  const { total } = await tx
    .selectFrom('import')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('area_id', '=', actor.area_id)
    .executeTakeFirstOrThrow()
  return { rows: rows.map(typed), total, page }
}

export async function importOf(tx: Tx, actor: Actor, id: number) {
  const row = await imports(tx, actor).where('import.id', '=', id).executeTakeFirst()
  return row && typed(row)
}

/** The table of problems, errors first, each in the order of the file. */
export async function problemsOf(tx: Tx, actor: Actor, import_id: number, page: number) {
  const of = tx.selectFrom('import_problem').where('area_id', '=', actor.area_id).where('import_id', '=', import_id)
  const rows = await of
    .select(['severity', 'file', 'row', 'column', 'value', 'wrong', 'mend'])
    .orderBy('severity')
    .orderBy('id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  const counts = await of
    .select(['severity', sql<number>`count(*)::int`.as('count')])
    .groupBy('severity')
    .execute()
  const count = (severity: string) => counts.find(one => one.severity === severity)?.count ?? 0
  return { rows, errors: count('error'), warnings: count('warning'), page }
}
