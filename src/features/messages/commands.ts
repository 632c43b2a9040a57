import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { text as textOf } from 'node:stream/consumers'
import { dateInWords, daysBetween } from '#domain/date.ts'
import { waymarkItself } from '#platform/access/actor.ts'
import { areaCode, areaOf, type Command, WrongUse } from '#platform/command.ts'
import { connect } from '#platform/database/connect.ts'
import { read } from '#platform/database/transaction.ts'
import { filingIn } from '#platform/files/filing.ts'
import type { Job } from '#platform/jobs/job.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import { readBounce } from '#platform/mail/bounce.ts'
import { enterBounce } from '#platform/mail/bounced.ts'
import { mailer } from '#platform/mail/mailer.ts'
import { csvLine } from '#platform/transfer/csv-out.ts'
import { remind, remindersToSend } from './actions.ts'
import type { Digest } from './digest.ts'

const text = { type: 'string' } as const

const columns = [
  ...['to_name', 'to_address', 'role', 'child_id', 'clock', 'rule', 'subject', 'subject_id', 'due_on', 'days_left'],
  'step',
]

function* csvOf(digests: readonly Digest[], today: string) {
  yield csvLine(columns)
  for (const { to, items } of digests) {
    for (const { child_ref, clock, rule, subject, subject_id, due_on, step } of items) {
      yield csvLine([
        ...[to.name, to.email, to.role, child_ref, clock, rule, subject, subject_id, due_on],
        ...[daysBetween(today, due_on), step],
      ])
    }
  }
}

export const remindersCommand: Command = {
  name: 'reminders',
  usage: '[--area CODE] [--dry-run] [--format csv]',
  summary: 'Put today’s reminders of statutory dates in the queue, or list whom they would go to',
  options: { area: text, 'dry-run': { type: 'boolean' }, format: text },
  run: async (terminal, { options, words }) => {
    if (words.length > 0) throw new WrongUse(`Not understood: ${words.join(' ')}`)
    if (options.format !== undefined && options.format !== 'csv') throw new WrongUse('--format must be csv')
    const actor = waymarkItself(await areaOf(terminal, options.area), terminal.today)
    const dry = options['dry-run'] === true
    const digests = dry
      ? await read(terminal.db, actor, tx => remindersToSend(tx, actor))
      : (await remind(terminal.db, actor)).made
    if (dry || options.format) for (const line of csvOf(digests, terminal.today)) await terminal.out(line)
    const reminders = digests.reduce((sum, { items }) => sum + items.length, 0)
    terminal.err(
      `${dry ? 'Would be made' : 'Made'}: ${digests.length} messages with ${reminders} reminders, area ${areaCode(actor.area_id)}, ${dateInWords(terminal.today)}.`,
    )
    return 0
  },
}

export const bouncesCommand: Command = {
  name: 'mail bounces',
  usage: '[FILE.eml …]',
  summary: 'Enter mail that came back: files, or one mail from standard input',
  options: {},
  run: async (terminal, { words: files }) => {
    const mails =
      files.length > 0 ? await Promise.all(files.map(file => readFile(file, 'utf8'))) : [await textOf(process.stdin)]
    const entered = { yes: 0, no: 0 }
    for (const mail of mails) {
      const bounce = readBounce(mail)
      entered[bounce && (await enterBounce(terminal.db, terminal.today, bounce)) ? 'yes' : 'no']++
    }
    terminal.err(
      `${entered.yes} entered as come back; ${entered.no} about no message that waits for it, or only delayed.`,
    )
    return 0
  },
}

/** `waymark work`: what the server does later, in a process of its own. */
export const workCommand = (jobs: readonly Job[]): Command => ({
  name: 'work',
  usage: '',
  summary: 'Do what waits in the queue until stopped: messages, reminders, files. The server does so too',
  options: {},
  run: async ({ config, err }) => {
    const connection = await connect(config)
    const mail = mailer(config.mail)
    const filing = filingIn(config.data, config.filing)
    const worker = await startWorker(connection.app, jobs, { ...config, db: connection.db, mail, filing })
    err(config.mail ? 'At work.' : 'At work. No mail server is configured (SMTP_URL): messages are kept and not sent.')
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
    await worker.stop()
    mail.close()
    await connection.close()
    return 0
  },
})
