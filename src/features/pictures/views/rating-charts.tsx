import { academicYearName } from '#domain/academic-year.ts'
import { type PfaName, type RatingName, ratingWords } from '#govuk/index.ts'
import {
  AgeProfile,
  HeatMap,
  type RatingBar,
  StackedBars,
  TrendLines,
  type TrendSeries,
} from '#platform/charts/index.ts'
import type { Picture } from '../answer.ts'
import { ratedOf, type Shown, shareOf } from '../figures.ts'
import { dimensionWords } from '../picture-dimensions.ts'
import type { Dimension, Question } from '../question.ts'
import type { Open } from './open.ts'
import { keyWords, many, numberWords, percentWords, pfaOf, ratingCounts } from './words.ts'

type Drawn = { id: string; title: string; picture: Picture; open: Open }

const met = ({ figures }: Shown) => percentWords(figures.fully_met, ratedOf(figures))

/** What a chart says, to those who hear it: each row's share and what it is a share of. */
const heard = (question: Question, rows: readonly Shown[]) =>
  rows
    .map(
      row =>
        `${keyWords(question, row, 0)}: ${met(row) ?? 'none'} of ${numberWords(ratedOf(row.figures))} rated goals fully met`,
    )
    .join('. ')

/** A bar for each row, of its rated goals; what was not rated stands after it. */
export const RatingBars = ({ id, title, picture: { question, rows }, open }: Drawn) => (
  <StackedBars
    {...{ id, title }}
    desc={heard(question, rows)}
    bars={rows.map(
      (row): RatingBar => ({
        label: keyWords(question, row, 0),
        pfa: pfaOf(question.by[0], row.key[0]),
        counts: ratingCounts(row.figures),
        note: noted(row),
        href: rating => open(question, row.key, rating),
      }),
    )}
  />
)

/** Coverage of the row: how much of what its reviews looked at was rated. */
function noted({ figures }: Shown) {
  const rated = ratedOf(figures)
  const all = rated === 'c' || figures.not_rated === 'c' ? 'c' : rated + Number(figures.not_rated)
  const share = percentWords(rated, all)
  return `${many(figures.children, 'child', 'children')}${share === undefined || share === 'c' ? '' : `, ${share} rated`}`
}

/** Columns of goals by age, each divided by rating. */
export const RatingColumns = ({ id, title, picture: { question, rows }, open }: Drawn) => (
  <AgeProfile
    {...{ id, title }}
    desc={heard(question, rows)}
    axis={`${dimensionWords[question.by[0] ?? 'age'].name} at the review`}
    ages={rows.map(row => ({
      label: question.by[0] === 'age_band' ? (row.key[0] ?? '') : keyWords(question, row, 0),
      counts: ratingCounts(row.figures),
      href: (rating: RatingName) => open(question, row.key, rating),
    }))}
  />
)

const inTrend = ['fully_met', 'partially_met', 'not_met'] as const

/** Shares over the years; a year that nobody knows breaks the line. */
export const RatingTrend = ({
  id,
  title,
  picture: { question, rows },
  open,
  years,
}: Drawn & { years: readonly number[] }) => {
  const found = years.map(year => rows.find(row => row.key[0] === academicYearName(year)))
  return (
    <TrendLines
      {...{ id, title }}
      desc={heard(question, rows)}
      years={years.map(academicYearName)}
      max={1}
      series={inTrend.map(
        (rating): TrendSeries => ({
          label: ratingWords[rating],
          tone: rating,
          values: found.map(row => (row ? shareOf(row.figures[rating], ratedOf(row.figures)) : null)),
          notes: found.map(row => row && `${numberWords(ratedOf(row.figures))} rated`),
          href: at => found[at] && open(question, found[at].key, rating),
        }),
      )}
    />
  )
}

/** Share fully met over the years, a line for each of a few values. */
export const MetTrend = ({
  id,
  title,
  picture: { question, rows },
  open,
  years,
}: Drawn & { years: readonly number[] }) => {
  const [at, other] = axes(question, 'academic_year')
  const values = [...new Set(rows.map(row => row.key[other] ?? ''))]
  const find = (value: string, year: number) =>
    rows.find(row => row.key[other] === value && row.key[at] === academicYearName(year))
  return (
    <TrendLines
      {...{ id, title }}
      desc={rows.map(row => `${keyWords(question, row, other)} ${row.key[at]}: ${met(row) ?? 'none'}`).join('. ')}
      years={years.map(academicYearName)}
      max={1}
      series={values.map((value): TrendSeries => {
        const found = years.map(year => find(value, year))
        const named = found.find(row => row !== undefined)
        return {
          label: named ? keyWords(question, named, other) : value,
          tone: question.by[other] === 'pfa' ? (value as PfaName) : 'plain',
          values: found.map(row => (row ? shareOf(row.figures.fully_met, ratedOf(row.figures)) : null)),
          notes: found.map(row => row && `${numberWords(ratedOf(row.figures))} rated`),
          href: index => found[index] && open(question, found[index].key, 'rated'),
        }
      })}
    />
  )
}

const axes = ({ by }: Question, dimension: Dimension): [number, number] => (by[0] === dimension ? [0, 1] : [1, 0])

/** Share fully met where two dimensions meet. */
export const RatingHeat = ({ title, picture, open }: Omit<Drawn, 'id'>) => (
  <Heat
    {...{ title, picture }}
    cell={row => {
      const rated = ratedOf(row.figures)
      const share = shareOf(row.figures.fully_met, rated)
      const text = met(row)
      if (text === undefined) return { text: '', share: null, note: 'none rated' }
      return {
        text,
        share: typeof share === 'number' ? share : null,
        note: rated === 'c' ? undefined : numberWords(rated),
        words: `${text} fully met of ${many(rated, 'rated goal', 'rated goals')}`,
        href: text === 'c' ? undefined : open(picture.question, row.key, 'rated'),
      }
    }}
  />
)

type HeatFigure = {
  text: string
  share: number | null
  note?: string | undefined
  words?: string
  href?: string | undefined
}

/** Two dimensions as a table that is shaded: the one with fewer values, or the areas or years, across the top. */
export const Heat = ({
  title,
  picture: { question, rows },
  cell,
}: {
  title: string
  picture: Picture
  cell: (row: Shown) => HeatFigure
}) => {
  const across = acrossOf(question, rows)
  const down = 1 - across
  const values = (nth: number) => [...new Map(rows.map(row => [row.key[nth] ?? '', row])).entries()]
  const sorted = (nth: number) => {
    const dimension = question.by[nth]
    return values(nth).sort(([a], [b]) => (dimension ? dimensionWords[dimension].compare(a, b) : 0))
  }
  return (
    <HeatMap
      caption={title}
      corner={dimensionWords[question.by[down] ?? 'need'].name}
      columns={sorted(across).map(([value, row]) => ({
        label: keyWords(question, row, across),
        pfa: pfaOf(question.by[across], value),
      }))}
      rows={sorted(down).map(([value, row]) => ({
        label: keyWords(question, row, down),
        cells: sorted(across).map(([other]) => {
          const found = rows.find(one => one.key[down] === value && one.key[across] === other)
          return found ? cell(found) : { text: '', share: null }
        }),
      }))}
    />
  )
}

function acrossOf({ by }: Question, rows: readonly Shown[]): 0 | 1 {
  for (const dimension of ['academic_year', 'pfa'] as const)
    if (by.includes(dimension)) return by[0] === dimension ? 0 : 1
  const size = (nth: number) => new Set(rows.map(row => row.key[nth])).size
  return size(0) < size(1) ? 0 : 1
}
