import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Hidden, type Sum, type Target, workedOut } from '#test/attack.ts'
import { shown } from './figures.ts'
import { plainly } from './picture.ts'
import type { Dimension, Question, RatingCounts, Row } from './question.ts'
import { guardOf } from './suppression-guard.ts'
import { releaseOf } from './suppression-release.ts'

/** One rating of one goal, with all that can be asked about it. */
type Rated = {
  whose: number
  academic_year: string
  need: string
  sex: string
  areas: string[]
  rating: string
  isLast: boolean
}

const ratings = ['not_met', 'partially_met', 'fully_met', 'not_rated'] as const

/** The areas a goal counts in, of those a question asks about. */
const areasOf = ({ areas }: Pick<Rated, 'areas'>, { pfa, filters }: Question) =>
  (areas.length === 0 ? ['unmapped'] : pfa === 'any' ? areas : areas.slice(0, 1)).filter(
    area => filters.pfa?.includes(area) ?? true,
  )

/** The rows that a rating counts in. */
function keysOf(one: Omit<Rated, 'whose'>, question: Question): string[][] {
  const { by, filters, years, counting } = question
  const of = (dimension: Dimension) => one[dimension as 'need']
  const isMeant =
    (counting === 'every' || one.isLast) &&
    (years?.includes(Number(one.academic_year.slice(0, 4))) ?? true) &&
    (['need', 'sex'] as const).every(dimension => filters[dimension]?.includes(of(dimension)) ?? true)
  const areas = areasOf(one, question)
  if (!isMeant || areas.length === 0) return []
  const splits = by.includes('pfa') ? areas : ['']
  return splits.map(area => by.map(dimension => (dimension === 'pfa' ? area : of(dimension))))
}

function answer(all: readonly Rated[], question: Question): Row<RatingCounts>[] {
  const groups = new Map<string, { key: string[]; ratings: Rated[] }>()
  for (const one of all) {
    for (const key of keysOf(one, question)) {
      const group = groups.get(key.join('|')) ?? { key, ratings: [] }
      groups.set(key.join('|'), group)
      group.ratings.push(one)
    }
  }
  return [...groups.values()].map(({ key, ratings: some }) => {
    const count = (rating: string) => some.filter(one => one.rating === rating).length
    const [not_met = 0, partially_met = 0, fully_met = 0, not_rated = 0] = ratings.map(count)
    return { key, not_met, partially_met, fully_met, not_rated, children: new Set(some.map(one => one.whose)).size }
  })
}

function published(all: readonly Rated[], asked: Question) {
  const question = { ...asked, measure: 'ratings' as const, audience: 'published' as const }
  const release = releaseOf(question)
  const guard = guardOf(
    release,
    release.questions.map(one => answer(all, one)),
  )
  const truth = answer(all, question)
  const rows = shown(question, truth.filter(guard.keeps), guard.hides)
  return { question, truth, rows, guard }
}

const lists: string[][] = [['health'], ['health', 'employment'], ['employment'], []]
const years = ['2023/24', '2024/25']

