import { type Children, hyphens, type RatingName } from '#govuk/index.ts'

/** What every chart is told. `id` is unique on the page; `title` and `desc` are what a screen reader says of it. */
export type ChartProps = { id: string; title: string; desc: string }

/**
 * Charts are drawn with widths in per cent and heights in pixels: they take the width there is, and their words stay
 * the size of the page's words. What is written beside a chart, its axis and names, stands outside its own width, in
 * margins the stylesheet gives to its kind. Marks that lead somewhere are links, so a chart with any is a group and not an image:
 * an image hides what is in it from a screen reader.
 */
export const Frame = ({
  id,
  title,
  desc,
  kind,
  height,
  links,
  children,
}: ChartProps & { kind: string; height: number; links: boolean; children: Children }) => (
  <svg
    class={`waymark-chart waymark-chart--${kind}`}
    role={links ? 'group' : 'img'}
    aria-labelledby={`${id}-name ${id}-desc`}
    width="100%"
    height={height}
    focusable="false"
  >
    <title id={`${id}-name`}>{title}</title>
    <desc id={`${id}-desc`}>{desc}</desc>
    {children}
  </svg>
)

/** Something drawn that stands for something: its words on hover and to a screen reader, and where it leads. */
export const Mark = ({ words, href, children }: { words: string; href?: string | undefined; children: Children }) =>
  href ? (
    <a class="waymark-mark" href={href}>
      <title>{words}</title>
      {children}
    </a>
  ) : (
    <g class="waymark-mark">
      <title>{words}</title>
      {children}
    </g>
  )

type TextProps = {
  x: string | number
  y: number
  anchor?: 'start' | 'middle' | 'end'
  look?: 'quiet' | 'strong' | 'on-not-met' | 'on-partially-met' | 'on-fully-met' | 'on-not-rated'
  dx?: number
  /** Only where the chart has room. */
  wide?: boolean
  children: Children
}

export const Text = ({ x, y, anchor = 'start', look, dx, wide, children }: TextProps) => (
  <text
    class={`waymark-chart__text${look ? ` waymark-chart__text--${look}` : ''}${wide ? ' waymark-chart__text--wide' : ''}`}
    x={x}
    y={y}
    dx={dx}
    text-anchor={anchor}
  >
    {children}
  </text>
)

/** The fills of ratings: a pattern as well as a colour, so that they print and need no eye for colour. */
export const RatingPatterns = ({ id }: { id: string }) => (
  <defs>
    <pattern id={`${id}-not-met`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="waymark-fill--not-met" width="7" height="7" />
      <path class="waymark-line--not-met" d="M0 0V7" />
    </pattern>
    <pattern id={`${id}-partially-met`} width="8" height="8" patternUnits="userSpaceOnUse">
      <rect class="waymark-fill--partially-met" width="8" height="8" />
      <circle class="waymark-dot--partially-met" cx="2" cy="2" r="1.3" />
      <circle class="waymark-dot--partially-met" cx="6" cy="6" r="1.3" />
    </pattern>
  </defs>
)

/** The attributes that fill a shape with a rating: a class, or a pattern of this chart. */
export const ratingFill = (id: string, rating: RatingName) => {
  const name = hyphens(rating)
  return rating === 'not_met' || rating === 'partially_met'
    ? { class: 'waymark-segment', fill: `url(#${id}-${name})` }
    : { class: `waymark-segment waymark-fill--${name}` }
}

/** A share of the width as an attribute, to two places. */
export const percent = (share: number) => `${Math.round(share * 10000) / 100}%`

/** About how wide words are, in pixels, in the charts' size: enough to know whether they fit. */
export const textWidth = (words: string, size = 15) => words.length * size * 0.54

/** Words cut to a width, with an ellipsis where they were longer. */
export function shortened(words: string, width: number, size = 15) {
  const room = Math.max(1, Math.floor(width / (size * 0.54)))
  return words.length <= room ? words : `${words.slice(0, room - 1).trimEnd()}…`
}

/** Moves labels apart so that none covers another, keeping their order and as near as can be to where they belong. */
export function spread(wanted: readonly number[], gap: number, [top, bottom]: readonly [number, number]) {
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y)
  let free = top
  for (const label of order) {
    label.y = Math.max(label.y, free)
    free = label.y + gap
  }
  let limit = bottom
  for (const label of order.toReversed()) {
    label.y = Math.min(label.y, limit)
    limit = label.y - gap
  }
  const placed: number[] = []
  for (const { y, index } of order) placed[index] = y
  return placed
}

/** '61%' of 0.614. */
export const wholePercent = (share: number) => `${Math.round(share * 100)}%`
