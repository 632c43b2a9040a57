import { academicYear, academicYearName } from '#domain/academic-year.ts'
import { ageBand } from '#domain/age-band.ts'
import { ageOn } from '#domain/date.ts'
import type { OutcomeRow, PackageRows, PlacementRow, PositionRow, RatingRow } from './package-rows.ts'

export type Dimension = 'pfa' | 'need' | 'age_band' | 'institution' | 'academic_year' | 'child'

/** A meeting that was held: on which day, in which academic year, about whom. */
export type Held = { on: string; year: number; child: string }

/** What each dimension says of a meeting; an institution has two columns. */
export type Keys = { [Key in Dimension]: string[] }

export type Placed = { position: PositionRow; held: Held }

export const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const dayAfter = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)

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
export type Stay = { from: string; key: string; name: string }

export type Facts = ReturnType<typeof factsOf>

/** The rows of whole children, looked up by what the rules ask for. */
export function factsOf(rows: PackageRows) {
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
    held.set(review.review_id, { on: review.meeting_on, year: academicYear(review.meeting_on), child })
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

  const rated = rows.ratings.flatMap(rating => {
    const at = held.get(rating.review_id)
    return at === undefined ? [] : [{ rating, held: at }]
  })
  return {
    outcomes: rows.outcomes,
    rated,
    lastRated: lastOfEachGoalAndYear(rated),
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
