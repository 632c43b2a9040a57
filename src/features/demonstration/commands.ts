import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { areaCode, type Command, type ExitStatus, type Terminal, WrongUse } from '#platform/command.ts'
import { csvLine } from '#platform/transfer/csv-out.ts'
import { type Size, sizes } from './areas.ts'
import { type AreaData, type Demonstration, generate } from './generate.ts'
import { loadDemonstration } from './load.ts'
import { isFree, writePackage } from './package-files.ts'
import { writeSen2 } from './sen2-files.ts'

export const demoCommand: Command = {
  name: 'demo',
  usage: '--size borough|county|england [--seed N] [--out PATH]',
  summary:
    'Invent a local area, or a country of them: into this system, or as files with their true answers beside them',
  options: { size: { type: 'string' }, seed: { type: 'string' }, out: { type: 'string' } },
  run: async (terminal, { words, options }) => {
    if (words.length > 0) throw new WrongUse(`demo takes options only. There was: ${words.join(' ')}`)
    const wanted = { size: sizeOf(options.size), seed: seedOf(options.seed), until: terminal.today }
    return options.out === undefined ? load(terminal, wanted) : write(terminal, wanted, String(options.out))
  },
}

function sizeOf(given: unknown): Size {
  const size = sizes.find(one => one === given)
  if (size === undefined) throw new WrongUse('--size must be borough, county or england')
  return size
}

function seedOf(given: unknown): number {
  if (given === undefined) return 1
  if (!/^\d{1,9}$/.test(String(given))) throw new WrongUse(`--seed must be a whole number. It was: ${String(given)}`)
  return Number(given)
}

async function load({ owner, out }: Terminal, wanted: Demonstration): Promise<ExitStatus> {
  for await (const loaded of loadDemonstration(owner, wanted)) {
    const which = `${areaCode(loaded.area_id)} ${loaded.name}`
    await out(
      'there' in loaded
        ? `${which} is there already: nothing was changed\n`
        : `${which}: ${loaded.children} children in ${loaded.seconds.toFixed(1)} seconds\n`,
    )
  }
  return 0
}

async function write({ out }: Terminal, wanted: Demonstration, path: string): Promise<ExitStatus> {
  const folder = resolve(path)
  if (!(await isFree(folder)))
    throw new WrongUse(`--out must name a folder that is new or empty. There is something at ${path}`)
  const areas = generate(wanted)
  for (const data of areas) {
    const own = areas.length === 1 ? folder : join(folder, areaCode(data.area.area_id))
    await out(`${areaCode(data.area.area_id)} ${data.area.name}: ${await writeArea(data, own)} children, in ${own}\n`)
  }
  return 0
}

/** The package, the returns of two shapes, and what every picture of the package must show. */
async function writeArea(data: AreaData, folder: string): Promise<number> {
  const truth = join(folder, 'truth')
  await mkdir(truth, { recursive: true })
  const written = await writePackage(data, join(folder, 'package'))
  for (const year of [2024, 2026] as const) await writeSen2(data, year, join(folder, `sen2-${year}.xml`))
  for (const { file, text } of written.truth) await writeFile(join(truth, file), text)
  const index = [['file', 'command'], ...written.truth.map(({ file, command }) => [file, command])]
  await writeFile(join(truth, 'index.csv'), index.map(csvLine).join(''))
  return written.rows.children
}
