export type Ladder = Readonly<Record<string, string>>

/** The words of a rung: its own, or between which it stands. */
export function rungWords(ladder: Ladder, rung: number): string {
  const own = ladder[rung]?.trim()
  if (own) return own
  const said = Object.keys(ladder)
    .filter(key => /^\d+$/.test(key) && ladder[key]?.trim())
    .map(Number)
    .toSorted((a, b) => a - b)
  const [below, above] = [said.findLast(one => one < rung), said.find(one => one > rung)]
  if (below !== undefined && above !== undefined) return `between “${ladder[below]}” and “${ladder[above]}”`
  if (below !== undefined) return `beyond “${ladder[below]}”`
  if (above !== undefined) return `before “${ladder[above]}”`
  return 'no words yet'
}

/** A ladder as it is kept in the database. */
export const ladderOf = (kept: unknown): Ladder =>
  typeof kept === 'object' && kept !== null ? (kept as Record<string, string>) : {}

const counted = (steps: number) => `${steps} ${steps === 1 ? 'rung' : 'rungs'}`

/** Distance travelled, in the words of a conversation. A target at or below the baseline is a level to hold. */
export function distanceInWords(baseline: number, target: number | null, position: number): string {
  const distance = position - baseline
  const holds = target !== null && target <= baseline
  if (target !== null && position >= target) return holds ? 'holding the level agreed' : 'target reached'
  if (distance === 0) return 'where it began'
  return distance > 0 ? `${counted(distance)} up from the start` : `${counted(-distance)} down from the start`
}
