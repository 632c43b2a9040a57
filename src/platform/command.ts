import type { ParseArgsOptionsConfig } from 'node:util'
import type pg from 'pg'
import { localAuthority } from '#domain/local-authority.ts'
import type { Config } from '../config.ts'
import type { Database } from './database/connect.ts'

/** 0 done (with warnings too), 1 refused because of the data, 2 wrong use. */
export type ExitStatus = 0 | 1 | 2

export type Terminal = {
  db: Database
  /** For what only the owner of the tables may do: a whole new area, the demonstration. */
  owner: pg.Pool
  config: Config
  today: string
  out: (text: string) => void | Promise<void>
  /** For what the person should know and a file should not hold. */
  err: (text: string) => void
}

export type Given = { words: string[]; options: Record<string, string | boolean | (string | boolean)[] | undefined> }

export type Command = {
  /** What is typed, as 'import package'. */
  name: string
  /** What follows it, as 'PATH [--area CODE] [--dry-run]'. */
  usage: string
  summary: string
  options: ParseArgsOptionsConfig
  run: (terminal: Terminal, given: Given) => Promise<ExitStatus>
}

/** Wrong use: says how, and ends with status 2. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse'
}

/** The area a command is about: the one named, or the only one there is. */
export async function areaOf({ owner }: Pick<Terminal, 'owner'>, named: unknown): Promise<number> {
  const { rows } = await owner.query<{ area_id: number; name: string }>(
    'select area_id, name from area order by area_id',
  )
  const list = rows.map(row => `${areaCode(row.area_id)} ${row.name}`).join(', ')
  if (named === undefined) {
    const [only, ...others] = rows
    if (!only)
      throw new WrongUse('This system holds no area yet. Import something, or run: waymark demo --size borough')
    if (others.length > 0) throw new WrongUse(`Say which area with --area CODE. This system holds: ${list}`)
    return only.area_id
  }
  if (!/^\d{3}$/.test(String(named)))
    throw new WrongUse(`--area must be a three-digit local authority code, such as 206. It was: ${String(named)}`)
  const found = rows.find(row => row.area_id === Number(named))
  if (!found) throw new WrongUse(`This system holds no area ${String(named)}. It holds: ${list || 'none yet'}`)
  return found.area_id
}

export const areaCode = (area_id: number) => String(area_id).padStart(3, '0')

/** The area named, made when it is a council's and not here yet: for what begins a system, its first import or account. */
export async function areaOrNew(terminal: Pick<Terminal, 'owner'>, named: unknown): Promise<number> {
  const authority = /^\d{3}$/.test(String(named)) ? localAuthority(Number(named)) : undefined
  if (authority) {
    await terminal.owner.query(
      'insert into area (area_id, name, region) values ($1, $2, $3) on conflict (area_id) do nothing',
      [authority.number, authority.name, authority.region],
    )
  }
  return areaOf(terminal, named)
}
