import type { Children } from '#govuk/index.ts'
import { TrendLines, type TrendSeries } from './trend-lines.tsx'

type SmallTrend = {
  id: string
  name: string
  desc: string
  series: TrendSeries[]
  /** Said beneath it: a finding. */
  says?: string | undefined
  /** The same as a table. */
  table: Children
}

/** A small chart of lines for each of several things, all over the same years and between the same two numbers. */
export const SmallTrends = ({
  years,
  min,
  max,
  trends,
  level = 3,
}: {
  years: readonly string[]
  min: number
  max: number
  trends: readonly SmallTrend[]
  level?: 2 | 3
}) => {
  const Name = `h${level}` as 'h2' | 'h3'
  return (
    <div class="waymark-small-trends">
      {trends.map(({ id, name, desc, series, says, table }) => (
        <section class="waymark-small-trend" aria-labelledby={`${id}-heading`}>
          <Name class="govuk-heading-s" id={`${id}-heading`}>
            {name}
          </Name>
          <TrendLines
            {...{ id, desc, years, series, min, max }}
            title={name}
            format={value => value.toLocaleString('en-GB', { maximumFractionDigits: 1 })}
          />
          {says && <p class="waymark-answers__gap">{says}</p>}
          {table}
        </section>
      ))}
    </div>
  )
}
