import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { areasOf, type Size } from '#features/demonstration/areas.ts'
import { loadDemonstration } from '#features/demonstration/load.ts'
import { type Actor, commandLine } from '#platform/access/actor.ts'
import { joinCluster } from '#platform/database/cluster.ts'
import { type Connection, connect, type Database, kyselyOn, pool } from '#platform/database/connect.ts'

/** The day the generated records end: the last whole academic year is 2024/25. */
const until = '2025-12-31'

/** What every size is generated with. */
export const theSame = { seed: 1, until }

export type Scale = 'S' | 'M'

export const sizes = { S: 'borough', M: 'county' } as const satisfies Record<Scale, Size>

/** A PostgreSQL of the bench's own, as the product starts it: with the product's settings, flushed to disk. */
export type Ground = {
  folder: string
  /** The address of one of its databases, for whoever is given DATABASE_URL. */
  url: (database: string) => string
  /** Runs a statement outside them, where databases are made and copied. */
  run: (statement: string) => Promise<void>
  leave: () => Promise<void>
}

export async function startGround(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-'))
  const { host, user, leave } = await joinCluster(folder)
  return {
    folder,
    url: database => `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}`,
    run: async statement => {
      const maintenance = pool({ host, user, database: 'postgres' }, 1)
      await maintenance.query(statement)
      await maintenance.end()
    },
    leave: async () => {
      await leave()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A database of one size, and who asks it. */
export type Field = {
  database: string
  area_id: number
  connection: Connection
  /** As the owner, whom row security does not bind. */
  ownerDb: Database
  actor: Actor
}

export async function openField(ground: Ground, database: string, area_id: number): Promise<Field> {
  const connection = await connect({ data: ground.folder, databaseUrl: ground.url(database) })
  return {
    ...{ database, area_id, connection },
    ownerDb: kyselyOn(connection.owner),
    actor: commandLine(area_id, until),
  }
}

/** Generates and loads one size as `waymark demo` does, into a database of its own. */
export async function makeField(ground: Ground, scale: Scale): Promise<Field> {
  const [area] = areasOf(sizes[scale], theSame.seed)
  const database = `bench_${scale.toLowerCase()}`
  await ground.run(`create database ${database}`)
  const field = await openField(ground, database, area?.area_id ?? 0)
  for await (const _loaded of loadDemonstration(field.connection.owner, { size: sizes[scale], ...theSame }));
  await field.connection.owner.query('vacuum analyze')
  return field
}
