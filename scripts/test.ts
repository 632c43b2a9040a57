import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { root } from '#platform/root.ts'
import type { Outcome } from '../test/reporter.ts'
import { makeTemplate } from '../test/template.ts'

/**
 * Runs all the tests, or those in the files and folders named. One PostgreSQL with one migrated database to copy, a few
 * files to a process, as many processes as there are cores; whatever happens, PostgreSQL is stopped and removed.
 */

const tests = (folder: string) =>
  globSync(`${folder}/**/*.test.{ts,tsx}`, { cwd: root }).map(file => resolve(root, file))

const named = process.argv.slice(2)
const files = (named.length > 0 ? named : ['src', 'test']).flatMap(path => {
  const full = resolve(path)
  if (!existsSync(full)) throw new Error(`There is no ${path}`)
  return statSync(full).isDirectory() ? tests(full) : [full]
})

// A journey is slow, so each goes alone and first; the rest share processes, which each cost a second to start.
const isJourney = (file: string) => file.includes('/journeys/')
const perProcess = Math.min(12, Math.ceil(files.length / availableParallelism()))
const groups = [
  ...files.filter(isJourney).map(file => [file]),
  ...chunks(
    files.filter(file => !isJourney(file)),
    perProcess,
  ),
]

const running = new Set<ChildProcess>()
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true
    for (const child of running) child.kill('SIGKILL')
  })
}

// A browser needs the stylesheet and the scripts.
if (named.length === 0 || files.some(isJourney)) execFileSync(process.execPath, ['scripts/build.ts'], { cwd: root })

const outcomes: Outcome[] = []
const broken: string[] = []
const template = await makeTemplate()
try {
  const queue = [...groups.entries()]
  const work = async () => {
    for (let next = queue.shift(); next && !interrupted; next = queue.shift()) await runGroup(...next)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
} finally {
  await template.remove()
}
if (interrupted) process.exitCode = 130
else summarise()

/** One process. Its words are shown at once when it has the machine to itself, else when it is done and has failures. */
async function runGroup(nth: number, group: string[]) {
  const report = join(template.folder, `${nth}.jsonl`)
  const alone = groups.length === 1
  const child = spawn(
    process.execPath,
    [
      ...['--import', join(root, 'src/platform/tsx.ts'), '--test', '--test-isolation=none', '--test-force-exit'],
      ...['--test-timeout=300000', '--test-reporter=spec', '--test-reporter-destination=stdout'],
      ...[`--test-reporter=${join(root, 'test/reporter.ts')}`, `--test-reporter-destination=${report}`, ...group],
    ],
    {
      cwd: root,
      stdio: ['ignore', alone ? 'inherit' : 'pipe', alone ? 'inherit' : 'pipe'],
      env: { ...process.env, WAYMARK_TEST: JSON.stringify(template) },
    },
  )
  running.add(child)
  let words = ''
  child.stdout?.on('data', chunk => (words += chunk))
  child.stderr?.on('data', chunk => (words += chunk))
  const code = await new Promise(done => child.on('close', done))
  running.delete(child)
  if (interrupted) return

  const lines = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n').filter(Boolean) : []
  const found = lines.map((line): Outcome => JSON.parse(line))
  outcomes.push(...found)
  const failed = found.filter(outcome => !outcome.passed)
  if (code !== 0 && failed.length === 0) broken.push(...group)
  if (alone) return
  if (code !== 0) console.log(words.slice(Math.max(0, words.indexOf('✖ failing tests:'))))
  for (const file of group) {
    const own = found.filter(outcome => outcome.file === file)
    const bad = own.filter(outcome => !outcome.passed).length
    const seconds = own.reduce((sum, outcome) => sum + outcome.ms, 0) / 1000
    const mark = bad > 0 || (own.length === 0 && code !== 0) ? '✖' : '✔'
    console.log(`${mark} ${relative(root, file)}  ${own.length - bad} of ${own.length}  ${seconds.toFixed(1)} s`)
  }
}

function summarise() {
  const skipped = outcomes.filter(outcome => outcome.skipped).length
  const failed = outcomes.filter(outcome => !outcome.passed)
  for (const { name, file } of failed) console.log(`✖ ${relative(root, file)}: ${name}`)
  for (const file of broken) console.log(`✖ ${relative(root, file)} did not run to its end`)
  const passed = outcomes.length - failed.length - skipped
  console.log(`\n${passed} passed, ${failed.length + broken.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  process.exitCode = failed.length + broken.length > 0 || passed === 0 ? 1 : 0
}

function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, nth) => items.slice(nth * size, (nth + 1) * size))
}
