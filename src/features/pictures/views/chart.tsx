import { Body, Details, Heading, Link, RatingLegend } from '#govuk/index.ts'
import { HeatLegend, IntervalLegend } from '#platform/charts/index.ts'
import type { Picture } from '../answer.ts'
import type { Funnel } from '../funnel.ts'
import type { Fit } from '../picture-fit.ts'
import type { Followed } from '../queries/soft-followed.ts'
import type { Question } from '../question.ts'
import { CoverageHeat, CoverageShares, CoverageTiles } from './coverage-charts.tsx'
import { DistanceHeat, DistanceIntervals, DistanceTrend, Travelled } from './distance-charts.tsx'
import { funnelOf, InstitutionFunnel, InstitutionTable, type Limits } from './institutions.tsx'
import type { Open } from './open.ts'
import { MetTrend, RatingBars, RatingColumns, RatingHeat, RatingTrend } from './rating-charts.tsx'
import { Answers, SoftHeats } from './soft-charts.tsx'
import { SoftTrend } from './soft-trend.tsx'
import { keyWords } from './words.ts'

type Drawing = {
  title: string
  picture: Picture
  open: Open
  years: readonly number[]
  histogram: ReadonlyMap<number, number> | null
  expected: ReadonlyMap<string, number>
  followed: readonly Followed[]
  limits: Limits
  otherLimits: string
}

/** A picture drawn as it fits. */
export const Chart = ({ fit, ...drawing }: Drawing & { fit: Fit }) => {
  const { picture, title, open, years } = drawing
  const drawn = { id: 'chart', title, picture, open }
  const { measure } = picture.question
  switch (fit) {
    case 'bars':
      return (
        <>
          <RatingLegend />
          <RatingBars {...drawn} />
        </>
      )
    case 'columns':
      return (
        <>
          <RatingLegend />
          <RatingColumns {...drawn} />
        </>
      )
    case 'trend':
      return measure === 'distance' ? (
        <DistanceTrend {...drawn} years={years} />
      ) : (
        <RatingTrend {...drawn} years={years} />
      )
    case 'trend-of-few':
      return (
        <>
          <Body>Share of rated goals fully met.</Body>
          <MetTrend {...drawn} years={years} />
        </>
      )
    case 'funnel':
      return <FunnelChart {...drawing} />
    case 'heat':
      return <HeatOf {...drawing} legend />
    case 'heats':
      return <Heats {...drawing} />
    case 'intervals':
      return (
        <>
          <IntervalLegend />
          <DistanceIntervals {...drawn} />
        </>
      )
    case 'histogram':
      return drawing.histogram && drawing.histogram.size > 0 ? (
        <Travelled {...drawn} histogram={drawing.histogram} question={picture.question} />
      ) : (
        <DistanceIntervals {...drawn} />
      )
    case 'answers':
      return <Answers id="chart" picture={picture} open={open} level={2} />
    case 'answer-heats':
      return <SoftHeats picture={picture} open={open} />
    case 'answer-trends':
      return (
        <>
          <Body>
            The mean rung, from 1 to 5, of each child’s last answer in the year: what children, parents and providers
            say stands side by side and is never added up. Each year is of those who answered in it; the table says how
            many of them are the same children as the year before.
          </Body>
          <SoftTrend {...drawn} years={years} followed={drawing.followed} />
        </>
      )
    case 'tiles':
      return (
        <div class="waymark-coverage">
          <CoverageTiles picture={picture} open={open} />
        </div>
      )
    case 'shares':
      return <CoverageShares title={title} picture={picture} open={open} />
    case 'none':
      return null
  }
}

const FunnelChart = ({ title, picture, open, expected, limits, otherLimits }: Drawing) => {
  const of = funnelOf(picture, expected, limits)
  return (
    <>
      <Body>
        Each point is an institution: further right, more goals rated; higher up, more of them fully met.{' '}
        <LimitsSay {...{ of, limits, otherLimits }} />
      </Body>
      <InstitutionFunnel id="chart" title={title} of={of} picture={picture} open={open} />
      <Details summary="Each beside what its mix of children would give">
        <InstitutionTable of={of} picture={picture} open={open} cased={expected.size > 0} />
      </Details>
    </>
  )
}

/** Which limits these are, and the way to the others. */
export const LimitsSay = ({
  of,
  limits,
  otherLimits,
}: {
  of: Funnel
  limits: Limits
  otherLimits: string | undefined
}) => {
  const other = otherLimits && (
    <Link href={otherLimits}>{limits === 'chance' ? 'Widen them' : 'Show the limits for single goals'}</Link>
  )
  if (of.widened)
    return <>Goals of one child are alike, so the limits are wider than for single goals drawn by chance. {other}</>
  return <>The limits are those for single goals drawn by chance. {limits === 'chance' && other}</>
}

const heatSays = {
  ratings: 'Share of rated goals fully met; beneath it, how many were rated.',
  distance: 'Mean rungs travelled; beneath it, of how many outcomes.',
  soft: '',
  coverage: 'Share of children with a plan who have a rated goal; beneath it, of how many children.',
} as const satisfies Record<Question['measure'], string>

const HeatOf = ({
  title,
  picture,
  open,
  legend,
}: Pick<Drawing, 'title' | 'picture' | 'open'> & { legend?: boolean }) => {
  const { measure } = picture.question
  return (
    <>
      {legend && (
        <>
          <Body>{heatSays[measure]}</Body>
          <HeatLegend low="none" high={measure === 'distance' ? 'furthest' : 'all'} />
        </>
      )}
      {measure === 'distance' && <DistanceHeat {...{ title, picture, open }} />}
      {measure === 'ratings' && <RatingHeat {...{ title, picture, open }} />}
      {measure === 'coverage' && <CoverageHeat {...{ title, picture, open }} />}
    </>
  )
}

/** Three dimensions: a map of the first two for each value of the third. */
const Heats = ({ title, picture, open }: Drawing) => {
  const { question, rows } = picture
  const values = [...new Map(rows.map(row => [row.key[2] ?? '', row])).entries()]
  return (
    <>
      {values.map(([value, row], nth) => (
        <>
          <Heading level={2} size="s">
            {keyWords(question, row, 2)}
          </Heading>
          <HeatOf
            title={`${title}: ${keyWords(question, row, 2)}`}
            picture={{ question, rows: rows.filter(one => one.key[2] === value) }}
            open={open}
            legend={nth === 0}
          />
        </>
      ))}
    </>
  )
}