const population = fc
  .array(
    fc.record({
      need: fc.constantFrom('ASD', 'ASD', 'ASD', 'SLCN', 'SLCN', 'MSI'),
      sex: fc.constantFrom('F', 'M', 'M'),
      goals: fc.array(
        fc.record({
          academic_year: fc.constantFrom(...years),
          areas: fc.constantFrom(...lists),
          earlier: fc.constantFrom(undefined, undefined, undefined, ...ratings),
          rating: fc.constantFrom('fully_met', 'fully_met', 'fully_met', 'partially_met', 'not_met', 'not_rated'),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
    { minLength: 20, maxLength: 120 },
  )
  .map(children =>
    children.flatMap(({ goals, need, sex }, whose) =>
      goals.flatMap(({ earlier, rating, ...goal }): Rated[] => [
        ...(earlier ? [{ whose, need, sex, ...goal, rating: earlier, isLast: false }] : []),
        { whose, need, sex, ...goal, rating, isLast: true },
      ]),
    ),
  )

const values = { need: ['ASD', 'SLCN', 'MSI'], sex: ['F', 'M'], pfa: ['health', 'employment', 'unmapped'] }

type Split = keyof typeof values
type Values = Partial<Record<Split, string>>

const every = Object.keys(values) as Split[]
const splits: Split[][] = [[], ['need'], ['sex'], ['pfa'], ['need', 'sex'], ['need', 'pfa'], ['sex', 'pfa'], every]

const combinations = (by: readonly Split[]): Values[] =>
  by.reduce<Values[]>((all, one) => all.flatMap(some => values[one].map(value => ({ ...some, [one]: value }))), [{}])

const windows = { '2023/24': [2023], '2024/25': [2024], both: null }

type Window = keyof typeof windows
type Option = Pick<Question, 'counting' | 'pfa'>
type Rating = (typeof ratings)[number]

const each = (options: readonly Option[], work: (option: Option, window: Window) => void) => {
  for (const option of options) for (const window of ['2023/24', '2024/25', 'both'] as const) work(option, window)
}

/** A figure there could be: how counted, in which window, of whom. */
const figure = ({ counting, pfa }: Option, window: string, of: Values) =>
  [counting, pfa, window, ...every.map(one => of[one] ?? '')].join('|')

const rowOf = <R extends { key: readonly string[] }>(rows: readonly R[], by: readonly Split[], of: Values) =>
  rows.find(row => by.every((one, nth) => row.key[nth] === of[one]))

/** Filters that say what a split says, or what two of its rows make together. */
const filtered: [Split[], Partial<Record<Split, string[]>>][] = [
  [['sex'], { need: ['ASD'] }],
  [['need', 'pfa'], { sex: ['F'] }],
  [[], { need: ['MSI'], pfa: ['health'] }],
  [['need'], { need: ['ASD', 'SLCN'] }],
  [['sex'], { need: ['ASD', 'MSI'] }],
  [[], { need: ['SLCN', 'MSI'] }],
]

/** Everything that somebody could ask of a rating, and all that it adds up to: what an attacker has. */
function learn(all: readonly Rated[], options: readonly Option[], rating: Rating) {
  const hidden: Hidden[] = []
  const place = new Map<string, number>()
  const truth = new Map<string, number>()
  const tables = new Set<string>()
  const sums: Sum[] = []
  const targets: Target[] = []
  const ask = (option: Option, window: Window, by: Split[], filters: Question['filters'] = {}) =>
    published(all, { ...plainly('ratings'), ...option, years: windows[window], by: [...by], filters })
  const tableOf = (option: Option, window: string, by: readonly Split[]) =>
    figure(option, window, Object.fromEntries(by.map(one => [one, '*'])))

  each(options, (option, window) => {
    for (const by of splits) {
      const { guard, truth: rows, rows: shownRows } = ask(option, window, by)
      if (guard.withheld.length > 0) continue
      tables.add(tableOf(option, window, by))
      const is = (of: Values) => rowOf(rows, by, of)?.[rating] ?? 0
      const said = (of: Values) => rowOf(shownRows, by, of)?.figures[rating]
      const noughts = combinations(by).filter(of => rowOf(rows, by, of)?.[rating] === 0)
      // Where no nought is shown and some are hidden, a hidden figure need not be there; nor in a row that is left out.
      const isVague = noughts.length > 0 && noughts.every(of => said(of) === 'c')
      const isWhole = combinations(by).every(of => is(of) === 0 || said(of) !== undefined)
      for (const of of combinations(by)) {
        const name = figure(option, window, of)
        truth.set(name, is(of))
        if (said(of) === 'c' || (said(of) === undefined && !isWhole)) {
          const isKnown = said(of) === 'c' && is(of) > 0 && !isVague
          place.set(name, hidden.push({ is: is(of), least: isKnown ? 1 : 0 }) - 1)
        } else assert.equal(said(of) ?? 0, is(of), name)
      }
    }
  })
  for (const [name, nth] of place) targets.push({ name: `${name} is ${truth.get(name)}`, terms: [[nth, 1]] })

  const term = (name: string, times: number) => (place.has(name) ? [[place.get(name) ?? 0, times] as const] : [])
  const total = (names: readonly string[]) => names.reduce((sum, name) => sum + (truth.get(name) ?? 0), 0)
  const atLeast = (more: readonly string[], less: readonly string[], exact = false) =>
    sums.push({
      terms: [...more.flatMap(name => term(name, -1)), ...less.flatMap(name => term(name, 1))],
      room: exact ? 'exact' : total(more) - total(less),
    })

  each(options, (option, window) => {
    const isThere = (by: readonly Split[], where: string = window, how = option) => tables.has(tableOf(how, where, by))
    for (const by of splits.filter(one => isThere(one))) {
      for (const of of combinations(by)) {
        const name = figure(option, window, of)
        for (const more of every.filter(
          one => !by.includes(one) && isThere(every.filter(two => two === one || by.includes(two))),
        )) {
          const parts = values[more].map(value => figure(option, window, { ...of, [more]: value }))
          atLeast(parts, [name], !(more === 'pfa' && option.pfa === 'any'))
        }
        if (window === 'both' && isThere(by, '2023/24') && isThere(by, '2024/25')) {
          atLeast([name], [figure(option, '2023/24', of), figure(option, '2024/25', of)], true)
        }
        const areas: Option['pfa'] = by.includes('pfa') ? 'main' : option.pfa
        for (const less of [
          { ...option, counting: 'last' as const },
          { ...option, pfa: areas },
        ]) {
          if (isThere(by, window, less)) atLeast([name], [figure(less, window, of)])
        }
      }
    }
    for (const [by, filters] of filtered) {
      const { guard, rows } = ask(option, window, by, filters)
      const named = every.filter(one => filters[one])
      if (guard.withheld.length > 0) continue
      for (const of of combinations(by)) {
        const parts = combinations(named)
          .filter(part =>
            named.every(one => filters[one]?.includes(part[one] ?? '') && (of[one] ?? part[one]) === part[one]),
          )
          .map(part => figure(option, window, { ...of, ...part }))
        const says = rowOf(rows, by, of)?.figures[rating]
        const [only = '', ...others] = parts
        const terms = parts.flatMap(name => term(name, 1))
        if (says === undefined || parts.length === 0) continue
        if (others.length === 0) assert.equal(says, place.has(only) ? 'c' : truth.get(only), only)
        else if (says !== 'c') sums.push({ terms, room: 'exact' })
        else if (total(parts) <= 5) targets.push({ name: `${parts.join(' + ')} is ${total(parts)}`, terms })
      }
    }
  })
  const isThere = ({ name, terms }: Target) => terms.length > 0 && !name.endsWith(' is 0')
  return { hidden, sums: sums.filter(({ terms }) => terms.length > 0), targets: targets.filter(isThere) }
}

const nothingWorkedOut = (options: readonly Option[], numRuns: number) =>
  fc.assert(
    fc.property(population, all => {
      for (const rating of ratings) {
        const { hidden, sums, targets } = learn(all, options, rating)
        assert.deepEqual(workedOut(hidden, sums, targets), [])
      }
    }),
    { numRuns: numRuns * Number(process.env.RUNS ?? 1), seed: Number(process.env.SEED ?? 1) },
  )

const plain: Option = { counting: 'last', pfa: 'main' }

test('no hidden number can be worked out from every split, with a filter more or less, in one year, the next or both', () =>
  nothingWorkedOut([plain], 5))

test('nor by asking for every rating as well as the last, or for any area as well as the main one', () =>
  nothingWorkedOut(
    [plain, { ...plain, counting: 'every' }, { ...plain, pfa: 'any' }, { counting: 'every', pfa: 'any' }],
    2,
  ))
