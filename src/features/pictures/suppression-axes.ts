import { ageBand } from '#domain/age-band.ts'
import { phaseOf } from '#domain/phase.ts'
import type { Dimension, Question } from './question.ts'

/** A way of splitting, from coarse to fine: each fine value lies in one coarse one, and their figures add up. */
export type Axis = readonly Dimension[]

const chains: readonly Axis[] = [
  ['pfa'],
  ['need'],
  ['age_band', 'age'],
  ['phase', 'year_group'],
  ['provider_type', 'institution'],
  ['sex'],
  ['looked_after'],
  ['plan_type'],
  ['local_area'],
]

/** A provider's distance is what was travelled there: it adds up to no figure by kind of provider. */
const chainsOfDistance = chains.map((chain): Axis => (chain.includes('institution') ? ['institution'] : chain))

/** The axes a question moves along, by its rows or its filters, each cut to the finest dimension it names. */
export function axesOf({ measure, by, filters }: Pick<Question, 'measure' | 'by' | 'filters'>): Axis[] {
  const used = new Set<string>([...by, ...Object.keys(filters)])
  const there = measure === 'distance' && used.has('institution')
  return (there ? chainsOfDistance : chains).flatMap(chain => {
    const finest = chain.findLastIndex(dimension => used.has(dimension))
    return finest < 0 ? [] : [chain.slice(0, finest + 1)]
  })
}

/** How far down each axis a table goes: 0 is not split along it. Coarser tables come first. */
export function levelsOf(axes: readonly Axis[]): number[][] {
  let all: number[][] = [[]]
  for (const axis of axes)
    all = all.flatMap(levels => [...Array(axis.length + 1).keys()].map(level => [...levels, level]))
  const depth = (levels: number[]) => levels.reduce((sum, level) => sum + level, 0)
  return all.sort((a, b) => depth(a) - depth(b))
}

/** The dimensions of a table's key. */
export const dimensionsAt = (axes: readonly Axis[], levels: readonly number[]): Dimension[] =>
  axes.flatMap((axis, nth) => axis[(levels[nth] ?? 0) - 1] ?? [])

/** The coarse value that a fine one lies in. */
export function coarser(fine: Dimension, value: string, kinds: ReadonlyMap<string, string>): string | undefined {
  if (fine === 'age') return ageBand(Number(value))
  if (fine === 'year_group') return phaseOf(Number(value))
  return fine === 'institution' ? kinds.get(value) : undefined
}
