import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#platform/root.ts'

/** Finds passages of eight lines or more that stand in the sources twice, and fails when they pass three lines in a hundred. */

const passage = 8
const allowed = 0.03

const files = globSync('{src,bench,scripts}/**/*.{ts,tsx}', { cwd: root }).filter(
  file => !file.endsWith('database/schema.ts') && !/\.test\.tsx?$/.test(file),
)
const lines = files.flatMap(file =>
  readFileSync(join(root, file), 'utf8')
    .split('\n')
    .map((text, index) => ({ file, nth: index + 1, text: text.trim().replaceAll(/\s+/g, ' ') }))
    .filter(({ text }) => text !== '' && !/^(import\b|\/\/|\/?\*|[\])}>,]+$)/.test(text)),
)

const seen = new Map<string, number>()
const repeated = new Set<number>()
const places: string[] = []
for (let at = 0; at + passage <= lines.length; at++) {
  const window = lines.slice(at, at + passage)
  if (window.some(line => line.file !== window[0]?.file)) continue
  const text = window.map(line => line.text).join('\n')
  const first = seen.get(text)
  if (first === undefined) {
    seen.set(text, at)
    continue
  }
  if (!repeated.has(at)) places.push(`${place(first)} and ${place(at)}`)
  for (let offset = 0; offset < passage; offset++) repeated.add(at + offset)
}

function place(at: number) {
  return `${lines[at]?.file}:${lines[at]?.nth}`
}

const share = repeated.size / lines.length
console.log(`${repeated.size} of ${lines.length} lines stand elsewhere too (${(share * 100).toFixed(1)}%)`)
if (places.length > 0) console.log(places.join('\n'))
if (lines.length === 0 || share > allowed) process.exitCode = 1
