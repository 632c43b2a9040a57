import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { z } from 'zod'
import { commandLine } from '#platform/access/actor.ts'
import { audited, read } from '#platform/database/transaction.ts'
import { filingIn } from '#platform/files/filing.ts'
import { noMail } from '#platform/mail/mailer.ts'
import { inside, type World } from '#test/world.ts'
import { installJobs } from './install.ts'
import { type Job, job, type Workshop } from './job.ts'
import { deadJobs, jobsStanding, tryAgain } from './queue.ts'
import { sendJobs } from './send.ts'
import { startWorker } from './worker.ts'

const today = '2026-03-02'
const actor = commandLine(206, today)
const retry = { times: 1, first_seconds: 1, most_seconds: 1 }

/** A job that writes down what it was given, or fails with those words. */
const aJob = (work: (n: number) => Promise<void> = async () => {}) => {
  const done: number[] = []
  const kind = job({
    name: 'test.count',
    words: 'Count',
    data: z.object({ area_id: z.number(), n: z.number() }),
    retry,
    run: async (_, { n }) => {
      await work(n)
      done.push(n)
    },
  })
  return { kind, done }
}

const inTwoAreas = (story: (world: World) => Promise<void>) =>
  inside(async world => {
    await world.owner.query("insert into area (area_id, name) values (206, 'Islington'), (207, 'Another')")
    await story(world)
  })

const workshopOf = ({ db }: World): Workshop => ({
  ...{ db, today: () => today, mail: noMail, address: 'http://here' },
  filing: filingIn(join(tmpdir(), 'waymark-no-files')),
})

/** A worker that lets go of the database when the story is over. */
async function working(world: World, jobs: unknown[], story: () => Promise<void>) {
  const worker = await startWorker(world.app, jobs as Job[], workshopOf(world), { seconds: 0.5, report: () => {} })
  try {
    await story()
  } finally {
    await worker.stop()
  }
}

async function until(what: () => boolean | Promise<boolean>) {
  for (let tries = 0; tries < 100; tries++) {
    if (await what()) return
    await sleep(100)
  }
  assert.fail('It did not come to that in ten seconds')
}

test('a job that is sent is done once, though two workers look for it', () =>
  inTwoAreas(async world => {
    const { kind, done } = aJob(() => sleep(5))
    const list = Array.from({ length: 30 }, (_, n) => ({ area_id: 206, n }))
    await audited(world.db, actor, { act: 'test.sent' }, tx => sendJobs(tx, kind, list))
    await working(world, [kind], () => working(world, [kind], () => until(() => done.length >= 30)))
    assert.deepEqual(
      done.toSorted((a, b) => a - b),
      list.map(({ n }) => n),
    )
  }))

test('what is rolled back leaves no job', () =>
  inTwoAreas(async world => {
    const { kind } = aJob()
    await audited(world.db, actor, { act: 'test.sent' }, async tx => {
      await sendJobs(tx, kind, [{ area_id: 206, n: 1 }])
      return { refused: 'after all' }
    })
    await assert.rejects(
      audited(world.db, actor, { act: 'test.sent' }, async tx => {
        await sendJobs(tx, kind, [{ area_id: 206, n: 2 }])
        throw new Error('a surprise')
      }),
    )
    assert.equal((await world.owner.query('select from jobs.job')).rowCount, 0)
  }))

test('a job that fails is tried again, then kept for an administrator to try once more', () =>
  inTwoAreas(async world => {
    let broken = true
    const { kind, done } = aJob(async () => {
      if (broken) throw new Error('The mail server is asleep')
    })
    await audited(world.db, actor, { act: 'test.sent' }, tx => sendJobs(tx, kind, [{ area_id: 206, n: 7 }]))
    const dead = () => read(world.db, actor, tx => deadJobs(tx, actor))
    await working(world, [kind], async () => {
      await until(async () => (await dead()).length === 1)
      const [given] = await dead()
      assert.equal(given?.why, 'The mail server is asleep')
      assert.equal(given?.tries, 2)
      broken = false
      await audited(world.db, actor, { act: 'test.again' }, tx => tryAgain(tx, actor, given?.id ?? ''))
      await until(() => done.length === 1)
    })
    const [standing] = await read(world.db, actor, tx => jobsStanding(tx, actor))
    assert.deepEqual([standing?.failed, standing?.done], [0, 1])
  }))

test('acting for an area, the application sees and adds jobs of that area alone', () =>
  inTwoAreas(async world => {
    const { kind } = aJob()
    await audited(world.db, actor, { act: 'test.sent' }, tx => sendJobs(tx, kind, [{ area_id: 206, n: 1 }]))
    const elsewhere = commandLine(207, today)
    for (const table of ['job', 'job_common']) {
      const { rows } = await read(world.db, elsewhere, tx => sql`select from ${sql.table(`jobs.${table}`)}`.execute(tx))
      assert.equal(rows.length, 0, table)
    }
    await assert.rejects(
      audited(world.db, elsewhere, { act: 'test.sent' }, tx => sendJobs(tx, kind, [{ area_id: 206, n: 2 }])),
      /row-level security/,
    )
  }))

test('the application owns nothing of the queue, and the owner brings it up to date once', () =>
  inTwoAreas(async ({ owner, app }) => {
    const { rows } = await owner.query(
      "select count(*)::int as n from pg_class c join pg_roles r on r.oid = c.relowner where relnamespace = 'jobs'::regnamespace and rolname = 'waymark_app'",
    )
    assert.equal(rows[0].n, 0)
    await assert.rejects(app.query('drop table jobs.job_common'), /must be owner/)
    await assert.rejects(app.query('create table jobs.mine (id int)'), /permission denied/)
    const client = await owner.connect()
    await installJobs(client)
    client.release()
    const check = new PgBoss({ schema: 'jobs', db: { executeSql: (text, values) => owner.query(text, values) } })
    assert.equal(await check.isInstalled(), true)
  }))

test('what happens every morning is on the clock of London', () =>
  inTwoAreas(async world => {
    const { kind } = aJob()
    await working(world, [{ ...kind, every: '0 7 * * *' }], async () => {
      const { rows } = await world.owner.query('select name, cron, timezone from jobs.schedule')
      assert.deepEqual(rows, [{ name: 'test.count', cron: '0 7 * * *', timezone: 'Europe/London' }])
    })
  }))
