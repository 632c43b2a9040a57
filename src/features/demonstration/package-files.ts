import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { csvLine } from '#platform/transfer/csv-out.ts'
import { childFiles } from './child-rows.ts'
import type { AreaData } from './generate.ts'
import { type PackageFile, packageColumns } from './package-rows.ts'
import { type TextFile, textFile } from './text-files.ts'
import { answersOf, type TruthFile } from './truth-files.ts'

const files = Object.keys(packageColumns) as PackageFile[]

export type Written = { rows: Record<PackageFile, number>; truth: TruthFile[] }

/** Writes an area as an interchange package: a folder, or a zip when the path ends in .zip. The true answers are given back. */
export async function writePackage(data: AreaData, path: string): Promise<Written> {
  if (!path.endsWith('.zip')) return writeFolder(data, path)
  const folder = await mkdtemp(join(dirname(path), '.waymark-demo-'))
  try {
    const written = await writeFolder(data, folder)
    const zip = new ZipFile()
    // The same bytes for the same seed: every entry has the date the window ends.
    for (const name of (await readdir(folder)).sort())
      zip.addFile(join(folder, name), name, { mtime: new Date(2026, 0, 1) })
    zip.end()
    await pipeline(zip.outputStream, createWriteStream(path))
    return written
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function writeFolder(data: AreaData, folder: string): Promise<Written> {
  await mkdir(folder, { recursive: true })
  const rows = Object.fromEntries(files.map(file => [file, 0])) as Record<PackageFile, number>
  const writers = new Map<PackageFile, TextFile>()
  for (const file of files) writers.set(file, await textFile(join(folder, `${file}.csv`)))
  const answers = answersOf(data)
  const write = async (file: PackageFile, list: readonly object[]) => {
    const columns = packageColumns[file]
    rows[file] += list.length
    let text = ''
    for (const row of list)
      text += csvLine(columns.map(column => (row as Record<string, string | number | null>)[column]))
    if (text !== '') await writers.get(file)?.write(text)
  }
  for (const file of files) await writers.get(file)?.write(csvLine(packageColumns[file]))
  await write(
    'institutions',
    data.institutions.map(({ row }) => row),
  )
  for (const child of data.children()) {
    for (const file of childFiles) await write(file, child[file])
    answers.add(child)
  }
  for (const writer of writers.values()) await writer.end()
  const descriptor = await textFile(join(folder, 'datapackage.json'))
  await descriptor.write(`${JSON.stringify(descriptorOf(data), null, 1)}\n`)
  await descriptor.end()
  return { rows, truth: answers.files() }
}

const types: Record<string, { type: string; format?: string }> = {
  rank: { type: 'integer' },
  easting: { type: 'integer' },
  northing: { type: 'integer' },
  capacity: { type: 'integer' },
  baseline: { type: 'integer' },
  target: { type: 'integer' },
  position: { type: 'integer' },
  rung: { type: 'integer' },
  hours: { type: 'number' },
  registered: { type: 'boolean' },
  looked_after: { type: 'boolean' },
}

const isDateColumn = (column: string) => /^(?:on|from|to|birth_date|.*_on)$/.test(column)

function descriptorOf({ area }: AreaData) {
  return {
    name: `waymark-demonstration-${area.area_id}`,
    title: `${area.name}: an open synthetic local area. Nobody in it exists`,
    licenses: [{ name: 'CC0-1.0' }],
    // An invented area is on no list: the package names it, for the system that takes it in.
    waymark: { area_id: area.area_id, name: area.name },
    resources: files.map(file => ({
      name: file,
      path: `${file}.csv`,
      profile: 'tabular-data-resource',
      encoding: 'utf-8',
      schema: {
        fields: packageColumns[file].map(column => ({
          name: column,
          ...(types[column] ?? { type: isDateColumn(column) ? 'date' : 'string' }),
        })),
      },
    })),
  }
}

/** What may be written to: nothing there yet, or an empty folder. */
export async function isFree(path: string): Promise<boolean> {
  if (!existsSync(path)) return true
  return (await stat(path)).isDirectory() && (await readdir(path)).length === 0
}
