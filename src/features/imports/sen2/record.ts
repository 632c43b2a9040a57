import type { Tx } from '#platform/database/connect.ts'
import { fileProblem } from '#platform/transfer/problem.ts'
import type { SourceFile } from '#platform/transfer/source-file.ts'
import { isCollectExport, sen2Csv } from '../reading/sen2-csv.ts'
import type { Sen2Read } from '../reading/sen2-reading.ts'
import { isTemplate } from '../reading/sen2-sheets.ts'
import { sen2Template } from '../reading/sen2-template.ts'
import { sen2Xml } from '../reading/sen2-xml.ts'
import type { Recorded, Recording } from '../recording/recording.ts'
import { runSql } from '../recording/run-sql.ts'
import type { Sen2Header } from '../sen2-header.ts'
import { checkSen2 } from './checks.ts'
import { resolveSen2 } from './resolve.ts'
import { makeSen2Stages, sen2Stager } from './stage.ts'
import { writeSen2 } from './write-sen2.ts'

const nothing: Recorded = { counts: {}, header: {} }

/** Checks a SEN2 return whole and, when nothing stands against it, writes it. */
export async function recordSen2(tx: Tx, files: SourceFile[], recording: Recording): Promise<Recorded> {
  const { problems, area_id, step } = recording
  const reader = readerOf(files, recording)
  if (reader === undefined) return nothing
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const about = (file: string) => ({ file, done: 0, of: total })
  await makeSen2Stages(tx)
  const stager = sen2Stager(tx)
  let header: Sen2Header | undefined
  const [first] = files
  await step({ step: 'reading', ...about(first?.name ?? '') })
  for await (const read of reader) {
    header ??= read.header
    await stager.add(read.persons)
  }
  await stager.flush()
  if (header === undefined || problems.count.error > 0) return nothing
  await step({ step: 'checking', ...about(first?.name ?? '') })
  await resolveSen2(tx, area_id, header.census_on)
  await checkSen2(tx, area_id, fileOfEach(files), problems)
  const older = await tellOlder(tx, header, recording, first?.name ?? '')
  if (problems.count.error > 0) return nothing
  await step({ step: 'writing', ...about(first?.name ?? '') })
  const counts = await writeSen2(tx, area_id, header.census_on, older)
  const { institutions, children, requests, plans, placements, needs, reviews } = counts
  return {
    counts: {
      provider: institutions,
      child: children,
      request: requests,
      plan: plans,
      placement: placements,
      need: needs,
      review: reviews,
    },
    header,
  }
}

function readerOf(files: SourceFile[], recording: Recording): AsyncGenerator<Sen2Read> | undefined {
  if (isCollectExport(files)) return sen2Csv(files, recording)
  if (isTemplate(files)) return sen2Template(files, recording)
  const [file, ...others] = files
  if (file !== undefined && others.length === 0) return sen2Xml(file, recording)
  recording.problems.add(
    fileProblem(
      '',
      'This is neither one XML file, nor the nine files of COLLECT’s export, nor DfE’s spreadsheet template',
      'Choose the return as XML, the folder or zip of the export, or the workbook',
    ),
  )
  return undefined
}

/** The file each kind of row stands in: one for all in XML and in a workbook. */
function fileOfEach(files: SourceFile[]) {
  const named = (ending: string) =>
    files.find(({ name }) => name.toLowerCase().endsWith(`${ending}.csv`))?.name ?? files[0]?.name ?? ''
  return {
    persons: named('person'),
    requests: named('requests'),
    plans: named('namedplan'),
    placements: named('placementdetail'),
  }
}

/** Whether a newer return was imported before: then this one must not take its changes back. */
async function tellOlder(tx: Tx, header: Sen2Header, { area_id, problems }: Recording, file: string): Promise<boolean> {
  const newest = await runSql<{ census_on: string | null }>(
    tx,
    `select max(header ->> 'census_on') as census_on from import where area_id = ${area_id} and kind = 'sen2' and state = 'done'`,
  )
  const census_on = newest.rows[0]?.census_on ?? null
  if (census_on === null || census_on <= header.census_on) return false
  problems.add({
    ...{ severity: 'warning', file, row: null, column: null, value: header.census_on },
    wrong: 'A newer return was imported before',
    mend: 'Nothing that is recorded was changed; only what was not known was added',
  })
  return true
}
