#!/usr/bin/env node
// Plain JavaScript, so that the Node of the machine can read it, whichever it is, and hand over to the project's own.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')

if (!existsSync(modules)) {
  console.error(`Waymark is not installed yet. In ${root} run: npm ci`)
  process.exitCode = 2
} else if (Number.parseInt(process.versions.node) >= 24) await start()
else handOver()

/** The bundle, unless the sources have changed since it was made. */
async function start() {
  const built = join(root, 'dist/cli.js')
  if (existsSync(built) && statSync(built).mtimeMs > newest(join(root, 'src'))) return import(built)
  await import('../src/platform/tsx.ts')
  return import('../src/cli.ts')
}

function newest(folder) {
  const times = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => statSync(join(entry.parentPath, entry.name)).mtimeMs)
  return Math.max(...times)
}

function handOver() {
  const node = [join(modules, `node-${process.platform}-${process.arch}`, 'bin/node'), join(modules, '.bin/node')].find(
    existsSync,
  )
  if (!node) {
    console.error(`Waymark needs Node.js 24. npm brings it for Linux; here, install it. (This is ${process.version}.)`)
    process.exitCode = 2
    return
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  // The terminal interrupts both of us; the child decides when it is done.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal ?? 'SIGKILL']))
}
