import { scaleLinear } from 'd3-scale'
import { PfaIcon, type PfaName } from '#govuk/index.ts'
import { signed } from './columns.tsx'
import { type ChartProps, Frame, Mark, percent, Text } from './frame.tsx'
import type { Shown } from './stacked-bars.tsx'

export type IntervalRow = {
  label: string
  pfa?: PfaName | undefined
  outcomes: Shown
  /** Null where there is none, `c` where hidden. */
  mean: Shown | null
  quartiles?: readonly [lower: number, median: number, upper: number] | undefined
  /** Of the mean. Without one the count leads: too few to say how sure it is. */
  interval?: readonly [low: number, high: number] | undefined
  href?: string | undefined
}

const row = 62
const lane = 30

/** Means with how sure they are, over the middle half of what they are means of. */
export const IntervalDots = ({ rows, axis, ...chart }: ChartProps & { rows: readonly IntervalRow[]; axis: string }) => {
  const known = rows.flatMap(({ mean, quartiles = [], interval = [] }) => [
    ...(typeof mean === 'number' ? [mean] : []),
    ...quartiles,
    ...interval,
  ])
  const x = scaleLinear([Math.floor(Math.min(0, ...known)), Math.ceil(Math.max(1, ...known))], [0, 1])
  const ground = rows.length * row
  const at = (value: number) => percent(x(value))
  const ticks = x.ticks(6).filter(Number.isInteger)
  return (
    <Frame {...chart} kind="intervals" height={ground + 46} links={rows.some(one => one.href)}>
      {ticks.map(tick => (
        <Text x={at(tick)} y={ground + 18} anchor="middle" look="quiet">
          {signed(tick)}
        </Text>
      ))}
      {rows.map((one, index) => (
        <Row one={one} y={index * row} at={at} ticks={ticks} />
      ))}
      <Text x="50%" y={ground + 40} anchor="middle" look="quiet">
        {axis}
      </Text>
    </Frame>
  )
}

const Row = ({
  one,
  y,
  at,
  ticks,
}: {
  one: IntervalRow
  y: number
  at: (value: number) => string
  ticks: readonly number[]
}) => {
  const { label, pfa, outcomes, mean, quartiles, interval, href } = one
  const middle = y + lane + 13
  const counted =
    outcomes === 'c'
      ? 'small numbers hidden'
      : `${outcomes.toLocaleString('en-GB')} ${outcomes === 1 ? 'outcome' : 'outcomes'}`
  return (
    <g class="waymark-interval">
      {pfa && (
        <svg x="0" y={y + 4} width="21" height="21" overflow="visible">
          <PfaIcon area={pfa} />
        </svg>
      )}
      <Text x={pfa ? 28 : 0} y={y + 21} look="strong">
        {label}
      </Text>
      <Text x="100%" y={y + 21} anchor="end" look="quiet">
        {counted}
        {typeof mean === 'number' && interval && (
          <tspan class="waymark-chart__text--mean">{`, ${signedMean(mean)}`}</tspan>
        )}
        {typeof mean === 'number' && !interval && ': too few for an interval'}
      </Text>
      {ticks.map(tick => (
        <line
          class={tick === 0 ? 'waymark-chart__axis' : 'waymark-chart__grid'}
          x1={at(tick)}
          x2={at(tick)}
          y1={y + lane}
          y2={y + lane + 26}
        />
      ))}
      {typeof mean === 'number' && (
        <Mark words={wordsOf(one, counted)} href={href}>
          <rect class="waymark-interval__lane" x="0" width="100%" y={y + lane} height="26" />
          {quartiles && interval && (
            <>
              <rect
                class="waymark-interval__half"
                x={at(quartiles[0])}
                width={percent(Math.max(0.004, share(at, quartiles[2]) - share(at, quartiles[0])))}
                y={middle - 9}
                height="18"
              />
              <line
                class="waymark-interval__median"
                x1={at(quartiles[1])}
                x2={at(quartiles[1])}
                y1={middle - 9}
                y2={middle + 9}
              />
            </>
          )}
          {interval && (
            <>
              <line class="waymark-interval__sure" x1={at(interval[0])} x2={at(interval[1])} y1={middle} y2={middle} />
              {interval.map(end => (
                <line class="waymark-interval__sure" x1={at(end)} x2={at(end)} y1={middle - 5} y2={middle + 5} />
              ))}
            </>
          )}
          <circle
            class={`waymark-interval__mean${interval ? '' : ' waymark-interval__mean--few'}`}
            cx={at(mean)}
            cy={middle}
            r="5.5"
          />
        </Mark>
      )}
    </g>
  )
}

const share = (at: (value: number) => string, value: number) => Number.parseFloat(at(value)) / 100

/** '+1.84', with a minus sign and not a hyphen. */
export const signedMean = (mean: number) => `${mean > 0 ? '+' : mean < 0 ? '−' : ''}${Math.abs(mean).toFixed(2)}`

function wordsOf({ label, mean, quartiles, interval }: IntervalRow, counted: string) {
  return [
    `${label}: ${counted}`,
    ...(typeof mean === 'number' ? [`mean ${signedMean(mean)} rungs`] : []),
    ...(interval ? [`95% interval ${signedMean(interval[0])} to ${signedMean(interval[1])}`] : []),
    ...(quartiles && interval ? [`middle half ${signedMean(quartiles[0])} to ${signedMean(quartiles[2])}`] : []),
  ].join(', ')
}

/** What the marks stand for. */
export const IntervalLegend = () => (
  <ul class="waymark-legend">
    <li>
      <svg class="waymark-interval-key" viewBox="0 0 34 18" aria-hidden="true" focusable="false">
        <rect class="waymark-interval__half" x="3" y="2" width="28" height="14" />
        <path class="waymark-interval__median" d="M14 2v14" />
      </svg>
      middle half and median
    </li>
    <li>
      <svg class="waymark-interval-key" viewBox="0 0 34 18" aria-hidden="true" focusable="false">
        <path class="waymark-interval__sure" d="M4 9h26M4 4v10M30 4v10" />
        <circle class="waymark-interval__mean" cx="17" cy="9" r="5" />
      </svg>
      mean and its 95% interval
    </li>
  </ul>
)
