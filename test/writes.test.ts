import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sources } from './sources.ts'

const writing = /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*'([\w.]+)/g

const ownerOf = (path: string) => /^src\/features\/[^/]+/.exec(path)?.[0] ?? 'the platform'

test('each table is written by one feature', () => {
  const writers = new Map<string, Set<string>>()
  for (const { path, text } of sources()) {
    for (const [, table = ''] of text.matchAll(writing)) {
      writers.set(table, (writers.get(table) ?? new Set()).add(ownerOf(path)))
    }
  }
  assert.ok(writers.size > 0, 'no file was seen to write to any table')
  const shared = [...writers]
    .filter(([, owners]) => owners.size > 1)
    .map(([table, owners]) => `${table}: ${[...owners].join(' and ')}`)
  assert.deepEqual(shared, [])
})
