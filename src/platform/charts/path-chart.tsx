import { academicYear, academicYearName, firstDayOf } from '#domain/academic-year.ts'
import { hyphens, type PfaName } from '#govuk/index.ts'
import { type ChartProps, Frame, Mark, percent, shortened, Text, textWidth } from './frame.tsx'

type Step = {
  /** When, in academic years: 2024 is 1 September 2024. See yearPoint. */
  at: number
  rung: number
  /** The ladder's own words for the rung. */
  words: string
  /** "14 March 2025". */
  when: string
  href?: string | undefined
}
type Move = { at: number; to: string; when: string }

export type PathChartProps = ChartProps & {
  /** The academic years along the bottom, first to last. */
  years: readonly [first: number, last: number]
  baseline?: Step | undefined
  target?: { rung: number; words: string; by?: number | undefined } | undefined
  positions: readonly Step[]
  /** Changes of school, each a post. */
  moves?: readonly Move[] | undefined
  pfa?: PfaName | undefined
}

/** Room for the names of schools, a line each where they would meet on a phone. */
const line = 18
const rungHeight = 17
const plot = 10 * rungHeight
const say = 58

/**
 * A child's way towards one outcome: years along the bottom, rungs up the side. Each position says its rung's words
 * when pointed at or reached by the keyboard; until then the last one speaks.
 */
export const PathChart = ({
  years: [first, last],
  baseline,
  target,
  positions,
  moves = [],
  pfa,
  ...chart
}: PathChartProps) => {
  const posts = tiers(moves, first, last)
  const top = 14 + line * Math.max(1, ...posts.map(post => post.tier + 1))
  const x = (at: number) => (Math.min(Math.max(at, first), last + 1) - first) / (last + 1 - first)
  const y = (rung: number) => top + (10 - rung) * rungHeight
  const all = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const way = [...(baseline ? [baseline] : []), ...positions].sort((a, b) => a.at - b.at)
  const speaker = positions.at(-1) ?? baseline
  const ground = top + plot
  // On a phone a year has about 280 pixels divided by their number.
  const every = Math.ceil((textWidth('2024/25') + 6) / (280 / all.length))
  return (
    <Frame {...chart} kind={`path${pfa ? ` waymark-tone--${hyphens(pfa)}` : ''}`} height={ground + 34 + say} links>
      {Array.from({ length: 11 }, (_, rung) => (
        <>
          <line class="waymark-chart__grid" x1="0" x2="100%" y1={y(rung)} y2={y(rung)} />
          {(rung % 5 === 0 || rung === baseline?.rung || rung === target?.rung) && (
            <Text x="0" dx={-8} y={y(rung) + 5} anchor="end" look={rung === target?.rung ? 'strong' : 'quiet'}>
              {rung}
            </Text>
          )}
        </>
      ))}
      {all.map((year, index) => (
        <>
          <line class="waymark-path__year" x1={percent(x(year))} x2={percent(x(year))} y1={ground} y2={ground + 6} />
          <Text
            x={percent(x(year + 0.5))}
            y={ground + 22}
            anchor="middle"
            look="quiet"
            wide={(all.length - 1 - index) % every !== 0}
          >
            {academicYearName(year)}
          </Text>
        </>
      ))}
      <line class="waymark-chart__axis" x1="0" x2="100%" y1={ground} y2={ground} />
      {posts.map(post => (
        <Post {...post} x={x(post.at)} ground={ground} />
      ))}
      {target && (
        <g class="waymark-path__target">
          <title>{`Target, rung ${target.rung}: ${target.words}`}</title>
          <line x1={percent(baseline ? x(baseline.at) : 0)} x2="100%" y1={y(target.rung)} y2={y(target.rung)} />
          <svg x="100%" y={y(target.rung)} overflow="visible">
            <path class="waymark-path__pole" d="M6 6V-20" />
            <path class="waymark-path__flag" d="M6-20H26L21-14 26-8H6z" />
          </svg>
        </g>
      )}
      {way.slice(1).map((step, index) => {
        const before = way[index]
        return (
          before && (
            <line
              class="waymark-path__way"
              x1={percent(x(before.at))}
              y1={y(before.rung)}
              x2={percent(x(step.at))}
              y2={y(step.rung)}
            />
          )
        )
      })}
      {way.map(step => {
        const isBaseline = step === baseline
        const words = `${isBaseline ? 'Baseline' : step.when}, rung ${step.rung}: ${step.words}`
        return (
          <Spoken words={words} href={step.href} speaks={step === speaker} y={ground + 34}>
            <svg x={percent(x(step.at))} y={y(step.rung)} overflow="visible">
              <circle class="waymark-reach" r="14" />
              <circle class={isBaseline ? 'waymark-path__baseline' : 'waymark-path__dot'} r={isBaseline ? 6.5 : 7} />
              {target && step.rung >= target.rung && !isBaseline && (
                <path class="waymark-path__tick" d="m-3 0 2.2 2.2L3-2" />
              )}
            </svg>
          </Spoken>
        )
      })}
    </Frame>
  )
}

/** A mark that shows its words beneath the chart while it is pointed at or focused. */
const Spoken = ({
  words,
  href,
  speaks,
  y,
  children,
}: {
  words: string
  href: string | undefined
  speaks: boolean
  y: number
  children: preact.ComponentChildren
}) => {
  const content = (
    <>
      {children}
      <foreignObject class="waymark-path__say" x={-26} y={y} width="100%" height={say}>
        <p class="waymark-path__words">
          <span>{words}</span>
        </p>
      </foreignObject>
    </>
  )
  const name = `waymark-mark waymark-path__step${speaks ? ' waymark-path__step--speaks' : ''}`
  return href ? (
    <a class={name} href={href} aria-label={words}>
      {content}
    </a>
  ) : (
    <g class={name} role="img" aria-label={words} tabindex={0}>
      {content}
    </g>
  )
}

type Placed = Move & { label: string; toLeft: boolean; tier: number }

const Post = ({ to, when, label, toLeft, tier, x, ground }: Placed & { x: number; ground: number }) => (
  <Mark words={`${when}: moved to ${to}`}>
    <line class="waymark-path__post" x1={percent(x)} x2={percent(x)} y1={tier * line + 4} y2={ground} />
    <Text x={percent(x)} dx={toLeft ? -6 : 6} y={tier * line + 15} anchor={toLeft ? 'end' : 'start'} look="quiet">
      {label}
    </Text>
  </Mark>
)

/** The width of a chart on a phone, and the longest name of a school it shows whole. */
const phone = 300
const nameRoom = 190

/** Gives each school's name a line on which it meets no other, on a phone as on a desk. */
export function tiers(moves: readonly Move[], first: number, last: number): Placed[] {
  const taken: { from: number; to: number }[][] = []
  return moves.map(move => {
    const at = ((move.at - first) / (last + 1 - first)) * phone
    const label = shortened(move.to, nameRoom, 14)
    const width = textWidth(label, 14) + 12
    const toLeft = at + width > phone
    const span = toLeft ? { from: at - width, to: at } : { from: at, to: at + width }
    const free = taken.findIndex(spans => spans.every(other => span.to <= other.from || span.from >= other.to))
    const tier = free === -1 ? taken.length : free
    ;(taken[tier] ??= []).push(span)
    return { ...move, label, toLeft, tier }
  })
}

/** A day as a point along academic years: '2024-09-01' is 2024, '2025-03-02' about 2024.5. */
export function yearPoint(date: string) {
  const year = academicYear(date)
  const from = Date.parse(firstDayOf(year))
  return year + (Date.parse(date) - from) / (Date.parse(firstDayOf(year + 1)) - from)
}
