import { type ChartProps, Frame, Mark, percent, Text, wholePercent } from './frame.tsx'
import type { Shown } from './stacked-bars.tsx'

export type AnswerBar = {
  /** Who answered. */
  label: string
  /** How many answered each rung, lowest first. */
  rungs: readonly Shown[]
  notGiven: Shown
  /** The words of each rung. */
  words: readonly string[]
  href?: ((rung: number) => string | undefined) | undefined
}

const row = 50
const barHeight = 22
const room = 0.12

/** One scale: what each of them answered, side by side and never added up. */
export const AnswerBars = ({ bars, ...chart }: ChartProps & { bars: readonly AnswerBar[] }) => (
  <Frame {...chart} kind="answers" height={bars.length * row} links={bars.some(bar => bar.href)}>
    {bars.map((bar, index) => (
      <Bar bar={bar} y={index * row} />
    ))}
  </Frame>
)

const Bar = ({ bar: { label, rungs, notGiven, words, href }, y }: { bar: AnswerBar; y: number }) => {
  const answered = sum(rungs)
  let from = 0
  return (
    <g>
      <Text x="0" y={y + 15} look="quiet">
        {label}
      </Text>
      <Text x="100%" y={y + 15} anchor="end" look="quiet">
        {answered === 'c' ? 'small numbers hidden' : answered.toLocaleString('en-GB')}
        {answered !== 'c' && notGiven !== 0 && (
          <tspan class="waymark-chart__text--wide">{` and ${notGiven === 'c' ? 'c' : notGiven.toLocaleString('en-GB')} not given`}</tspan>
        )}
      </Text>
      {answered === 'c' || answered === 0 ? (
        <>
          <rect class="waymark-segment waymark-fill--none" x="0" y={y + 21} width="100%" height={barHeight} />
          <Text x={12} y={y + 37} look="quiet">
            {answered === 'c' ? 'c' : 'nobody answered'}
          </Text>
        </>
      ) : (
        rungs.map((count, index) => {
          const share = Number(count) / answered
          if (share === 0) return null
          const start = from
          from += share
          return (
            <Mark
              words={`${label}, rung ${index + 1}, ${words[index]?.toLowerCase()}: ${count} of ${answered}, ${wholePercent(share)}`}
              href={href?.(index + 1)}
            >
              <rect
                class={`waymark-segment waymark-rung--${index + 1}`}
                x={percent(start)}
                width={percent(share)}
                y={y + 21}
                height={barHeight}
              />
              {share > room && (
                <text
                  class={`waymark-chart__text waymark-rung-text--${index + 1}`}
                  x={percent(start + share / 2)}
                  y={y + 37}
                  text-anchor="middle"
                >
                  {wholePercent(share)}
                </text>
              )}
            </Mark>
          )
        })
      )}
    </g>
  )
}

const sum = (counts: readonly Shown[]): Shown =>
  counts.includes('c') ? 'c' : counts.reduce<number>((total, count) => total + Number(count), 0)

/** The shades of the rungs in their order. */
export const RungLegend = () => (
  <p class="waymark-heat-legend">
    <span>rung 1</span>
    {[1, 2, 3, 4, 5].map(rung => (
      <span class={`waymark-heat-legend__step waymark-heat__cell--${rung}`} />
    ))}
    <span>rung 5, the highest</span>
  </p>
)
