import type { Asking } from './reads.ts'
import { geometricMean, median, ratio } from './rounds.ts'

export type Target = { number: string; what: string; target: string; reached: string; met: boolean | null }

/** Everything that was measured, by size where it has one. What was not measured is left out. */
export type Measured = {
  reads: { S: readonly Asking[]; M?: readonly Asking[] }
  facts: { S: number; M?: number }
  timeline: { S: number; M?: number }
  securityOnFacts: number
  percentiles: number
  rates?: { withRollUps: number; ofWithout: number; ofRowTrigger: number }
  twins?: number
  imported?: { scale: string; ofCopy: number }
  memoryMb?: number
  wrongCells: number
}

export const names = {
  product: 'Waymark',
  published: 'Waymark, published',
  owner: 'Waymark, row security off',
  floor: 'select 1',
  plain: 'PostgreSQL, plain rows',
  duckdb: 'DuckDB, native',
  arrays: 'typed arrays',
} as const

/** The geometric mean over the tables of a kind; undefined where a table has no time to compare with. */
export function meanRatio(askings: readonly Asking[], kind: Asking['asked']['kind'], one: string, other: string) {
  // A question that one of them refuses is no measure of it; one it answers otherwise leaves the target unmeasured.
  const chosen = askings.filter(
    ({ asked, times, differs }) => asked.kind === kind && (times.has(one) || differs.has(one)),
  )
  const ratios = chosen.map(({ times }) => ratio(times, one, other))
  return ratios.length === 0 || ratios.some(Number.isNaN) ? undefined : geometricMean(ratios)
}

/** The exponent in the number of facts by which the time of the cell tables grows. */
export function growth({ reads, facts }: Pick<Measured, 'reads' | 'facts'>) {
  if (!reads.M || !facts.M) return undefined
  const ms = (askings: readonly Asking[]) =>
    geometricMean(askings.filter(cells).map(({ times }) => median(times.get(names.product) ?? [])))
  return Math.log(ms(reads.M) / ms(reads.S)) / Math.log(facts.M / facts.S)
}

const cells = ({ asked }: Asking) => asked.kind === 'cells'

type Limit = { at: string; value: number | undefined; most?: number; least?: number }

/** One line of the table, from one limit or several, all of which must be kept. */
function target(number: string, what: string, limits: readonly Limit[], mark: 'x' | '' = 'x'): Target {
  const known = limits.filter(({ value }) => value !== undefined)
  const says = (value: number) => `${value >= 10 ? value.toFixed(0) : value.toFixed(2)}${mark}`
  return {
    number,
    what,
    target: limits
      .map(({ at, most, least }) => `${most === undefined ? `≥ ${least}` : `≤ ${most}`}${mark} ${at}`.trim())
      .join(', '),
    reached: known.map(({ at, value }) => `${says(value ?? 0)} ${at}`.trim()).join(', ') || 'not measured',
    met:
      known.length === 0
        ? null
        : known.every(
            ({ value = 0, most = Number.POSITIVE_INFINITY, least = Number.NEGATIVE_INFINITY }) =>
              value <= most && value >= least,
          ),
  }
}

/** The fourteen targets, in the order the design lists them. Those of England's size wait for a machine with the room. */
export function targets(measured: Measured): Target[] {
  const { S, M } = measured.reads
  const both = (one: string, other: string, kind: Asking['asked']['kind'] = 'cells') => ({
    S: meanRatio(S, kind, one, other),
    M: M && meanRatio(M, kind, one, other),
  })
  const floor = both(names.published, names.floor)
  const casework = both(names.product, names.floor)
  const plain = both(names.plain, names.product)
  const duckdb = both(names.duckdb, names.product)
  const arrays = both(names.product, names.arrays)
  const institutions = both(names.product, names.duckdb, 'institutions')
  const security = both(names.product, names.owner)
  const { rates } = measured
  return [
    target('1', 'a cell table, published, against select 1', [
      { at: 'S', value: floor.S, most: 3 },
      { at: 'M', value: floor.M, most: 3.5 },
    ]),
    target('1a', 'the same for casework', [
      { at: 'S', value: casework.S, most: 3 },
      { at: 'M', value: casework.M, most: 3.5 },
    ]),
    target('2', 'faster than PostgreSQL on plain rows', [
      { at: 'S', value: plain.S, least: 25 },
      { at: 'M', value: plain.M, least: 90 },
    ]),
    target('3', 'faster than DuckDB', [
      { at: 'S', value: duckdb.S, least: 3.5 },
      { at: 'M', value: duckdb.M, least: 7 },
    ]),
    target('4', 'against a scan of typed arrays', [
      { at: 'S', value: arrays.S, most: 1 },
      { at: 'M', value: arrays.M, most: 0.2 },
    ]),
    target('5', 'growth from S to M, exponent', [{ at: '', value: growth(measured), most: 0.05 }], ''),
    target('6', 'institutions against DuckDB', [
      { at: 'S', value: institutions.S, most: 0.35 },
      { at: 'M', value: institutions.M, most: 0.35 },
    ]),
    target('7', 'a child’s timeline against select 1', [
      { at: 'S', value: measured.timeline.S, most: 1.5 },
      { at: 'M', value: measured.timeline.M, most: 1.5 },
    ]),
    target('8', 'row security on against off', [
      { at: 'pictures', value: security.M ?? security.S, most: 1.1 },
      { at: 'facts', value: measured.securityOnFacts, most: 1.2 },
    ]),
    target('9', 'percentiles faster than percentile_disc', [
      { at: M ? 'M' : 'S', value: measured.percentiles, least: 70 },
    ]),
    target('10', 'submissions with roll-ups', [
      { at: 'of those without', value: rates?.ofWithout, least: 0.75 },
      { at: 'of a row trigger', value: rates?.ofRowTrigger, least: 4.5 },
    ]),
    target('11', 'submissions against PGlite', [{ at: '', value: measured.twins, least: 2 }]),
    target('12', 'a whole import against a bare COPY', [
      { at: measured.imported?.scale ?? 'M', value: measured.imported?.ofCopy, most: 2.5 },
    ]),
    target('13', 'memory of the app process, MB', [{ at: '', value: measured.memoryMb, most: 100 }], ''),
    target('14', 'wrong cells after random writes', [{ at: '', value: measured.wrongCells, most: 0 }], ''),
  ]
}
