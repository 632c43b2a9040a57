import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { askAgain } from '#platform/database/kept-plan.ts'
import type { DistanceCounts, Question, Row } from '../question.ts'
import { childrenOf, inSlot, onceEach, pfaKey, slotsOf, wayToAdd } from './pfa-keys.ts'
import { keyOf as picturesKey, rowOf } from './rows.ts'
import {
  and,
  askingFacts,
  atPlace,
  comma,
  conditions,
  distanceSource,
  eachYearApart,
  facts,
  keys,
  wholeNumber,
  wholeNumbers,
} from './sources.ts'

type Answer = Record<string, string | number | boolean | null>

export type Part = { outcomes: number; targets_met: number; shares: number; share_sum: number; distance: number }

/** Distances of a question: one row a group, with the whole histogram, so that every figure follows exactly. */
export async function distances(tx: Tx, actor: Actor, question: Question): Promise<Row<DistanceCounts>[]> {
  const source = distanceSource(question, actor.scope === 'area')
  const place = atPlace(question)
  if (source === 'cells') return ofCells(question, (await askAgain(tx, fromCells(actor, question))).rows)
  const ask = async () => {
    const parts = await fromOutcomes(actor, question, source, place).execute(tx)
    const children = await childrenOfOutcomes(actor, question, source, place).execute(tx)
    return together(question, parts.rows, children.rows)
  }
  return source === 'facts' ? askingFacts(tx, ask) : ask()
}

const windows = (question: Question, column: RawBuilder<unknown>) => {
  if (question.years && (eachYearApart(question) || question.years.length === 1)) {
    return sql`${column} = any (${wholeNumbers(question.years)})`
  }
  return eachYearApart(question) ? sql`${column} <> 0` : sql`${column} = 0`
}

const rollUp = { pfa: pfaKey(sql`f.pfa`), academic_year: sql`f.years` }

const group = (names: string[], more: string[] = []) => {
  const all = [...names, ...more]
  return all.length > 0 ? sql`group by ${comma(all.map(name => sql.ref(name)))}` : sql``
}

const withKeys = (select: RawBuilder<unknown>[]) => (select.length > 0 ? sql`${comma(select)}, ` : sql``)

/** The places of the histogram: the first of outcomes that went 10 back, the last of those that went 10 on. */
const histogram = Array.from({ length: 21 }, (_, nth) => nth)

const sums = ['targets_met', 'shares', 'share_sum'] as const

/** One row a group, with a histogram in columns for each PfA area. */
function fromCells(actor: Actor, question: Question) {
  const { pfa: _, ...filters } = question.filters
  const asked: Question = { ...question, filters, by: question.by.filter(dimension => dimension !== 'pfa') }
  const { select, names } = keys(asked, rollUp)
  const slots = slotsOf(question)
  const way = wayToAdd(question)
  const wanted = [
    sql`f.area_id = ${wholeNumber(actor.area_id)}`,
    windows(question, sql`f.years`),
    ...conditions(asked, rollUp),
  ]
  // Of all years together the distance within the window is the distance itself, and is kept once.
  const within = question.window === 'year' && (question.years !== null || eachYearApart(question))
  const columns = slots.flatMap((slot, nth) => [
    ...[...histogram.map(at => `at_${at}`), ...sums].map(kind => `sum(${inSlot(slot, kind)})::int as s${nth}_${kind}`),
    `sum(f.${childrenOf(slot).area}_children${way ?? '_by_cell'})::int as s${nth}_children`,
  ])
  const cells = sql<Answer>`
    select ${withKeys(select)}${sql.raw(columns.join(', '))} from picture_distance_cell f
    where ${and([...wanted, within ? sql`f.in_year` : sql`not f.in_year`])} ${group(names)}`
  const straddling = sql`picture_outcome f where f.straddles and not f.at_place and ${and(wanted)}`
  return way === undefined ? onceEach(cells, { select, names, slots }, straddling) : cells
}

const ofCells = (question: Question, rows: readonly Answer[]): Row<DistanceCounts>[] =>
  rows.flatMap(answer =>
    slotsOf(question).flatMap(({ pfa }, nth): Row<DistanceCounts>[] => {
      const of = (kind: string) => Number(answer[`s${nth}_${kind}`])
      const reached = histogram.filter(at => of(`at_${at}`) !== 0)
      if (reached.length === 0) return []
      return [
        {
          key: picturesKey(question, answer, pfa),
          outcomes: reached.reduce((sum, at) => sum + of(`at_${at}`), 0),
          targets_met: of('targets_met'),
          shares: of('shares'),
          share_sum: of('share_sum'),
          children: of('children'),
          histogram: new Map(reached.map(at => [at - 10, of(`at_${at}`)])),
        },
      ]
    }),
  )

