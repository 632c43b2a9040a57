import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { buildAssets } from '../scripts/assets.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-assets-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const manifest = await buildAssets(folder)
const built = (name: string) => readFileSync(join(folder, manifest[name] ?? ''), 'utf8')

test('an asset is served under a name that holds its hash, ready compressed', () => {
  const files = readdirSync(folder)
  for (const [name, hashed] of Object.entries(manifest)) {
    assert.match(hashed, /-[0-9a-f]{10}\.\w+$/)
    assert.ok(files.includes(hashed), name)
    if (!name.endsWith('.woff2')) assert.ok(files.includes(`${hashed}.br`) && files.includes(`${hashed}.gz`), name)
  }
})

test('the stylesheet carries no font or mark of GOV.UK and asks nothing of another host', () => {
  const css = built('waymark.css')
  assert.doesNotMatch(css, /GDS Transport|crown|@import/)
  const fonts = [...css.matchAll(/url\(([^)]+)\)/g)].map(([, address]) => address)
  assert.ok(fonts.length >= 6)
  for (const font of fonts) assert.ok(Object.values(manifest).includes(font ?? ''), font)
})

test('the script works under a policy that allows no evaluation', () => {
  assert.doesNotMatch(built('waymark.js') + built('start.js'), /\beval\(|new Function\(/)
})

const light = colours(/:root\s*\{([^}]*)\}/)
const dark = { ...light, ...colours(/prefers-color-scheme: ?dark\)\s*\{\s*:root\s*\{([^}]*)\}/) }

for (const [scheme, colour] of Object.entries({ light, dark })) {
  const at = (name: string) => colour[`--waymark-${name}`] ?? assert.fail(`no colour ${name}`)
  const check = (text: string, ground: string, least: number) => {
    const ratio = contrast(at(text), at(ground))
    assert.ok(ratio >= least, `${text} on ${ground} is ${ratio.toFixed(2)}, less than ${least}`)
  }

  test(`${scheme}: words of the body pass AAA on paper and on mist`, () => {
    for (const ground of ['paper', 'mist']) for (const text of ['ink', 'quiet']) check(text, ground, 7)
  })

  test(`${scheme}: words on a rating, an area or a shade pass AA`, () => {
    for (const rating of ['not-met', 'partially-met', 'fully-met']) check(`${rating}-text`, rating, 4.5)
    check('not-rated-text', 'not-rated-fill', 4.5)
    check('on-green', 'green', 4.5)
    for (const area of ['employment', 'independent-living', 'community-inclusion', 'health', 'unmapped'])
      check(area, 'paper', 4.5)
    for (const line of ['not-met', 'partially-met-ink', 'fully-met']) check(line, 'paper', 4.5)
    for (const step of [0, 1, 2, 3, 4, 5]) check(step < 4 ? 'heat-low-text' : 'heat-high-text', `heat-${step}`, 4.5)
  })

  test(`${scheme}: what is drawn stands out from the paper it is drawn on`, () => {
    for (const mark of ['not-met', 'fully-met', 'not-rated', 'accent', 'faint']) check(mark, 'paper', 3)
  })
}

/** The colours of a block of the stylesheet's sources, by name. */
function colours(block: RegExp): Record<string, string> {
  const styles = new URL('../src/assets/styles/', import.meta.url)
  const sources = ['_palette.scss', '_scheme.scss'].map(file => readFileSync(new URL(file, styles), 'utf8')).join('\n')
  const [, body = ''] = block.exec(sources) ?? []
  return Object.fromEntries(
    [...body.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

/** WCAG 2.2, "contrast ratio". */
function contrast(a: string, b: string) {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: string) {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
