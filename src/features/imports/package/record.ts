import type { Tx } from '#platform/database/connect.ts'
import { fileProblem } from '#platform/transfer/problem.ts'
import type { SourceFile } from '#platform/transfer/source-file.ts'
import { bringInMore } from '../more/bring-in.ts'
import { folder } from '../more/catalogue.ts'
import type { Recorded, Recording } from '../recording/recording.ts'
import { checkPackage } from './checks.ts'
import { type FileName, fileNames } from './files.ts'
import { resolvePackage } from './resolve.ts'
import { makeStages, stageFile } from './stage.ts'
import { tables } from './tables.ts'
import { writePackage } from './write-package.ts'

const description = 'datapackage.json'

/** What a package of everything holds beside the plain files: further tables, and files of evidence as they are. */
export const withinPackages = { read: [folder], unread: ['files'] }

const isMore = (name: string) => name.startsWith(`${folder}/`)

/** Checks a package whole and, when nothing stands against it, writes it. */
export async function recordPackage(tx: Tx, files: SourceFile[], recording: Recording): Promise<Recorded> {
  const { problems, area_id, today, step } = recording
  const known = new Map(fileNames.map(name => [`${name}.csv`, name]))
  for (const { name } of files) {
    if (known.has(name) || name === description || isMore(name)) continue
    problems.add(
      fileProblem(
        name,
        'This file is not known',
        `Take it out; a package holds ${[...known.keys(), description].join(', ')}`,
      ),
    )
  }
  if (!files.some(({ name }) => known.has(name))) {
    problems.add(
      fileProblem(
        '',
        'The package holds no file to import',
        `Put at least one of ${[...known.keys()].join(', ')} in it`,
      ),
    )
  }
  if (problems.count.error > 0) return { counts: {}, header: {} }
  await makeStages(tx)
  const present = new Map<FileName, ReadonlySet<string>>()
  const total = files.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  for (const name of fileNames) {
    const file = files.find(one => one.name === `${name}.csv`)
    if (file === undefined) continue
    await step({ step: 'reading', file: file.name, done, of: total })
    present.set(name, await stageFile(tx, name, file, recording))
    done += file.size
  }
  await step({ step: 'checking', file: null, done: total, of: total })
  await resolvePackage(tx, area_id)
  await checkPackage(tx, area_id, problems)
  if (problems.count.error > 0) return { counts: {}, header: {} }
  await step({ step: 'writing', file: null, done: total, of: total })
  const more = files.filter(({ name }) => isMore(name))
  // The history of care says more than the one day the plain file knows.
  const hasCare = more.some(({ name }) => name === `${folder}/care_status.csv`)
  const plain = await writePackage(tx, area_id, today, present, !hasCare)
  const counts = Object.entries(plain).map(([file, count]) => [tables[file as FileName].table, count])
  return { counts: { ...Object.fromEntries(counts), ...(await bringInMore(tx, more, recording)) }, header: {} }
}
