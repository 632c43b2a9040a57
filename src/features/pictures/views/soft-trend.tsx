import { academicYearName } from '#domain/academic-year.ts'
import { isSmall } from '#domain/small-numbers.ts'
import {
  isRespondent,
  isSoftScale,
  type Respondent,
  respondents,
  type SoftScale,
  softScales,
} from '#domain/soft-scale.ts'
import { DataTable, Details } from '#govuk/index.ts'
import { SmallTrends } from '#platform/charts/index.ts'
import type { Picture } from '../answer.ts'
import type { Shown } from '../figures.ts'
import type { Followed } from '../queries/soft-followed.ts'
import type { Question } from '../question.ts'
import { meanOf, medianOf, percent } from '../statistics.ts'
import type { Open } from './open.ts'
import { counted } from './words.ts'

const scales = Object.keys(softScales).filter(isSoftScale)
const everyone = Object.keys(respondents).filter(isRespondent)
const short = { young_person: 'Child', parent: 'Parent', provider: 'Provider' } as const satisfies Record<
  Respondent,
  string
>

type Middle = { n: number | 'c'; mean: number | 'c'; median: number | 'c' } | null

/** What the rungs counted come to. Where one of them is hidden, so is what they come to. */
function middleOf(row: Shown | undefined): Middle {
  if (!row) return null
  const counts = [1, 2, 3, 4, 5].map(rung => counted(row.figures[`rung_${rung}`]))
  if (counts.includes('c')) return { n: 'c', mean: 'c', median: 'c' }
  const histogram = new Map(counts.map((count, index) => [index + 1, Number(count)]))
  const n = counts.reduce<number>((sum, count) => sum + Number(count), 0)
  const [mean, median] = [meanOf(histogram), medianOf(histogram)]
  return mean === null || median === null ? null : { n, mean, median }
}

const inWords = (value: number | 'c' | undefined) =>
  value === undefined ? '' : value === 'c' ? 'c' : value.toLocaleString('en-GB', { maximumFractionDigits: 2 })

type Line = { year: number; respondent: Respondent; middle: Middle; followed: Followed | undefined }

/** The mean rung of each scale over the years, a line for each respondent; three lines, and never one of all. */
export const SoftTrend = ({
  id,
  picture: { question, rows },
  followed,
  open,
  years,
}: {
  id: string
  picture: Picture
  followed: readonly Followed[]
  open: Open
  years: readonly number[]
}) => (
  <SmallTrends
    level={2}
    years={years.map(academicYearName)}
    min={1}
    max={5}
    trends={scales
      .filter(scale => rows.some(row => row.scale === scale))
      .map(scale => {
        const find = (respondent: Respondent, year: number) =>
          rows.find(
            row => row.scale === scale && row.respondent === respondent && row.key[0] === academicYearName(year),
          )
        const lines = everyone.flatMap(respondent =>
          years.map(
            (year): Line => ({
              year,
              respondent,
              middle: middleOf(find(respondent, year)),
              followed: followed.find(
                one => one.scale === scale && one.respondent === respondent && one.academic_year === year,
              ),
            }),
          ),
        )
        return {
          id: `${id}-${scale.replaceAll('_', '-')}`,
          name: softScales[scale].name,
          desc: described(lines),
          series: everyone
            .filter(respondent => lines.some(line => line.respondent === respondent && line.middle))
            .map(respondent => {
              const own = lines.filter(line => line.respondent === respondent)
              return {
                label: short[respondent],
                tone: 'plain' as const,
                values: own.map(({ middle }) => middle?.mean ?? null),
                notes: own.map(line => (line.middle ? `${inWords(line.middle.n)} answers` : undefined)),
                href: (at: number) => {
                  const row = years[at] === undefined ? undefined : find(respondent, years[at])
                  return row && open(question, row.key, 'answered', { scale, respondent })
                },
              }
            }),
          table: <Behind lines={lines} scale={scale} question={question} />,
        }
      })}
  />
)

const described = (lines: readonly Line[]) =>
  lines
    .filter(({ middle }) => middle)
    .map(
      ({ year, respondent, middle }) =>
        `${short[respondent]} ${academicYearName(year)}: mean ${inWords(middle?.mean)} of ${inWords(middle?.n)}`,
    )
    .join('. ')

const Behind = ({ lines, scale, question }: { lines: readonly Line[]; scale: SoftScale; question: Question }) => (
  <Details summary="Show as a table">
    <DataTable
      small
      caption={`${softScales[scale].name}, rungs 1 to 5`}
      rows={lines.filter(({ middle }) => middle)}
      columns={[
        { title: 'Year', cell: ({ year }) => academicYearName(year), nowrap: true },
        { title: 'Who', cell: ({ respondent }) => respondents[respondent] },
        { title: 'Answers', numeric: true, cell: ({ middle }) => inWords(middle?.n) },
        { title: 'Mean', numeric: true, cell: ({ middle }) => inWords(middle?.mean) },
        { title: 'Median', numeric: true, cell: ({ middle }) => inWords(middle?.median) },
        { title: 'Answered the year before too', numeric: true, cell: line => sameChildren(line, question) },
        ...(question.audience === 'casework'
          ? [
              {
                title: 'Those moved, mean',
                numeric: true,
                cell: ({ followed }: Line) =>
                  followed?.moved === undefined || followed.moved === null
                    ? ''
                    : `${followed.moved > 0 ? '+' : ''}${inWords(followed.moved)}`,
              },
            ]
          : []),
      ]}
    />
  </Details>
)

/** How many of those who answered are the same children as the year before. */
function sameChildren({ middle, followed }: Line, { audience }: Question): string {
  if (!middle || !followed) return ''
  const { answered, followed: same } = followed
  if (audience === 'published' && (middle.n === 'c' || isSmall(same) || isSmall(answered - same))) return 'c'
  return `${percent(same, answered) ?? 0}%`
}
