import { basename } from 'node:path'
import { inventedArea, localAuthority } from '#domain/local-authority.ts'
import { recordStatistics } from '#features/statistics/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited, read } from '#platform/database/transaction.ts'
import { openBundle } from '#platform/transfer/bundle.ts'
import { limits } from '#platform/transfer/limits.ts'
import {
  fileProblem,
  type Problem,
  type ProblemKind,
  type ProblemTable,
  problemTable,
} from '#platform/transfer/problem.ts'
import type { SourceFile } from '#platform/transfer/source-file.ts'
import { recordGias } from './gias/record.ts'
import { areaNameIn } from './package/description.ts'
import { recordPackage, withinPackages } from './package/record.ts'
import {
  addImport,
  changeImport,
  type ImportKind,
  keepProblems,
  type Progress,
  tellProgress,
} from './recording/import-row.ts'
import type { Recorded } from './recording/recording.ts'
import { runSql } from './recording/run-sql.ts'
import { recordSen2 } from './sen2/record.ts'

export type Import = {
  kind: ImportKind
  /** A file, a folder or a zip on this machine. */
  path: string
  /** What the person called it, when the path does not. */
  name?: string
  /** The import this goes on with: one that was checked before and is confirmed now. */
  import_id?: number
  onProgress?: (progress: Progress) => void
  /** Told every problem as it is found. */
  onProblem?: (problem: Problem) => void
}

export type ImportAnswer = {
  /** Null when nothing was kept: in an area the system does not know, until something is imported. */
  import_id: number | null
  state: 'refused' | 'checked' | 'done'
  problems: Problem[]
  kinds: ProblemKind[]
  errors: number
  warnings: number
  counts: Recorded['counts']
  header: Recorded['header']
}

/** Checks a file whole and writes it, or nothing of it. A refusal and its problems are kept with the import. */
export const importFile = (db: Database, actor: Actor, about: Import): Promise<ImportAnswer> =>
  importing(db, actor, about, 'write')

/** Checks a file as an import would, against the records as they are, and keeps what it found; nothing is written. */
export const checkFile = (db: Database, actor: Actor, about: Import): Promise<ImportAnswer> =>
  importing(db, actor, about, 'keep')

/** Checks a file as an import would, and leaves no trace. */
export const rehearseFile = (db: Database, actor: Actor, about: Import): Promise<ImportAnswer> =>
  importing(db, actor, about, 'rehearse')

type Purpose = 'write' | 'keep' | 'rehearse'

async function importing(db: Database, actor: Actor, about: Import, purpose: Purpose): Promise<ImportAnswer> {
  const known = await isKnown(db, actor)
  const import_id = known && purpose !== 'rehearse' ? (about.import_id ?? (await startImport(db, actor, about))) : null
  const problems = problemTable(about.onProblem)
  const bundle = await openBundle(about.path, limits, about.kind === 'package' ? withinPackages : undefined)
  if ('refused' in bundle) {
    for (const problem of bundle.refused) problems.add(problem)
    return finishUnwritten(db, actor, import_id, problems, { counts: {}, header: {} })
  }
  for (const name of bundle.litter) {
    problems.add({
      ...fileProblem(name, 'This was left by a desktop and not read', 'Nothing needs to be done'),
      severity: 'warning',
    })
  }
  const stepping = steps(db, actor, import_id, about.onProgress)
  const run = record(db, actor, about, purpose, import_id, known, bundle.files, problems, stepping)
  const failed = async (error: unknown): Promise<never> => {
    if (import_id !== null) await endUnwritten(db, actor, import_id, 'failed', problems, { counts: {}, header: {} })
    throw error
  }
  const recorded = await run.finally(() => bundle.close()).then(done => done, failed)
  if (!('refused' in recorded)) return answer(recorded.import_id, 'done', problems, recorded)
  return finishUnwritten(db, actor, import_id, problems, recorded.refused)
}

const recorders = {
  package: recordPackage,
  sen2: recordSen2,
  gias: recordGias,
  statistics: recordStatistics,
} as const satisfies Record<ImportKind, unknown>

type Written = Recorded & { import_id: number }