/** A question over rows of outcomes: of the roll-up by outcome, or of the facts, which have the same columns. */
export const outcomeParts = (actor: Actor, question: Question, place: boolean, facts = false) => {
  const byArea = question.by.includes('pfa')
  const unnested = byArea && question.pfa === 'any' ? sql`cross join lateral unnest(f.pfa) as a (pfa)` : sql``
  const columns = { pfa: byArea && question.pfa === 'any' ? sql`a.pfa` : sql`f.main_pfa`, academic_year: sql`f.years` }
  const areas = question.filters.pfa
  const where = and([
    sql`f.area_id = ${actor.area_id}`,
    sql`f.at_place = ${place}`,
    facts && severalYearsTogether(question) ? sql`f.years = -1` : windows(question, sql`f.years`),
    ...(areas
      ? [
          question.pfa === 'any' && !byArea
            ? sql`f.pfa && ${areas}::text[]`
            : sql`${columns.pfa} = any (${areas}::text[])`,
        ]
      : []),
    ...conditions(question, columns),
  ])
  return { ...keys(question, columns), where, unnested }
}

/** What is travelled, in the window asked for. */
export const travelledIn = ({ window }: Question) => sql.ref(window === 'year' ? 'f.in_year' : 'f.distance')

/** Several chosen years as one window: only the facts can say. */
export const severalYearsTogether = (question: Question) =>
  (question.years?.length ?? 0) > 1 && !eachYearApart(question)

export const outcomeSource = (
  actor: Actor,
  question: Question,
  source: 'by_child' | 'facts',
  children: readonly number[] | null = null,
) =>
  source === 'by_child'
    ? sql`picture_outcome f`
    : sql`(select ${actor.area_id}::smallint as area_id, x.* from ${facts('outcome_facts', question)}(${actor.area_id}, ${children}::bigint[], ${question.known_on},
        ${severalYearsTogether(question) ? sql`${question.years}::smallint[]` : sql`null`}) x) f`

export const fromOutcomes = (
  actor: Actor,
  question: Question,
  source: 'by_child' | 'facts',
  place: boolean,
  from = outcomeSource(actor, question, source),
) => {
  const { select, names, where, unnested } = outcomeParts(actor, question, place, source === 'facts')
  const travelled = travelledIn(question)
  return sql<Answer & Part>`
    select ${withKeys(select)}${travelled} as distance, count(*)::int as outcomes, count(*) filter (where f.target_met)::int as targets_met,
      count(f.span)::int as shares, coalesce(sum(${travelled} * 2520 / f.span), 0)::int as share_sum
    from ${from} ${unnested} where ${where} group by ${comma([...names.map(name => sql.ref(name)), travelled])}`
}

export const childrenOfOutcomes = (
  actor: Actor,
  question: Question,
  source: 'by_child' | 'facts',
  place: boolean,
  from = outcomeSource(actor, question, source),
) => {
  const { select, names, where, unnested } = outcomeParts(actor, question, place, source === 'facts')
  return sql<Answer & { children: number }>`
    select ${withKeys(select)}count(distinct f.child_id)::int as children
    from ${from} ${unnested} where ${where} ${group(names)}`
}

export function together(
  question: Question,
  parts: (Answer & Part)[],
  children: (Answer & { children: number })[],
): Row<DistanceCounts>[] {
  const rows = new Map<string, Row<DistanceCounts>>()
  for (const part of parts) {
    const key = keyOf(question, part)
    let row = rows.get(key)
    if (!row) {
      row = rowOf<DistanceCounts>(question, {
        ...part,
        outcomes: 0,
        targets_met: 0,
        shares: 0,
        share_sum: 0,
        children: 0,
      })
      row.histogram = new Map()
      rows.set(key, row)
    }
    row.outcomes += part.outcomes
    row.targets_met += part.targets_met
    row.shares += part.shares
    row.share_sum += part.share_sum
    if (part.outcomes !== 0) row.histogram.set(part.distance, (row.histogram.get(part.distance) ?? 0) + part.outcomes)
  }
  for (const row of children) {
    const found = rows.get(keyOf(question, row))
    if (found) found.children = row.children
  }
  return [...rows.values()].filter(row => row.outcomes > 0)
}

const keyOf = (question: Question, row: Answer) =>
  JSON.stringify(
    question.by.flatMap(dimension =>
      dimension === 'institution' ? [row.k_provider, row.k_setting] : [row[`k_${dimension}`]],
    ),
  )
