import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { components } from './govuk-fixtures.tsx'
import { notOffered } from './govuk-not-offered.ts'
import { asked } from './govuk-options.ts'

type Fixture = { name: string; options: Record<string, unknown>; html: string }

const fixturesOf = (component: string) => {
  const file = import.meta.resolve(`govuk-frontend/dist/govuk/components/${component}/fixtures.json`)
  return (JSON.parse(readFileSync(new URL(file), 'utf8')) as { fixtures: Fixture[] }).fixtures
}

let compared = 0
const leftOut: { fixture: string; options: string[] }[] = []

for (const component of Object.keys(components))
  test(`${component} says what the official one says`, () => {
    for (const fixture of fixturesOf(component)) {
      const { html, missing } = ours(component, fixture.options)
      if (missing.length > 0) {
        leftOut.push({
          fixture: `${component}: ${fixture.name}`,
          options: missing.map(name => `${component} ${name}`),
        })
        continue
      }
      compared += 1
      assert.deepEqual(tokens(html), tokens(fixture.html), `${component}: ${fixture.name}`)
      assert.equal(spoken(html), spoken(fixture.html), `${component}: ${fixture.name}, as text`)
    }
  })

test('every official fixture is compared, or left out for an option we say we do not offer', context => {
  const known = new Set(Object.values(notOffered).flat())
  const unsaid = leftOut.filter(({ options }) => !options.every(option => known.has(option)))
  assert.deepEqual(unsaid, [], 'fixtures that use an option we neither offer nor list')
  const used = new Set(leftOut.flatMap(({ options }) => options))
  assert.deepEqual(
    [...known].filter(option => !used.has(option)),
    [],
    'options listed as not offered that no fixture uses',
  )
  context.diagnostic(`${compared} fixtures compared, ${leftOut.length} left out`)
  assert.ok(compared >= 523, `only ${compared} fixtures were compared`)
})

function ours(component: string, fixtureOptions: Record<string, unknown>) {
  const { options, missing } = asked(fixtureOptions)
  const pieces: string[] = []
  const raw = (html: string) => `{{${pieces.push(html) - 1}}}`
  const node = components[component]?.(options, raw) as VNode
  const html = renderToString(node).replace(/\{\{(\d+)\}\}/g, (_, index) => pieces[Number(index)] ?? '')
  return { html, missing: missing() }
}

/** A document as a list of tags and words: attributes in order of name, classes in order, space between words only. */
function tokens(html: string) {
  return [
    ...html.matchAll(/<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*?)\/?>|([^<]+)/g),
  ].flatMap(([, slash, tag, attributes, text]) => {
    if (text !== undefined) return tidy(text) || []
    if (tag === undefined) return []
    if (slash || empty.has(tag)) return slash ? (empty.has(tag) ? [] : `</${tag}>`) : `<${tag}${sorted(attributes)}>`
    return `<${tag}${sorted(attributes)}>`
  })
}

const empty = new Set(['input', 'path', 'br', 'hr', 'img', 'source'])
const tidy = (text: string) => decode(text).replace(/\s+/g, ' ').trim()

const sorted = (attributes = '') =>
  [...attributes.matchAll(/([^\s=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)]
    .map(([, name = '', double, single]) => {
      const value = decode(double ?? single ?? '')
      return ` ${name}="${name === 'class' ? [...new Set(value.split(/\s+/).filter(Boolean))].sort().join(' ') : value}"`
    })
    .sort()
    .join('')

/** What is read aloud: the words, with a break only where an element breaks the line. */
const spoken = (html: string) =>
  decode(
    html
      .replace(/\s+/g, ' ')
      .replace(/<svg.*?<\/svg>/g, '')
      .replace(/<\/?(\w+)[^>]*>/g, (_, tag) => (inline.has(tag) ? '' : '\n')),
  )
    .split('\n')
    .map(line => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join('\n')

const inline = new Set(['a', 'span', 'strong', 'b', 'em', 'i', 'label', 'abbr', 'code'])

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ', ctdot: '⋯' }
const decode = (text: string) => text.replace(/&(#?\w+);/g, (all, name: string) => entities[name] ?? all)
