import { isSmall } from '#domain/small-numbers.ts'
import type { Rules } from './suppression-rules.ts'
import type { Change } from './suppression-search.ts'
import { type Table, textOf } from './suppression-table.ts'
import { type Asked, type Column, columnOf, telling, type Vague, type Work, witness } from './suppression-witness.ts'

/**
 * Small numbers are protected as a family (docs/decisions/0008): every table that a question's own table adds up to, from
 * the grand total down. What is hidden in a table never depends on a finer one, so a figure is hidden in every request or
 * in none. Each hidden figure has a witness: other whole numbers, in this table and in every one above and below it,
 * which leave all that is shown as it is. Whoever subtracts, adds up or solves cannot tell which are the true ones.
 */
type Witness = {
  column: string
  at: Map<Table, Change>
  /** Where it says nothing of its own, it is as this one. */
  like?: Witness
}

export type Protection = {
  /** Nothing of the table can be shown: it is too thin. */
  withheld: boolean
  /** Columns in which noughts are hidden too: some, or all. */
  vague: ReadonlyMap<string, Vague>
  /** Rows below one of too few children are left out. */
  open: boolean
  leavesOut: (key: readonly string[]) => boolean
  hides: (column: string, key: readonly string[]) => boolean
  /** Whether the sum of some cells could be otherwise: where it could not, it is known anyway. */
  differs: (column: string, keys: readonly (readonly string[])[]) => boolean
}

/** Another family that shows the same figures, or part of them, and was protected first. */
export type Earlier = {
  protection: (table: Table) => Protection | undefined
  /** What it shows of a count, which is then no less. */
  floor?: (table: Table, column: string, key: readonly string[]) => number
}

/** Rows of a long table, and of one that is too long. */
const [fine, finest] = [400, 2500]

type State = Protection & { witnesses: readonly Witness[] }

/** Protects the tables of one family, given from the grand total down. */
export function protect(
  rules: Rules,
  tables: readonly Table[],
  earlier: readonly Earlier[] = [],
): Map<Table, Protection> {
  const done = new Map<Table, State>()
  for (const table of tables) done.set(table, protectTable(rules, table, done, earlier))
  return done
}

const withheld: State = {
  ...{ withheld: true, vague: new Map(), open: true, witnesses: [] },
  ...{ leavesOut: () => true, hides: () => true, differs: () => true },
}

/**
 * Where a column cannot be protected otherwise, some noughts in it are hidden as well, or all of them. When that is not
 * enough, rows below one that is of too few children are left out, so that nobody can tell which there are; and when that
 * is not, the table is withheld.
 */
function protectTable(rules: Rules, table: Table, done: ReadonlyMap<Table, State>, earlier: readonly Earlier[]): State {
  const above = table.parents.flatMap(parent => done.get(parent.table) ?? [])
  const before = earlier.flatMap(one => one.protection(table) ?? [])
  if (isTooFine(rules, table) || [...above, ...before].some(one => one.withheld)) return withheld
  if (rules.columns.some(column => tellsOne(column, table, before))) return withheld
  const vagueAbove: [string, Vague][] = [
    ...above.flatMap(one => [...one.vague.keys()].map((name): [string, Vague] => [name, 'some'])),
    ...before.flatMap(one => [...one.vague]).sort(([, a], [, b]) => Number(a === 'all') - Number(b === 'all')),
  ]
  let vague = new Map(vagueAbove)
  let open = [...above, ...before].some(one => one.open)
  const inherited = [...new Set(above.flatMap(one => one.witnesses))]
  const totalHidden: Work['totalHidden'] = (axis, cell, column) => {
    const parent = table.parents[axis]
    const total = parent?.table.cells[parent.cell[cell] ?? -1]
    return total === undefined || done.get(parent?.table as Table)?.hides(column, total.key) === true
  }
  for (;;) {
    const columns = rules.columns.map((name): [string, Column] => [
      name,
      columnOf({ rules, table, open }, name, {
        vague: vague.get(name),
        known: cell => before.some(one => one.hides(name, table.cells[cell]?.key ?? [])),
        floor: cell => Math.max(0, ...earlier.map(one => one.floor?.(table, name, table.cells[cell]?.key ?? []) ?? 0)),
      }),
    ])
    const work: Work = { rules, table, open, columns: new Map(columns), totalHidden }
    const witnesses = [...inherited]
    const stuck = inherit(work, inherited) ?? shield(work, witnesses)
    if (stuck === undefined) {
      const placeOf = (key: readonly string[]) => table.place.get(textOf(key)) ?? -1
      const hides: State['hides'] = (column, key) => work.columns.get(column)?.hidden[placeOf(key)] === 1
      const leavesOut: State['leavesOut'] = key => work.open && table.thin[placeOf(key)] === 1
      const differs: State['differs'] = (column, keys) =>
        before.some(one => one.differs(column, keys)) ||
        witnesses.some(
          one => one.column === column && sum(keys, key => changeAt(one, table)?.get(placeOf(key)) ?? 0) !== 0,
        )
      return { withheld: false, vague, open, leavesOut, hides, differs, witnesses }
    }
    const soFar = vague.get(stuck)
    if (soFar !== 'all') vague.set(stuck, soFar === undefined ? 'some' : 'all')
    else if (open) return withheld
    else {
      open = true
      vague = new Map(vagueAbove)
    }
  }
}

