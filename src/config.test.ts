import assert from 'node:assert/strict'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { root } from '#platform/root.ts'
import { readConfig } from './config.ts'

test('nothing needs to be set: port 3000 on this machine only, data in the project', () => {
  const { port, host, data, databaseUrl } = readConfig({})
  assert.deepEqual(
    { port, host, data, databaseUrl },
    { port: 3000, host: '127.0.0.1', data: join(root, 'data'), databaseUrl: undefined },
  )
})

test('a data folder is named from where the command is typed', () =>
  assert.equal(readConfig({ WAYMARK_DATA: 'trial' }).data, resolve('trial')))

test('an empty setting is one that is not set', () => assert.equal(readConfig({ PORT: '' }).port, 3000))

test('everything that is wrong is said at once', () =>
  assert.throws(() => readConfig({ PORT: 'high', DATABASE_URL: 'mysql://x', WAYMARK_TODAY: '31/12/2025' }), {
    message: [
      'PORT must be a number',
      'DATABASE_URL must start with postgres:// or postgresql://',
      'WAYMARK_TODAY must be a date like 2025-09-01',
    ].join('\n'),
  }))

test('the day can be set for a trial', () =>
  assert.equal(readConfig({ WAYMARK_TODAY: '2025-09-01' }).today(), '2025-09-01'))

test('the day can never be set on a database of one’s own', () =>
  assert.throws(() => readConfig({ WAYMARK_TODAY: '2025-09-01', DATABASE_URL: 'postgres://localhost/w' }), /refused/))

test('today is the date in London', () => assert.match(readConfig({}).today(), /^\d{4}-\d\d-\d\d$/))
