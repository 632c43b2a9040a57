import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inside } from '#test/world.ts'

test('dates come back as text, and large and decimal numbers as numbers', () =>
  inside(async ({ app }) => {
    const { rows } =
      await app.query(`select '2026-03-29'::date as day, 9007199254740991::int8 as most, 1.25::numeric as part,
      '{2026-03-29,NULL}'::date[] as days, '{1,2}'::int8[] as some, '{}'::int8[] as none`)
    assert.deepEqual(rows, [
      { day: '2026-03-29', most: 9007199254740991, part: 1.25, days: ['2026-03-29', null], some: [1, 2], none: [] },
    ])
  }))

test('a number too large to be exact is never rounded silently', () =>
  inside(async ({ app }) => assert.rejects(app.query('select 9007199254740993::int8'), RangeError)))

test('the application owns nothing and cannot make or drop a table', () =>
  inside(async ({ app, owner }) => {
    const { rows } = await owner.query(`select relname from pg_class where pg_get_userbyid(relowner) = 'waymark_app'`)
    assert.deepEqual(rows, [])
    await assert.rejects(app.query('create table notes (id int)'), /permission denied/)
    await assert.rejects(app.query('drop table schema_migration'), /must be owner/)
  }))

test('one test cannot see what another has written', async () => {
  await inside(async ({ owner }) => {
    await owner.query('create table left_behind ()')
  })
  await inside(async ({ owner }) => {
    const { rows } = await owner.query(`select to_regclass('left_behind') as found`)
    assert.deepEqual(rows, [{ found: null }])
  })
})
