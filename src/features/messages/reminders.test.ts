import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import papa from 'papaparse'
import { waymarkItself } from '#platform/access/actor.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import { noMail } from '#platform/mail/mailer.ts'
import { atWork, type Office } from '#test/office.ts'
import { jobs } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { remind } from './actions.ts'
import { remindersCommand } from './index.ts'

/** A review held on 20 February: its report is due on 6 March, its decision on 20 March. */
async function heldReview(office: Office) {
  const provider_id = await office.aProvider({ name: 'Larkfield School' })
  const child = await office.aChild({ forename: 'Ash', surname: 'Example', provider_id })
  await office.aReview(child, {
    ...{ meeting_on: '2025-03-05', report_sent_on: '2025-03-15', decision: 'M', decided_on: '2025-03-20' },
  })
  const review_id = await office.aReview(child, { meeting_on: '2026-02-20' })
  return { ...child, provider_id, review_id }
}

const now = (office: Office) => remind(office.db, waymarkItself(206, office.today))

async function waymarkReminders(office: Office, options: Record<string, string | boolean>) {
  let out = ''
  const terminal = { ...office, config: readConfig({}), err: () => {} }
  const status = await remindersCommand.run(
    { ...terminal, out: text => void (out += text) },
    { words: [], options: { area: '206', ...options } },
  )
  assert.equal(status, 0)
  return papa.parse<Record<string, string>>(out, { header: true, skipEmptyLines: true }).data
}

const reminders = async (office: Office) =>
  (await office.owner.query('select person_id, clock, step, due_on from reminder order by id')).rows

test('each person gets one message with all they are to be reminded of, however often it runs', () =>
  atWork(async office => {
    const { provider_id, review_id, child_id } = await heldReview(office)
    const coordinator = await office.as('coordinator')
    const senco = await office.as('senco', { institutions: [provider_id] })
    await office.as('senco', { institutions: [await office.aProvider()] })
    await office.as('parent', { children: [child_id] })
    const first = await now(office)
    assert.equal(first.count.messages, 2)
    assert.deepEqual((await now(office)).count, { messages: 0, reminders: 0 })
    const sent = (await office.owner.query('select * from message order by person_id')).rows
    assert.deepEqual(
      sent.map(({ person_id }) => person_id),
      [coordinator.person_id, senco.person_id],
    )
    for (const { body, html } of sent) {
      assert.match(body, /A\.E\.: report of the review, due 6 March 2026, in 4 days \(reg 20\(7\) and \(8\)\)/)
      assert.ok(body.includes(`waymark:/reviews/${review_id}`))
      assert.doesNotMatch(`${body}${html}`, /Ash|Example,|Larkfield/)
    }
    const own = (await reminders(office)).filter(({ person_id }) => person_id === senco.person_id)
    assert.deepEqual(
      own.map(({ clock, step }) => [clock, step]),
      [
        ['report', '7 before'],
        ['next_review', '28 before'],
      ],
    )
  }))

test('the next step is its own reminder, and what is done is reminded of no more', () =>
  atWork(async office => {
    const { review_id } = await heldReview(office)
    await office.as('coordinator')
    await now(office)
    office.later('2026-03-03')
    assert.equal((await now(office)).count.messages, 0)
    office.later('2026-03-05')
    await now(office)
    const ofReport = async () =>
      (await reminders(office)).filter(({ clock }) => clock === 'report').map(({ step }) => step)
    assert.deepEqual(await ofReport(), ['7 before', '1 before'])
    await office.write(tx =>
      tx
        .updateTable('review')
        .set({ report_sent_on: '2026-03-05' })
        .where('area_id', '=', 206)
        .where('id', '=', review_id)
        .execute(),
    )
    office.later('2026-03-10')
    await now(office)
    assert.deepEqual(await ofReport(), ['7 before', '1 before'])
  }))

