import type pg from 'pg'
import { academicYear } from '#domain/academic-year.ts'
import { type ChildFile, type ChildRows, childFiles, type Superseded } from './child-rows.ts'
import { addRow, type Sheet, send, sheet, taken, type Value } from './copy.ts'
import type { AreaData } from './generate.ts'
import { packageColumns } from './package-rows.ts'

const tables = {
  children: 'child',
  needs: 'need',
  requests: 'request',
  plans: 'plan',
  placements: 'placement',
  outcomes: 'outcome',
  provision: 'provision_line',
  goals: 'goal',
  reviews: 'review',
  ratings: 'rating',
  positions: 'position',
  soft: 'soft_answer',
} as const satisfies Record<ChildFile, string>

/** The column that names a row of a file, which the database keeps as its ref. */
const own: Partial<Record<ChildFile, string>> = {
  children: 'child_id',
  requests: 'request_id',
  plans: 'plan_id',
  outcomes: 'outcome_id',
  provision: 'provision_id',
  goals: 'goal_id',
  reviews: 'review_id',
}

/** What the package has no column for. */
const extra: Partial<Record<ChildFile, string>> = {
  reviews: 'what_helped',
  ratings: 'why',
  positions: 'why',
  soft: 'words',
}

const renamed: Record<string, string> = { from: 'from_on', to: 'to_on', on: 'on_date', institution_id: 'provider_id' }

/** Ids in the database of what a row of the package names. */
type Lookup = { child: number; ids: ReadonlyMap<string, number>; providers: ReadonlyMap<string, number> }

type Column = { name: string; value: (row: Record<string, Value>, look: Lookup) => Value }

const files = childFiles.map(file => ({ file, table: tables[file], columns: columnsOf(file) }))

function columnsOf(file: ChildFile): Column[] {
  const others = packageColumns[file].filter(
    name => name !== 'looked_after' && (file === 'children' || name !== 'child_id'),
  )
  return [
    ...(file === 'children' ? [] : [{ name: 'child_id', value: (_: object, look: Lookup) => look.child }]),
    ...[...others, ...(extra[file] === undefined ? [] : [extra[file]])].map(name => columnOf(file, name)),
  ]
}

function columnOf(file: ChildFile, name: string): Column {
  if (name === own[file]) return { name: 'ref', value: row => row[name] ?? null }
  switch (name) {
    case 'plan_id':
    case 'outcome_id':
    case 'goal_id':
    case 'review_id':
      return { name, value: (row, { ids }) => ids.get(`${name} ${row[name]}`) ?? null }
    case 'institution_id':
      return { name: 'provider_id', value: (row, { providers }) => providers.get(String(row[name])) ?? null }
    case 'outcome_ids':
      return { name, value: (row, { ids }) => list(given(row[name]).map(id => ids.get(`outcome_id ${id}`) ?? 0)) }
    case 'pfa':
      return { name, value: row => list(given(row[name])) }
    case 'ladder':
      return { name, value: row => row[name] ?? '{}' }
  }
  return { name: renamed[name] ?? name, value: row => row[name] ?? null }
}

const list = (items: readonly (string | number)[]) => `{${items.join(',')}}`
const given = (value: Value | undefined) => (value === null || value === undefined ? [] : String(value).split(';'))

const written = ['recorded_on', 'recorded_act']
const cellsOf = (row: object) => row as Record<string, Value>

/** A child worth opening first, for the people who sign in as a family. */
export type Noticed = { id: number; name: string }

