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

test('files of evidence: 100 MB each in the data folder, kept from everybody until scanned, unless it is set otherwise', () => {
  assert.deepEqual(readConfig({}).filing, {
    bucket: undefined,
    clamd: undefined,
    unscanned: undefined,
    most: undefined,
  })
  const set = readConfig({
    WAYMARK_CLAMD: 'clamd.example.org:3310',
    WAYMARK_UNSCANNED: 'refuse',
    WAYMARK_FILE_MB: '25',
    WAYMARK_S3: 's3://evidence/waymark',
    WAYMARK_S3_ENDPOINT: 'https://s3.example.org',
  })
  assert.deepEqual(set.filing, {
    bucket: { bucket: 'evidence', folder: 'waymark/', endpoint: 'https://s3.example.org' },
    clamd: { host: 'clamd.example.org', port: 3310 },
    unscanned: 'refuse',
    most: 25 * 1024 * 1024,
  })
  const wrong = { WAYMARK_CLAMD: 'clamd', WAYMARK_UNSCANNED: 'keep', WAYMARK_FILE_MB: '0.5', WAYMARK_S3: 'evidence' }
  assert.throws(() => readConfig(wrong), /WAYMARK_CLAMD[\s\S]*WAYMARK_UNSCANNED[\s\S]*WAYMARK_FILE_MB[\s\S]*WAYMARK_S3/)
})

test('today is the date in London', () => assert.match(readConfig({}).today(), /^\d{4}-\d\d-\d\d$/))

test('without a mail server messages are kept; with one it is said who they are from and where links lead', () => {
  assert.equal(readConfig({}).mail, undefined)
  const server = 'smtp://mail.example.org'
  assert.throws(() => readConfig({ SMTP_URL: server }), /set MAIL_FROM .* and WAYMARK_ADDRESS/)
  const set = {
    SMTP_URL: server,
    MAIL_FROM: 'Waymark <send@example.org>',
    WAYMARK_ADDRESS: 'https://waymark.example.org',
  }
  assert.deepEqual(readConfig(set).mail, { server, from: set.MAIL_FROM, bounces: 'send@example.org' })
  assert.equal(readConfig({ ...set, MAIL_BOUNCES: 'bounces@example.org' }).mail?.bounces, 'bounces@example.org')
  assert.throws(() => readConfig({ ...set, MAIL_FROM: 'nobody' }), /MAIL_FROM must be an address/)
  assert.throws(() => readConfig({ ...set, WAYMARK_ADDRESS: 'waymark/x' }), /WAYMARK_ADDRESS must be/)
})
