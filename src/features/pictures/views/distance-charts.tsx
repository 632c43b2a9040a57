import { academicYearName } from '#domain/academic-year.ts'
import { DistanceHistogram, IntervalDots, type IntervalRow, signedMean, TrendLines } from '#platform/charts/index.ts'
import type { Picture } from '../answer.ts'
import type { Figure, Shown } from '../figures.ts'
import type { Question } from '../question.ts'
import type { Open } from './open.ts'
import { Heat } from './rating-charts.tsx'
import { counted, keyWords, many, numberWords, pfaOf } from './words.ts'

type Drawn = { id: string; title: string; picture: Picture; open: Open }

const travelled = ({ window }: Question) =>
  window === 'year' ? 'Rungs travelled in the year' : 'Rungs travelled from the baseline'

const heard = (question: Question, rows: readonly Shown[]) =>
  rows.map(row => `${keyWords(question, row, 0)}: ${meanWords(row)}`).join('. ')

export function meanWords({ figures, more }: Shown): string {
  const { outcomes, mean } = figures
  const n = many(outcomes, 'outcome', 'outcomes')
  if (typeof mean !== 'number') return n
  const { interval_low: low, interval_high: high } = more
  const sure =
    typeof low === 'number' && typeof high === 'number'
      ? ` (95% interval ${signedMean(low)} to ${signedMean(high)})`
      : ''
  return `${n}, mean ${signedMean(mean)} rungs${sure}`
}

/** Means with their intervals over the middle half; with few outcomes the count leads. */
export const DistanceIntervals = ({ id, title, picture: { question, rows }, open }: Drawn) => (
  <IntervalDots
    {...{ id, title }}
    desc={heard(question, rows)}
    axis={travelled(question)}
    rows={rows.map(
      (row): IntervalRow => ({
        label: keyWords(question, row, 0),
        pfa: pfaOf(question.by[0], row.key[0]),
        outcomes: counted(row.figures.outcomes),
        mean: row.figures.mean ?? null,
        ...spread(row),
        href: open(question, row.key, 'outcomes'),
      }),
    )}
  />
)

function spread({ figures, more }: Shown): Pick<IntervalRow, 'quartiles' | 'interval'> {
  const { lower_quartile: lower, upper_quartile: upper, interval_low: low, interval_high: high } = more
  const { median } = figures
  if (typeof low !== 'number' || typeof high !== 'number') return {}
  return {
    interval: [low, high],
    ...(typeof lower === 'number' && typeof median === 'number' && typeof upper === 'number'
      ? { quartiles: [lower, median, upper] }
      : {}),
  }
}

/** How many outcomes went how far, with no gap between the furthest back and the furthest on. */
export const Travelled = ({
  id,
  title,
  histogram,
  question,
  open,
}: Omit<Drawn, 'picture'> & { histogram: ReadonlyMap<number, number>; question: Question }) => {
  const found = [...histogram.keys()]
  const [from, to] = [Math.min(0, ...found), Math.max(0, ...found)]
  const bins = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return (
    <DistanceHistogram
      {...{ id, title }}
      desc={bins.map(bin => `${bin}: ${many(histogram.get(bin) ?? 0, 'outcome', 'outcomes')}`).join('. ')}
      bins={bins.map(distance => ({
        distance,
        outcomes: histogram.get(distance) ?? 0,
        href: open(question, [], 'outcomes', { distance }),
      }))}
    />
  )
}

export const DistanceTrend = ({
  id,
  title,
  picture: { question, rows },
  open,
  years,
}: Drawn & { years: readonly number[] }) => {
  const found = years.map(year => rows.find(row => row.key[0] === academicYearName(year)))
  const values: (Figure | undefined)[] = found.map(row => row?.figures.mean)
  return (
    <TrendLines
      {...{ id, title }}
      desc={heard(question, rows)}
      years={years.map(academicYearName)}
      format={signedMean}
      series={[
        {
          label: 'Mean',
          tone: 'fully_met',
          values: values.map(value => value ?? null),
          notes: found.map(row => row && many(row.figures.outcomes, 'outcome', 'outcomes')),
          href: at => found[at] && open(question, found[at].key, 'outcomes'),
        },
      ]}
    />
  )
}

/** Mean distance where two dimensions meet, shaded up to the furthest. */
export const DistanceHeat = ({ title, picture, open }: Omit<Drawn, 'id'>) => {
  const most = Math.max(1, ...picture.rows.map(row => (typeof row.figures.mean === 'number' ? row.figures.mean : 0)))
  return (
    <Heat
      {...{ title, picture }}
      cell={row => {
        const { mean, outcomes } = row.figures
        if (mean === 'c') return { text: 'c', share: null }
        if (typeof mean !== 'number') return { text: '', share: null }
        return {
          text: signedMean(mean),
          share: mean / most,
          note: numberWords(outcomes),
          words: `mean ${signedMean(mean)} rungs of ${many(outcomes, 'outcome', 'outcomes')}`,
          href: open(picture.question, row.key, 'outcomes'),
        }
      }}
    />
  )
}
