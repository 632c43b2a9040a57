import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { audited } from '#platform/database/transaction.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import { type MailSettings, mailer } from '#platform/mail/mailer.ts'
import { type NewMessage, queueMessage } from '#platform/mail/message.ts'
import { saveSettings } from '#platform/settings/setting.ts'
import { atWork, type Office } from '#test/office.ts'
import { jobs } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { bouncesCommand } from './index.ts'

type Got = { from: string; to: string[]; mail: ParsedMail }

/** A mail server: what it took, and how it answers each address. */
async function withServer(story: (settings: MailSettings, got: Got[], refuse: Map<string, number>) => Promise<void>) {
  const got: Got[] = []
  const refuse = new Map<string, number>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _, answer) => {
      const code = refuse.get(address)
      answer(
        code
          ? Object.assign(new Error(code === 550 ? 'No such person here' : 'Come again'), { responseCode: code })
          : null,
      )
    },
    onData: (stream, { envelope }, answer) => {
      void simpleParser(stream).then(mail => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        got.push({ from, to: envelope.rcptTo.map(({ address }) => address), mail })
        answer()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as { port: number }
  try {
    await story(
      {
        server: `smtp://127.0.0.1:${port}`,
        from: 'Waymark <send@council.example>',
        bounces: 'bounces@council.example',
      },
      got,
      refuse,
    )
  } finally {
    await new Promise<void>(done => server.close(() => done()))
  }
}

async function working(office: Office, settings: MailSettings | undefined, story: () => Promise<void>, workers = 1) {
  const mail = mailer(settings)
  const workshop = {
    db: office.db,
    today: () => office.today,
    mail,
    address: 'https://waymark.example',
    filing: office.filing,
  }
  const pools = await Promise.all(
    Array.from({ length: workers }, () => startWorker(office.pool, jobs, workshop, { seconds: 0.5, report: () => {} })),
  )
  try {
    await story()
  } finally {
    await Promise.all(pools.map(worker => worker.stop()))
    mail.close()
  }
}

async function until(what: () => boolean | Promise<boolean>) {
  for (let tries = 0; tries < 120; tries++) {
    if (await what()) return
    await sleep(100)
  }
  assert.fail('It did not come to that in twelve seconds')
}

const aMessage: NewMessage = {
  kind: 'other',
  to: { name: 'Rowan Example', address: 'rowan@example.org' },
  why: 'A trial',
  title: 'Something to do',
  parts: [{ text: 'There is something to do.' }, { list: [{ text: 'A.E.: decide', href: '/reviews/7' }] }],
}

const send = (office: Office, about: Partial<NewMessage> = {}) =>
  audited(office.db, office.actor(), { act: 'test.sent' }, tx =>
    queueMessage(tx, office.actor(), { ...aMessage, ...about }).then(made => ({ made })),
  )

const kept = async (office: Office) =>
  (await office.owner.query('select state, state_why, tries, token, body, child_id from message order by id')).rows

test('a message goes by SMTP as text and HTML, with links to this service, and is kept word for word', () =>
  withServer((settings, got) =>
    atWork(async office => {
      await send(office)
      await working(office, settings, () => until(() => got.length === 1))
      const [{ from, to, mail }] = got as [Got]
      const [message] = await kept(office)
      assert.equal(message.state, 'sent')
      assert.deepEqual(to, ['rowan@example.org'])
      assert.equal(from, `bounces+206-${message.token}@council.example`)
      assert.equal(mail.subject, 'Something to do')
      assert.equal(mail.messageId, `<206-${message.token}@council.example>`)
      assert.equal(mail.headers.get('auto-submitted'), 'auto-generated')
      assert.match(mail.text ?? '', /A\.E\.: decide\n {2}https:\/\/waymark\.example\/reviews\/7/)
      assert.match(String(mail.html), /<a href="https:\/\/waymark\.example\/reviews\/7"/)
      assert.match(String(mail.html), /<html lang="en-GB">/)
    }),
  ))

test('two workers send each message once', () =>
  withServer((settings, got) =>
    atWork(async office => {
      for (let n = 0; n < 12; n++) await send(office, { title: `Number ${n}` })
      await working(
        office,
        settings,
        async () => {
          await until(() => got.length >= 12)
          await sleep(700)
        },
        2,
      )
      assert.equal(new Set(got.map(({ mail }) => mail.subject)).size, 12)
      assert.equal(got.length, 12)
    }),
  ))

test('an address that is refused (550) is entered as come back, and is not tried again', () =>
  withServer((settings, got, refuse) =>
    atWork(async office => {
      refuse.set('rowan@example.org', 550)
      const { child_id } = await office.aChild()
      await send(office, { child_id })
      await working(office, settings, () => until(async () => (await kept(office))[0].state === 'bounced'))
      const [message] = await kept(office)
      assert.match(message.state_why, /550.*No such person here/)
      assert.equal(message.tries, 1)
      const { rows } = await office.owner.query(
        "select child_id from audit_entry where act = 'message.bounced' and role = 'waymark'",
      )
      assert.deepEqual(rows, [{ child_id }])
      assert.equal(got.length, 0)
    }),
  ))

test('a server that says to come again (451) is asked again later, and the message is sent once', () =>
  withServer((settings, got, refuse) =>
    atWork(async office => {
      refuse.set('rowan@example.org', 451)
      await send(office)
      await working(office, settings, async () => {
        await until(async () => (await kept(office))[0].tries === 1)
        assert.equal((await kept(office))[0].state, 'queued')
        await until(async () => (await office.owner.query("select from jobs.job where state = 'retry'")).rowCount === 1)
        refuse.clear()
        const later = await office.owner.query(
          "update jobs.job set start_after = now() where state = 'retry' returning start_after",
        )
        assert.equal(later.rowCount, 1)
        await until(() => got.length === 1)
        await until(async () => (await kept(office))[0].state === 'sent')
      })
      assert.equal((await kept(office))[0].tries, 2)
    }),
  ))

test('a server that is never there gives a message up, for an administrator to send again', () =>
  withServer((settings, got) =>
    atWork(async office => {
      await send(office)
      const { rows } = await office.owner.query('update jobs.job set retry_limit = 0 returning id')
      assert.equal(rows.length, 1)
      await working(office, { ...settings, server: 'smtp://127.0.0.1:1' }, () =>
        until(async () => (await kept(office))[0].state === 'failed'),
      )
      const administrator = await office.as('administrator')
      await until(async () => (await administrator.get('/messages/jobs')).body.includes('Try again'))
      assert.match((await administrator.get('/messages')).body, /1 of the last two weeks did not arrive/)
      await administrator.post('/messages/1', { act: 'again' })
      await working(office, settings, () => until(() => got.length === 1))
      assert.equal((await kept(office))[0].state, 'sent')
    }),
  ))

test('without a mail server messages are kept as not sent, and the page says so', () =>
  atWork(async office => {
    await send(office)
    await working(office, undefined, () => until(async () => (await kept(office))[0].state === 'withheld'))
    const page = await (await office.as('administrator')).get('/messages')
    assert.match(page.body, /1 of the last two weeks were kept and not sent, because no mail server is configured/)
    assert.match((await (await office.as('coordinator')).get('/messages/1')).body, /No mail server is configured/)
  }))

test('what is rolled back leaves no message and no job, and one name is sent once', () =>
  atWork(async office => {
    await assert.rejects(
      audited(office.db, office.actor(), { act: 'test.sent' }, async tx => {
        await queueMessage(tx, office.actor(), aMessage)
        throw new Error('a surprise')
      }),
    )
    const counts = async () =>
      (
        await office.owner.query(
          'select (select count(*) from message)::int as m, (select count(*) from jobs.job)::int as j',
        )
      ).rows[0]
    assert.deepEqual(await counts(), { m: 0, j: 0 })
    await send(office, { once: 'today' })
    assert.equal((await send(office, { once: 'today' })).made, undefined)
    assert.deepEqual(await counts(), { m: 1, j: 1 })
  }))

test('whoever does not want a kind does not get it by e-mail; what the law says is sent goes all the same', () =>
  atWork(async office => {
    const senco = await office.as('senco')
    assert.equal((await senco.post('/account/messages', { wanted: 'other' })).statusCode, 303)
    const to = { ...aMessage.to, person_id: senco.person_id }
    for (const kind of ['reminders', 'letter', 'other'] as const) await send(office, { kind, to })
    await send(office, { to: { name: 'Nobody', address: null } })
    assert.deepEqual(
      (await kept(office)).map(({ state, state_why }) => [state, state_why]),
      [
        ['withheld', 'They asked not to get these by e-mail'],
        ['queued', null],
        ['queued', null],
        ['withheld', 'No e-mail address is known'],
      ],
    )
    assert.match((await senco.get('/account/messages')).body, /A letter or notice is ready/)
  }))

test('in a demonstration nothing leaves the building', () =>
  atWork(async office => {
    await office.owner.query('update area set demonstration = true')
    await send(office)
    assert.equal((await kept(office))[0].state_why, 'Demonstration: nothing leaves the building')
    await (await office.as('administrator')).post('/messages/1', { act: 'again' })
    assert.equal((await kept(office))[0].state, 'withheld')
  }))

const report = (token: string, action: string, status: string) => `From: MAILER-DAEMON@mx.example
To: <bounces+206-${token}@council.example>
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; rowan@example.org
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; 550 5.1.1 <rowan@example.org>:
    Recipient address rejected: User unknown
--b--
`

test('mail that comes back later is entered by its return path; a delay and a stranger are not', () =>
  atWork(async office => {
    await send(office)
    await office.owner.query("update message set state = 'sent'")
    const { token } = (await kept(office))[0]
    const folder = await mkdtemp(join(tmpdir(), 'waymark-bounces-'))
    const enter = async (mail: string) => {
      const file = join(folder, 'mail.eml')
      await writeFile(file, mail)
      const said: string[] = []
      const terminal = { ...office, config: readConfig({}), out: () => {}, err: (text: string) => void said.push(text) }
      await bouncesCommand.run(terminal, { words: [file], options: {} })
      return said.join()
    }
    assert.match(await enter(report(token, 'delayed', '4.4.1')), /^0 entered/)
    assert.match(await enter(report('0'.repeat(32), 'failed', '5.1.1')), /^0 entered/)
    assert.match(await enter('Subject: hello\n\nNothing to do with us'), /^0 entered/)
    assert.equal((await kept(office))[0].state, 'sent')
    assert.match(await enter(report(token, 'failed', '5.1.1').replaceAll('\n', '\r\n')), /^1 entered/)
    const [message] = await kept(office)
    assert.equal(message.state, 'bounced')
    assert.match(message.state_why, /550 5\.1\.1 .*Recipient address rejected: User unknown/)
    assert.match(await enter(report(token, 'failed', '5.1.1')), /^0 entered/)
    await rm(folder, { recursive: true })
  }))

test('a message about a child is read by whoever may see messages, and is in the child’s trail', () =>
  atWork(async office => {
    const { child_id } = await office.aChild()
    await send(office, { child_id })
    await office.write(tx => saveSettings(tx, office.actor(), { service_name: 'x' }))
    const coordinator = await office.as('coordinator')
    const page = await coordinator.get('/messages/1')
    assert.match(page.body, /<a class="govuk-link" href="\/reviews\/7">\/reviews\/7<\/a>/)
    assert.equal((await (await office.as('senco')).get('/messages/1')).statusCode, 404)
    const { rows } = await office.owner.query("select child_id from audit_entry where act = 'message.seen'")
    assert.deepEqual(rows, [{ child_id }])
    assert.match((await coordinator.get(`/messages?child=${child_id}`)).body, /1 message, latest first/)
    assert.match((await coordinator.get('/messages?find=nobody')).body, /No message fits/)
  }))
