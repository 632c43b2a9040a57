/** The middle one: of an even number, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const [low, high] = [sorted[half - 1] ?? Number.NaN, sorted[half] ?? Number.NaN]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

export const geometricMean = (values: readonly number[]) =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)

/** Milliseconds of each contender in each round; the same place in two lists is the same round. */
export type Times = ReadonlyMap<string, readonly number[]>

export type Contender = {
  name: string
  run: () => unknown /** Slow ones take part in fewer rounds. */
  rounds?: number
}

/** One run of each a round, each round beginning with the next one, so that nobody always follows the same neighbour. */
export async function interleaved(contenders: readonly Contender[], rounds: number): Promise<Times> {
  const times = new Map(contenders.map(({ name }) => [name, [] as number[]]))
  for (let round = 0; round < rounds; round++) {
    const first = round % contenders.length
    for (const { name, run, rounds: most = rounds } of [...contenders.slice(first), ...contenders.slice(0, first)]) {
      if (round >= most) continue
      const started = performance.now()
      await run()
      times.get(name)?.push(performance.now() - started)
    }
  }
  return times
}

/** How many times as long one took as the other: the median of the ratios within each round. */
export function ratio(times: Times, one: string, other: string): number {
  const [a = [], b = []] = [times.get(one), times.get(other)]
  return median(a.slice(0, b.length).map((value, round) => value / (b[round] ?? Number.NaN)))
}
