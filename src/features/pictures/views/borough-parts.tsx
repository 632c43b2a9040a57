import { academicYearName } from '#domain/academic-year.ts'
import { Body, EmptyState, Figure, type FigureNoteProps, Figures, Link, RatingLegend } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { HeatLegend, IntervalLegend } from '#platform/charts/index.ts'
import type { Picture } from '../answer.ts'
import type { Borough } from '../borough-answer.ts'
import { ratedOf, type Shown } from '../figures.ts'
import { addressOf, pictureAddress } from '../picture-address.ts'
import { period } from '../picture-words.ts'
import { LimitsSay } from './chart.tsx'
import { CoverageTiles } from './coverage-charts.tsx'
import { Withheld } from './definition.tsx'
import { DistanceIntervals, meanWords, Travelled } from './distance-charts.tsx'
import { funnelOf, InstitutionFunnel, InstitutionTable, type Limits, Questions } from './institutions.tsx'
import type { Open } from './open.ts'
import { PictureTable } from './picture-table.tsx'
import { RatingBars, RatingColumns, RatingHeat, RatingTrend } from './rating-charts.tsx'
import { Answers } from './soft-charts.tsx'
import { many, noteOf, numberWords } from './words.ts'

export type PartsProps = {
  found: Borough
  actor: Actor
  open: Open
  limits: Limits
  /** The same picture with the other limits. */
  otherLimits?: string | undefined
  /** Where a place outside the limits is asked why, and what it answered. */
  to: (provider_id: number) => string | undefined
  said: ReadonlyMap<number, string>
}

/** The borough picture in the order the eye goes: areas, needs, ages, years, distance, institutions, voices, coverage. */
export const BoroughParts = (props: PartsProps) => {
  const { found } = props
  return (
    <Figures>
      <ByArea {...props} />
      <ByNeed {...props} />
      <ByAge {...props} />
      <OverYears {...props} />
      <ByDistance {...props} />
      <Histogram {...props} />
      {found.institutions && <Institutions {...props} institutions={found.institutions} />}
      {found.soft && <Soft {...props} soft={found.soft} />}
      <Coverage {...props} />
    </Figures>
  )
}

/** What a figure rests on, and the way to the same with its definition. */
const about = (
  { found, actor }: PartsProps,
  picture: Picture,
  n: string = ratedWords(found.totals.rows[0]),
): FigureNoteProps => ({
  n,
  ...noteOf(picture.question, actor.today, found.coverage.rows[0]),
  definition: { href: pictureAddress(picture.question), text: 'More, and what this counts' },
})

const ratedWords = (row: Shown | undefined) =>
  `${many(row ? ratedOf(row.figures) : 0, 'rated goal', 'rated goals')} of ${many(row?.figures.children, 'child', 'children')}`

/** The same figures elsewhere: on a page of their own, and as files. */
const along = ({ question }: Picture) => [
  { href: addressOf(`/pictures/${question.measure}.csv`, question), text: 'CSV' },
  { href: addressOf(`/pictures/${question.measure}.xlsx`, question), text: 'Excel' },
]

const ByArea = (props: PartsProps) => {
  const { byArea: picture } = props.found
  return (
    <Figure
      id="by-area"
      title="Ratings by Preparing for Adulthood area"
      legend={<RatingLegend />}
      note={about(props, picture)}
      table={<PictureTable picture={picture} open={props.open} />}
      downloads={along(picture)}
    >
      {picture.rows.length > 0 ? (
        <RatingBars id="area" title="Ratings by area" picture={picture} open={props.open} />
      ) : (
        <NoRatings withheld={picture.withheld} />
      )}
    </Figure>
  )
}

type Thin = { withheld: readonly string[] | undefined }

const NoRatings = ({ withheld }: Thin) =>
  withheld?.length ? (
    <Withheld withheld={withheld} />
  ) : (
    <EmptyState title="No rated goal here yet">
      <Body>A rating counts from the moment its review’s report is sent. Choose another year, or fewer filters.</Body>
    </EmptyState>
  )

const ByNeed = (props: PartsProps) => {
  const { needByArea: picture } = props.found
  return (
    <Figure
      id="by-need"
      title="Goals fully met, by primary need and area"
      tall
      sentence="Of the rated goals, the share fully met; beneath it, how many were rated."
      legend={<HeatLegend low="none" high="all" />}
      note={about(props, picture)}
      table={<PictureTable picture={picture} open={props.open} />}
      downloads={along(picture)}
    >
      {picture.rows.length > 0 ? (
        <RatingHeat title="Goals fully met by primary need and area" picture={picture} open={props.open} />
      ) : (
        <NoRatings withheld={picture.withheld} />
      )}
    </Figure>
  )
}

const ByAge = (props: PartsProps) => {
  const { ages: picture } = props.found
  return (
    <Figure
      id="by-age"
      title="Goals by age at the review"
      legend={<RatingLegend />}
      note={about(props, picture)}
      table={<PictureTable picture={picture} open={props.open} />}
      downloads={along(picture)}
    >
      {picture.rows.length > 0 ? (
        <RatingColumns id="age" title="Goals by age" picture={picture} open={props.open} />
      ) : (
        <NoRatings withheld={picture.withheld} />
      )}
    </Figure>
  )
}