/** A sheet for each table and its history, filled child by child and sent in turn. */
export async function sheetsFor(client: pg.PoolClient, { area, institutions, since }: AreaData, act: number) {
  const { area_id } = area
  const next = await firstIds(client)
  const sheets = files.map(({ file, table, columns }) => {
    const names = ['area_id', 'id', ...columns.map(({ name }) => name), ...written]
    const year = file === 'reviews' ? ['academic_year'] : []
    const history = sheet(`${table}_history`, ['superseded_on', 'superseded_act', ...names, ...year])
    return { file, table, columns, now: sheet(table, names), history }
  })
  const care = sheet('care_status', ['area_id', 'id', 'child_id', 'from_on', 'looked_after', ...written])
  const { places, providers } = placesOf(area_id, institutions, since, act, next)
  const all = [places, ...sheets.map(({ now }) => now), care, ...sheets.map(({ history }) => history)]
  const noticed: { young?: Noticed; old?: Noticed } = {}

  return {
    add: (rows: ChildRows) => {
      const rowIds = new Map<object, number>()
      const ids = new Map<string, number>()
      for (const { file, table } of sheets) {
        for (const row of rows[file]) {
          const id = next(table)
          rowIds.set(row, id)
          const name = own[file]
          if (name !== undefined) ids.set(`${name} ${cellsOf(row)[name]}`, id)
        }
      }
      const look: Lookup = { child: rowIds.get(rows.children[0] ?? rows) ?? 0, ids, providers }
      for (const { file, columns, now } of sheets) {
        for (const row of rows[file]) {
          const values = columns.map(({ value }) => value(cellsOf(row), look))
          addRow(now, [area_id, rowIds.get(row) ?? 0, ...values, row.recorded_on, act])
        }
      }
      for (const before of rows.superseded) addBefore(before, rowIds, look)
      for (const { looked_after, recorded_on } of rows.children) {
        addRow(care, [area_id, next('care_status'), look.child, '-infinity', looked_after, recorded_on, act])
      }
      notice(noticed, rows, look)
    },
    /** Takes what has gathered at once, so that more can gather while it is on its way. It answers, and never throws. */
    sent: () => Promise.allSettled([inTurn(client, all.map(taken))]),
    /** Gives the numbers that were used to the sequences, so that the next row written has one of its own. */
    close: async () => {
      for (const [table, last] of next.used()) {
        const sequence = `pg_get_serial_sequence('${table}', 'id')`
        await client.query(`select setval(${sequence}, greatest($1, nextval(${sequence})))`, [last])
      }
    },
    noticed: () => noticed,
  }

  function addBefore({ file, was, now }: Superseded, rowIds: ReadonlyMap<object, number>, look: Lookup) {
    const to = sheets.find(one => one.file === file)
    if (to === undefined) return
    const values = to.columns.map(({ value }) => value(cellsOf(was), look))
    const year = file === 'reviews' ? [was.meeting_on === null ? null : academicYear(was.meeting_on)] : []
    addRow(to.history, [now.recorded_on, act, area_id, rowIds.get(now) ?? 0, ...values, was.recorded_on, act, ...year])
  }
}

function placesOf(
  area_id: number,
  institutions: AreaData['institutions'],
  since: string,
  act: number,
  next: (table: string) => number,
) {
  const [, ...columns] = packageColumns.institutions
  const places = sheet('provider', ['area_id', 'id', 'ref', ...columns, ...written])
  const providers = new Map<string, number>()
  for (const { row } of institutions) {
    const id = next('provider')
    providers.set(row.institution_id, id)
    addRow(places, [area_id, id, row.institution_id, ...columns.map(name => row[name]), since, act])
  }
  return { places, providers }
}

async function inTurn(client: pg.PoolClient, parcels: readonly Sheet[]) {
  for (const parcel of parcels) await send(client, parcel)
}

/** Counts on from each table's sequence: numbers are unique within an area, and no other writer is in this one yet. */
async function firstIds(client: pg.PoolClient) {
  const counters = new Map<string, number>()
  for (const table of ['provider', 'care_status', ...Object.values(tables)]) {
    const { rows } = await client.query<{ id: string }>(
      `select nextval(pg_get_serial_sequence('${table}', 'id')) as id`,
    )
    counters.set(table, Number(rows[0]?.id))
  }
  const next = (table: string) => {
    const id = (counters.get(table) ?? 0) + 1
    counters.set(table, id)
    return id
  }
  return Object.assign(next, { used: () => counters })
}

/** The first child with a long story of reviews and a school: a younger one for the parent, an older one who signs in. */
function notice(found: { young?: Noticed; old?: Noticed }, rows: ChildRows, { child }: Lookup) {
  const [person] = rows.children
  const placed = rows.placements.some(place => place.to === null && place.institution_id !== null)
  if (person === undefined || rows.plans[0]?.ceased_on !== null || rows.reviews.length < 5 || !placed) return
  const age = Number(rows.reviews.at(-1)?.meeting_on?.slice(0, 4)) - Number(person.birth_date.slice(0, 4))
  const one = { id: child, name: `${person.forename} ${person.surname}` }
  if (age >= 7 && age <= 10) found.young ??= one
  if (age >= 17) found.old ??= one
}