/** The one transaction in which everything is checked and, unless something stands against it, written. */
function record(
  db: Database,
  actor: Actor,
  { kind, path, name }: Import,
  purpose: Purpose,
  import_id: number | null,
  known: boolean,
  files: SourceFile[],
  problems: ProblemTable,
  step: (progress: Progress) => Promise<void>,
) {
  return audited(
    db,
    actor,
    { act: 'import.done', subject: 'import' },
    async (tx, entry): Promise<Written | { refused: Recorded }> => {
      // One import of an area at a time: two would each think they were first.
      await runSql(tx, `select pg_advisory_xact_lock(715200, ${actor.area_id})`)
      // Whole files are joined with whole tables here, which the planner, who knew the tables small, would do row by row.
      await runSql(tx, "set local work_mem = '64MB'; set local jit = off; set local enable_nestloop = off")
      if (!known) await addArea(tx, actor, files, problems)
      const recording = { area_id: actor.area_id, today: actor.today, limits, problems, step }
      const nothing = { counts: {}, header: {} }
      const recorded = problems.count.error > 0 ? nothing : await recorders[kind](tx, files, recording)
      if (problems.count.error > 0 || purpose !== 'write') return { refused: recorded }
      const id =
        import_id ??
        (await addImport(tx, actor, { kind, file_name: name ?? basename(path), stored_as: null, state: 'writing' }))
      const act = await runSql<{ act: number }>(tx, "select current_setting('waymark.act')::bigint as act")
      await keepProblems(tx, actor.area_id, id, problems.list())
      await changeImport(tx, actor.area_id, id, {
        state: 'done',
        act: act.rows[0]?.act ?? null,
        ended_at: new Date(),
        counts: JSON.stringify(recorded.counts),
        header: JSON.stringify(recorded.header),
      })
      await runSql(tx, 'reset work_mem; reset jit; reset enable_nestloop')
      entry.subject_id = id
      entry.detail = { kind, file: name ?? basename(path), counts: recorded.counts }
      return { ...recorded, import_id: id }
    },
  )
}

const isKnown = (db: Database, actor: Actor): Promise<boolean> =>
  read(db, actor, async tx => {
    const found = await tx.selectFrom('area').select('area_id').where('area_id', '=', actor.area_id).executeTakeFirst()
    return found !== undefined
  })

/** A local area that is new to the system: by DfE's list, by the name a package brings, or an invented one by its number. */
async function addArea(tx: Tx, { area_id }: Actor, files: SourceFile[], problems: ProblemTable) {
  const listed = localAuthority(area_id)
  const name = listed?.name ?? (await areaNameIn(files, area_id)) ?? inventedArea(area_id)
  if (name === undefined) {
    problems.add(
      fileProblem(
        '',
        `${area_id} is not the number of a local authority`,
        'Give the three-digit number from DfE’s list',
      ),
    )
    return
  }
  const demonstration = listed === undefined
  await tx
    .insertInto('area')
    .values({ area_id, name, region: listed?.region ?? null, demonstration })
    .execute()
}

/** Notes that a file was brought in, before anything of it is read. */
export const startImport = (db: Database, actor: Actor, { kind, path, name }: Import): Promise<number> =>
  audited(db, actor, { act: 'import.started', subject: 'import' }, async (tx, entry) => {
    const id = await addImport(tx, actor, {
      kind,
      file_name: name ?? basename(path),
      stored_as: name === undefined ? null : path,
      state: 'checking',
    })
    entry.subject_id = id
    return id
  })

async function finishUnwritten(
  db: Database,
  actor: Actor,
  import_id: number | null,
  problems: ProblemTable,
  recorded: Recorded,
): Promise<ImportAnswer> {
  const state = problems.count.error > 0 ? 'refused' : 'checked'
  if (import_id !== null) await endUnwritten(db, actor, import_id, state, problems, recorded)
  return answer(import_id, state, problems, recorded)
}

const endUnwritten = (
  db: Database,
  actor: Actor,
  import_id: number,
  state: 'refused' | 'checked' | 'failed',
  problems: ProblemTable,
  { counts, header }: Recorded,
) =>
  audited(db, actor, { act: `import.${state}`, subject: 'import', subject_id: import_id }, async tx => {
    await keepProblems(tx, actor.area_id, import_id, problems.list())
    await changeImport(tx, actor.area_id, import_id, {
      state,
      ended_at: new Date(),
      counts: JSON.stringify(counts),
      header: JSON.stringify(header),
    })
  })

const answer = (
  import_id: number | null,
  state: ImportAnswer['state'],
  problems: ProblemTable,
  { counts, header }: Recorded,
): ImportAnswer => ({
  import_id,
  state,
  problems: problems.list(),
  kinds: problems.kinds(),
  errors: problems.count.error,
  warnings: problems.count.warning,
  counts,
  header,
})

const steps =
  (db: Database, actor: Actor, import_id: number | null, onProgress: Import['onProgress']) =>
  async (progress: Progress): Promise<void> => {
    onProgress?.(progress)
    if (import_id !== null) await tellProgress(db, actor, import_id, progress)
  }
