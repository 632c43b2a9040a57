import { parseArgs } from 'node:util'
import { CannotStart } from '#platform/cannot-start.ts'
import { type Command, WrongUse } from '#platform/command.ts'
import { connect } from '#platform/database/connect.ts'
import { commands } from './app.ts'
import { readConfig } from './config.ts'

process.exitCode = await run(process.argv.slice(2))

async function run(args: string[]): Promise<number> {
  const [first] = args
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    process.stdout.write(help())
    return first === undefined ? 2 : 0
  }
  const command = commands.find(({ name }) => args.slice(0, name.split(' ').length).join(' ') === name)
  if (!command) return complain(`There is no command: ${args.filter(arg => !arg.startsWith('-')).join(' ')}`)
  try {
    return await carryOut(command, args.slice(command.name.split(' ').length))
  } catch (error) {
    if (error instanceof WrongUse) return complain(error.message, command)
    if (error instanceof CannotStart) return complain(error.message)
    throw error
  }
}

async function carryOut(command: Command, args: string[]): Promise<number> {
  const { positionals: words, values } = parse(command, args)
  if (values.help) {
    process.stdout.write(`${usageOf(command)}\n\n${command.summary}\n`)
    return 0
  }
  const config = readConfig()
  const connection = await connect(config)
  try {
    return await command.run(
      {
        db: connection.db,
        owner: connection.owner,
        config,
        today: config.today(),
        out: write,
        err: text => process.stderr.write(`${text}\n`),
      },
      { words, options: values },
    )
  } finally {
    await connection.close()
  }
}

function parse(command: Command, args: string[]) {
  try {
    return parseArgs({ args, options: { ...command.options, help: { type: 'boolean' } }, allowPositionals: true })
  } catch (error) {
    throw new WrongUse((error as Error).message)
  }
}

function write(text: string) {
  return new Promise<void>(resolve => {
    process.stdout.write(text, () => resolve())
  })
}

function complain(message: string, command?: Command) {
  process.stderr.write(`${message}\n${command ? usageOf(command) : 'waymark --help tells what there is.'}\n`)
  return 2
}

function usageOf(command: Command) {
  return `usage: waymark ${command.name} ${command.usage}`
}

function help() {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return `Waymark: quality assurance for SEND provision

usage: waymark COMMAND [options]

${commands.map(({ name, usage, summary }) => `  ${name.padEnd(width)}  ${summary}\n  ${' '.repeat(width)}  ${usage}`).join('\n')}

Exit status: 0 done (with warnings too), 1 refused because of the data, 2 wrong use.

Environment: WAYMARK_DATA (folder for all that is kept), DATABASE_URL (a PostgreSQL of your own), PORT, HOST,
WAYMARK_PROXY (addresses of proxies in front that are not on this machine), WAYMARK_ADDRESS, SMTP_URL, MAIL_FROM and
MAIL_BOUNCES (how messages leave), WAYMARK_BROWSER (a Chromium, for PDFs),
WAYMARK_CLAMD, WAYMARK_UNSCANNED, WAYMARK_FILE_MB, WAYMARK_S3, WAYMARK_S3_ENDPOINT (files of evidence),
WAYMARK_TODAY (YYYY-MM-DD: the day to record, on the database that comes through npm only).
`
}
