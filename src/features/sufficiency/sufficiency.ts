import { type Phase, phaseOf, phases } from '#domain/phase.ts'

/** Children with a plan today, by primary need and the academic year they were born in. */
export type Cohort = { need: string; born: number; children: number; waiting: number; newer: number }

/** A service with its places today. */
export type Supply = {
  service_id: number
  provider_id: number
  provider: string
  service: string
  needs: string[]
  low_age: number | null
  high_age: number | null
  places: number
  vacancies: number
  commissioned: number
  told_on: string
  metres: number | null
}

export type Row = {
  need: string
  phase: Phase
  children: number
  waiting: number
  /** In one, two and three years. */
  expected: [number, number, number]
  places: number
  vacancies: number
  commissioned: number
  /** Children without a place, and those more in three years, less the places free: nought when there is room. */
  gap: number
}

/** Ages of a phase, for places that are told by age. */
const ages: Record<Phase, readonly [number, number]> = {
  early_years: [0, 4],
  primary: [5, 10],
  secondary: [11, 15],
  post_16: [16, 18],
  post_19: [19, 25],
}

/** England's EHC plans grew from 576,474 in January 2024 to 638,745 in January 2025 (DfE, Education, health and care plans, 2025). */
export const publishedGrowth = 638_745 / 576_474 - 1

/** The yearly growth of the area's own plans over the last three years: at most a quarter a year either way. */
export function ownGrowth(before: number, now: number): number {
  if (before === 0 || now === 0) return 0
  return Math.max(-0.25, Math.min(0.25, (now / before) ** (1 / 3) - 1))
}

const last = 20
const yearGroupIn = (born: number, year: number) => year - born - 5

const keyOf = (need: string, phase: Phase) => `${need}/${phase}`

const add = (to: Map<string, number>, key: string, count: number) => to.set(key, (to.get(key) ?? 0) + count)

/**
 * Children expected in a number of years: those of today moved forward by as many year groups, leaving at 25, and new ones up to
 * what the growth says, shared out as the plans of the last three years are by need and phase.
 */
export function expectedIn(
  years: number,
  cohorts: readonly Cohort[],
  growth: number,
  year: number,
): Map<string, number> {
  const expected = new Map<string, number>()
  const newer = new Map<string, number>()
  let [now, moved, fresh] = [0, 0, 0]
  const anyNewer = cohorts.some(cohort => cohort.newer > 0)
  for (const { need, born, children, newer: made } of cohorts) {
    now += children
    const share = anyNewer ? made : children
    fresh += share
    add(newer, keyOf(need, phaseOf(yearGroupIn(born, year))), share)
    const group = yearGroupIn(born, year + years)
    if (group > last) continue
    moved += children
    add(expected, keyOf(need, phaseOf(group)), children)
  }
  const more = Math.max(0, now * (1 + growth) ** years - moved)
  if (fresh > 0) for (const [key, share] of newer) add(expected, key, (more * share) / fresh)
  return expected
}

/** Whether a service could take a child of a need and phase. One that names no need takes any. */
export const fits = (supply: Pick<Supply, 'needs' | 'low_age' | 'high_age'>, need: string, phase: Phase) =>
  (supply.needs.length === 0 || supply.needs.includes(need)) &&
  (supply.low_age ?? 0) <= ages[phase][1] &&
  (supply.high_age ?? 99) >= ages[phase][0]

/** Need by phase, the widest gap first. */
export function rowsOf(cohorts: readonly Cohort[], supply: readonly Supply[], growth: number, year: number): Row[] {
  const [children, waiting] = [new Map<string, number>(), new Map<string, number>()]
  for (const cohort of cohorts) {
    const key = keyOf(cohort.need, phaseOf(yearGroupIn(cohort.born, year)))
    add(children, key, cohort.children)
    add(waiting, key, cohort.waiting)
  }
  const forecast = ([1, 2, 3] as const).map(years => expectedIn(years, cohorts, growth, year))
  const needs = [...new Set([...cohorts.map(({ need }) => need), ...supply.flatMap(one => one.needs)])].toSorted()
  return needs
    .flatMap(need =>
      (Object.keys(phases) as Phase[]).map((phase): Row => {
        const key = keyOf(need, phase)
        const able = supply.filter(one => fits(one, need, phase))
        const sum = (of: 'places' | 'vacancies' | 'commissioned') => able.reduce((all, one) => all + one[of], 0)
        const [one, two, three] = forecast.map(expected => Math.round(expected.get(key) ?? 0)) as [
          number,
          number,
          number,
        ]
        const row = { need, phase, children: children.get(key) ?? 0, waiting: waiting.get(key) ?? 0 }
        const gap = gapOf(row.waiting, row.children, three, sum('vacancies'))
        const [places, vacancies, commissioned] = [sum('places'), sum('vacancies'), sum('commissioned')]
        return { ...row, expected: [one, two, three], places, vacancies, commissioned, gap }
      }),
    )
    .filter(row => row.children + row.expected[2] > 0 || (row.places > 0 && row.need !== 'none'))
    .toSorted((a, b) => b.gap - a.gap || b.children - a.children || a.need.localeCompare(b.need))
}

const gapOf = (waiting: number, now: number, then: number, free: number) =>
  Math.max(0, waiting + Math.max(0, then - now) - free)

export type Shown = Omit<Row, 'children' | 'waiting' | 'expected' | 'gap'> & {
  children: number | 'c'
  waiting: number | 'c'
  expected: readonly (number | 'c')[]
  gap: number | 'c'
}

const smallest = 5
const rounded = (count: number) => Math.round(count / 5) * 5

/**
 * For those who may not see children: a row of 5 children or fewer says nothing of them, every other count is given to the
 * nearest 5, and what is worked out is worked out from those. Rows are never summed from what is hidden, and no filter
 * changes which children are counted, so there is nothing to take away from one another.
 */
export function published(rows: readonly Row[]): Shown[] {
  return rows
    .map((row): Shown => {
      if (row.children <= smallest) return { ...row, children: 'c', waiting: 'c', expected: ['c', 'c', 'c'], gap: 'c' }
      const [children, waiting] = [
        rounded(row.children),
        row.waiting <= smallest ? ('c' as const) : rounded(row.waiting),
      ]
      const expected = row.expected.map(rounded)
      const gap = gapOf(waiting === 'c' ? 0 : waiting, children, expected[2] ?? 0, row.vacancies)
      return { ...row, children, waiting, expected, gap }
    })
    .toSorted(
      (a, b) =>
        numeric(b.gap) - numeric(a.gap) ||
        numeric(b.children) - numeric(a.children) ||
        a.need.localeCompare(b.need) ||
        a.phase.localeCompare(b.phase),
    )
}

const numeric = (count: number | 'c') => (count === 'c' ? -1 : count)

export const isPhase = (text: string): text is Phase => Object.hasOwn(phases, text)