const OverYears = (props: PartsProps) => {
  const { trend: picture, years } = props.found
  const [first = 0, last = 0] = [years[0], years.at(-1)]
  return (
    <Figure
      id="trend"
      wide
      title="Share of rated goals over six years"
      note={about(props, picture, `${academicYearName(first)} to ${academicYearName(last)}, each year’s own children`)}
      table={<PictureTable picture={picture} open={props.open} />}
      downloads={along(picture)}
    >
      {picture.rows.length > 0 ? (
        <RatingTrend
          id="years"
          title="Share of rated goals by year"
          picture={picture}
          open={props.open}
          years={years}
        />
      ) : (
        <NoRatings withheld={picture.withheld} />
      )}
    </Figure>
  )
}

const ByDistance = (props: PartsProps) => {
  const { distance, distanceByArea: picture } = props.found
  const whole = distance.rows[0]
  return (
    <Figure
      id="distance"
      title="Distance travelled on outcomes"
      sentence={whole && `${period(picture.question.years)}: ${meanWords(whole)}; ${targetWords(whole)}.`}
      legend={<IntervalLegend />}
      note={about(
        props,
        picture,
        `${many(whole?.figures.outcomes, 'outcome', 'outcomes')} of ${many(whole?.figures.children, 'child', 'children')}`,
      )}
      table={<PictureTable picture={picture} open={props.open} />}
      downloads={along(picture)}
    >
      {picture.rows.length > 0 ? (
        <DistanceIntervals id="far" title="Distance travelled by area" picture={picture} open={props.open} />
      ) : (
        <NoDistance withheld={picture.withheld} />
      )}
    </Figure>
  )
}

const targetWords = ({ figures: { targets_met } }: Shown) => `${numberWords(targets_met)} at their target`

const NoDistance = ({ withheld }: Thin) =>
  withheld?.length ? (
    <Withheld withheld={withheld} />
  ) : (
    <EmptyState title="No outcome with a baseline and a position here yet">
      <Body>A distance needs the rung an outcome began on and the rung a review found.</Body>
    </EmptyState>
  )

const Histogram = (props: PartsProps) => {
  const { distance: picture, histogram } = props.found
  if (!histogram || histogram.size === 0) return null
  const whole = picture.rows[0]
  return (
    <Figure
      id="how-far"
      title="How far outcomes have come"
      note={about(
        props,
        picture,
        `${many(whole?.figures.outcomes, 'outcome', 'outcomes')} of ${many(whole?.figures.children, 'child', 'children')}`,
      )}
    >
      <Travelled
        id="bins"
        title="Outcomes by rungs travelled"
        histogram={histogram}
        question={picture.question}
        open={props.open}
      />
    </Figure>
  )
}

const Institutions = ({ institutions: picture, ...props }: PartsProps & { institutions: Picture }) => {
  const of = funnelOf(picture, props.found.expected, props.limits)
  const cased = props.found.expected.size > 0
  return (
    <Figure
      id="institutions"
      wide
      title="Institutions: what chance explains, and what it does not"
      sentence={
        <>
          Each point is an institution: further right, more goals rated; higher up, more of them fully met. Inside the
          funnel, chance explains the difference.{' '}
          <LimitsSay of={of} limits={props.limits} otherLimits={props.otherLimits} />
        </>
      }
      note={about(
        props,
        picture,
        `${many(of.rated, 'rated goal', 'rated goals')} at ${many(of.points.length, 'institution', 'institutions')}`,
      )}
      table={<InstitutionTable of={of} picture={picture} open={props.open} cased={cased} />}
      downloads={along(picture)}
    >
      <InstitutionFunnel
        id="funnel"
        title="Goals fully met by institution"
        of={of}
        picture={picture}
        open={props.open}
      />
      {picture.question.audience === 'casework' && (
        <Questions of={of} picture={picture} to={props.to} said={props.said} />
      )}
    </Figure>
  )
}

const Soft = ({ soft: picture, ...props }: PartsProps & { soft: Picture }) => (
  <Figure
    id="soft"
    wide
    title="Soft outcomes: ten scales, each view beside the others"
    note={{ ...about(props, picture, 'Each child’s last answer'), coverage: undefined }}
    table={<PictureTable picture={picture} open={props.open} />}
    downloads={along(picture)}
  >
    {picture.rows.length > 0 ? (
      <Answers id="said" picture={picture} open={props.open} />
    ) : (
      <EmptyState title="No answer recorded here yet" />
    )}
  </Figure>
)

const Coverage = (props: PartsProps) => {
  const { coverage: picture } = props.found
  const row = picture.rows[0]
  return (
    <Figure
      id="coverage"
      wide
      title="Coverage: what these figures rest on"
      note={{
        ...about(props, picture, many(row?.figures.children_with_plan, 'child with a plan', 'children with a plan')),
        coverage: undefined,
      }}
      downloads={along(picture)}
    >
      <div class="waymark-coverage">
        <CoverageTiles picture={picture} open={props.open} />
      </div>
      {props.open(picture.question, [], 'children_not_rated') && (
        <Body>
          <Link href={props.open(picture.question, [], 'children_not_rated') ?? ''}>
            Children with a plan and no rated goal
          </Link>
        </Body>
      )}
    </Figure>
  )
}
