import { z } from 'zod'
import { commandLine } from '#platform/access/actor.ts'
import { isRole, roles } from '#platform/access/permission.ts'
import { giveRole } from '#platform/auth/accounts.ts'
import { makeOneTimePassword } from '#platform/auth/one-time.ts'
import { areaCode, areaOf, areaOrNew, type Command, type Given, type Terminal, WrongUse } from '#platform/command.ts'
import { audited, read } from '#platform/database/transaction.ts'
import { childrenNamed, everybody, institutionsNamed, personByEmail } from './command-queries.ts'
import { limitOf, rolesToGive } from './role-limits.ts'

const text = { type: 'string' } as const

export const addPersonCommand: Command = {
  name: 'people add',
  usage: '--area CODE --email ADDRESS --name NAME --role ROLE [--institution URN|ID …] [--child UPN|ID …]',
  summary: 'Give somebody an account and a role; prints a one-time password',
  options: {
    area: text,
    email: text,
    name: text,
    role: text,
    institution: { type: 'string', multiple: true },
    child: { type: 'string', multiple: true },
  },
  run: async (terminal, given) => {
    const about = aboutPerson(given)
    const area_id = await areaOrNew(terminal, given.options.area)
    const actor = commandLine(area_id, terminal.today)
    const made = await audited(
      terminal.db,
      actor,
      { act: 'role.given', detail: { role: about.role } },
      async (tx, entry) => {
        const institutions = await institutionsNamed(tx, actor, about.institutions)
        const children = await childrenNamed(tx, actor, about.children)
        const missing = [...institutions.missing, ...children.missing]
        if (missing.length > 0) return { refused: missing }
        const before = await personByEmail(tx, about.email)
        const { person_id } = await giveRole(tx, actor, {
          ...about,
          institutions: institutions.found,
          children: children.found,
        })
        Object.assign(entry, { subject: 'person', subject_id: person_id })
        const known = before ?? (await personByEmail(tx, about.email))
        if (known?.has_password) return { password: undefined }
        return { password: await makeOneTimePassword(tx, { area_id, person_id, at_terminal: true }) }
      },
    )
    if (made.refused) {
      terminal.err(`Not found in this area: ${made.refused.join(', ')}. Nobody was added.`)
      return 1
    }
    terminal.err(`${about.name} (${about.email}) is ${roles[about.role].name} in area ${areaCode(area_id)}.`)
    await say(terminal, made.password)
    return 0
  },
}

export const listPeopleCommand: Command = {
  name: 'people list',
  usage: '[--area CODE]',
  summary: 'List who has which role, as CSV',
  options: { area: text },
  run: async (terminal, { options }) => {
    const actor = commandLine(await areaOf(terminal, options.area), terminal.today)
    for (const line of await read(terminal.db, actor, tx => everybody(tx, actor))) await terminal.out(line)
    return 0
  },
}

export const oneTimePasswordCommand: Command = {
  name: 'people one-time-password',
  usage: '--email ADDRESS [--area CODE]',
  summary: 'Let somebody choose a new password, whatever areas they work in; prints a one-time password',
  options: { area: text, email: text },
  run: async (terminal, { options }) => {
    const area_id = await areaOf(terminal, options.area)
    const actor = commandLine(area_id, terminal.today)
    const email = String(options.email ?? '').toLowerCase()
    if (!email) throw new WrongUse('Name the person with --email ADDRESS')
    const made = await audited(terminal.db, actor, { act: 'one_time_password.made' }, async (tx, entry) => {
      const found = await personByEmail(tx, email)
      if (!found) return { refused: true }
      Object.assign(entry, { subject: 'person', subject_id: found.id })
      return { password: await makeOneTimePassword(tx, { area_id, person_id: found.id, at_terminal: true }) }
    })
    if ('refused' in made) {
      terminal.err(`Nobody in this area has the email address ${email}.`)
      return 1
    }
    await say(terminal, made.password)
    return 0
  },
}

async function say({ out, err }: Terminal, password: string | undefined) {
  if (password === undefined) return err('They have an account already, and sign in with the password they have.')
  err('One-time password, good for 7 days; they choose their own when they sign in with it:')
  await out(`${password}\n`)
}

function aboutPerson({ options, words }: Given) {
  if (words.length > 0) throw new WrongUse(`Say each part with its option. Not understood: ${words.join(' ')}`)
  const role = String(options.role ?? '')
  if (!isRole(role)) throw new WrongUse(`--role must be one of: ${rolesToGive.join(', ')}`)
  const name = String(options.name ?? '').trim()
  if (!name) throw new WrongUse('Name the person with --name "…"')
  const email = z.email().safeParse(String(options.email ?? '').toLowerCase())
  if (!email.success) throw new WrongUse('--email must be an email address, like name@example.org')
  const [institutions, children] = [listOf(options.institution), listOf(options.child)]
  const limit = limitOf(role)
  if (institutions.length > 0 && limit !== 'institutions') throw new WrongUse(`--institution is for --role senco`)
  if (children.length > 0 && limit !== 'children') throw new WrongUse('--child is for --role parent or young_person')
  return { role, name, email: email.data, institutions, children }
}

const listOf = (value: Given['options'][string]) => (Array.isArray(value) ? value.map(String) : [])
