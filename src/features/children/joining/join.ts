import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { bothStand } from '#platform/database/both-stand.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited, witnessed } from '#platform/database/transaction.ts'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'

/**
 * What hangs on a child directly, in the order it moves. Everything of a plan follows it by the cascade of its keys:
 * outcomes, goals, reviews, ratings, positions, provision. `key` is what may be there once for a child: where both
 * records have it, the row of the record that is kept stays.
 */
const moving = [
  { table: 'plan', key: [], columns: [] },
  { table: 'file', key: [], columns: [] },
  { table: 'family_flag', key: [], columns: [] },
  {
    table: 'instrument_score',
    key: ['instrument', 'on_date', 'completed_by'],
    columns: ['instrument', 'version', 'part', 'score', 'on_date', 'completed_by'],
  },
  { table: 'letter', key: [], columns: [] },
  { table: 'agreement', key: [], columns: [] },
  {
    table: 'agreement_child',
    key: ['agreement_id', 'from_on'],
    columns: ['agreement_id', 'from_on', 'to_on'],
  },
  {
    table: 'weekly_hours',
    key: ['provider_id', 'from_on'],
    columns: ['provider_id', 'hours', 'from_on', 'to_on', 'told_by'],
  },
  { table: 'term_list_child', key: [], columns: [] },
  { table: 'care_meeting', key: ['kind', 'on_date'], columns: ['kind', 'on_date'] },
  { table: 'message', key: [], columns: [] },
  { table: 'reminder', key: [], columns: [] },
  { table: 'request', key: [], columns: [] },
  { table: 'need', key: ['from_on', 'rank'], columns: ['from_on', 'to_on', 'rank', 'need'] },
  {
    table: 'placement',
    key: ['from_on', 'rank'],
    columns: ['provider_id', 'setting', 'setting_note', 'rank', 'from_on', 'to_on', 'unit', 'sen2'],
  },
  // One coordinator at a time: whose caseload the kept record is on keeps the child.
  { table: 'caseload', key: ['to_on'], columns: ['person_id', 'from_on', 'to_on'] },
  { table: 'care_status', key: ['from_on'], columns: ['from_on', 'looked_after'] },
  {
    table: 'soft_answer',
    key: ['on_date', 'scale', 'respondent'],
    columns: ['on_date', 'review_id', 'scale', 'respondent', 'rung', 'method', 'not_given_reason', 'words'],
  },
] as const

type Moved = Record<string, number[]>
/** What a join did, as its audit entry keeps it: enough to undo it exactly. */
type Joined = { other: number; moved: Moved; removed: Moved; replaced: number[]; dropped: number[] }

/** Joins two records of one child into the one that is kept. */
export const join = (
  db: Database,
  actor: Actor,
  kept: number,
  other: number,
  why: string,
): Promise<{ refused: Refusal[] } | { id: number }> =>
  audited(
    db,
    actor,
    { act: 'child.joined', subject: 'child', subject_id: kept, child_id: kept, why },
    async (tx, entry) => {
      if (!(await bothStand(tx, actor, 'child', kept, other))) {
        return { refused: [{ field: 'keep', message: 'One of these records was joined meanwhile. Start again' }] }
      }
      const [moved, removed]: [Moved, Moved] = [{}, {}]
      for (const { table, key } of moving) {
        removed[table] = key.length > 0 ? await removeTwins(tx, actor, table, key, kept, other) : []
        moved[table] = await idsOf(tx, actor, table, other)
      }
      for (const { table } of moving) await give(tx, actor, table, other, kept)
      const people = await moveFamilies(tx, actor, kept, other)
      await tx
        .updateTable('child')
        .set({ merged_into: kept })
        .where('area_id', '=', actor.area_id)
        .where('id', '=', other)
        .execute()
      entry.detail = { other, moved, removed, ...people } satisfies Joined
      await witnessed(tx, actor, { act: 'child.joined', subject: 'child', subject_id: kept, child_id: other, why })
      return { id: kept }
    },
  )