const sum = <One>(list: readonly One[], of: (one: One) => number) => list.reduce((total, one) => total + of(one), 0)

/** A long table in which most figures are small has little to show and much to protect. */
function isTooFine(rules: Rules, { cells, rows }: Table): boolean {
  if (rows <= fine) return false
  const figures = cells.slice(0, rows).flatMap(({ counts }) => rules.columns.map(column => counts[column] ?? 0))
  return rows > finest || 2 * figures.filter(isSmall).length > figures.filter(count => count > 0).length
}

/** Where another family counts on a hidden 1 being nought for all anybody knows, and no nought is here to hide it among. */
function tellsOne(column: string, { cells, rows }: Table, before: readonly Protection[]): boolean {
  const doubtful = before.filter(one => one.vague.get(column) === 'all')
  const counts = cells.slice(0, rows).map(({ key, counts: of }) => ({ key, count: of[column] ?? 0 }))
  if (doubtful.length === 0 || counts.some(({ count }) => count === 0)) return false
  return counts.some(({ key, count }) => count === 1 && doubtful.some(one => one.hides(column, key)))
}

/** How many more cells may be hidden for one witness, as few as will do, by the number of axes. */
const fewestFirst = [[0], [0, 1, 3], [0, 1, 2, 3, 5, 12], [0, 2, 4, 7, 30]] as const
const fewest = ({ table }: Work) => fewestFirst[table.parents.length] ?? fewestFirst[3]

const changeAt = ({ at, like }: Witness, table: Table): Change | undefined =>
  at.get(table) ?? (like && changeAt(like, table))

/** Hides what changes, and whatever beside it would tell that it does not. */
function accept(work: Work, column: Column, change: Change) {
  for (const [cell, sign] of change) {
    for (const other of telling(work, column, cell, sign)) {
      const hidden = work.columns.get(other)?.hidden
      if (hidden) hidden[cell] = 1
    }
    column.hidden[cell] = 1
    column.covered[cell] = 1
  }
}

/** What could be otherwise above must be able to be otherwise here. Answers with a column that cannot. */
function inherit(work: Work, inherited: readonly Witness[]): string | undefined {
  for (const one of inherited) {
    const column = work.columns.get(one.column)
    if (!column) continue
    const starts = [everywhere(work, column, one), mustFollow(work, column, one)]
    const change = firstOf([false, true], even =>
      firstOf([askedBy(work, column, one, true), askedBy(work, column, one, false)], asked =>
        firstOf(fewest(work), more =>
          firstOf(starts, start => start && witness(work, column, start, asked, more, even)),
        ),
      ),
    )
    if (!change) return one.column
    one.at.set(work.table, change)
    accept(work, column, change)
  }
  return undefined
}

/** What a witness above asks of the lines here. */
function askedBy({ rules, table }: Work, { name, loose }: Column, one: Witness, adding: boolean): Asked {
  const owed = new Map<number, 1 | -1>()
  for (const [axis, parent] of table.parents.entries()) {
    if (!adding && rules.overlaps(name, parent.dimension)) continue
    for (const [up, sign] of changeAt(one, parent.table) ?? []) {
      const line = (table.first[axis] ?? 0) + up
      if (!loose.has(line)) owed.set(line, sign)
    }
  }
  return { owed, adding }
}

/** Where rows overlap, a row that is all of its total must be one less when the total is. */
function mustFollow({ rules, table }: Work, { name, counts }: Column, one: Witness): Change {
  const start: Change = new Map()
  for (const [axis, parent] of table.parents.entries()) {
    if (!rules.overlaps(name, parent.dimension)) continue
    for (const [up, sign] of changeAt(one, parent.table) ?? []) {
      if (sign > 0) continue
      const total = parent.table.cells[up]?.counts[name]
      for (const cell of table.members[(table.first[axis] ?? 0) + up] ?? [])
        if (counts[cell] === total) start.set(cell, -1)
    }
  }
  return start
}

