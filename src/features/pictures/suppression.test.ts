import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Hidden, type Sum, type Target, workedOut } from '#test/attack.ts'
import type { Dimension } from './question.ts'
import { protect } from './suppression.ts'
import { axesOf } from './suppression-axes.ts'
import { type Rules, rulesOf } from './suppression-rules.ts'
import { type Counted, family, type Table, textOf } from './suppression-table.ts'
import { isFew } from './suppression-witness.ts'

/** A goal that was rated: whose it is, and where it is counted. */
type Goal = { whose: number; rating: string } & Partial<Record<Dimension, string>>

const ratings = ['not_met', 'partially_met', 'fully_met', 'not_rated']

const counted = (goals: readonly Goal[]) => (dimensions: readonly Dimension[]) => {
  const groups = Map.groupBy(goals, goal => textOf(dimensions.map(dimension => goal[dimension] ?? '')))
  return [...groups.values()].map((group): Counted => {
    const counts = Object.fromEntries(
      ratings.map(rating => [rating, group.filter(one => one.rating === rating).length]),
    )
    const key = dimensions.map(dimension => group[0]?.[dimension] ?? '')
    return { key, counts: { ...counts, children: new Set(group.map(one => one.whose)).size } }
  })
}

/** Every table of every question, with what is hidden in each: what somebody has who asked them all. */
function published(goals: readonly Goal[], questions: readonly Dimension[][], rules: Rules) {
  return questions.flatMap(by => {
    const tables = family(axesOf({ measure: 'ratings', by, filters: {} }), counted(goals), new Map(), row =>
      isFew(rules, row),
    )
    return [...protect(rules, tables)].map(([table, protection]) => ({ table, protection }))
  })
}

type Published = ReturnType<typeof published>

const nameOf = ({ dimensions }: Table) => dimensions.join()

/** Works on all of it at once, with every sum, and every "at most", that holds between the figures. */
function attack(all: Published, rules: Rules): string[] {
  const hidden: Hidden[] = []
  const targets: Target[] = []
  const place = new Map<string, number>()
  const sums: Sum[] = []
  const tables = [...new Map(all.filter(one => !one.protection.withheld).map(one => [nameOf(one.table), one])).values()]
  for (const { table, protection } of tables) {
    for (const [nth, { key, counts }] of table.cells.entries()) {
      const unlisted = protection.leavesOut(key)
      for (const column of rules.columns) {
        if (!protection.hides(column, key) || (nth >= table.rows && !unlisted)) continue
        const is = counts[column] ?? 0
        const isVague = protection.vague.get(column) === 'all' && table.cells.some(one => one.counts[column] === 0)
        const mayBeNought = is === 0 || unlisted || (isVague && !rules.always.includes(column))
        const name = `${nameOf(table)}: ${key.join()} ${column}`
        if (is > 0) targets.push({ name: `${name} is ${is}`, terms: [[hidden.length, 1]] })
        place.set(name, hidden.length)
        hidden.push({ is, least: mayBeNought ? 0 : 1 })
      }
    }
  }
  const term = (table: Table, key: readonly string[], column: string, times: number) => {
    const nth = place.get(`${nameOf(table)}: ${key.join()} ${column}`)
    return nth === undefined ? [] : [[nth, times] as const]
  }
  const total = (cells: readonly Counted[], column: string) =>
    cells.reduce((sum, { counts }) => sum + (counts[column] ?? 0), 0)
  for (const { table } of tables) {
    for (const cell of table.cells) {
      for (const [one, others] of rules.atMost) {
        const room = others.reduce((sum, other) => sum + total([cell], other), -total([cell], one))
        sums.push({
          terms: [...term(table, cell.key, one, 1), ...others.flatMap(other => term(table, cell.key, other, -1))],
          room,
        })
      }
    }
    for (const parent of table.parents) {
      for (const column of rules.columns) {
        for (const [up, above] of parent.table.cells.entries()) {
          const cells = table.cells.filter((_, nth) => parent.cell[nth] === up)
          const upper = term(parent.table, above.key, column, 1)
          const room = total(cells, column) - total([above], column)
          const parts = cells.flatMap(cell => term(table, cell.key, column, -1))
          sums.push({ terms: [...upper, ...parts], room: rules.overlaps(column, parent.dimension) ? room : 'exact' })
          for (const cell of cells) {
            const lower = upper.map(([nth, times]) => [nth, -times] as const)
            const least = total([above], column) - total([cell], column)
            sums.push({ terms: [...term(table, cell.key, column, 1), ...lower], room: least })
          }
        }
      }
    }
  }
  return workedOut(
    hidden,
    sums.filter(({ terms }) => terms.length > 0),
    targets,
  )
}

const rules = rulesOf.ratings({ pfa: 'main' })

