import { closeSync, existsSync, openSync, writeSync } from 'node:fs'
import { commandLine } from '#platform/access/actor.ts'
import {
  areaCode,
  areaOf,
  type Command,
  type ExitStatus,
  type Given,
  type Terminal,
  WrongUse,
} from '#platform/command.ts'
import { filingIn } from '#platform/files/filing.ts'
import { csvLine } from '#platform/transfer/csv-out.ts'
import { kindLine, type Problem, problemLine } from '#platform/transfer/problem.ts'
import { type ImportAnswer, importFile, rehearseFile } from './actions.ts'
import { cannotExportTo, exportPackage } from './package/export.ts'
import type { ImportKind } from './recording/import-row.ts'
import { inWords, undoImport } from './recording/undo.ts'

const area = { area: { type: 'string' } } as const

const importing = (kind: ImportKind, summary: string): Command => ({
  name: `import ${kind}`,
  usage: 'PATH [--area CODE] [--dry-run] [--problems FILE]',
  summary,
  options: { ...area, 'dry-run': { type: 'boolean' }, problems: { type: 'string' } },
  run: async (terminal, given) => {
    const path = onlyWord(given, 'PATH')
    const actor = commandLine(await areaToFill(terminal, given.options.area), terminal.today)
    const dry = given.options['dry-run'] === true
    const onProgress = ({ step, file }: { step: string; file: string | null }) =>
      terminal.err(`${step}${file === null ? '' : ` ${file}`}`)
    const table = problemFile(given.options.problems)
    const about = { kind, path, onProgress, onProblem: table?.add }
    const answer = await (dry ? rehearseFile : importFile)(terminal.db, actor, about).finally(() => table?.close())
    await terminal.out(
      [
        ...told(answer),
        ...(table === undefined ? [] : [`Every problem is in ${table.path}`]),
        ...summaryOf({ ...answer, kind }, dry),
      ]
        .map(text => `${text}\n`)
        .join(''),
    )
    return answer.state === 'refused' ? 1 : 0
  },
})

export const importPackageCommand = importing('package', 'Bring in an interchange package: a folder, or a zip of it')

export const importSen2Command = importing(
  'sen2',
  'Bring in a SEN2 return: XML, DfE’s spreadsheet template, or the folder or zip of COLLECT’s CSV export',
)

export const importGiasCommand = importing(
  'gias',
  'Bring in GIAS: the full file of establishments (edubasealldata), the file of links, or a zip of both',
)

export const importStatisticsCommand = importing(
  'statistics',
  'Bring in published figures: a CSV file of the DfE’s, or a folder or zip of them',
)

export const undoImportCommand: Command = {
  name: 'import undo',
  usage: 'ID [--area CODE]',
  summary: 'Take an import back, unless later work stands on it',
  options: area,
  run: async (terminal, given) => {
    const word = onlyWord(given, 'ID')
    if (!/^\d{1,15}$/.test(word)) throw new WrongUse(`ID must be the number of an import. It was: ${word}`)
    const actor = commandLine(await areaOf(terminal, given.options.area), terminal.today)
    return undone(terminal, word, await undoImport(terminal.db, actor, Number(word)))
  },
}

export const exportPackageCommand: Command = {
  name: 'export package',
  usage: 'PATH [--area CODE] [--all] [--files]',
  summary:
    'Take an area’s records out as an interchange package: a new folder, or a zip when PATH ends in .zip; with --all every further table, with --files the files of evidence too',
  options: { ...area, all: { type: 'boolean' }, files: { type: 'boolean' } },
  run: async (terminal, given) => {
    const path = onlyWord(given, 'PATH')
    const all = given.options.all === true
    if (given.options.files === true && !all) throw new WrongUse('Give --all with --files')
    const actor = commandLine(await areaOf(terminal, given.options.area), terminal.today)
    const obstacle = await cannotExportTo(path)
    if (obstacle !== undefined) throw new WrongUse(`${obstacle}. Name a new folder, an empty one, or a new zip`)
    const { data, filing } = terminal.config
    const store = given.options.files === true ? filingIn(data, filing).store : undefined
    await exportPackage(terminal.db, actor, path, { all, store })
    await terminal.out(`Exported area ${areaCode(actor.area_id)} to ${path}\n`)
    return 0
  },
}

function onlyWord({ words }: Given, name: string): string {
  const [word, ...more] = words
  if (word === undefined || word === '' || more.length > 0) throw new WrongUse(`Give one ${name}`)
  return word
}

/** The area named, which may be new to the system: the import makes it when the list of local authorities has it. */
async function areaToFill(terminal: Terminal, named: unknown): Promise<number> {
  if (named !== undefined && /^\d{3}$/.test(String(named)) && Number(named) > 0) return Number(named)
  return areaOf(terminal, named)
}

/** More than these are told by kind: nobody reads a thousand lines. */
const toldOneByOne = 20

const told = ({ problems, kinds }: ImportAnswer): string[] =>
  problems.length > toldOneByOne ? kinds.map(kindLine) : problems.map(problemLine)

const problemColumns = ['severity', 'file', 'row', 'column', 'value', 'wrong', 'mend'] as const

/** A new CSV file to which every problem is written as it is found, however many there are. */
function problemFile(named: unknown) {
  if (typeof named !== 'string') return undefined
  if (named === '' || existsSync(named)) throw new WrongUse(`--problems must name a new file. It was: ${named}`)
  const file = openSync(named, 'wx', 0o600)
  writeSync(file, csvLine(problemColumns))
  return {
    path: named,
    add: (problem: Problem) => void writeSync(file, csvLine(problemColumns.map(column => problem[column]))),
    close: () => closeSync(file),
  }
}

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

function* summaryOf(
  { kind, state, errors, warnings, counts, header, import_id }: ImportAnswer & { kind: ImportKind },
  dry: boolean,
): Generator<string> {
  yield `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`
  if (state === 'refused') {
    yield 'Nothing was imported. Mend the errors and try again.'
    return
  }
  for (const [what, said] of Object.entries(kind === 'gias' ? header : {})) {
    if (said !== 0) yield `${what.replaceAll('_', ' ')}: ${String(said)}`
  }
  for (const [table, { read, added, changed }] of Object.entries(counts)) {
    yield `${table.replaceAll('_', ' ')}: ${read} read, ${added} added, ${changed} changed`
  }
  yield dry
    ? 'Nothing was imported: this was a dry run.'
    : `Imported. To take it back: waymark import undo ${import_id}`
}

async function undone(
  terminal: Terminal,
  id: string,
  answer: Awaited<ReturnType<typeof undoImport>>,
): Promise<ExitStatus> {
  if (!('refused' in answer)) {
    await terminal.out(
      `Import ${id} was taken back: ${answer.removed} records removed, ${answer.restored} as they were before\n`,
    )
    return 0
  }
  switch (answer.refused) {
    case 'not_found':
      throw new WrongUse(`There is no import ${id} in this area`)
    case 'not_done':
      await terminal.out(`Import ${id} cannot be undone: it is ${answer.state}, so nothing of it is in the records\n`)
      return 1
    case 'stood_on':
      await terminal.out(
        `Import ${id} cannot be undone, because later work stands on it:\n${answer.by.map(one => `  ${inWords(one)}\n`).join('')}`,
      )
      return 1
  }
}
