import { ageBands } from '#domain/age-band.ts'
import { pfaWithUnmapped } from '#domain/pfa.ts'
import type { Rating } from '#domain/rating.ts'
import type { OutcomeRow, PackageRows } from './package-rows.ts'
import { compare, type Dimension, type Facts, factsOf, type Keys, type Placed, type Stay } from './truth-facts.ts'

/**
 * The pictures of a package reckoned the plain way: every row in memory, one rule after another, no SQL and nothing of
 * the product's own queries. Slow and easy to read, so that it can be believed when the two differ.
 */
export type Question = { by: readonly Dimension[]; years?: readonly number[]; counting?: 'last' | 'every' }

/** A picture as its CSV: the first row is the header. */
export type Table = string[][]

/** A picture in the making: children are added some at a time, each whole, and nothing of them is kept but the sums. */
export type Reckoning = { add: (facts: Facts) => void; table: () => Table }

export const ratingsPicture = (rows: PackageRows, question: Question): Table => made(ratingsReckoning(question), rows)

export const distancePicture = (rows: PackageRows, question: Question): Table => made(distanceReckoning(question), rows)

function made(reckoning: Reckoning, rows: PackageRows): Table {
  reckoning.add(factsOf(rows))
  return reckoning.table()
}

export function ratingsReckoning({ by, years, counting = 'last' }: Question): Reckoning {
  const groups = new Map<string, { keys: string[]; counts: Record<Rating, number>; children: Set<string> }>()
  return {
    add: facts => {
      for (const { rating, held } of counting === 'every' ? facts.rated : facts.lastRated) {
        if (years !== undefined && !years.includes(held.year)) continue
        const keys = cellKeys(by, facts.keysOn(held, facts.outcomeOfGoal.get(rating.goal_id)))
        const group = grouped(groups, keys, () => ({
          keys,
          counts: { not_met: 0, partially_met: 0, fully_met: 0, not_rated: 0 },
          children: new Set(),
        }))
        group.counts[rating.rating] += 1
        group.children.add(held.child)
      }
    },
    table: () => [
      [...header(by), 'not_met', 'partially_met', 'fully_met', 'not_rated', 'children'],
      ...sorted([...groups.values()], by).map(({ keys, counts, children }) =>
        [...keys, counts.not_met, counts.partially_met, counts.fully_met, counts.not_rated, children.size].map(String),
      ),
    ],
  }
}

export function distanceReckoning({ by, years }: Question): Reckoning {
  const groups = new Map<string, { keys: string[]; seen: Seen[] }>()
  const addOutcome = (facts: Facts, outcome: OutcomeRow, baseline: number) => {
    const all: Placed[] = (facts.positionsOf.get(outcome.outcome_id) ?? []).toSorted((a, b) =>
      compare(a.held.on, b.held.on),
    )
    const inYears = all.filter(({ held }) => years === undefined || years.includes(held.year))
    const windows = by.includes('academic_year') ? [...Map.groupBy(inYears, one => one.held.year).values()] : [inYears]
    for (const window of windows) {
      const places = by.includes('institution')
        ? [...Map.groupBy(window, ({ held }) => facts.stayOn(held.child, held.on).key).values()]
        : [window]
      for (const last of places.flatMap(place => place.slice(-1))) {
        const distance = by.includes('institution')
          ? travelledThere(all, last, facts.stayOn, baseline)
          : last.position.position - baseline
        const keys = cellKeys(by, facts.keysOn(last.held, outcome))
        const group = grouped(groups, keys, () => ({ keys, seen: [] }))
        group.seen.push(seenOf(outcome, baseline, last, distance))
      }
    }
  }
  return {
    add: facts => {
      for (const outcome of facts.outcomes) if (outcome.baseline !== null) addOutcome(facts, outcome, outcome.baseline)
    },
    table: () => [
      [...header(by), 'outcomes', 'children', 'mean', 'median', 'targets_met', 'mean_share_of_way'],
      ...sorted([...groups.values()], by).map(({ keys, seen }) => [...keys, ...figures(seen)]),
    ],
  }
}

