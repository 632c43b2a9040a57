import { scaleLinear } from 'd3-scale'
import { type RatingName, ratingOrder, ratingWords } from '#govuk/index.ts'
import { type ChartProps, Frame, Mark, percent, RatingPatterns, ratingFill, Text, textWidth } from './frame.tsx'
import type { Shown } from './stacked-bars.tsx'

type Part = { count: Shown; fill: ReturnType<typeof ratingFill>; words: string; href?: string | undefined }
type ColumnOf = { label: string; parts: readonly Part[]; hidden: boolean }

const top = 18
const plot = 170

/** Columns of counts, each of parts from the ground up. */
const Columns = ({ columns, axis, ...chart }: ChartProps & { columns: readonly ColumnOf[]; axis: string }) => {
  const totals = columns.map(column => sum(column.parts))
  const y = scaleLinear([0, Math.max(4, ...totals)], [top + plot, top]).nice(4)
  const width = 1 / Math.max(1, columns.length)
  // On a phone a column has about 300 pixels to share; every so many labels fit there.
  const every = Math.ceil((Math.max(...columns.map(column => textWidth(column.label))) + 8) / (300 / columns.length))
  const links = columns.some(column => column.parts.some(part => part.href))
  return (
    <Frame {...chart} kind="columns" height={top + plot + 46} links={links}>
      <RatingPatterns id={chart.id} />
      {y
        .ticks(4)
        .filter(Number.isInteger)
        .map(tick => (
          <>
            <line class="waymark-chart__grid" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
            <Text x="0" dx={-8} y={y(tick) + 5} anchor="end" look="quiet">
              {tick.toLocaleString('en-GB')}
            </Text>
          </>
        ))}
      {columns.map((column, index) => {
        const from = index * width + width * 0.08
        const middle = percent((index + 0.5) * width)
        return (
          <g>
            {stack(column.parts).map(({ part, below, count }) => (
              <Mark words={part.words} href={part.href}>
                <rect
                  {...part.fill}
                  x={percent(from)}
                  width={percent(width * 0.84)}
                  y={y(below + count)}
                  height={y(below) - y(below + count)}
                />
              </Mark>
            ))}
            {column.hidden && (
              <Text x={middle} y={y(sum(column.parts)) - 5} anchor="middle" look="quiet">
                c
              </Text>
            )}
            <Text x={middle} y={top + plot + 19} anchor="middle" look="quiet" wide={index % every !== 0}>
              {column.label}
            </Text>
          </g>
        )
      })}
      <line class="waymark-chart__axis" x1="0" x2="100%" y1={top + plot} y2={top + plot} />
      <Text x="50%" y={top + plot + 40} anchor="middle" look="quiet">
        {axis}
      </Text>
    </Frame>
  )
}

export type AgeColumn = {
  /** '14', or '16-19'. */
  label: string
  counts: Record<RatingName, Shown>
  href?: ((rating: RatingName) => string | undefined) | undefined
}

/** Goals by age on the day of the meeting, each column divided by rating. */
export const AgeProfile = ({
  ages,
  axis = 'Age at the review',
  ...chart
}: ChartProps & { ages: readonly AgeColumn[]; axis?: string }) => (
  <Columns
    {...chart}
    axis={axis}
    columns={ages.map(({ label, counts, href }) => ({
      label,
      hidden: ratingOrder.some(rating => counts[rating] === 'c'),
      parts: ratingOrder.toReversed().map(rating => ({
        count: counts[rating],
        fill: ratingFill(chart.id, rating),
        words: `Age ${label}, ${ratingWords[rating].toLowerCase()}: ${counts[rating]}`,
        href: href?.(rating),
      })),
    }))}
  />
)

export type DistanceBin = { distance: number; outcomes: Shown; href?: string | undefined }

/** How many outcomes went how far: back is hatched, held is outlined, on is solid. */
export const DistanceHistogram = ({ bins, ...chart }: ChartProps & { bins: readonly DistanceBin[] }) => (
  <Columns
    {...chart}
    axis="Rungs travelled"
    columns={bins.map(({ distance, outcomes, href }) => ({
      label: signed(distance),
      hidden: outcomes === 'c',
      parts: [
        {
          count: outcomes,
          fill: ratingFill(chart.id, distance < 0 ? 'not_met' : distance === 0 ? 'not_rated' : 'fully_met'),
          words: `${signed(distance)} ${Math.abs(distance) === 1 ? 'rung' : 'rungs'}: ${outcomes} ${outcomes === 1 ? 'outcome' : 'outcomes'}`,
          href,
        },
      ],
    }))}
  />
)

/** '+3', '0', '−2' with a minus sign and not a hyphen. */
export const signed = (distance: number) => (distance > 0 ? `+${distance}` : distance < 0 ? `−${-distance}` : '0')

const known = (count: Shown) => (count === 'c' ? 0 : count)

const sum = (parts: readonly Part[]) => parts.reduce((total, part) => total + known(part.count), 0)

/** The parts that have a height, each with what lies below it. */
export function stack<P extends { count: Shown }>(parts: readonly P[]) {
  let below = 0
  return parts.flatMap(part => {
    const count = known(part.count)
    if (count === 0) return []
    const placed = { part, below, count }
    below += count
    return [placed]
  })
}
