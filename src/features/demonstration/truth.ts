import { academicYear, academicYearName } from '#domain/academic-year.ts'
import { ageBand, ageBands } from '#domain/age-band.ts'
import { ageOn } from '#domain/date.ts'
import { pfaWithUnmapped } from '#domain/pfa.ts'
import type { Rating } from '#domain/rating.ts'
import type { OutcomeRow, PackageRows, PlacementRow, PositionRow, RatingRow, ReviewRow } from './package-rows.ts'

/**
 * The pictures of a package reckoned the plain way: every row in memory, one rule after another, no SQL and nothing of
 * the product's own queries. Slow and easy to read, so that it can be believed when the two differ.
 */
export type Dimension = 'pfa' | 'need' | 'age_band' | 'institution' | 'academic_year' | 'child'

export type Question = { by: readonly Dimension[]; years?: readonly number[]; counting?: 'last' | 'every' }

/** A picture as its CSV: the first row is the header. */
export type Table = string[][]

type Held = { review: ReviewRow; on: string; year: number; child: string }
type Keys = { [Key in Dimension]: string[] }

export function ratingsPicture(rows: PackageRows, { by, years, counting = 'last' }: Question): Table {
  const facts = indexed(rows)
  const rated = rows.ratings.flatMap(rating => {
    const held = facts.held.get(rating.review_id)
    return held === undefined ? [] : [{ rating, held }]
  })
  const counted = counting === 'every' ? rated : lastOfEachGoalAndYear(rated)
  const groups = new Map<string, { keys: string[]; counts: Record<Rating, number>; children: Set<string> }>()
  for (const { rating, held } of counted) {
    if (years !== undefined && !years.includes(held.year)) continue
    const outcome = facts.outcomeOfGoal.get(rating.goal_id)
    const keys = cellKeys(by, facts.keysOn(held, outcome))
    const group = grouped(groups, keys, () => ({
      keys,
      counts: { not_met: 0, partially_met: 0, fully_met: 0, not_rated: 0 },
      children: new Set(),
    }))
    group.counts[rating.rating] += 1
    group.children.add(held.child)
  }
  return [
    [...header(by), 'not_met', 'partially_met', 'fully_met', 'not_rated', 'children'],
    ...sorted([...groups.values()], by).map(({ keys, counts, children }) =>
      [...keys, counts.not_met, counts.partially_met, counts.fully_met, counts.not_rated, children.size].map(String),
    ),
  ]
}

export function distancePicture(rows: PackageRows, { by, years }: Question): Table {
  const facts = indexed(rows)
  const groups = new Map<string, { keys: string[]; seen: Seen[] }>()
  for (const outcome of rows.outcomes) {
    if (outcome.baseline === null) continue
    const all: Placed[] = (facts.positionsOf.get(outcome.outcome_id) ?? []).toSorted((a, b) =>
      compare(a.held.on, b.held.on),
    )
    const inYears = all.filter(({ held }) => years === undefined || years.includes(held.year))
    const windows = by.includes('academic_year')
      ? Object.values(Object.groupBy(inYears, one => one.held.year))
      : [inYears]
    for (const window of windows) {
      const places = by.includes('institution')
        ? [...Map.groupBy(window ?? [], ({ held }) => facts.stayOn(held.child, held.on).key).values()]
        : [window ?? []]
      for (const place of places) {
        const last = place.at(-1)
        if (last === undefined) continue
        const distance = by.includes('institution')
          ? travelledThere(all, last, facts.stayOn, outcome.baseline)
          : last.position.position - outcome.baseline
        const keys = cellKeys(by, facts.keysOn(last.held, outcome))
        const group = grouped(groups, keys, () => ({ keys, seen: [] }))
        group.seen.push({ outcome, child: last.held.child, distance, at: last.position.position })
      }
    }
  }
  return [
    [...header(by), 'outcomes', 'children', 'mean', 'median', 'targets_met', 'mean_share_of_way'],
    ...sorted([...groups.values()], by).map(({ keys, seen }) => [...keys, ...figures(seen)]),
  ]
}

type Placed = { position: PositionRow; held: Held }

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

type Seen = { outcome: OutcomeRow; child: string; distance: number; at: number }

/** At most ten rungs lie between a baseline and a target, so shares add up exactly in parts of 2520. */
const parts = 2520

