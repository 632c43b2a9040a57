import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { askAgain } from '#platform/database/kept-plan.ts'
import type { Question, RatingCounts, Row } from '../question.ts'
import { childrenOf, inSlot, onceEach, pfaCondition, pfaKey, type Slot, slotsOf, wayToAdd } from './pfa-keys.ts'
import { keyOf, rowOf } from './rows.ts'
import { and, askingFacts, comma, conditions, facts, keys, ratingSource, wholeNumber, wholeNumbers } from './sources.ts'

/** The ratings of a question: one row a group, from the smallest source that can answer it exactly. */
export async function ratings(tx: Tx, actor: Actor, question: Question): Promise<Row<RatingCounts>[]> {
  const source = ratingSource(question, actor.scope === 'area')
  if (source !== 'facts') return apart(question, (await askAgain(tx, fromRollUp[source](actor, question))).rows)
  const { rows } = await askingFacts(tx, () => countedFacts(question, ratingFacts(actor, question)).execute(tx))
  return rows.map(row => rowOf<RatingCounts>(question, row))
}

type Answer = Record<string, string | number | boolean | null>

export const kinds = ['not_met', 'partially_met', 'fully_met', 'not_rated'] as const

export const counted = (question: Question) =>
  kinds.map(kind => (question.counting === 'every' ? `every_${kind}` : kind))

const inYears = (question: Question, column: RawBuilder<unknown>) =>
  question.years ? [sql`${column} = any (${wholeNumbers(question.years)})`] : []

const rollUp = { pfa: pfaKey(sql`f.pfa`), academic_year: sql`f.academic_year` }

/** What a roll-up's rows must meet, and how they are grouped. */
export const rollUpParts = (actor: Actor, question: Question) => {
  const { select, names } = keys(question, rollUp)
  const where = and([
    sql`f.area_id = ${actor.area_id}`,
    pfaCondition(question, sql`f.pfa`),
    ...inYears(question, sql`f.academic_year`),
    ...conditions(question, rollUp),
  ])
  return { select, names, where }
}

/**
 * A question over the ratings themselves, of all children or of those named: as known on a day, and for lists behind
 * figures. `read` names ratings that have been read already, of these years and perhaps others.
 */
export function ratingFacts(
  actor: Actor,
  question: Question,
  children: readonly number[] | null = null,
  read?: RawBuilder<unknown>,
) {
  const byArea = question.by.includes('pfa')
  const columns = {
    pfa: byArea && question.pfa === 'any' ? sql`a.pfa` : sql`f.main_pfa`,
    academic_year: sql`f.academic_year`,
  }
  const areas = question.filters.pfa
  const where = and([
    ...(read ? inYears(question, sql`f.academic_year`) : []),
    ...(question.counting === 'every' ? [] : [sql`f.is_last`]),
    ...(areas
      ? [
          question.pfa === 'any' && !byArea
            ? sql`f.pfa && ${areas}::text[]`
            : sql`${columns.pfa} = any (${areas}::text[])`,
        ]
      : []),
    ...conditions(question, columns),
  ])
  const from = sql`${
    read ??
    sql`(select ${actor.area_id}::smallint as area_id, x.* from ${facts('rating_facts', question)}(
        ${actor.area_id}, ${children}::bigint[], ${question.known_on}, ${question.years}::smallint[]) x)`
  } f
      ${byArea && question.pfa === 'any' ? sql`cross join lateral unnest(f.pfa) as a (pfa)` : sql``}`
  return { ...keys(question, columns), from, where }
}

const grouped = (names: string[]) =>
  names.length > 0 ? sql`group by ${comma(names.map(name => sql.ref(name)))}` : sql``

const withKeys = (select: RawBuilder<unknown>[]) => (select.length > 0 ? sql`${comma(select)}, ` : sql``)

const named = (names: string[]) => withKeys(names.map(name => sql.ref(name)))

