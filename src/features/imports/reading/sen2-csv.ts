import { csvTable } from '#platform/transfer/csv-table.ts'
import { fileProblem } from '#platform/transfer/problem.ts'
import type { SourceFile } from '#platform/transfer/source-file.ts'
import { readHeader } from '../sen2-header.ts'
import { documentedItem, type ItemName, type PartName, sen2Shape } from '../sen2-items.ts'
import { columnOf, type Note, type Part } from '../sen2-part.ts'
import { readPerson } from '../sen2-person.ts'
import { finish, type Sen2Read, type Sen2Reading, startTally } from './sen2-reading.ts'

/** COLLECT's export: a file for each module, joined by the ids of the tables. */
const modules = [
  { ending: 'sen2', part: 'Header', parent: null },
  { ending: 'person', part: 'Person', parent: 'sen2' },
  { ending: 'requests', part: 'Requests', parent: 'person' },
  { ending: 'assessment', part: 'Assessment', parent: 'requests' },
  { ending: 'namedplan', part: 'NamedPlan', parent: 'assessment' },
  { ending: 'plandetail', part: 'PlanDetail', parent: 'namedplan' },
  { ending: 'activeplans', part: 'ActivePlans', parent: 'requests' },
  { ending: 'placementdetail', part: 'PlacementDetail', parent: 'activeplans' },
  { ending: 'senneed', part: 'SENneed', parent: 'activeplans' },
] as const satisfies { ending: string; part: PartName; parent: string | null }[]

type Module = (typeof modules)[number]

/** Its parts are joined in memory, so it is held to less than the stream of an XML file: many times the largest county. */
const mostBytes = 256 * 1024 * 1024
const personsAtATime = 200

const moduleOf = (name: string): Module | undefined =>
  modules.find(({ ending }) => new RegExp(`(?:^|_)${ending}\\.csv$`, 'i').test(name))

/** Whether files are COLLECT's export rather than one XML file. */
export const isCollectExport = (files: SourceFile[]): boolean =>
  files.some(({ name }) => moduleOf(name)?.part === 'Person')

/** Reads COLLECT's CSV export and checks it. Everything that is wrong goes to the problems. */
export async function* sen2Csv(files: SourceFile[], reading: Sen2Reading): AsyncGenerator<Sen2Read> {
  const { area_id, today, problems } = reading
  const tables = await readTables(files, reading)
  if (tables === undefined) return
  const note: Note = (severity, part, item, wrong, mend) => {
    const { file, row } = part
    const value = item === null ? null : (part.items[item]?.text ?? null)
    problems.add({ severity, file, row, column: columnOf(part, item), value, wrong, mend })
  }
  const [headerRow] = tables.get('sen2')?.values() ?? []
  const header = headerRow === undefined ? undefined : readHeader(headerOf(headerRow), area_id, note)
  const tally = startTally()
  if (header !== undefined) {
    const check = { year: header.year, census_on: header.census_on, today, note }
    let persons = []
    yield { header, persons: [] }
    for (const part of tables.get('person')?.values() ?? []) {
      persons.push(readPerson(check, part, tally.reviews))
      tally.persons++
      if (persons.length < personsAtATime) continue
      yield { persons }
      persons = []
    }
    yield { persons }
  }
  const told = header !== undefined || headerRow !== undefined
  const name = files.find(file => moduleOf(file.name)?.ending === 'person')?.name ?? ''
  if (header !== undefined || !told) finish(name, problems, tally, told, new Map())
}

/** One row holds what XML has in two elements. */
const headerOf = (row: Part): Part => ({
  ...row,
  parts: [
    { ...row, name: 'CollectionDetails' },
    { ...row, name: 'Source' },
  ],
})

type Tables = Map<string, Map<string, Part>>

/** The rows of every file as parts, each put under the one it names; undefined when a file is missing or too big. */
async function readTables(files: SourceFile[], reading: Sen2Reading): Promise<Tables | undefined> {
  const { problems } = reading
  const errors = problems.count.error
  const tables: Tables = new Map()
  if (files.reduce((sum, { size }) => sum + size, 0) > mostBytes) {
    problems.add(
      fileProblem('', `Together the files are over ${mostBytes / 1024 / 1024} MiB`, 'Load the return as XML'),
    )
  }
  for (const { name } of files) {
    if (moduleOf(name) === undefined)
      problems.add(fileProblem(name, 'This file is not part of the export', 'Take it out'))
  }
  for (const module of modules) {
    const [file, ...more] = files.filter(({ name }) => moduleOf(name) === module)
    if (file === undefined || more.length > 0) {
      problems.add(
        fileProblem(
          `${module.ending}.csv`,
          file === undefined ? 'This file of the export is missing' : 'There is more than one such file',
          `Put the one file whose name ends in _${module.ending}.csv beside the others`,
        ),
      )
    }
  }
  if (problems.count.error > errors) return undefined
  for (const module of modules) {
    const file = files.find(({ name }) => moduleOf(name) === module)
    if (file !== undefined) tables.set(module.ending, await readModule(file, module, tables, reading))
  }
  return tables
}

async function readModule(file: SourceFile, module: Module, tables: Tables, { limits, problems }: Sen2Reading) {
  const id = `${module.ending}tableid`
  const parentId = module.parent === null ? undefined : `${module.parent}tableid`
  const items = itemsOf(module)
  const keys = parentId === undefined ? [id] : [id, parentId]
  const ours = [...keys, 'nativeid', `${module.ending}orderseqcolumn`, 'sourceid']
  const wanted = {
    names: [...ours, ...items.map(item => item.toLowerCase())],
    required: new Set(keys),
    unknown: 'warning',
    fold: (name: string) => foldName(name, module),
  } as const
  const parts = new Map<string, Part>()
  for await (const rows of csvTable(file, wanted, limits, problems)) {
    for (const { row, cells } of rows) {
      const part: Part = { name: module.part, file: file.name, path: '', row, items: {}, parts: [] }
      for (const [index, item] of items.entries()) {
        const text = dateText((cells[ours.length + index] ?? '').trim())
        if (text !== '') part.items[item] = { text, row }
      }
      const [key = '', parentKey = ''] = cells
      const tell = (column: string, value: string, wrong: string) =>
        problems.add({ severity: 'error', file: file.name, row, column, value, wrong, mend: 'Export the return again' })
      if (parts.has(key)) tell(id, key, 'Two rows have this id')
      parts.set(key, part)
      if (parentId === undefined || module.parent === null) continue
      const parent = tables.get(module.parent)?.get(parentKey)
      if (parent === undefined) tell(parentId, parentKey, `The ${module.parent} file has no row of this id`)
      else if (module.part !== 'Person') parent.parts.push(part)
    }
  }
  return parts
}

const itemsOf = ({ part }: Module): readonly ItemName[] =>
  part === 'Header' ? [...sen2Shape.CollectionDetails.items, ...sen2Shape.Source.items] : sen2Shape[part].items

function foldName(name: string, { part }: Module): string {
  const lower = name.trim().toLowerCase()
  return part === 'Header' ? lower : (documentedItem(part, lower)?.toLowerCase() ?? lower)
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** '2024-Jan-18 00:00:00' as '2024-01-18'; any other text as it is. */
function dateText(text: string): string {
  const found = /^(\d{4})-([A-Za-z]{3})-(\d{2})(?: \d{2}:\d{2}:\d{2})?$/.exec(text)
  const month = months.indexOf(found?.[2]?.toLowerCase() ?? '') + 1
  return found === null || month === 0 ? text : `${found[1]}-${String(month).padStart(2, '0')}-${found[3]}`
}
