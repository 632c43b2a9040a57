/**
 * What somebody could work out who has everything that was published and all the time in the world: the least and the most
 * that each hidden number can be, by linear programming over every sum and every "at most" that readers know.
 */

/** A hidden number: what it is, and the least a reader knows it to be. */
export type Hidden = { is: number; least: number }

/** A sum of hidden numbers that readers know exactly, or know to be at most something: `room` is how far below it is. */
export type Sum = { terms: readonly (readonly [hidden: number, times: number])[]; room: number | 'exact' }

const tiny = 1e-7

/** A figure as readers would have it from the hidden numbers. */
export type Target = { name: string; terms: readonly (readonly [hidden: number, times: number])[] }

/** Which targets can be worked out: those that can be neither one more nor one less. */
export function workedOut(hidden: readonly Hidden[], sums: readonly Sum[], targets: readonly Target[]): string[] {
  const ways = waysToDiffer(
    hidden.length,
    sums.filter(sum => sum.room === 'exact'),
  )
  const along = (terms: Target['terms'], sign = 1) =>
    ways.map(way => sign * terms.reduce((sum, [nth, times]) => sum + times * (way[nth] ?? 0), 0))
  const limits = [
    ...hidden.map(({ is, least }, nth) => ({ row: along([[nth, -1]]), room: is - least })),
    ...sums.flatMap(({ terms, room }) => (room === 'exact' ? [] : [{ row: along(terms), room }])),
  ].filter(({ row }) => row.some(one => Math.abs(one) > tiny))
  const explore = explorer(ways.length, limits)
  const safe = new Set<string>()
  for (const { name, terms } of targets) {
    for (const sign of [1, -1]) {
      if (safe.has(name)) continue
      const found = explore(along(terms, sign))
      if (found === 'nowhere') continue
      safe.add(name)
      if (found === 'anywhere') continue
      // One way of differing shows every figure that differs in it to be safe.
      for (const other of targets) {
        const by = along(other.terms).reduce((sum, one, at) => sum + one * (found[at] ?? 0), 0)
        if (Math.abs(by) > 1 - tiny) safe.add(other.name)
      }
    }
  }
  return targets.map(({ name }) => name).filter(name => !safe.has(name))
}

/** A basis of what can be added to the hidden numbers and leave every exact sum as it is. */
function waysToDiffer(size: number, exact: readonly Sum[]): number[][] {
  const rows = exact.map(({ terms }) => {
    const row = Array.from({ length: size }, () => 0)
    for (const [nth, times] of terms) row[nth] = (row[nth] ?? 0) + times
    return row
  })
  const pivots: number[] = []
  let rank = 0
  for (let column = 0; column < size && rank < rows.length; column++) {
    const from = rows.findIndex((row, nth) => nth >= rank && Math.abs(row[column] ?? 0) > tiny)
    if (from < 0) continue
    const row = rows[from] as number[]
    rows[from] = rows[rank] as number[]
    const by = row[column] ?? 1
    rows[rank] = row.map(one => one / by)
    for (const [nth, other] of rows.entries()) {
      const times = other[column] ?? 0
      if (nth !== rank && Math.abs(times) > tiny) {
        rows[nth] = other.map((one, at) => one - times * (rows[rank]?.[at] ?? 0))
      }
    }
    pivots.push(column)
    rank++
  }
  return [...Array(size).keys()]
    .filter(column => !pivots.includes(column))
    .map(column => {
      const way = Array.from({ length: size }, () => 0)
      way[column] = 1
      for (const [nth, pivot] of pivots.entries()) way[pivot] = -(rows[nth]?.[column] ?? 0)
      return way
    })
}

/**
 * Simplex: how to go a whole one in a direction within the limits, from where the last question left off. Each way may go
 * forwards or backwards: two columns, then one of slack for each limit, then what is left of it.
 */
function explorer(size: number, limits: readonly { row: readonly number[]; room: number }[]) {
  const width = 2 * size + limits.length + 1
  const rows = limits.map(({ row, room }, nth) => {
    const line = new Float64Array(width)
    for (const [at, one] of row.entries()) {
      line[at] = one
      line[size + at] = -one
    }
    line[2 * size + nth] = 1
    line[width - 1] = room
    return line
  })
  const basis = limits.map((_, nth) => 2 * size + nth)

  const subtract = (from: Float64Array, line: Float64Array, times: number) => {
    for (let at = 0; at < width; at++) from[at] = (from[at] ?? 0) - times * (line[at] ?? 0)
  }
  const pivot = (leave: number, enter: number, goal: Float64Array) => {
    const line = rows[leave] ?? new Float64Array(width)
    const by = line[enter] ?? 1
    for (let at = 0; at < width; at++) line[at] = (line[at] ?? 0) / by
    for (const other of [...rows, goal]) {
      const times = other === line ? 0 : (other[enter] ?? 0)
      if (Math.abs(times) > 1e-12) subtract(other, line, times)
    }
    basis[leave] = enter
  }

  return (direction: readonly number[]): number[] | 'nowhere' | 'anywhere' => {
    const goal = new Float64Array(width)
    for (const [at, one] of direction.entries()) {
      goal[at] = -one
      goal[size + at] = one
    }
    for (const [nth, column] of basis.entries()) {
      const line = rows[nth]
      if (line && Math.abs(goal[column] ?? 0) > 1e-12) subtract(goal, line, goal[column] ?? 0)
    }
    for (let turn = 0; turn < 20_000; turn++) {
      if ((goal[width - 1] ?? 0) > 1 - tiny) {
        const value = new Float64Array(width)
        for (const [nth, column] of basis.entries()) value[column] = rows[nth]?.[width - 1] ?? 0
        return direction.map((_, at) => (value[at] ?? 0) - (value[size + at] ?? 0))
      }
      const enter = goal.findIndex((one, at) => at < width - 1 && one < -tiny)
      if (enter < 0) return 'nowhere'
      let [leave, least] = [-1, Number.POSITIVE_INFINITY]
      for (const [nth, line] of rows.entries()) {
        const by = line[enter] ?? 0
        if (by <= tiny) continue
        const ratio = (line[width - 1] ?? 0) / by
        const isFirst = (basis[nth] ?? 0) < (basis[leave] ?? 0)
        if (ratio < least - tiny || (ratio < least + tiny && isFirst)) [leave, least] = [nth, ratio]
      }
      if (leave < 0) return 'anywhere'
      pivot(leave, enter, goal)
    }
    throw new Error('The attack took too many turns')
  }
}
