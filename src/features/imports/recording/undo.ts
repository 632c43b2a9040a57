import { dateInWords } from '#domain/date.ts'
import { takeBackStatistics } from '#features/statistics/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { changeImport } from './import-row.ts'
import { runSql } from './run-sql.ts'
import { countAfresh } from './write.ts'

/** The tables an import writes to, with what their rows are called; each comes after those its rows name. */
const written = {
  provider: 'providers',
  child: 'children',
  care_status: 'looked-after records',
  need: 'needs',
  request: 'requests',
  plan: 'plans',
  placement: 'placements',
  outcome: 'outcomes',
  provision_line: 'provision lines',
  goal: 'goals',
  review: 'reviews',
  rating: 'ratings',
  position: 'positions',
  soft_answer: 'soft outcome answers',
  provider_succession: 'links between providers',
  term: 'days of terms',
  care_meeting: 'care meetings',
  request_exception: 'exceptions of requests',
  advice_request: 'requests for advice',
  plan_transfer: 'transfers of plans',
  review_hold: 'holds of reviews',
  review_participant: 'participants in reviews',
  review_move: 'moves between phases',
  provision_delivery: 'deliveries of provision',
  instrument_score: 'scores of instruments',
} as const

type Written = keyof typeof written

const writtenTables = Object.keys(written) as Written[]

/** Work that stands on an import, and so keeps it from being undone: what, how many, by which act on which day. */
export type StandingOn = { what: string; count: number; act: string; on_date: string | null }

export type Undone =
  | { removed: number; restored: number }
  | { refused: 'not_found' }
  | { refused: 'not_done'; state: string }
  | { refused: 'stood_on'; by: StandingOn[] }

/** Takes an import back: what it added goes, what it changed is as it was. Both stay in the history. */
export const undoImport = (db: Database, actor: Actor, import_id: number): Promise<Undone> =>
  audited(
    db,
    actor,
    { act: 'import.undone', subject: 'import', subject_id: import_id },
    async (tx, entry): Promise<Undone> => {
      await runSql(tx, `select pg_advisory_xact_lock(715200, ${actor.area_id})`)
      const found = await tx
        .selectFrom('import')
        .select(['state', 'act'])
        .where('area_id', '=', actor.area_id)
        .where('id', '=', import_id)
        .executeTakeFirst()
      if (found === undefined) return { refused: 'not_found' }
      if (found.state !== 'done' || found.act === null) return { refused: 'not_done', state: found.state }
      const by = await standingOn(tx, actor.area_id, found.act)
      if (by.length > 0) return { refused: 'stood_on', by }
      const undone = await takeBack(tx, actor.area_id, found.act)
      undone.removed += await takeBackStatistics(tx, actor.area_id, found.act)
      const act = await runSql<{ act: number }>(tx, "select current_setting('waymark.act')::bigint as act")
      await changeImport(tx, actor.area_id, import_id, { state: 'undone', undone_act: act.rows[0]?.act ?? null })
      entry.detail = { ...undone, import: import_id }
      return undone
    },
  )

export const inWords = ({ what, count, act, on_date }: StandingOn): string =>
  `${count} ${what} (${act}${on_date === null ? '' : `, ${dateInWords(on_date)}`})`

/** Rows this act added: it recorded them, and superseded nothing to do so. */
const addedBy = (row: string, table: Written, act: number) =>
  `${row}.recorded_act = ${act} and not exists (select from ${table}_history before
    where before.area_id = ${row}.area_id and before.id = ${row}.id and before.superseded_act = ${act} and before.recorded_act <> ${act})`

async function standingOn(tx: Tx, area_id: number, act: number): Promise<StandingOn[]> {
  const found: StandingOn[] = []
  for (const table of writtenTables) {
    const later = await runSql<{ n: number; act: string; on_date: string | null }>(
      tx,
      `select count(*) as n, coalesce(a.act, 'an act') as act, a.on_date
       from ${table}_history h left join audit_entry a on a.area_id = h.area_id and a.id = h.superseded_act
       where h.area_id = ${area_id} and h.recorded_act = ${act} and h.superseded_act <> ${act} group by 2, 3`,
    )
    found.push(
      ...later.rows.map(row => ({
        what: `${written[table]} changed since`,
        count: row.n,
        act: row.act,
        on_date: row.on_date,
      })),
    )
  }
  const links = Map.groupBy(await linksToWritten(tx), ({ table }) => table)
  for (const [table, columns] of links) found.push(...(await namedBy(tx, area_id, act, table, columns)))
  return found
}