/** The change above, in every part where it must be followed: a child who moves does so in each of its areas. */
function everywhere(work: Work, column: Column, one: Witness): Change | undefined {
  const { rules, table } = work
  const start = mustFollow(work, column, one)
  if (start.size === 0) return undefined
  const axis = table.parents.findIndex(({ dimension }) => rules.overlaps(column.name, dimension))
  const parent = table.parents[axis]
  const at = parent ? table.dimensions.indexOf(parent.dimension) : -1
  const parts = new Set([...start.keys()].map(cell => table.cells[cell]?.key[at] ?? ''))
  const whole: Change = new Map()
  for (const [up, sign] of (parent && changeAt(one, parent.table)) ?? []) {
    for (const part of parts) {
      const key = parent?.table.cells[up]?.key ?? []
      const cell = table.place.get(textOf([...key.slice(0, at), part, ...key.slice(at)]))
      if (cell !== undefined) whole.set(cell, sign)
    }
  }
  return whole
}

/** Finds a witness for every hidden cell that has none. Answers with a column in which that cannot be. */
function shield(work: Work, witnesses: Witness[]): string | undefined {
  const inherited = [...witnesses]
  for (const column of work.columns.values()) {
    const above = byLine(work, column, inherited)
    for (let cells = [...column.counts.keys()]; cells.length > 0; cells = hideBeside(work, column)) {
      for (const cell of cells) {
        const count = column.counts[cell] ?? 0
        if (count === 0 || !column.hidden[cell] || column.covered[cell]) continue
        const found = around(work, column, cell, above)
        if (found) {
          const { change, like } = found
          witnesses.push({ column: column.name, at: new Map([[work.table, change]]), ...(like && { like }) })
          accept(work, column, change)
        } else if (isSmall(count) || !column.vague) return column.name
        else column.hidden[cell] = 0
      }
    }
  }
  return undefined
}

/** What is hidden of a line is known together from its total: where that is small, the next smallest is hidden too. */
function hideBeside({ table, totalHidden }: Work, column: Column): number[] {
  const { counts, hidden, loose, name } = column
  const count = (cell: number) => counts[cell] ?? 0
  return table.members.flatMap((cells, line) => {
    const axis = table.first.findLastIndex(first => first <= line)
    const [one] = cells
    if (one === undefined || loose.has(line) || totalHidden(axis, one, name)) return []
    const known = sum(cells, cell => (hidden[cell] ? count(cell) : 0))
    const [next] = cells.filter(cell => !hidden[cell] && count(cell) > 0).sort((a, b) => count(a) - count(b))
    if (!isSmall(known) || next === undefined) return []
    hidden[next] = 1
    return [next]
  })
}

/** A way to begin: with a cell one more or one less, as part of a change above or of none. */
type Way = { asked: Asked; sign: 1 | -1; like?: Witness }

/** The changes above that ask something of a line, a few for each. */
function byLine(work: Work, column: Column, inherited: readonly Witness[]): ReadonlyMap<number, Way[]> {
  const found = new Map<number, Way[]>()
  for (const like of inherited) {
    if (like.column !== column.name) continue
    const asked = askedBy(work, column, like, true)
    for (const [line, sign] of asked.owed) {
      const ways = found.get(line) ?? []
      if (ways.length < 3) found.set(line, [...ways, { asked, sign, like }])
    }
  }
  return found
}

const alone = [true, false].map((adding): Way[] =>
  ([1, -1] as const).map(sign => ({ asked: { owed: new Map(), adding }, sign })),
)

/** A change around a cell: within this table alone, or as part of one above. */
function around(
  work: Work,
  column: Column,
  cell: number,
  above: ReadonlyMap<number, Way[]>,
): { change: Change; like?: Witness } | undefined {
  const [adding = [], apart = []] = alone
  const ways: Way[][] = [[...adding, ...column.lines.flatMap(line => above.get(line[cell] ?? -1) ?? [])], apart]
  return firstOf(ways, some =>
    firstOf([false, true], even =>
      firstOf(fewest(work), more => {
        const found = some.flatMap(({ asked, sign, like }) => {
          const change = witness(work, column, new Map([[cell, sign]]), asked, more, even)
          return change ? [{ change, ...(like && { like }) }] : []
        })
        return sturdiest(column, found)
      }),
    ),
  )
}

/** That which takes from the largest counts: there is most to take from in finer tables. */
function sturdiest<Found extends { change: Change }>({ counts }: Column, found: readonly Found[]): Found | undefined {
  const least = ({ change }: Found) =>
    Math.min(...[...change].map(([cell, sign]) => (sign < 0 ? (counts[cell] ?? 0) : 1e9)))
  return found.toSorted((a, b) => least(b) - least(a))[0]
}

function firstOf<From, To>(list: readonly From[], of: (one: From) => To | undefined): To | undefined {
  for (const one of list) {
    const found = of(one)
    if (found !== undefined) return found
  }
  return undefined
}
