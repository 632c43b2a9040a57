import { commandLine } from '#platform/access/actor.ts'
import { areaOf, type Command, type Given, type Terminal } from '#platform/command.ts'
import { filingIn } from '#platform/files/filing.ts'
import { scanEvidence, sweepEvidence } from './actions.ts'

const area = { area: { type: 'string' } } as const

const filingOf = ({ config }: Terminal) => filingIn(config.data, config.filing)

/** One area, or all of them. */
async function areasOf(terminal: Terminal, { options }: Given): Promise<number[]> {
  if (options.area !== undefined) return [await areaOf(terminal, options.area)]
  const { rows } = await terminal.owner.query<{ area_id: number }>('select area_id from area order by area_id')
  return rows.map(({ area_id }) => area_id)
}

export const scanFilesCommand: Command = {
  name: 'files scan',
  usage: '[--area CODE] [--all]',
  summary:
    'Scans the evidence files that wait to be scanned, with --all every file again; removes what malware is found in',
  options: { ...area, all: { type: 'boolean' } },
  run: async (terminal, given) => {
    const { db, today, out, err } = terminal
    const count = { clean: 0, removed: 0, waiting: 0 }
    for (const area_id of await areasOf(terminal, given)) {
      const scanned = await scanEvidence(db, commandLine(area_id, today), filingOf(terminal), {
        all: given.options.all === true,
        told: ({ id }, said) => {
          if ('found' in said) err(`File ${id}: malware was found and the file removed: ${said.found}`)
          if ('unanswered' in said) err(`File ${id} was not scanned: ${said.unanswered}`)
        },
      })
      count.clean += scanned.clean
      count.removed += scanned.removed
      count.waiting += scanned.waiting
    }
    await out(`${count.clean} clean, ${count.removed} removed, ${count.waiting} not scanned`)
    return count.waiting > 0 ? 1 : 0
  },
}

export const sweepFilesCommand: Command = {
  name: 'files sweep',
  usage: '[--area CODE]',
  summary: 'Removes stored files that no record stands for, as a machine that stopped leaves them',
  options: area,
  run: async (terminal, given) => {
    let swept = 0
    for (const area_id of await areasOf(terminal, given)) {
      swept += await sweepEvidence(terminal.db, commandLine(area_id, terminal.today), filingOf(terminal))
    }
    await terminal.out(`${swept} removed`)
    return 0
  },
}