/** A column of one table that names rows of another. */
type Link = { table: string; column: string; names: Written; has_act: boolean; has_history: boolean }

/** Whatever the tables of today are: every foreign key that names a row an import can have added. */
async function linksToWritten(tx: Tx): Promise<Link[]> {
  const found = await runSql<Link>(
    tx,
    `select c.relname as "table", a.attname as "column", named.relname as names,
       exists (select from pg_attribute x where x.attrelid = k.conrelid and x.attname = 'recorded_act') as has_act,
       to_regclass(format('public.%I', c.relname || '_history')) is not null as has_history
     from pg_constraint k
     join pg_class c on c.oid = k.conrelid
     join pg_class named on named.oid = k.confrelid
     cross join lateral unnest(k.conkey, k.confkey) as pair (from_column, to_column)
     join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.from_column
     join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.to_column
     where k.contype = 'f' and b.attname = 'id'
       and k.connamespace = 'public'::regnamespace and named.relname in (${writtenTables.map(table => `'${table}'`).join(', ')})`,
  )
  return found.rows
}

/** Rows of others that name what this act added; those it recorded itself and others changed are told as changed. */
async function namedBy(tx: Tx, area_id: number, act: number, table: string, links: Link[]): Promise<StandingOn[]> {
  const has_act = links.every(link => link.has_act)
  const names = links.map(
    ({ column, names: named }) =>
      `exists (select from "${named}" p where p.area_id = d.area_id and p.id = d."${column}" and ${addedBy('p', named, act)})`,
  )
  const wasOurs = `exists (select from ${table}_history h where h.area_id = d.area_id and h.id = d.id and h.recorded_act = ${act})`
  const byOthers = `and d.recorded_act <> ${act} ${links.every(link => link.has_history) ? `and not ${wasOurs}` : ''}`
  const found = await runSql<{ n: number; act: string; on_date: string | null }>(
    tx,
    `select count(*) as n, ${has_act ? "coalesce(e.act, 'an act')" : "'not sent yet'"} as act, ${has_act ? 'e.on_date' : 'null::date'} as on_date
     from "${table}" d ${has_act ? 'left join audit_entry e on e.area_id = d.area_id and e.id = d.recorded_act' : ''}
     where d.area_id = ${area_id} and (${names.join(' or ')}) ${has_act ? byOthers : ''} group by 2, 3`,
  )
  const what = table in written ? written[table as Written] : table.replaceAll('_', ' ')
  return found.rows.map(row => ({ what, count: row.n, act: row.act, on_date: row.on_date }))
}

async function takeBack(tx: Tx, area_id: number, act: number): Promise<{ removed: number; restored: number }> {
  let [removed, restored] = [0, 0]
  // While they are still full: what names a row that goes is then looked for by its index, however many go.
  for (const table of writtenTables) await countAfresh(tx, table)
  for (const table of writtenTables.toReversed()) {
    const gone = await runSql(tx, `delete from ${table} t where t.area_id = ${area_id} and ${addedBy('t', table, act)}`)
    removed += Number(gone.numAffectedRows ?? 0)
  }
  for (const table of writtenTables) {
    const columns = await columnsOf(tx, table)
    const back = await runSql(
      tx,
      `update ${table} t set ${columns.map(column => `"${column}" = h."${column}"`).join(', ')} from ${table}_history h
       where t.area_id = ${area_id} and h.area_id = t.area_id and h.id = t.id and h.superseded_act = ${act} and h.recorded_act <> ${act}`,
    )
    restored += Number(back.numAffectedRows ?? 0)
  }
  return { removed, restored }
}

/** What a row says, without what says when it was recorded. */
async function columnsOf(tx: Tx, table: Written): Promise<string[]> {
  const found = await runSql<{ name: string }>(
    tx,
    `select attname as name from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped
       and attgenerated = '' and attname not in ('area_id', 'id', 'recorded_on', 'recorded_act') order by attnum`,
  )
  return found.rows.map(({ name }) => name)
}
