import { setImmediate } from 'node:timers/promises'
import type pg from 'pg'
import { addTenders } from '#features/tenders/index.ts'
import { kyselyOn } from '#platform/database/connect.ts'
import { asOwner } from '#platform/database/owner.ts'
import { addAgreements } from './agreements-load.ts'
import { type AreaData, type Demonstration, generate } from './generate.ts'
import { addPeople } from './people-load.ts'
import { addRegister } from './register-load.ts'
import { sheetsFor } from './rows-copy.ts'
import { addStandards, sharePassports } from './standards-load.ts'
import { addWork } from './work-load.ts'

export type Loaded =
  | { area_id: number; name: string; children: number; seconds: number }
  | { area_id: number; name: string; there: true }

/** Children sent to the database at a time: enough for COPY, little in memory. */
const batch = 300
const turn = 15

/**
 * Puts the demonstration into its own areas, each in one act and one transaction. An area that is there already stays as
 * it is; a real area under the number is never touched.
 */
export async function* loadDemonstration(owner: pg.Pool, wanted: Demonstration): AsyncGenerator<Loaded> {
  for (const data of generate(wanted)) {
    const loaded = await asOwner(owner, client => loadArea(client, data, wanted))
    if (!('there' in loaded) && wanted.size !== 'england')
      await addTenders(kyselyOn(owner), loaded.area_id, wanted.until)
    yield loaded
  }
  if (wanted.size === 'borough') yield* loadNeighbour(owner, wanted)
}

/** A small area beside the borough, with which its providers share what they have shown. */
async function* loadNeighbour(owner: pg.Pool, wanted: Demonstration): AsyncGenerator<Loaded> {
  const beside: Demonstration = { ...wanted, size: 'neighbour' }
  const [borough] = generate(wanted)
  for (const data of generate(beside)) {
    const loaded = await asOwner(owner, client => loadArea(client, data, beside))
    if (borough && 'children' in loaded)
      await asOwner(owner, async client => {
        const act = await openAct(client, borough.area.area_id, wanted.until)
        await sharePassports(client, borough.area.area_id, data.area.area_id, wanted.until)
        await client.query(
          `insert into audit_entry (area_id, id, on_date, role, act) values ($1, $2, $3, 'command_line', 'demonstration.shared')`,
          [borough.area.area_id, act, wanted.until],
        )
      })
    yield loaded
  }
}

async function loadArea(client: pg.PoolClient, data: AreaData, { until, seed, size }: Demonstration): Promise<Loaded> {
  const { area_id, name } = data.area
  const started = performance.now()
  await client.query('select pg_advisory_xact_lock(715100, $1)', [area_id])
  const known = await client.query<{ demonstration: boolean }>('select demonstration from area where area_id = $1', [
    area_id,
  ])
  if (known.rows[0]?.demonstration === false) throw new Error(`Area ${area_id} is in use and is no demonstration`)
  if (known.rows[0]) return { area_id, name, there: true }
  await client.query("insert into area (area_id, name, region, demonstration) values ($1, $2, 'Demonstration', true)", [
    area_id,
    name,
  ])
  const act = await openAct(client, area_id, until)
  const withoutChecks = await setTriggersAside(client)
  const sheets = await sheetsFor(client, data, act)
  let children = 0
  let sending = sheets.sent()
  for (const child of data.children()) {
    sheets.add(child)
    children += 1
    // The database writes one batch while the next is invented; it needs a turn now and then to be given more.
    if (children % turn === 0) await setImmediate()
    if (children % batch !== 0) continue
    throwIfLost(await sending)
    sending = sheets.sent()
  }
  throwIfLost(await sending)
  throwIfLost(await sheets.sent())
  await sheets.close()
  if (withoutChecks) await client.query("set local session_replication_role = 'origin'")
  await addPeople(client, data.area, sheets.noticed())
  if (withoutChecks) await client.query("set local session_replication_role = 'replica'")
  await addWork(client, data.area, until)
  if (area_id >= 900) await addRegister(client, data.area, until)
  if (withoutChecks) await client.query("set local session_replication_role = 'origin'")
  if (area_id >= 900) await addStandards(client, data.area, until)
  if (area_id >= 900) await addAgreements(client, data.area, until)
  await client.query(
    `insert into audit_entry (area_id, id, on_date, role, act, detail) values ($1, $2, $3, 'command_line', 'demonstration.loaded', $4)`,
    [area_id, act, until, JSON.stringify({ size, seed, children })],
  )
  await rollUp(client, area_id, withoutChecks)
  return { area_id, name, children, seconds: (performance.now() - started) / 1000 }
}

function throwIfLost([answer]: PromiseSettledResult<void>[]) {
  if (answer?.status === 'rejected') throw answer.reason
}

async function openAct(client: pg.PoolClient, area_id: number, until: string): Promise<number> {
  const { rows } = await client.query<{ id: string }>(
    "select nextval(pg_get_serial_sequence('audit_entry', 'id')) as id",
  )
  const act = Number(rows[0]?.id)
  await client.query(
    `set local waymark.area = '${area_id}'; set local waymark.person = ''; set local waymark.scope = 'area';
     set local waymark.institutions = '{}'; set local waymark.children = '{}';
     set local waymark.today = '${until}'; set local waymark.act = '${act}'`,
  )
  return act
}

/**
 * The rows fit together by the way they are made, so an owner who may does without checking each of them again: it is half
 * of the time. Roll-ups are then made at the end, from the facts, as they would have been row by row.
 */
async function setTriggersAside(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    'select rolsuper as may from pg_roles where rolname = current_user',
  )
  const may = rows[0]?.may === true
  if (may) await client.query("set local session_replication_role = 'replica'")
  return may
}

async function rollUp(client: pg.PoolClient, area_id: number, byHand: boolean) {
  await client.query('analyze provider, provision_line, request, soft_answer')
  if (byHand) await client.query('select rebuild_pictures($1), rebuild_deadlines($1)', [area_id])
  else await client.query('set constraints all immediate')
}
