import { createHash } from 'node:crypto'
import { without } from '#domain/without.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { csvLine } from '#platform/transfer/csv-out.ts'
import { parsedJson } from '#platform/transfer/json.ts'
import { awardsOf, contentsOf, gatesOf, moderationsOf, openedBids, pricesOf, scoresOf } from './bid-queries.ts'
import { clarificationsOf, declarationsOf, evaluatorsOf, openersOf } from './queries.ts'

/**
 * The record of a window as files, each chained to the one before it: a link is the hash of the link before, the file's
 * name and the file's own hash. Whoever has the last link can tell whether anything was changed, left out or moved.
 */
export type RecordFile = { name: string; text: string }
export type Link = { name: string; sha256: string; link: string }

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

function chain(files: readonly RecordFile[]): Link[] {
  let before = ''
  return files.map(({ name, text }) => {
    const sha256 = hash(text)
    before = hash(`${before}\n${name}\n${sha256}`)
    return { name, sha256, link: before }
  })
}

export const lastLink = (files: readonly RecordFile[]): string => chain(files).at(-1)?.link ?? hash('')

export const manifestName = 'manifest.json'

export const manifestOf = (files: readonly RecordFile[]): string =>
  `${JSON.stringify({ what: 'Record of a tender round', files: chain(files), last: lastLink(files) }, null, 2)}\n`

/** What is wrong with a record that was taken out: empty is that nothing is. Files in any order, the manifest among them. */
export function wrongWith(files: readonly RecordFile[], last?: string): string[] {
  const manifest = parsed(files.find(({ name }) => name === manifestName)?.text)
  if (!manifest) return [`${manifestName} is missing or damaged`]
  const wrong: string[] = []
  const named = manifest.files.map(({ name }) => name)
  for (const { name } of files)
    if (name !== manifestName && !named.includes(name)) wrong.push(`${name} is not part of the record`)
  const found = manifest.files.flatMap(({ name }) => {
    const file = files.find(one => one.name === name)
    if (!file) wrong.push(`${name} is missing`)
    return file ? [file] : []
  })
  const now = chain(found)
  for (const { name, sha256 } of manifest.files) {
    const found = now.find(one => one.name === name)
    if (found && found.sha256 !== sha256) wrong.push(`${name} was changed`)
  }
  const end = now.at(-1)?.link
  if (wrong.length === 0 && end !== manifest.last)
    wrong.push('The files are not in their order, or the manifest was changed')
  if (last !== undefined && manifest.last !== last)
    wrong.push('This is not the record that was kept: its last link differs')
  return wrong
}

function parsed(text: string | undefined): { files: Link[]; last: string } | undefined {
  const manifest = text === undefined ? undefined : parsedJson(text)
  return typeof manifest === 'object' &&
    manifest !== null &&
    'files' in manifest &&
    Array.isArray(manifest.files) &&
    'last' in manifest
    ? (manifest as { files: Link[]; last: string })
    : undefined
}

const json = (name: string, value: unknown): RecordFile => ({ name, text: `${JSON.stringify(value, null, 2)}\n` })

/** The files of a window, made from its rows: at the award, and again whenever they are held against what was kept. */
export async function recordFiles(tx: Tx, actor: Actor, round_id: number, window_id: number): Promise<RecordFile[]> {
  const round = await tx
    .selectFrom('tender_round')
    .select(['id', 'ref', 'published_on', 'terms', 'terms_sha256'])
    .where('area_id', '=', actor.area_id)
    .where('id', '=', round_id)
    .executeTakeFirstOrThrow()
  const window = await tx
    .selectFrom('tender_window')
    .select(['number', 'opens_on', 'ask_until', 'closes_on', 'closes_at', 'opened_at'])
    .select(['gates_decided_on', 'scored_on', 'agreed_on', 'frozen_on'])
    .where('area_id', '=', actor.area_id)
    .where('id', '=', window_id)
    .executeTakeFirstOrThrow()
  const decision = await tx
    .selectFrom('tender_decision')
    .select(['recommended_on', 'recommended_by', 'why', 'approved_on', 'approved_by', 'told_on'])
    .select(['standstill_until', 'confirmed_on'])
    .where('area_id', '=', actor.area_id)
    .where('window_id', '=', window_id)
    .executeTakeFirstOrThrow()
  const letters = await tx
    .selectFrom('tender_letter')
    .select(['id', 'provider_id', 'html'])
    .where('area_id', '=', actor.area_id)
    .where('window_id', '=', window_id)
    .orderBy('id')
    .execute()
  const bids = await openedBids(tx, actor, window_id)
  const standing = new Set(bids.map(({ id }) => id))
  // Names of people and providers may change; who they were stays by number.
  const unnamed = <R extends { name: string }>(rows: readonly R[]) => rows.map(row => without(row, 'name'))
  const ofBids = <R extends { bid_id: number }>(rows: readonly R[]) =>
    rows.filter(({ bid_id }) => standing.has(bid_id)).toSorted((a, b) => a.bid_id - b.bid_id)
  const awards = await awardsOf(tx, actor, window_id)
  const clarifications = await clarificationsOf(tx, actor, round_id)
  return [
    json('terms.json', round),
    json('window.json', window),
    json(
      'clarifications.json',
      clarifications.filter(one => one.window_id === window_id),
    ),
    json('openings.json', unnamed(await openersOf(tx, actor, window_id))),
    json('declarations.json', unnamed(await declarationsOf(tx, actor, window_id))),
    json('evaluators.json', unnamed(await evaluatorsOf(tx, actor, window_id))),
    json('bids.json', unnamed(bids)),
    json('bid-contents.json', ofBids(await contentsOf(tx, actor, window_id))),
    json(
      'prices.json',
      ofBids(await pricesOf(tx, actor, window_id)).toSorted((a, b) => a.lot_id - b.lot_id),
    ),
    json(
      'gates.json',
      ofBids(await gatesOf(tx, actor, window_id)).toSorted((a, b) => a.id - b.id),
    ),
    json('scores.json', unnamed(await scoresOf(tx, actor, window_id))),
    json(
      'moderations.json',
      ofBids(await moderationsOf(tx, actor, window_id)).toSorted((a, b) => a.question_id - b.question_id),
    ),
    {
      name: 'result.csv',
      text: [
        csvLine(['lot', 'bid', 'provider', 'outcome', 'rank', 'quality', 'price', 'total']),
        ...awards
          .toSorted((a, b) => a.lot_id - b.lot_id || a.bid_id - b.bid_id)
          .map(row =>
            csvLine([
              row.lot_id,
              row.bid_id,
              row.provider_id,
              row.outcome,
              row.rank,
              row.quality,
              row.price,
              row.total,
            ]),
          ),
      ].join(''),
    },
    json('decision.json', decision),
    ...letters.map(({ id, provider_id, html }) => ({ name: `letters/${provider_id}-${id}.html`, text: html })),
  ]
}
