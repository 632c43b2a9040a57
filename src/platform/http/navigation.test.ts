import assert from 'node:assert/strict'
import { test } from 'node:test'
import { navigationAt } from './navigation.ts'
import type { NavEntry } from './page.tsx'

const entry = (text: string, href: string, section?: NavEntry['section']): NavEntry => ({
  ...{ text, href, needs: 'home.see', order: 1 },
  ...(section && { section }),
})

const entries = [
  entry('Children', '/children'),
  entry('Providers', '/providers', 'Providers'),
  entry('Agreements', '/agreements', 'Providers'),
  entry('Imports', '/imports', 'Records'),
]

test('pages of one section have one place in the header, and one another beside them', () => {
  const { header, within } = navigationAt(entries, '/agreements')
  assert.deepEqual(
    header.map(({ text, href, active, current }) => [text, href, active, current]),
    [
      ['Children', '/children', false, false],
      ['Providers', '/providers', true, false],
      ['Imports', '/imports', false, false],
    ],
  )
  assert.deepEqual(within, {
    label: 'Providers',
    items: [
      { text: 'Providers', href: '/providers', current: false },
      { text: 'Agreements', href: '/agreements', current: true },
    ],
  })
})

test('a page below has its section marked in the header and nothing beside it', () => {
  const { header, within } = navigationAt(entries, '/providers/12/offer')
  assert.deepEqual(
    header.map(({ active }) => active),
    [false, true, false],
  )
  assert.equal(within, undefined)
})

test('a section of which somebody may have one page only bears that page’s name', () => {
  const { header, within } = navigationAt(entries.slice(0, 1).concat(entries.slice(2)), '/agreements')
  assert.deepEqual(
    header.map(({ text }) => text),
    ['Children', 'Agreements', 'Imports'],
  )
  assert.equal(within, undefined)
})
