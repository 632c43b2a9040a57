import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import type pg from 'pg'
import { inside } from '#test/world.ts'
import { migrate } from './migrate.ts'

/** Files of our own on a database of our own: `files({ 'migrations/9001-note.sql': '…' })` writes, `run()` migrates. */
const among = (
  story: (files: (texts: Record<string, string>) => Promise<void>, owner: pg.Pool, folder: string) => Promise<void>,
) =>
  inside(async ({ owner }) => {
    const folder = await mkdtemp(join(tmpdir(), 'waymark-migrate-'))
    const files = async (texts: Record<string, string>) => {
      for (const [name, text] of Object.entries(texts)) {
        await mkdir(dirname(join(folder, name)), { recursive: true })
        await writeFile(join(folder, name), text)
      }
    }
    try {
      await story(files, owner, folder)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

test('a migration runs once, and what stands on the tables is made again after it', () =>
  among(async (files, owner, folder) => {
    await files({
      'migrations/9001-note.sql': 'create table note (id int)',
      'measures/notes.sql': 'drop view if exists notes; create view notes as select * from note',
      'roles.sql': 'grant select on notes to waymark_app',
    })
    assert.deepEqual(await migrate(owner, folder), ['migrations/9001-note.sql', 'measures/notes.sql', 'roles.sql'])
    assert.deepEqual(await migrate(owner, folder), [])
    await files({
      'measures/notes.sql': 'drop view if exists notes; create view notes as select id as note_id from note',
    })
    assert.deepEqual(await migrate(owner, folder), ['measures/notes.sql', 'roles.sql'])
  }))

test('a migration that changed after it ran is refused', () =>
  among(async (files, owner, folder) => {
    await files({ 'migrations/9001-note.sql': 'create table note (id int)' })
    await migrate(owner, folder)
    await files({ 'migrations/9001-note.sql': 'create table note (id bigint)' })
    await assert.rejects(migrate(owner, folder), /9001-note\.sql has changed/)
  }))

test('a migration that fails leaves nothing behind and names its line', () =>
  among(async (files, owner, folder) => {
    await files({ 'migrations/9001-note.sql': 'create table note (id int);\ncreate table other (id nothing);\n' })
    await assert.rejects(migrate(owner, folder), /9001-note\.sql, line 2: type "nothing" does not exist/)
    const { rows } = await owner.query(`select to_regclass('note') as found`)
    assert.deepEqual(rows, [{ found: null }])
  }))

test('two processes that migrate at once do the work once', () =>
  among(async (files, owner, folder) => {
    await files({ 'migrations/9001-note.sql': 'create table note (id int)' })
    const ran = await Promise.all([migrate(owner, folder), migrate(owner, folder)])
    assert.deepEqual(ran.flat(), ['migrations/9001-note.sql'])
  }))
