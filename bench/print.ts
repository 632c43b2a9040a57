import type { Asking } from './reads.ts'
import { median, ratio } from './rounds.ts'
import { names, type Target } from './targets.ts'

const table = (rows: readonly (readonly string[])[]) => {
  const widths = (rows[0] ?? []).map((_, nth) => Math.max(...rows.map(row => row[nth]?.length ?? 0)))
  return rows
    .map(row =>
      row
        .map((text, nth) => text.padEnd(widths[nth] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Milliseconds of each engine for each question, and in brackets how many times as long as the product. */
export function printReads(size: string, askings: readonly Asking[]) {
  const engines = [...new Set(askings.flatMap(({ times }) => [...times.keys()]))]
  const cell = ({ times, differs }: Asking, name: string) => {
    const list = times.get(name)
    if (differs.has(name)) return 'other answer'
    if (!list || list.length === 0) return ''
    return `${median(list).toFixed(1)} (${ratio(times, name, names.product).toFixed(1)})`
  }
  console.log(`\n${size}: milliseconds, and how many times Waymark's\n`)
  console.log(
    table([
      ['', ...askings.map(({ asked }) => asked.name)],
      ...engines.map(name => [name, ...askings.map(asking => cell(asking, name))]),
    ]),
  )
  for (const { asked } of askings) console.log(`${asked.name}: ${asked.says}`)
  for (const { asked, differs } of askings) {
    for (const [name, parted] of differs)
      console.log(`${asked.name}: ${name} gives another answer and no time. ${parted}`)
  }
}

const words = new Map<Target['met'], string>([
  [true, 'met'],
  [false, 'MISSED'],
  [null, 'not measured'],
])

export function printTargets(targets: readonly Target[]) {
  const rows = targets.map(({ number, what, target, reached, met }) => [
    number,
    what,
    target,
    reached,
    words.get(met) ?? '',
  ])
  console.log(`\n${table([['', 'what', 'target', 'reached', ''], ...rows])}`)
}
