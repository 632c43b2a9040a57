import { join } from 'node:path'
import { loadDemonstration } from '#features/demonstration/index.ts'
import { endInterrupted } from '#features/imports/index.ts'
import { demonstrationPeople } from '#platform/auth/session.ts'
import { CannotStart } from '#platform/cannot-start.ts'
import { type Connection, connect } from '#platform/database/connect.ts'
import { filingIn } from '#platform/files/filing.ts'
import { allDone } from '#platform/jobs/later.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import { mailer } from '#platform/mail/mailer.ts'
import { closePrinter } from '#platform/pdf/pdf.ts'
import { buildApp, jobs } from './app.ts'
import { type Config, readConfig } from './config.ts'

try {
  await serve()
} catch (error) {
  if (!(error instanceof CannotStart)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

async function serve() {
  const config = readConfig()
  const connection = await connect(config)
  await endInterrupted(connection.owner)
  if (process.argv.includes('--demonstration')) await demonstrate(connection, config)
  const files = join(config.data, 'files')
  const filing = filingIn(config.data, config.filing)
  const { today, proxies } = config
  const app = await buildApp({ db: connection.db, today, proxies, files, filing, logger: true })
  const mail = mailer(config.mail)
  const worker = await startWorker(connection.app, jobs, { ...config, db: connection.db, mail, filing })
  const stop = async () => {
    await app.close()
    await worker.stop()
    mail.close()
    await closePrinter()
    await allDone()
    await connection.close()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().then(() => process.exit(0)))
  }
  const address = await app.listen({ port: config.port, host: config.host })
  process.stdout.write(`Waymark is at ${address}\n${await whoIsThere(connection, config)}`)
}

/** The demonstration borough, invented once; the next start finds it there. */
async function demonstrate({ owner }: Connection, config: Config) {
  for await (const loaded of loadDemonstration(owner, { size: 'borough', seed: 1, until: config.today() })) {
    process.stdout.write(
      'there' in loaded
        ? `The demonstration area ${loaded.name} is there.\n`
        : `Invented the demonstration area ${loaded.name}: ${loaded.children} children, in ${Math.round(loaded.seconds)} seconds.\n`,
    )
  }
}

async function whoIsThere({ db }: Connection, config: Config) {
  const people = await demonstrationPeople(db, config.today())
  if (people.length === 0) return ''
  return `Sign in there by choosing a person, for instance:\n${people
    .slice(0, 4)
    .concat(people.filter(({ role }) => role === 'senco' || role === 'parent').slice(0, 2))
    .map(({ name }) => `  ${name}\n`)
    .join('')}`
}
