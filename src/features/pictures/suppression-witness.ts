import { isSmall, smallest } from '#domain/small-numbers.ts'
import type { Rules } from './suppression-rules.ts'
import { type Change, findChange } from './suppression-search.ts'
import type { Counted, Table } from './suppression-table.ts'

/** What is hidden of one table, and what of that has a witness. */
export type Work = {
  rules: Rules
  table: Table
  columns: ReadonlyMap<string, Column>
  /** Whether thin rows are left out, so that readers do not know which there are. */
  open: boolean
  /** Whether the total that a cell is part of, along an axis, is hidden. */
  totalHidden: (axis: number, cell: number, column: string) => boolean
}

export type Column = {
  name: string
  /** Whether noughts are hidden too. */
  vague: Vague | undefined
  counts: readonly number[]
  hidden: Uint8Array
  /** Hidden, and something else could be true. */
  covered: Uint8Array
  /** The least each count can be, because another family shows part of it. */
  floor: (cell: number) => number
  /** Lines in which rows overlap so much that what is shown of the others says nothing about a small one. */
  loose: ReadonlySet<number>
  /** The lines that have to add up, of each cell along each axis. */
  lines: readonly Int32Array[]
  /** The same without those in which rows overlap. */
  apart: readonly Int32Array[]
  /** By line, its cells, the smallest first. */
  members: readonly (readonly number[])[]
}

/** Some noughts are hidden, or all: then what is hidden may be a nought. */
export type Vague = 'some' | 'all'

/** Whether a row is of so few children that none of it is shown. */
export const isFew = (rules: Rules, { counts }: Counted) => rules.base.some(base => isSmall(counts[base] ?? 0))

/** What a change is asked: what each line must change by, where the others must stay as they are unless they are loose. */
export type Asked = {
  owed: ReadonlyMap<number, 1 | -1>
  /** Rows that overlap are taken to add up, as by somebody who does not know of it; or only not to fall short of their total. */
  adding: boolean
}

/**
 * A change of a column that starts so and pays what lines are owed, hiding `more` cells at most. It keeps to what readers
 * know of this column from those shown beside it; `even` where it would not, what told is hidden as well.
 */
export function witness(
  work: Work,
  column: Column,
  start: Change,
  { owed, adding }: Asked,
  more: number,
  even: boolean,
): Change | undefined {
  const lines = adding ? column.lines : column.apart
  const due = new Map<number, number>(owed)
  const can = (cell: number, sign: 1 | -1) =>
    canChange(work, column, cell, sign, { owed, adding }) && (even || telling(work, column, cell, sign).length === 0)
  for (const [cell, sign] of start) {
    if (!can(cell, sign)) return undefined
    for (const line of lines) {
      const at = line[cell] ?? -1
      if (at < 0) continue
      const rest = (due.get(at) ?? 0) - sign
      if (rest === 0) due.delete(at)
      else due.set(at, rest)
    }
  }
  const isHidden = (cell: number) => column.hidden[cell] === 1
  return findChange({ lines, members: column.members, can, isHidden }, start, due, more) ?? undefined
}

/** A hidden figure is taken to be there, so it stays 1 or more, unless noughts are hidden beside it. */
function canChange(work: Work, column: Column, cell: number, sign: 1 | -1, { owed, adding }: Asked): boolean {
  const { rules, table, columns, open, totalHidden } = work
  const count = column.counts[cell] ?? 0
  const unlisted = open && table.thin[cell] === 1
  if (cell >= table.rows && !unlisted) return false
  if (sign > 0) {
    if (count === 0 && !column.vague && !unlisted) return false
    // No more in a cell than in the total shown above it: where rows overlap, adding up does not see to it.
    return table.parents.every((parent, axis) => {
      const total = parent.table.cells[parent.cell[cell] ?? -1]?.counts[column.name]
      return count !== total || totalHidden(axis, cell, column.name) || owed.get(table.lines[axis]?.[cell] ?? -1) === 1
    })
  }
  if (count <= column.floor(cell) || count === 0 || (!adding && isNeeded(work, column, cell))) return false
  if (count > 1 || unlisted) return true
  const mayBeNought = column.vague === 'all' && !rules.always.includes(column.name) && column.counts.includes(0)
  return mayBeNought && rules.some.some(name => name !== column.name && (columns.get(name)?.counts[cell] ?? 0) > 0)
}

/** Whether rows that overlap would fall short of the total shown above them, were there one less in a cell. */
const isNeeded = ({ rules, table, totalHidden }: Work, { name, counts }: Column, cell: number): boolean =>
  table.parents.some((parent, axis) => {
    if (!rules.overlaps(name, parent.dimension) || totalHidden(axis, cell, name)) return false
    const rows = table.members[table.lines[axis]?.[cell] ?? -1] ?? []
    const total = parent.table.cells[parent.cell[cell] ?? -1]?.counts[name] ?? 0
    return rows.reduce((sum, one) => sum + (counts[one] ?? 0), 0) <= total
  })

/** Columns shown beside this one that say it cannot be so: one count is never more than others together. */
export function telling({ rules, columns }: Work, { name }: Column, cell: number, sign: 1 | -1): string[] {
  return rules.atMost.flatMap(([one, others]) => {
    if (sign > 0 ? one !== name : !others.includes(name)) return []
    const beside = [one, ...others].filter(other => other !== name)
    if (beside.some(other => columns.get(other)?.hidden[cell] === 1)) return []
    const sum = others.reduce((total, other) => total + (columns.get(other)?.counts[cell] ?? 0), 0)
    return sum === (columns.get(one)?.counts[cell] ?? 0) ? [sign > 0 ? (others[0] ?? one) : one] : []
  })
}

/** A column of a table before anything is found: small counts hidden, and what another family hides. */
export function columnOf(
  { table, rules, open }: Pick<Work, 'table' | 'rules' | 'open'>,
  name: string,
  { vague, known, floor }: { vague: Vague | undefined; known: (cell: number) => boolean; floor: Column['floor'] },
): Column {
  const counts = table.cells.map(cell => cell.counts[name] ?? 0)
  const loose = looseLines(rules, table, name, counts)
  return {
    ...{ name, vague, counts, floor },
    hidden: Uint8Array.from(table.cells, (row, cell) => {
      const count = counts[cell] ?? 0
      const isNought = vague === 'all' && cell < table.rows && count === 0
      const few = count > 0 && isFew(rules, row)
      return Number(isNought || isSmall(count) || few || known(cell) || (open && table.thin[cell]))
    }),
    covered: Uint8Array.from(table.cells, (_, cell) => Number(known(cell))),
    loose,
    lines: loose.size === 0 ? table.lines : table.lines.map(line => line.map(one => (loose.has(one) ? -1 : one))),
    apart: table.lines.map((line, axis) =>
      rules.overlaps(name, table.parents[axis]?.dimension ?? 'child') ? line.map(() => -1) : line,
    ),
    members: table.members.map(cells => cells.toSorted((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0))),
  }
}

function looseLines(rules: Rules, table: Table, name: string, counts: readonly number[]): Set<number> {
  const loose = new Set<number>()
  for (const [axis, parent] of table.parents.entries()) {
    if (!rules.overlaps(name, parent.dimension)) continue
    for (const [cell, line] of (table.lines[axis] ?? []).entries()) {
      if (line < 0 || loose.has(line)) continue
      const others = (table.members[line] ?? []).reduce((sum, one) => sum + (counts[one] ?? 0), 0) - smallest - 1
      if (others >= (parent.table.cells[parent.cell[cell] ?? -1]?.counts[name] ?? 0)) loose.add(line)
    }
  }
  return loose
}
