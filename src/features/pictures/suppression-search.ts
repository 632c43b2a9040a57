/**
 * A hidden figure is safe when something else could be true: some other whole numbers that leave everything shown as it is.
 * This looks for the smallest such change: which cells of a table go up by one and which down, so that every line adds up
 * to what it is owed and as few cells as possible have to be hidden besides those that are.
 */

export type Change = Map<number, 1 | -1>

export type Search = {
  /** By axis, the line each cell lies in; -1 where nothing has to add up. */
  lines: readonly Int32Array[]
  /** By line, its cells, the smallest first: the least to hide, while the largest hidden can best be otherwise. */
  members: readonly (readonly number[])[]
  /** Whether a cell could be one more or one less and still be what readers know of it. */
  can: (cell: number, sign: 1 | -1) => boolean
  /** Whether a cell is hidden already. */
  isHidden: (cell: number) => boolean
}

/** Cells of the longest change looked for, by the number of axes; and how many steps are taken for each length. */
const longest = [1, 6, 16, 40] as const
const patience = 120

/**
 * `start` is part of the change; `owed` is what each line must still change by, `start` included. At most `more` cells
 * are hidden anew.
 */
export function findChange(
  { lines, members, can, isHidden }: Search,
  start: Change,
  owed: ReadonlyMap<number, number>,
  more: number,
): Change | null {
  const change: Change = new Map(start)
  const due = new Map(owed)
  let total = [...due.values()].reduce((sum, one) => sum + Math.abs(one), 0)
  let [length, left] = [0, 0]
  let fresh = [...start.keys()].filter(cell => !isHidden(cell)).length
  if (fresh > more) return null

  const put = (cell: number, sign: 1 | -1, undo: boolean) => {
    for (const line of lines) {
      const at = line[cell] ?? -1
      if (at < 0) continue
      const before = due.get(at) ?? 0
      const after = before - (undo ? -sign : sign)
      total += Math.abs(after) - Math.abs(before)
      if (after === 0) due.delete(at)
      else due.set(at, after)
    }
    if (undo) change.delete(cell)
    else change.set(cell, sign)
    if (!isHidden(cell)) fresh += undo ? -1 : 1
  }

  const fits = (cell: number, sign: 1 | -1) => !change.has(cell) && (fresh < more || isHidden(cell)) && can(cell, sign)

  /** The line with the fewest ways to pay what it is owed. */
  const tightest = () => {
    let [line, best] = [-1, Number.POSITIVE_INFINITY]
    if (due.size === 1) return due.keys().next().value ?? -1
    for (const [at, one] of due) {
      let ways = 0
      for (const cell of members[at] ?? []) {
        if (fits(cell, one > 0 ? 1 : -1) && ++ways >= best) break
      }
      if (ways < best) [line, best] = [at, ways]
      if (best === 0) break
    }
    return best === 0 ? -1 : line
  }

  const extend = (): boolean => {
    if (due.size === 0) return true
    if (left-- <= 0 || change.size + Math.ceil(total / lines.length) > length) return false
    const line = tightest()
    const sign = (due.get(line) ?? 0) > 0 ? 1 : -1
    const cells = (members[line] ?? []).filter(cell => fits(cell, sign))
    const hiddenFirst = [...cells.filter(isHidden).reverse(), ...cells.filter(cell => !isHidden(cell))]
    for (const cell of hiddenFirst) {
      put(cell, sign, false)
      if (extend()) return true
      put(cell, sign, true)
      if (left <= 0) return false
    }
    return false
  }

  const shortest = Math.max(1, change.size + Math.ceil(total / Math.max(1, lines.length)))
  for (length = shortest; length <= (longest[lines.length] ?? 40); length += 2) {
    left = patience
    if (extend()) return change
  }
  return null
}
