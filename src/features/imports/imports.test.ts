import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { read } from '#platform/database/transaction.ts'
import { atWork } from '#test/office.ts'
import { checkFile, importFile, rehearseFile } from './actions.ts'

const data = (path: string) => fileURLToPath(new URL(`../../../test/data/${path}`, import.meta.url))
const samplePackage = data('sample-package')
const mockup = data('sen2/SEN2-2024-mockup_liia_community.xml')

test('the sample package is imported without a problem, and again without a change', () =>
  atWork(async ({ db, actor, owner }) => {
    const first = await importFile(db, actor(), { kind: 'package', path: samplePackage })
    assert.deepEqual(first.problems, [])
    assert.equal(first.state, 'done')
    assert.deepEqual(first.counts.child, { read: 4, added: 4, changed: 0 })
    assert.deepEqual(first.counts.rating, { read: 11, added: 11, changed: 0 })
    const again = await importFile(db, actor(), { kind: 'package', path: samplePackage })
    assert.deepEqual(
      Object.values(again.counts).map(({ added, changed }) => added + changed),
      Object.values(again.counts).map(() => 0),
    )
    const { rows } = await owner.query('select count(*)::int as n from rating_history')
    assert.equal(rows[0].n, 0)
  }))

test('the mock-up return of another year is imported, its oddities told, and again without a change', () =>
  atWork(async ({ db, actor, owner }) => {
    const london = { ...actor(), area_id: 201 }
    const first = await importFile(db, london, { kind: 'sen2', path: mockup })
    assert.equal(first.state, 'done')
    assert.equal(first.errors, 0)
    assert.ok(first.warnings > 10)
    assert.deepEqual(first.counts.child, { read: 2, added: 2, changed: 0 })
    assert.deepEqual(first.counts.request, { read: 3, added: 3, changed: 0 })
    assert.deepEqual(first.counts.review, { read: 1, added: 1, changed: 0 })
    const { rows } = await owner.query('select name from area where area_id = 201')
    assert.deepEqual(rows, [{ name: 'City of London' }])
    const again = await importFile(db, london, { kind: 'sen2', path: mockup })
    assert.deepEqual(
      Object.values(again.counts).map(({ added, changed }) => added + changed),
      [0, 0, 0, 0, 0, 0, 0],
    )
  }))

test('a rehearsal leaves no trace, and a check keeps only what it found', () =>
  atWork(async ({ db, actor, owner }) => {
    const rehearsed = await rehearseFile(db, actor(), { kind: 'package', path: samplePackage })
    assert.deepEqual([rehearsed.state, rehearsed.import_id, rehearsed.counts.child?.added], ['checked', null, 4])
    const checked = await checkFile(db, actor(), { kind: 'package', path: samplePackage })
    assert.equal(checked.state, 'checked')
    const { rows } = await owner.query(
      'select (select count(*)::int from child) as children, (select count(*)::int from import) as imports',
    )
    assert.deepEqual(rows, [{ children: 0, imports: 1 }])
    await read(db, actor(), async tx => {
      const kept = await sql<{ state: string }>`select state from import`.execute(tx)
      assert.deepEqual(kept.rows, [{ state: 'checked' }])
    })
  }))