function figures(seen: Seen[]): string[] {
  const distances = seen.map(one => one.distance).toSorted((a, b) => a - b)
  const middle = [distances[(seen.length - 1) >> 1] ?? 0, distances[seen.length >> 1] ?? 0]
  const shares = seen.flatMap(({ outcome, distance }) => {
    const way = (outcome.target ?? 0) - (outcome.baseline ?? 0)
    return outcome.target !== null && way > 0 ? [(distance * parts) / way] : []
  })
  return [
    String(seen.length),
    String(new Set(seen.map(one => one.child)).size),
    twoPlaces(sum(distances), seen.length),
    twoPlaces(sum(middle), 2),
    String(seen.filter(({ outcome, at }) => outcome.target !== null && at >= outcome.target).length),
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

/** Each goal's last rating in each academic year by meeting date; of two on one day the later row. */
function lastOfEachGoalAndYear(rated: { rating: RatingRow; held: Held }[]) {
  const last = new Map<string, { rating: RatingRow; held: Held }>()
  for (const one of rated) {
    const key = `${one.held.year} ${one.rating.goal_id}`
    const before = last.get(key)
    if (before === undefined || before.held.on <= one.held.on) last.set(key, one)
  }
  return [...last.values()]
}

/** A child's time at one place without a break: a change of unit is no new stay, a gap is a stay of its own. */
type Stay = { from: string; key: string; name: string }

function indexed(rows: PackageRows) {
  const childOfPlan = new Map(rows.plans.map(plan => [plan.plan_id, plan.child_id]))
  const birth = new Map(rows.children.map(child => [child.child_id, child.birth_date]))
  const outcomes = new Map(rows.outcomes.map(outcome => [outcome.outcome_id, outcome]))
  const institutions = new Map(rows.institutions.map(institution => [institution.institution_id, institution]))
  const needs = Map.groupBy(
    rows.needs.filter(need => need.rank === 1),
    need => need.child_id,
  )
  const placements = Map.groupBy(
    rows.placements.filter(placement => placement.rank === 1),
    one => one.child_id,
  )
  const held = new Map<string, Held>()
  for (const review of rows.reviews) {
    const child = childOfPlan.get(review.plan_id)
    if (review.meeting_on === null || child === undefined) continue
    held.set(review.review_id, { review, on: review.meeting_on, year: academicYear(review.meeting_on), child })
  }

  const placeOf = (placement: PlacementRow): { key: string; name: string } => {
    const institution = institutions.get(placement.institution_id ?? '')
    if (institution === undefined) return { key: placement.setting ?? '', name: placement.setting ?? '' }
    return { key: institution.urn ?? institution.institution_id, name: institution.name }
  }
  const staysOf = new Map<string, Stay[]>()
  const stays = (child: string): Stay[] => {
    const known = staysOf.get(child)
    if (known !== undefined) return known
    const made: Stay[] = [{ from: '', key: 'no institution', name: 'No institution' }]
    let freeFrom = ''
    for (const placement of (placements.get(child) ?? []).toSorted((a, b) => compare(a.from, b.from))) {
      const place = placeOf(placement)
      const before = made.at(-1)
      if (before?.key !== 'no institution' && freeFrom < placement.from) {
        made.push({ from: freeFrom, key: 'no institution', name: 'No institution' }, { from: placement.from, ...place })
      } else if (before?.key !== place.key) made.push({ from: placement.from, ...place })
      freeFrom = placement.to === null ? '9999-12-31' : dayAfter(placement.to)
    }
    if (freeFrom !== '9999-12-31') made.push({ from: freeFrom, key: 'no institution', name: 'No institution' })
    staysOf.set(child, made)
    return made
  }
  const stayOn = (child: string, on: string): Stay =>
    stays(child).findLast(stay => stay.from <= on) ?? { from: '', key: 'no institution', name: 'No institution' }

  const needOn = (child: string, on: string) =>
    (needs.get(child) ?? []).findLast(need => need.from <= on && (need.to === null || need.to >= on))?.need ?? 'none'

  return {
    held,
    stayOn,
    outcomeOfGoal: new Map(rows.goals.map(goal => [goal.goal_id, outcomes.get(goal.outcome_id)])),
    positionsOf: Map.groupBy(
      rows.positions.flatMap((position: PositionRow) => {
        const at = held.get(position.review_id)
        return at === undefined ? [] : [{ position, held: at }]
      }),
      one => one.position.outcome_id,
    ),
    keysOn: ({ on, year, child }: Held, outcome: OutcomeRow | undefined): Keys => {
      const stay = stayOn(child, on)
      return {
        pfa: [outcome?.pfa?.split(';')[0] || 'unmapped'],
        need: [needOn(child, on)],
        age_band: [ageBand(ageOn(birth.get(child) ?? on, on))],
        institution: [stay.key, stay.name],
        academic_year: [academicYearName(year)],
        child: [child],
      }
    },
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const dayAfter = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)

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
