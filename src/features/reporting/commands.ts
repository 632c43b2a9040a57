import { randomBytes } from 'node:crypto'
import { areaOf, type Command, WrongUse } from '#platform/command.ts'
import { asOwner } from '#platform/database/owner.ts'
import { scramVerifier } from '#platform/database/scram.ts'

/** A login for Power BI, Excel or an analyst: reads the views of schema reporting, for one area, and nothing else. */
export const addReportingLogin: Command = {
  name: 'reporting add',
  usage: 'LOGIN [--area CODE]',
  summary: 'Make a database login that reads the reporting views of one area; prints its password once',
  options: { area: { type: 'string' } },
  run: async (terminal, { words, options }) => {
    const login = loginOf(words)
    const area_id = await areaOf(terminal, options.area)
    const password = randomBytes(18).toString('base64url')
    await asOwner(terminal.owner, async client => {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [login])
      const ours = await client.query('select from reporting.login where login = $1', [login])
      if (rowCount && !ours.rowCount)
        throw new WrongUse(`The database has a role ${login} already that is not for reporting`)
      if (!rowCount) await client.query(`create role ${quoted(login)} login in role waymark_report`)
      await client.query(`alter role ${quoted(login)} password '${scramVerifier(password)}'`)
      await client.query(`alter role ${quoted(login)} set default_transaction_read_only = on`)
      await client.query('insert into reporting.login values ($1, $2) on conflict do nothing', [login, area_id])
    })
    await terminal.out(
      `login     ${login}\npassword  ${password}\nschema    reporting (ratings, distance, soft, coverage)\n`,
    )
    return 0
  },
}

export const removeReportingLogin: Command = {
  name: 'reporting remove',
  usage: 'LOGIN',
  summary: 'Take a reporting login away',
  options: {},
  run: async (terminal, { words }) => {
    const login = loginOf(words)
    const { rowCount } = await terminal.owner.query('delete from reporting.login where login = $1', [login])
    if (!rowCount) throw new WrongUse(`There is no reporting login ${login}`)
    await terminal.owner.query(`drop role ${quoted(login)}`)
    return 0
  },
}

function loginOf([login, ...more]: string[]) {
  if (!login || more.length > 0) throw new WrongUse('Name one login')
  if (!/^[a-z][a-z0-9_]{2,40}$/.test(login) || login.startsWith('pg_') || login.startsWith('waymark_')) {
    throw new WrongUse(
      'A login is 3 to 41 small letters, digits and underscores, begins with a letter, and not with pg_ or waymark_',
    )
  }
  return login
}

const quoted = (login: string) => `"${login}"`
