import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { type Database, kyselyOn, pool } from '#platform/database/connect.ts'
import { type Template, withClient } from './template.ts'

export type World = {
  /** As the application connects: bound by row security. */
  db: Database
  app: pg.Pool
  /** As the owner of the tables. */
  ownerDb: Database
  owner: pg.Pool
}

/** Runs a test inside a database of its own, which goes away afterwards: `test('…', () => inside(async world => {…}))`. */
export async function inside(story: (world: World) => Promise<void>): Promise<void> {
  const { owner, app, template } = templateOfThisRun()
  const name = `${template}_${randomBytes(6).toString('hex')}`
  await withClient(owner, client => client.query(`create database ${name} template ${template} strategy wal_log`))
  const owners = pool({ ...owner, database: name }, 4)
  const apps = pool({ ...app, database: name }, 10)
  try {
    await story({ db: kyselyOn(apps), app: apps, ownerDb: kyselyOn(owners), owner: owners })
  } finally {
    await Promise.all([owners.end(), apps.end()])
    await withClient(owner, client => client.query(`drop database ${name} with (force)`))
  }
}

function templateOfThisRun(): Template {
  const handed = process.env.WAYMARK_TEST
  if (!handed) throw new Error('This test needs a database. Run it with: npm test -- FILE')
  return JSON.parse(handed)
}