test('what is late goes to the child’s own coordinator every week, and to the team lead', () =>
  atWork(async office => {
    const { child_id } = await heldReview(office)
    const [own, lead] = [await office.as('coordinator'), await office.as('team_lead')]
    await office.as('coordinator')
    await office.write(tx =>
      tx
        .insertInto('caseload')
        .values({ area_id: 206, child_id, person_id: own.person_id, from_on: '2026-01-01' })
        .execute(),
    )
    const people = async () => [...new Set((await reminders(office)).map(({ person_id }) => person_id))]
    await now(office)
    assert.deepEqual(await people(), [own.person_id])
    office.later('2026-03-23')
    await now(office)
    assert.deepEqual(await people(), [own.person_id, lead.person_id])
    const decisions = (await reminders(office)).filter(({ clock }) => clock === 'decision')
    assert.deepEqual(decisions.map(({ person_id, step }) => [person_id === lead.person_id, step]).slice(-2), [
      [false, 'overdue 1'],
      [true, 'late 1'],
    ])
  }))

test('a dry run lists whom it would go to and leaves nothing behind', () =>
  atWork(async office => {
    const { child_id, review_id } = await heldReview(office)
    await office.as('coordinator')
    const rows = await waymarkReminders(office, { 'dry-run': true, format: 'csv' })
    const { ref } = (await office.owner.query('select ref from child where id = $1', [child_id])).rows[0]
    const { to_name, to_address, ...report } = rows.find(row => row.clock === 'report') ?? {}
    assert.deepEqual([to_name, to_address?.endsWith('@example.org')], ['Someone, coordinator', true])
    assert.deepEqual(report, {
      ...{ role: 'coordinator', child_id: ref, clock: 'report', rule: 'reg 20(7) and (8)' },
      ...{ subject: 'review', subject_id: String(review_id), due_on: '2026-03-06', days_left: '4', step: '7 before' },
    })
    assert.equal((await office.owner.query('select from message')).rowCount, 0)
    await waymarkReminders(office, {})
    assert.equal((await office.owner.query('select from message')).rowCount, 1)
    assert.deepEqual(await waymarkReminders(office, { 'dry-run': true }), [])
  }))

test('a council changes the days on a page, and a number of days that is none is refused', () =>
  atWork(async office => {
    await heldReview(office)
    await office.as('coordinator')
    const administrator = await office.as('administrator')
    const address = '/messages/reminders/change?clock=report'
    const wrong = await administrator.post(address, { days_before: 'soon', overdue_every: '0', escalate_after: '' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /Enter up to 8 numbers/)
    await administrator.post(address, { days_before: '2', overdue_every: '', escalate_after: '5' })
    assert.match((await administrator.get('/messages/reminders')).body, /From 5 days late/)
    await now(office)
    assert.ok((await reminders(office)).every(({ clock }) => clock !== 'report'))
    const { rows } = await office.owner.query('select count(*)::int as n from reminder_rule')
    assert.equal(rows[0].n, 1)
    await administrator.post(address, { days_before: '3', overdue_every: '', escalate_after: '5' })
    const history = await office.owner.query('select days_before from reminder_rule_history')
    assert.deepEqual(history.rows, [{ days_before: [2] }])
    assert.equal((await administrator.get('/messages/reminders/change?clock=nothing')).statusCode, 404)
  }))

test('the morning’s job makes the reminders of every area', () =>
  atWork(async office => {
    await heldReview(office)
    await office.as('coordinator')
    const workshop = {
      db: office.db,
      today: () => office.today,
      mail: noMail,
      address: 'http://here',
      filing: office.filing,
    }
    const worker = await startWorker(office.pool, jobs, workshop, { seconds: 0.5, report: () => {} })
    try {
      await office.owner.query(
        "insert into jobs.job (name, data, policy) values ('reminders.morning', '{}', 'standard')",
      )
      const done = "select from message where state = 'withheld'"
      for (let tries = 0; tries < 100 && (await office.owner.query(done)).rowCount === 0; tries++) await sleep(100)
      assert.equal((await office.owner.query(done)).rowCount, 1)
      const page = await (await office.as('administrator')).get('/messages/jobs')
      assert.match(page.body, /At work, last heard of/)
      assert.match(page.body, /Make the reminders of a morning/)
    } finally {
      await worker.stop()
    }
  }))
