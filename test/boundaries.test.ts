import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Import, type Source, sources } from './sources.ts'

const all = sources()
const byPath = new Map(all.map(source => [source.path, source]))

/** The files of a feature that meet the world, by the last word of their name; every other one at its top is a rule. */
const meetsTheWorld = /(^|-)(index|quer(y|ies)|actions|answer|jobs|api|commands?|files|load|copy)$/

/** Pure itself, and says what a value is. */
const allowedPackages = new Set(['zod'])

const featureOf = (path: string) => /^src\/features\/([^/]+)\//.exec(path)?.[1]
const isOurs = (path: string) => path.startsWith('src/')
const isRule = (path: string) => {
  const [, name] = /^src\/features\/[^/]+\/([^/]+)\.ts$/.exec(path) ?? []
  return name !== undefined && !meetsTheWorld.test(name)
}

/** Every import that a rule forbids, as `from → to`. */
const crossings = (from: (source: Source) => boolean, forbidden: (to: string, source: Source) => boolean) =>
  all
    .filter(from)
    .flatMap(source => values(source).map(to => ({ source, to })))
    .filter(({ source, to }) => forbidden(to, source))
    .map(({ source, to }) => `${source.path} → ${to}`)

const which = (is: (source: Source) => boolean) => all.filter(is).map(({ path }) => path)

const values = (source: Source) => source.imports.filter((found: Import) => !found.typeOnly).map(({ to }) => to)

test('the boundary tests see the sources and their imports', () => {
  for (const part of ['domain', 'features', 'govuk', 'platform']) {
    assert.ok(
      all.some(({ path }) => path.startsWith(`src/${part}/`)),
      `no file was seen in src/${part}`,
    )
  }
  const found = all.flatMap(({ imports }) => imports).filter(({ to }) => isOurs(to))
  assert.ok(found.length > all.length / 2, `only ${found.length} imports were seen in ${all.length} files`)
  assert.deepEqual(
    found.filter(({ to }) => to.endsWith('.ts') && !byPath.has(to)),
    [],
  )
})

test('no file comes back to itself through its imports', () => {
  const cleared = new Set<string>()
  const cycleFrom = (path: string, trail: string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (cleared.has(path)) return undefined
    for (const to of values(byPath.get(path) ?? { path, text: '', imports: [] })) {
      const cycle = cycleFrom(to, [...trail, path])
      if (cycle) return cycle
    }
    cleared.add(path)
    return undefined
  }
  for (const { path } of all) assert.equal(cycleFrom(path, [])?.join(' → '), undefined)
})

test('a rule knows the domain and what is pure in its own feature, and nothing else', () => {
  const isPure = (to: string) => isRule(to) || /\/words\/|\.json$/.test(to)
  assert.deepEqual(
    crossings(
      ({ path }) => isRule(path),
      (to, { path }) =>
        !(to.startsWith('src/domain/') || allowedPackages.has(to) || (isPure(to) && featureOf(to) === featureOf(path))),
    ),
    [],
  )
})

test('the platform knows no feature', () =>
  assert.deepEqual(
    crossings(
      ({ path }) => path.startsWith('src/platform/'),
      to => isOurs(to) && !/^src\/(platform|domain|govuk)\//.test(to),
    ),
    [],
  ))

test('a feature reaches another only by its front door', () =>
  assert.deepEqual(
    crossings(
      ({ path }) => featureOf(path) !== undefined,
      (to, { path }) => featureOf(to) !== undefined && featureOf(to) !== featureOf(path) && !/\/index\.tsx?$/.test(to),
    ),
    [],
  ))

test('the components and the domain know nothing of ours but themselves', () =>
  assert.deepEqual(
    ['src/govuk/', 'src/domain/'].flatMap(part =>
      crossings(
        ({ path }) => path.startsWith(part),
        to => isOurs(to) && !to.startsWith(part),
      ),
    ),
    [],
  ))

/** Where there is nobody left to hand a surprise to: the start of a process, and the browser. */
const edges = /^src\/(platform\/|assets\/client\/|(main|cli)\.ts$)/

test('errors are caught in the platform only', () =>
  assert.deepEqual(
    which(({ path, text }) => !edges.test(path) && /\bcatch\b\s*[({]/.test(text)),
    [],
  ))

test('nothing is a class but an error', () =>
  assert.deepEqual(
    which(({ text }) => /^(export )?(abstract )?class (?!\w+ extends \w*(Error|CannotStart)\b)/m.test(text)),
    [],
  ))

test('no switch has a default: the compiler counts the cases', () =>
  assert.deepEqual(
    which(({ text }) => /^\s*default:/m.test(text)),
    [],
  ))
