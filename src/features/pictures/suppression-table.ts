import type { Dimension } from './question.ts'
import { type Axis, coarser, dimensionsAt, levelsOf } from './suppression-axes.ts'

/** A row of counts with its key: a value for each dimension of its table. */
export type Counted = { key: readonly string[]; counts: Readonly<Record<string, number>> }

/** One table of a family, with the tables it adds up to: its parents, one along each axis it is split by. */
export type Table = {
  levels: readonly number[]
  dimensions: readonly Dimension[]
  /** Its rows, and after them the rows there could be below one that is of too few children to be split. */
  cells: readonly Counted[]
  /** How many of the cells are rows. */
  rows: number
  /** Cells below a row of too few children. */
  thin: Uint8Array
  place: ReadonlyMap<string, number>
  /** Along each axis the table is split by: the parent, and the parent's cell that each cell is part of, or -1. */
  parents: readonly { table: Table; dimension: Dimension; cell: Int32Array }[]
  /** The line of each cell along each axis, or -1. The lines of an axis are numbered as the cells of its parent, from `first`. */
  lines: readonly Int32Array[]
  first: readonly number[]
  members: readonly (readonly number[])[]
}

export const textOf = (key: readonly string[]) => key.join('\u0000')

/** The tables of a family from the grand total down. `counted` gives the rows of each; `few` tells which are too few to split. */
export function family(
  axes: readonly Axis[],
  counted: (dimensions: readonly Dimension[]) => readonly Counted[],
  kinds: ReadonlyMap<string, string>,
  few: (row: Counted) => boolean,
): Table[] {
  const made = new Map<string, Table>()
  for (const levels of levelsOf(axes)) {
    const dimensions = dimensionsAt(axes, levels)
    const rows = counted(dimensions)
    const above = levels.flatMap((level, axis) => {
      const table = made.get(String(levels.with(axis, level - 1)))
      if (level === 0 || !table) return []
      const at = dimensions.indexOf(axes[axis]?.[level - 1] as Dimension)
      const dimension = dimensions[at] as Dimension
      const keyOf = (key: readonly string[]) => {
        const coarse = level === 1 ? [] : [coarser(dimension, key[at] ?? '', kinds) ?? '']
        return textOf([...key.slice(0, at), ...coarse, ...key.slice(at + 1)])
      }
      return [{ table, dimension, cellOf: (key: readonly string[]) => table.place.get(keyOf(key)) ?? -1 }]
    })
    const isThin = (key: readonly string[]) =>
      above.some(({ table, cellOf }) => {
        const row = table.cells[cellOf(key)]
        return row !== undefined && (table.thin[cellOf(key)] === 1 || few(row))
      })
    const taken = new Set(rows.map(({ key }) => textOf(key)))
    const possible = keysAbove(dimensions, made).filter(
      key => !taken.has(textOf(key)) && isThin(key) && above.every(({ cellOf }) => cellOf(key) >= 0),
    )
    const cells = [...rows, ...possible.map(key => ({ key, counts: {} }))]
    const parents = above.map(({ table, dimension, cellOf }) => ({
      ...{ table, dimension },
      cell: Int32Array.from(cells, ({ key }) => cellOf(key)),
    }))
    const place = new Map(cells.map(({ key }, nth) => [textOf(key), nth]))
    const thin = Uint8Array.from(cells, ({ key }) => Number(isThin(key)))
    made.set(String(levels), {
      levels,
      dimensions,
      cells,
      rows: rows.length,
      thin,
      place,
      parents,
      ...linesOf(parents),
    })
  }
  return [...made.values()]
}

/** More combinations than this are not gone through: a table as fine as that is withheld. */
const mostKeys = 20_000

/** Every combination of the values that the dimensions of a table have on their own. */
function keysAbove(dimensions: readonly Dimension[], made: ReadonlyMap<string, Table>): string[][] {
  if (dimensions.length < 2) return []
  const alone = dimensions.map(dimension =>
    [...made.values()].find(({ dimensions: [one, ...more] }) => one === dimension && more.length === 0),
  )
  if (alone.reduce((product, table) => product * (table?.cells.length ?? 0), 1) > mostKeys) return []
  return alone.reduce<string[][]>(
    (keys, table) => keys.flatMap(key => (table?.cells ?? []).map(({ key: [value = ''] }) => [...key, value])),
    [[]],
  )
}

function linesOf(parents: Table['parents']): Pick<Table, 'lines' | 'first' | 'members'> {
  const members: number[][] = []
  const firstOf: number[] = []
  const lines = parents.map(({ table, cell }) => {
    const first = members.length
    firstOf.push(first)
    members.push(...table.cells.map((): number[] => []))
    return cell.map((parent, nth) => {
      if (parent < 0) return -1
      members[first + parent]?.push(nth)
      return first + parent
    })
  })
  return { lines, first: firstOf, members }
}
