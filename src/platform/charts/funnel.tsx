import { scaleLinear, scaleLog } from 'd3-scale'
import { area, line } from 'd3-shape'
import { type ChartProps, Frame, Mark, percent, shortened, Text, wholePercent } from './frame.tsx'

export type FunnelPoint = {
  name: string
  n: number
  /** The share, 0 to 1. */
  value: number
  href?: string | undefined
}
/** What chance alone would give a place with n: the lower and upper limit of the share. */
export type FunnelLimits = (n: number) => readonly [low: number, high: number]

const top = 12
const plot = 300
const samples = 160
/** More names than this and they cover each other: the list beside the chart has them. */
const named = 6

/**
 * Each place by how much it is seen and how it does, with what chance alone would give. Never a ranking: only a place
 * outside the outer limits is named, and it is asked a question.
 */
export const Funnel = ({
  points,
  average,
  inner,
  outer,
  logarithmic = false,
  axis,
  format = wholePercent,
  ...chart
}: ChartProps & {
  points: readonly FunnelPoint[]
  average: number
  /** 95%. */
  inner: FunnelLimits
  /** 99.8%. */
  outer: FunnelLimits
  logarithmic?: boolean
  /** "Rated goals in 2025/26". */
  axis: string
  format?: (value: number) => string
}) => {
  const most = Math.max(10, ...points.map(point => point.n))
  const least = logarithmic ? Math.max(1, Math.min(...points.map(point => point.n), most)) : 0
  const x = (logarithmic ? scaleLog([least, most * 1.05], [0, 1]) : scaleLinear([least, most * 1.05], [0, 1])).nice()
  const y = scaleLinear([0, 1], [top + plot, top])
  const at = (n: number) => percent(x(n))
  const ns = Array.from({ length: samples + 1 }, (_, index) => Math.max(1, x.invert(index / samples)))
  const outside = points.filter(point => standing(point, inner, outer) === 'outside')
  return (
    <Frame {...chart} kind="funnel" height={top + plot + 52} links={points.some(point => point.href)}>
      {y.ticks(5).map(tick => (
        <>
          <line class="waymark-chart__grid" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
          <Text x="0" dx={-8} y={y(tick) + 5} anchor="end" look="quiet">
            {format(tick)}
          </Text>
        </>
      ))}
      {ticksOf(x.ticks(5), logarithmic).map(tick => (
        <Text
          x={at(tick)}
          y={top + plot + 20}
          anchor="middle"
          look="quiet"
          wide={logarithmic && !/^10*$/.test(String(tick))}
        >
          {tick.toLocaleString('en-GB')}
        </Text>
      ))}
      <svg x="0" y={top} width="100%" height={plot} viewBox="0 0 1000 1000" preserveAspectRatio="none">
        <path class="waymark-funnel__band" d={band(ns, outer, x)} />
        <path class="waymark-funnel__band waymark-funnel__band--inner" d={band(ns, inner, x)} />
        {[0, 1].map(side => (
          <>
            <path class="waymark-funnel__limit" d={edge(ns, inner, side, x)} />
            <path class="waymark-funnel__limit waymark-funnel__limit--outer" d={edge(ns, outer, side, x)} />
          </>
        ))}
      </svg>
      <line class="waymark-funnel__average" x1="0" x2="100%" y1={y(average)} y2={y(average)} />
      <Text x="100%" y={top + 14} anchor="end" look="strong">
        {`― all together ${format(average)}`}
      </Text>
      {points.map(point => {
        const where = standing(point, inner, outer)
        return (
          <Mark
            words={`${point.name}: ${format(point.value)} of ${point.n}, ${standingWords[where]}`}
            href={point.href}
          >
            <svg
              x={at(point.n)}
              y={y(point.value)}
              overflow="visible"
              class={`waymark-funnel__point waymark-funnel__point--${where}`}
            >
              <circle class="waymark-reach" r="12" />
              {where === 'outside' ? <path d="M0-7.5 7.5 0 0 7.5-7.5 0z" /> : <circle r="5" />}
            </svg>
          </Mark>
        )
      })}
      {outside.length <= named &&
        outside.map(point => {
          const share = x(point.n)
          const toLeft = share > 0.55
          return (
            <Text x={percent(share)} dx={toLeft ? -12 : 12} y={y(point.value) + 5} anchor={toLeft ? 'end' : 'start'}>
              {shortened(point.name, 165)}
            </Text>
          )
        })}
      <line class="waymark-chart__axis" x1="0" x2="100%" y1={top + plot} y2={top + plot} />
      <Text x="50%" y={top + plot + 44} anchor="middle" look="quiet">
        {axis}
      </Text>
    </Frame>
  )
}

type Standing = 'within' | 'between' | 'outside'

const standingWords: Record<Standing, string> = {
  within: 'as chance would have it',
  between: 'outside the 95% limits',
  outside: 'outside the 99.8% limits',
}

/** Where a place lies against what chance alone would give it. */
export function standing(
  { n, value }: { n: number; value: number },
  inner: FunnelLimits,
  outer: FunnelLimits,
): Standing {
  const beyond = ([low, high]: readonly [number, number]) => value < low || value > high
  if (beyond(outer(n))) return 'outside'
  return beyond(inner(n)) ? 'between' : 'within'
}

type Scale = (n: number) => number

const held = (share: number) => Math.min(1, Math.max(0, share))

const band = (ns: readonly number[], limits: FunnelLimits, x: Scale) =>
  area<number>()
    .x(n => x(n) * 1000)
    .y0(n => (1 - held(limits(n)[0])) * 1000)
    .y1(n => (1 - held(limits(n)[1])) * 1000)
    .digits(1)([...ns]) ?? ''

const edge = (ns: readonly number[], limits: FunnelLimits, side: number, x: Scale) =>
  line<number>()
    .x(n => x(n) * 1000)
    .y(n => (1 - held(limits(n)[side] ?? 0)) * 1000)
    .digits(1)([...ns]) ?? ''

/** A logarithmic axis names too many; those that begin with 1, 2 or 5 are enough. */
const ticksOf = (ticks: number[], logarithmic: boolean) =>
  logarithmic ? ticks.filter(tick => /^[125]0*$/.test(String(tick))) : ticks

/** What the bands and marks stand for. */
export const FunnelLegend = () => (
  <ul class="waymark-legend">
    <li>
      <svg class="waymark-funnel-key" viewBox="0 0 18 16" aria-hidden="true" focusable="false">
        <circle class="waymark-funnel__point--within" cx="9" cy="8" r="5" />
      </svg>
      as chance would have it
    </li>
    <li>
      <svg class="waymark-funnel-key" viewBox="0 0 18 16" aria-hidden="true" focusable="false">
        <circle class="waymark-funnel__point--between" cx="9" cy="8" r="5" />
      </svg>
      outside the 95% limits
    </li>
    <li>
      <svg class="waymark-funnel-key" viewBox="0 0 18 16" aria-hidden="true" focusable="false">
        <path class="waymark-funnel__point--outside" d="M9 .8 16.2 8 9 15.2 1.8 8z" />
      </svg>
      outside the 99.8% limits: a question is asked
    </li>
  </ul>
)