/** What the rows of a wide roll-up must meet, and how they are grouped; PfA areas are columns there. */
const wideParts = (actor: Actor, question: Question) => {
  const { filters, by } = question
  const { pfa: _, ...others } = filters
  const asked: Question = { ...question, filters: others, by: by.filter(dimension => dimension !== 'pfa') }
  const { select, names } = keys(asked, rollUp)
  const where = and([
    sql`f.area_id = ${wholeNumber(actor.area_id)}`,
    ...inYears(question, sql`f.academic_year`),
    ...conditions(asked, rollUp),
  ])
  return { select, names, where, slots: slotsOf(question) }
}

/** The ratings of every slot, from columns of one row. */
const slotSums = (slots: readonly Slot[], question: Question) =>
  slots.flatMap((slot, nth) =>
    counted(question).map((column, kind) => `coalesce(sum(${inSlot(slot, column)}), 0)::int as s${nth}_${kinds[kind]}`),
  )

const raw = (columns: readonly string[]) => sql.raw(columns.join(', '))

/** A row for each slot of each answer that has anything in it. A question without a dimension has one in any case. */
export function apart(question: Question, answers: readonly Answer[]): Row<RatingCounts>[] {
  const slots = slotsOf(question).map(({ pfa }, nth) => ({
    pfa,
    of: [...kinds, 'children'].map(kind => `s${nth}_${kind}`),
  }))
  return answers.flatMap(answer =>
    slots.flatMap(({ pfa, of }) => {
      const [not_met = 0, partially_met = 0, fully_met = 0, not_rated = 0, children = 0] = of.map(column =>
        Number(answer[column]),
      )
      const isEmpty = not_met + partially_met + fully_met + not_rated === 0
      if (isEmpty && question.by.length > 0) return []
      return [{ key: keyOf(question, answer, pfa), not_met, partially_met, fully_met, not_rated, children }]
    }),
  )
}

/** Cells add up, but for children in cells that a filter joins: of those few it is seen how often each was counted. */
function fromCells(actor: Actor, question: Question) {
  const { select, names, where, slots } = wideParts(actor, question)
  const way = wayToAdd(question)
  const children = slots.map(
    (slot, nth) => `coalesce(sum(f.${childrenOf(slot).area}_children${way ?? '_by_cell'}), 0)::int as s${nth}_children`,
  )
  const cells = sql<Answer>`
    select ${withKeys(select)}${raw([...slotSums(slots, question), ...children])} from picture_cell f where ${where} ${grouped(names)}`
  return way === undefined
    ? onceEach(cells, { select, names, slots }, sql`picture_child_year f where f.straddles and ${where}`)
    : cells
}

function fromPlaces(actor: Actor, question: Question) {
  const { select, names, where, slots } = wideParts(actor, question)
  const children = slots.map((slot, nth) => `sum(f.${childrenOf(slot).area}_children)::int as s${nth}_children`)
  return sql<Answer>`
    select ${withKeys(select)}${raw([...slotSums(slots, question), ...children])} from picture_place f where ${where} ${grouped(names)}`
}

/** In two steps, each child first: counting those who differ within every group takes a sort for each. */
export function fromChildren(actor: Actor, question: Question, rows = sql`picture_child_year`) {
  const { select, names, where, slots } = wideParts(actor, question)
  const each = slots.flatMap((_, nth) => kinds.map(kind => `sum(s${nth}_${kind})::int as s${nth}_${kind}`))
  const children = slots.map(
    (_, nth) =>
      `count(*) filter (where ${kinds.map(kind => `s${nth}_${kind}`).join(' + ')} > 0)::int as s${nth}_children`,
  )
  return sql<Answer>`
    select ${named(names)}${raw([...each, ...children])} from (
      select ${withKeys(select)}f.child_id, ${raw(slotSums(slots, question))} from ${rows} f where ${where}
      group by ${comma([...names.map(name => sql.ref(name)), sql`f.child_id`])}) each_child ${grouped(names)}`
}

export const countedFacts = (question: Question, { select, names, from, where }: ReturnType<typeof ratingFacts>) => {
  const each = comma(kinds.map(kind => sql`count(*) filter (where f.rating = ${kind})::int as ${sql.ref(kind)}`))
  return sql<Answer>`
    select ${withKeys(select)}${each}, count(distinct f.child_id)::int as children from ${from} where ${where} ${grouped(names)}`
}

const fromRollUp = { cells: fromCells, places: fromPlaces, by_child: fromChildren }