/**
 * What was travelled while the child was at the place of the last position: for each stay there, from the last position
 * before arrival, or the baseline, to the last position of the stay.
 */
function travelledThere(all: Placed[], last: Placed, stayOn: (child: string, on: string) => Stay, baseline: number) {
  const place = stayOn(last.held.child, last.held.on).key
  const seen = all.slice(0, all.indexOf(last) + 1)
  const stays = new Set(seen.map(({ held }) => stayOn(held.child, held.on)).filter(stay => stay.key === place))
  let distance = 0
  for (const stay of stays) {
    const there = seen.findLast(({ held }) => stayOn(held.child, held.on) === stay)
    const before = seen.findLast(({ held }) => held.on < stay.from)
    distance += (there?.position.position ?? 0) - (before?.position.position ?? baseline)
  }
  return distance
}

/** An outcome in a cell; `share` in parts of 2520, null where there is no way to go. */
type Seen = { child: string; distance: number; share: number | null; met: boolean }

/** At most ten rungs lie between a baseline and a target, so shares add up exactly in parts of 2520. */
const parts = 2520

function seenOf({ target }: OutcomeRow, baseline: number, { position, held }: Placed, distance: number): Seen {
  const way = (target ?? 0) - baseline
  return {
    child: held.child,
    distance,
    share: target !== null && way > 0 ? (distance * parts) / way : null,
    met: target !== null && position.position >= target,
  }
}

function figures(seen: Seen[]): string[] {
  const distances = seen.map(one => one.distance).toSorted((a, b) => a - b)
  const middle = [distances[(seen.length - 1) >> 1] ?? 0, distances[seen.length >> 1] ?? 0]
  const shares = seen.flatMap(({ share }) => (share === null ? [] : [share]))
  return [
    String(seen.length),
    String(new Set(seen.map(one => one.child)).size),
    twoPlaces(sum(distances), seen.length),
    twoPlaces(sum(middle), 2),
    String(seen.filter(({ met }) => met).length),
    shares.length === 0 ? '' : twoPlaces(sum(shares), parts * shares.length),
  ]
}

/** Half-up to two places on whole numbers; a half goes away from zero, as PostgreSQL's numeric and a spreadsheet round. */
export function twoPlaces(numerator: number, denominator: number): string {
  const hundredths = Math.floor((2 * 100 * Math.abs(numerator) + denominator) / (2 * denominator))
  const sign = numerator < 0 && hundredths > 0 ? '-' : ''
  return `${sign}${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

const header = (by: readonly Dimension[]) =>
  by.flatMap(dimension => (dimension === 'institution' ? [dimension, 'institution_name'] : [dimension]))

const cellKeys = (by: readonly Dimension[], keys: Keys) => by.flatMap(dimension => keys[dimension])

function grouped<Group>(groups: Map<string, Group>, keys: string[], empty: () => Group): Group {
  const name = JSON.stringify(keys)
  const group = groups.get(name) ?? empty()
  groups.set(name, group)
  return group
}

const orders: Partial<Record<Dimension, readonly string[]>> = { pfa: Object.keys(pfaWithUnmapped), age_band: ageBands }

function sorted<Group extends { keys: string[] }>(groups: Group[], by: readonly Dimension[]): Group[] {
  const columns = header(by)
  const place = (keys: string[], column: number) => {
    const order = orders[columns[column] as Dimension]
    const key = keys[column] ?? ''
    return order === undefined ? key : String(order.indexOf(key))
  }
  return groups.toSorted((a, b) => {
    for (const column of columns.keys()) {
      const difference = compare(place(a.keys, column), place(b.keys, column))
      if (difference !== 0) return difference
    }
    return 0
  })
}
