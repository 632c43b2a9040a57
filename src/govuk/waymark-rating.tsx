import { type Children, cx } from './parts.tsx'

/** In the order they are always shown. */
export type RatingName = 'not_met' | 'partially_met' | 'fully_met' | 'not_rated'
export const ratingOrder: readonly RatingName[] = ['not_met', 'partially_met', 'fully_met', 'not_rated']

export const ratingWords: Record<RatingName, string> = {
  not_met: 'Not met',
  partially_met: 'Partially met',
  fully_met: 'Fully met',
  not_rated: 'Not rated',
}

/** Class names take hyphens where data takes underscores. */
export const hyphens = (name: string) => name.replaceAll('_', '-')

/** A rating in a word and a pattern; the colour only helps. `children` says more, a reason or a date. */
export const RatingTag = ({ rating, children }: { rating: RatingName; children?: Children }) => (
  <span class={cx('waymark-rating', `waymark-rating--${hyphens(rating)}`)}>
    <RatingSwatch rating={rating} />
    <span>
      <span class="waymark-rating__word">{ratingWords[rating]}</span>
      {children && <span class="waymark-rating__more"> {children}</span>}
    </span>
  </span>
)

/** The patterns of a chart of ratings, named, in their order. */
export const RatingLegend = ({ only = ratingOrder }: { only?: readonly RatingName[] }) => (
  <ul class="waymark-legend">
    {only.map(rating => (
      <li>
        <RatingTag rating={rating} />
      </li>
    ))}
  </ul>
)

const marks: Record<RatingName, Children> = {
  not_met: <path class="waymark-swatch__line" d="M-1 9 9-1M3 13 13 3M7 17 17 7" />,
  partially_met: (
    <g class="waymark-swatch__dots">
      {[4, 8, 12].flatMap((y, row) => [3.5, 8, 12.5].map(x => <circle cx={row === 1 ? x + 2.2 : x} cy={y} r="1.15" />))}
    </g>
  ),
  fully_met: <path class="waymark-swatch__tick" d="m4 8.5 2.8 2.8L12 5.5" />,
  not_rated: null,
}

const RatingSwatch = ({ rating }: { rating: RatingName }) => (
  <svg
    class={`waymark-swatch waymark-swatch--${hyphens(rating)}`}
    viewBox="0 0 16 16"
    aria-hidden="true"
    focusable="false"
  >
    <rect class="waymark-swatch__ground" x="0.75" y="0.75" width="14.5" height="14.5" rx="2" />
    <svg x="1" y="1" width="14" height="14" viewBox="1 1 14 14">
      {marks[rating]}
    </svg>
  </svg>
)
