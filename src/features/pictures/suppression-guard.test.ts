import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Sum, type Target, workedOut } from '#test/attack.ts'
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

/** Everything that somebody could think to ask, and then take one answer from another. */
const questions: Question[] = [
  [],
  ['need'],
  ['sex'],
  ['pfa'],
  ['need', 'sex'],
  ['need', 'pfa'],
  ['sex', 'pfa'],
  ['need', 'sex', 'pfa'],
]
  .flatMap(split =>
    [null, [2024], 'each' as const].flatMap(when =>
      [
        {},
        { need: ['ASD'] },
        { sex: ['F'] },
        { pfa: ['health'] },
        { need: ['ASD'], sex: ['F'] },
        { need: ['ASD', 'MSI'] },
      ].map(filters => ({
        ...plainly('ratings'),
        filters,
        by: [...split, ...(when === 'each' ? ['academic_year'] : [])] as Dimension[],
        years: when === 'each' ? null : when,
      })),
    ),
  )
  .filter(({ by }) => by.length <= 3)

/** Each kind of rating there could be one or more of. */
const kindsOf = years.flatMap(academic_year =>
  ['ASD', 'SLCN', 'MSI'].flatMap(need =>
    ['F', 'M'].flatMap(sex =>
      lists.flatMap(areas => [true, false].map(isLast => ({ academic_year, need, sex, areas, isLast, rating: '' }))),
    ),
  ),
)

/** Puts all answers together and works out, for one rating, every number that was hidden. */
function attack(
  all: readonly Rated[],
  answers: ReturnType<typeof published>[],
  rating: (typeof ratings)[number],
): string[] {
  const numbers = kindsOf.map(kind => ({
    is: all.filter(
      one =>
        one.rating === rating &&
        keysOf(one, everything).join() === keysOf(kind, everything).join() &&
        one.isLast === kind.isLast &&
        one.areas.join() === kind.areas.join(),
    ).length,
    least: 0,
  }))
  const sums = new Map<string, Sum>()
  const targets = new Map<string, Target>()
  for (const { question, truth, rows } of answers) {
    const made = Map.groupBy(
      kindsOf.flatMap((kind, nth) => keysOf(kind, question).map(key => ({ text: key.join('|'), nth }))),
      ({ text }) => text,
    )
    const isWhole = truth.every(row => rows.some(one => one.key.join() === row.key.join()))
    const saysNought = rows.some(
      row => row.figures[rating] === 'c' && truth.find(one => one.key.join() === row.key.join())?.[rating] === 0,
    )
    for (const [text, parts] of made) {
      const terms = parts.map(({ nth }) => [nth, 1] as const)
      const name = terms.map(([nth]) => nth).join()
      const row = rows.find(one => one.key.join('|') === text)
      const is = terms.reduce((sum, [nth]) => sum + (numbers[nth]?.is ?? 0), 0)
      if (row ? row.figures[rating] !== 'c' : isWhole) sums.set(`is ${name}`, { terms, room: 'exact' })
      else if (row && is > 0) {
        targets.set(name, {
          name: `${JSON.stringify(question.by)} ${JSON.stringify(question.filters)} ${text} is ${is}`,
          terms,
        })
        if (!saysNought) sums.set(`some ${name}`, { terms: terms.map(([nth]) => [nth, -1] as const), room: is - 1 })
      }
    }
  }
  return workedOut(numbers, [...sums.values()], [...targets.values()])
}

const everything: Question = { ...plainly('ratings'), by: ['academic_year', 'need', 'sex'], counting: 'every' }

const nothingWorkedOut = (options: Partial<Question>[], numRuns: number) =>
  fc.assert(
    fc.property(population, all => {
      const answers = options.flatMap(option => questions.map(question => published(all, { ...question, ...option })))
      for (const rating of ratings) assert.deepEqual(attack(all, answers, rating), [])
    }),
    { numRuns: numRuns * Number(process.env.RUNS ?? 1), seed: Number(process.env.SEED ?? 1) },
  )

/** Minutes of linear programming: run with RUNS=1 after a change to how small numbers are hidden. */
const slow = { skip: process.env.RUNS === undefined && 'minutes long: run with RUNS=1' }

test(
  'no hidden number can be worked out from every question with a filter more or less, in one year, each or all',
  slow,
  () => nothingWorkedOut([{}], 5),
)

test('nor by asking for every rating as well as the last, or for any area as well as the main one', slow, () =>
  nothingWorkedOut([{}, { counting: 'every' }, { pfa: 'any' }, { counting: 'every', pfa: 'any' }], 2),
)
