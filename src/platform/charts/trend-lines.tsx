import { scaleLinear } from 'd3-scale'
import { hyphens, type PfaName, type RatingName } from '#govuk/index.ts'
import { type ChartProps, Frame, Mark, percent, spread, Text, wholePercent } from './frame.tsx'
import type { Shown } from './stacked-bars.tsx'

export type TrendSeries = {
  label: string
  /** Its colour; the shape of its points and the break of its line come from its place. */
  tone: RatingName | PfaName | 'plain'
  /** One for each year; null where there is none, `c` where hidden. */
  values: readonly (Shown | null)[]
  /** Of each value, said with it: "203 rated". */
  notes?: readonly (string | undefined)[] | undefined
  href?: ((year: number) => string | undefined) | undefined
}

const top = 14
const plot = 190
const dashes = [undefined, '7 4', '2 4', '10 3 2 3']

/** A few figures over the years, each line named at its end. */
export const TrendLines = ({
  years,
  series,
  max,
  min = 0,
  format = wholePercent,
  ...chart
}: ChartProps & {
  years: readonly string[]
  series: readonly TrendSeries[]
  max?: number
  min?: number
  format?: (value: number) => string
}) => {
  const known = series.flatMap(one => one.values.filter(value => typeof value === 'number'))
  const y = scaleLinear([min, max ?? Math.max(min + 1, ...known)], [top + plot, top])
  if (max === undefined) y.nice(4)
  const x = (index: number) => (years.length === 1 ? 0.5 : index / (years.length - 1))
  const ends = series.map(one => lastKnown(one.values))
  const labels = spread(
    ends.map(end => (end ? y(end.value) : top + plot)),
    18,
    [top + 4, top + plot],
  )
  return (
    <Frame {...chart} kind="trend" height={top + plot + 34} links={series.some(one => one.href)}>
      {y.ticks(4).map(tick => (
        <>
          <line class="waymark-chart__grid" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
          <Text x="0" dx={-8} y={y(tick) + 5} anchor="end" look="quiet">
            {format(tick)}
          </Text>
        </>
      ))}
      {years.map((year, index) => (
        <Text
          x={percent(x(index))}
          y={top + plot + 24}
          anchor="middle"
          look="quiet"
          wide={years.length > 4 && (years.length - 1 - index) % 2 === 1}
        >
          {year}
        </Text>
      ))}
      {series.map((one, at) => (
        <g class={`waymark-trend waymark-tone--${hyphens(one.tone)}`}>
          {steps(one.values).map(({ from, to }) => (
            <line
              class="waymark-trend__line"
              stroke-dasharray={dashes[at % dashes.length]}
              x1={percent(x(from.index))}
              y1={y(from.value)}
              x2={percent(x(to.index))}
              y2={y(to.value)}
            />
          ))}
          {one.values.map((value, index) =>
            typeof value === 'number' ? (
              <Mark
                words={`${one.label}, ${years[index]}: ${format(value)}${one.notes?.[index] ? `, ${one.notes[index]}` : ''}`}
                href={one.href?.(index)}
              >
                <Point shape={at} x={percent(x(index))} y={y(value)} />
              </Mark>
            ) : (
              value === 'c' && (
                <Text x={percent(x(index))} y={top + plot - 6} anchor="middle" look="quiet">
                  c
                </Text>
              )
            ),
          )}
          {ends[at] && (
            <Text x={percent(x(ends[at].index))} dx={12} y={(labels[at] ?? 0) + 5} look="strong">
              {`${one.label} ${format(ends[at].value)}`}
            </Text>
          )}
        </g>
      ))}
    </Frame>
  )
}

/** A circle, a square, a triangle, a diamond: points are told apart without their colour. */
const Point = ({ shape, x, y }: { shape: number; x: string; y: number }) => {
  const shapes = [
    <circle r="5" />,
    <rect x="-4.5" y="-4.5" width="9" height="9" />,
    <path d="M0-6 6 5H-6z" />,
    <path d="M0-6.5 6.5 0 0 6.5-6.5 0z" />,
  ]
  return (
    <svg x={x} y={y} overflow="visible" class="waymark-point">
      <circle class="waymark-reach" r="14" />
      {shapes[shape % shapes.length]}
    </svg>
  )
}

/** Pairs of neighbouring years that are both known: a line does not bridge a year nobody knows. */
export function steps(values: readonly (Shown | null)[]) {
  return values.slice(1).flatMap((value, index) => {
    const before = values[index]
    return typeof value === 'number' && typeof before === 'number'
      ? [{ from: { index, value: before }, to: { index: index + 1, value } }]
      : []
  })
}

const lastKnown = (values: readonly (Shown | null)[]) => {
  const index = values.findLastIndex(value => typeof value === 'number')
  const value = values[index]
  return typeof value === 'number' ? { index, value } : undefined
}
