import { hyphens, PfaIcon, type PfaName, type RatingName, ratingWords } from '#govuk/index.ts'
import { type ChartProps, Frame, Mark, percent, RatingPatterns, ratingFill, Text, wholePercent } from './frame.tsx'

/** A count, or `c`: from 1 to 5, or hidden so that no such count can be worked out. */
export type Shown = number | 'c'

export type RatingBar = {
  label: string
  pfa?: PfaName | undefined
  counts: Record<RatingName, Shown>
  /** Said at the end of the label's line after n: "131 children". */
  note?: string | undefined
  href?: ((rating: RatingName) => string | undefined) | undefined
}

const rated: readonly RatingName[] = ['not_met', 'partially_met', 'fully_met']
const row = 66
const barHeight = 30
/** A share below this has no room for its words on a phone; below the second, nowhere. */
const roomOnPhone = 0.13
const roomOnDesk = 0.065

/**
 * Ratings by category. The three ratings fill one length, the same for all: shares are of rated goals. What was not
 * rated stands after it as an outline, to the same scale.
 */
export const StackedBars = ({ bars, ...chart }: ChartProps & { bars: readonly RatingBar[] }) => {
  const tails = bars.map(bar => tail(bar.counts))
  const scale = 1 / (1 + Math.max(0, ...tails) + 0.005)
  return (
    <Frame {...chart} kind="bars" height={bars.length * row + 26} links={bars.some(bar => bar.href)}>
      <RatingPatterns id={chart.id} />
      {[0, 0.5, 1].map(share => (
        <>
          <line
            class="waymark-chart__grid"
            x1={percent(share * scale)}
            x2={percent(share * scale)}
            y1={0}
            y2={bars.length * row}
          />
          <Text
            x={percent(share * scale)}
            y={bars.length * row + 16}
            anchor={share === 0 ? 'start' : share === 1 && scale > 0.9 ? 'end' : 'middle'}
            look="quiet"
          >
            {wholePercent(share)}
            {share === 1 && ' of rated'}
          </Text>
        </>
      ))}
      {bars.map((bar, index) => (
        <Bar id={chart.id} bar={bar} y={index * row} scale={scale} tail={tails[index] ?? 0} />
      ))}
    </Frame>
  )
}

const Bar = ({ id, bar, y, scale, tail }: { id: string; bar: RatingBar; y: number; scale: number; tail: number }) => {
  const total = ratedOf(bar.counts)
  const notRated = bar.counts.not_rated
  const top = y + 27
  return (
    <g>
      {bar.pfa && (
        <svg x="0" y={y + 2} width="21" height="21" overflow="visible">
          <PfaIcon area={bar.pfa} />
        </svg>
      )}
      <Text x={bar.pfa ? 28 : 0} y={y + 19} look="strong">
        {bar.label}
      </Text>
      <Text x="100%" y={y + 19} anchor="end" look="quiet">
        {total === 'c' ? 'small numbers hidden' : `${total.toLocaleString('en-GB')} rated`}
        {bar.note && <tspan class="waymark-chart__text--wide">, {bar.note}</tspan>}
      </Text>
      {total === 'c' || total === 0 ? (
        <>
          <rect class="waymark-segment waymark-fill--none" x="0" y={top} width={percent(scale)} height={barHeight} />
          <Text x={12} y={top + 20} look="quiet">
            {total === 0 ? 'none rated' : 'c'}
          </Text>
        </>
      ) : (
        segments(bar.counts, total).map(({ rating, count, from, share }) => (
          <Segment
            {...{ id, rating, share }}
            words={`${bar.label}, ${ratingWords[rating].toLowerCase()}: ${count} of ${total} rated, ${wholePercent(share)}`}
            href={bar.href?.(rating)}
            from={from * scale}
            width={share * scale}
            top={top}
          />
        ))
      )}
      {typeof notRated === 'number' && notRated > 0 && tail > 0 && (
        <Mark words={`${bar.label}, not rated: ${notRated}`} href={bar.href?.('not_rated')}>
          <rect
            {...ratingFill(id, 'not_rated')}
            x={percent(scale + 0.006)}
            y={top + 1}
            width={percent(Math.max(0.004, tail * scale - 0.006))}
            height={barHeight - 2}
          />
          {tail * scale > roomOnDesk && (
            <Text
              x={percent(scale + (tail * scale) / 2)}
              y={top + 20}
              anchor="middle"
              look="on-not-rated"
              wide={tail * scale < roomOnPhone}
            >
              {notRated}
            </Text>
          )}
        </Mark>
      )}
    </g>
  )
}

type SegmentProps = {
  id: string
  rating: RatingName
  share: number
  words: string
  href: string | undefined
  from: number
  width: number
  top: number
}

const Segment = ({ id, rating, share, words, href, from, width, top }: SegmentProps) => (
  <Mark words={words} href={href}>
    <rect {...ratingFill(id, rating)} x={percent(from)} y={top} width={percent(width)} height={barHeight} />
    {width > roomOnDesk && (
      <Text
        x={percent(from + width / 2)}
        y={top + 20}
        anchor="middle"
        look={`on-${hyphens(rating)}` as 'on-not-met'}
        wide={width < roomOnPhone}
      >
        {wholePercent(share)}
      </Text>
    )}
  </Mark>
)

/** The rated goals of a bar, or `c` when any part of it is hidden. */
export function ratedOf(counts: Record<RatingName, Shown>): Shown {
  let total = 0
  for (const rating of rated) {
    const count = counts[rating]
    if (count === 'c') return 'c'
    total += count
  }
  return total
}

/** Where each rating begins in the bar and how long it is, leaving out those with nothing. */
export function segments(counts: Record<RatingName, Shown>, total: number) {
  let from = 0
  return rated.flatMap(rating => {
    const count = Number(counts[rating])
    if (count === 0) return []
    const share = count / total
    const segment = { rating, count, from, share }
    from += share
    return [segment]
  })
}

/** What was not rated, as a share of what was; cut off where it would push the rest aside. */
function tail(counts: Record<RatingName, Shown>) {
  const total = ratedOf(counts)
  const { not_rated } = counts
  if (total === 'c' || total === 0 || not_rated === 'c') return 0
  return Math.min(0.5, not_rated / total)
}