/** Undoes a join: each row that moved goes back as it is today, each that gave way comes back from history. */
export const separate = (
  db: Database,
  actor: Actor,
  joined_act: number,
  why: string,
): Promise<{ refused: Refusal[] } | { id: number }> =>
  audited(db, actor, { act: 'child.separated', subject: 'child', why }, async (tx, entry) => {
    const joined = await joinOf(tx, actor, joined_act)
    if (!joined) throw new NotFound()
    const { kept, other, moved, removed, replaced, dropped } = joined
    Object.assign(entry, { subject_id: kept, child_id: kept, detail: { joined_act } })
    const { numUpdatedRows } = await tx
      .updateTable('child')
      .set({ merged_into: null })
      .where('area_id', '=', actor.area_id)
      .where('id', '=', other)
      .where('merged_into', '=', kept)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return { refused: [{ field: 'why', message: 'These records are separate already' }] }
    for (const { table } of moving) await give(tx, actor, table, kept, other, moved[table] ?? [])
    // Nothing gave way in a table that may hold several for a child; not every one of those has a history.
    for (const { table, columns } of moving.filter(one => one.key.length > 0)) {
      const names = sql.join(['area_id', 'id', 'child_id', ...columns].map(name => sql.ref(name)))
      await sql`insert into ${sql.table(table)} (${names})
        select ${names} from ${sql.table(`${table}_history`)}
        where area_id = ${actor.area_id} and superseded_act = ${joined_act} and id = any (${removed[table] ?? []}::bigint[])
          and child_id = ${other}`.execute(tx)
    }
    await sql`update membership set children = array_replace(children, ${kept}::bigint, ${other}::bigint)
      where area_id = ${actor.area_id} and id = any (${replaced}::bigint[])`.execute(tx)
    await sql`update membership set children = children || ${other}::bigint
      where area_id = ${actor.area_id} and id = any (${dropped}::bigint[]) and not ${other}::bigint = any (children)`.execute(
      tx,
    )
    await witnessed(tx, actor, { act: 'child.separated', subject: 'child', subject_id: kept, child_id: other, why })
    return { id: other }
  })

/** A join that still stands, by its act. */
export async function joinOf(tx: Tx, actor: Actor, act: number) {
  const entry = await tx
    .selectFrom('audit_entry')
    .innerJoin('child', join =>
      join
        .onRef('child.area_id', '=', 'audit_entry.area_id')
        .on('child.id', '=', sql<number>`(audit_entry.detail ->> 'other')::bigint`)
        .onRef('child.merged_into', '=', 'audit_entry.subject_id'),
    )
    .select(['audit_entry.detail', 'audit_entry.on_date', 'audit_entry.why', 'child.merged_into as kept'])
    .select(['child.forename', 'child.surname', 'child.birth_date'])
    .where('audit_entry.area_id', '=', actor.area_id)
    .where('audit_entry.id', '=', act)
    .where('audit_entry.act', '=', 'child.joined')
    .executeTakeFirst()
  if (!entry || entry.kept === null) return undefined
  return { ...entry, ...(entry.detail as Joined), kept: entry.kept }
}

async function removeTwins(tx: Tx, actor: Actor, table: string, key: readonly string[], kept: number, other: number) {
  const same = sql.join(
    key.map(name => sql`kept.${sql.ref(name)} is not distinct from gone.${sql.ref(name)}`),
    sql` and `,
  )
  const { rows } = await sql<{ id: number }>`
    delete from ${sql.table(table)} gone using ${sql.table(table)} kept
    where gone.area_id = ${actor.area_id} and gone.child_id = ${other}
      and kept.area_id = ${actor.area_id} and kept.child_id = ${kept} and ${same}
    returning gone.id`.execute(tx)
  return rows.map(({ id }) => id)
}

async function idsOf(tx: Tx, actor: Actor, table: string, child_id: number) {
  const { rows } = await sql<{ id: number }>`
    select id from ${sql.table(table)} where area_id = ${actor.area_id} and child_id = ${child_id} order by id`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** Moves what hangs on one child to another; with `ids`, only those of them. */
const give = (tx: Tx, actor: Actor, table: string, from: number, to: number, ids?: readonly number[]) =>
  sql`update ${sql.table(table)} set child_id = ${to}
    where area_id = ${actor.area_id} and child_id = ${from} and ${ids ? sql`id = any (${ids}::bigint[])` : sql`true`}`.execute(
    tx,
  )

/** Parents and young people keep sight of their child's record, under its new number. */
async function moveFamilies(tx: Tx, actor: Actor, kept: number, other: number) {
  const changed = async (set: ReturnType<typeof sql>, where: ReturnType<typeof sql>) => {
    const { rows } = await sql<{ id: number }>`
      update membership set children = ${set} where area_id = ${actor.area_id} and ${other}::bigint = any (children) and ${where}
      returning id`.execute(tx)
    return rows.map(({ id }) => id)
  }
  const both = sql`${kept}::bigint = any (children)`
  return {
    dropped: await changed(sql`array_remove(children, ${other}::bigint)`, both),
    replaced: await changed(sql`array_replace(children, ${other}::bigint, ${kept}::bigint)`, sql`not ${both}`),
  }
}