/** Children with one circumstance each, and goals in several areas; small numbers are common and large ones not rare. */
const population = (most: number) =>
  fc
    .array(
      fc.record({
        need: fc.constantFrom('ASD', 'ASD', 'ASD', 'SLCN', 'SLCN', 'PD', 'MSI'),
        sex: fc.constantFrom('F', 'M', 'M'),
        phase: fc.constantFrom('primary', 'secondary'),
        goals: fc.array(
          fc.record({
            pfa: fc.constantFrom('health', 'health', 'employment', 'unmapped'),
            rating: fc.constantFrom(
              'fully_met',
              'fully_met',
              'fully_met',
              'partially_met',
              'partially_met',
              'not_met',
              'not_rated',
            ),
          }),
          { minLength: 1, maxLength: 3 },
        ),
      }),
      { minLength: 1, maxLength: most },
    )
    .map(children =>
      children.flatMap(({ goals, ...circumstances }, child) =>
        goals.map((goal): Goal => ({ whose: child, ...circumstances, ...goal })),
      ),
    )

/** Tables of these questions, asked of so many children at most, all in the hands of one attacker. */
const nothingWorkedOut = (most: number, questions: Dimension[][], numRuns: number) =>
  fc.assert(
    fc.property(population(most), goals => assert.deepEqual(attack(published(goals, questions, rules), rules), [])),
    { numRuns: numRuns * Number(process.env.RUNS ?? 1), seed: Number(process.env.SEED ?? 1) },
  )

test('no hidden number of a table by need can be worked out', () => nothingWorkedOut(60, [['need']], 60))

test('no hidden number of a table of two dimensions can be worked out', () =>
  nothingWorkedOut(120, [['need', 'sex']], 30))

test('no hidden number can be worked out where a child is in several rows', () =>
  nothingWorkedOut(120, [['need', 'pfa']], 30))

test('no hidden number can be worked out from several tables that share their totals', () =>
  nothingWorkedOut(
    120,
    [
      ['need', 'pfa'],
      ['need', 'sex'],
      ['sex', 'pfa'],
    ],
    15,
  ))

test('no hidden number of a table of three dimensions can be worked out', () =>
  nothingWorkedOut(150, [['need', 'pfa', 'sex']], 15))

test('hiding the small numbers alone would give them away, and the attack would see it', () => {
  const goals = [8, 9, 2].flatMap((size, nth) =>
    Array.from(
      { length: size },
      (_, child): Goal => ({ whose: 100 * nth + child, need: `N${nth}`, rating: 'fully_met' }),
    ),
  )
  const all = published(goals, [['need']], rules).map(({ table, protection }) => ({
    table,
    protection: { ...protection, hides: (_: string, key: readonly string[]) => key[0] === 'N2' },
  }))
  assert.deepEqual(
    attack(all, rules).filter(found => found.includes('fully_met')),
    ['need: N2 fully_met is 2'],
  )
})

/** What is shown of a table, as 'need=number' with c for hidden. */
const shownOf = (goals: readonly Goal[], by: Dimension[], column: string) => {
  const { table, protection } = published(goals, [by], rules).at(-1) ?? assert.fail('There is no table')
  return table.cells
    .slice(0, table.rows)
    .filter(({ key }) => !protection.leavesOut(key))
    .map(({ key, counts }) => `${key.join(' ')} ${protection.hides(column, key) ? 'c' : counts[column]}`)
}

let serial = 0
const many = (need: string, sex: string, rating: string, size: number): Goal[] =>
  Array.from({ length: size }, () => ({ whose: serial++, need, sex, rating }))

test('the smallest number that will do is hidden beside a small one, and nought stays nought', () =>
  assert.deepEqual(
    shownOf(
      [
        ...many('ASD', 'F', 'not_met', 90),
        ...many('SLCN', 'F', 'not_met', 40),
        ...many('PD', 'F', 'not_met', 12),
        ...many('HI', 'F', 'not_met', 3),
        ...many('VI', 'F', 'fully_met', 30),
      ],
      ['need'],
      'not_met',
    ),
    ['ASD 90', 'SLCN 40', 'PD c', 'HI c', 'VI 0'],
  ))

test('two small numbers that add up to no more than two are not left to each other', () => {
  const goals = [...many('ASD', 'F', 'not_met', 30), ...many('HI', 'F', 'not_met', 1), ...many('VI', 'F', 'not_met', 1)]
  assert.deepEqual(shownOf(goals, ['need'], 'not_met'), ['ASD c', 'HI c', 'VI c'])
})

test('a row of so few children is hidden even where a count in it is not small', () => {
  const goals = [...many('ASD', 'F', 'not_met', 30), ...many('SLCN', 'F', 'not_met', 30)]
  const one = Array.from({ length: 8 }, (): Goal => ({ whose: -1, need: 'MSI', sex: 'F', rating: 'not_met' }))
  assert.equal(shownOf([...goals, ...one], ['need'], 'not_met')[2], 'MSI c')
})

test('a figure is hidden in every table or in none, whatever else is asked with it', () =>
  fc.assert(
    fc.property(population(120), goals => {
      const seen = new Map<string, string>()
      for (const { table, protection } of published(
        goals,
        [
          ['need', 'sex'],
          ['need', 'pfa'],
          ['need', 'sex', 'pfa'],
        ],
        rules,
      )) {
        for (const { key } of table.cells) {
          const said = rules.columns.map(column => protection.hides(column, key)).join()
          const name = `${nameOf(table)} ${key.join()}`
          assert.equal(seen.get(name) ?? said, said)
          seen.set(name, said)
        }
      }
    }),
    { numRuns: 20, seed: Number(process.env.SEED ?? 1) },
  ))
