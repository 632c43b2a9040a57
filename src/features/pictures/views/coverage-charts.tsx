import { StatTile, StatTiles } from '#govuk/index.ts'
import { HeatMap } from '#platform/charts/index.ts'
import type { Picture } from '../answer.ts'
import { columnWords } from '../column-words.ts'
import { type Shown, shareOf, sum } from '../figures.ts'
import { columns } from '../picture.ts'
import { dimensionWords } from '../picture-dimensions.ts'
import type { Open } from './open.ts'
import { Heat } from './rating-charts.tsx'
import { counted, keyWords, many, numberWords, percentWords } from './words.ts'

const shares: Partial<Record<string, (figures: Shown['figures']) => string | undefined>> = {
  children_reviewed: ({ children_reviewed, children_with_plan }) =>
    of(percentWords(children_reviewed, children_with_plan), 'children with a plan'),
  children_rated: ({ children_rated, children_with_plan }) =>
    of(percentWords(children_rated, children_with_plan), 'children with a plan'),
}

const of = (share: string | undefined, whole: string) =>
  share === undefined || share === 'c' ? undefined : `${share} of ${whole}`

/** What the other figures rest on; each opens to its list. */
export const CoverageTiles = ({ picture: { question, rows }, open }: { picture: Picture; open: Open }) => {
  const figures = rows[0]?.figures ?? {}
  return (
    <StatTiles>
      {columns.coverage.map(column => (
        <StatTile
          figure={numberWords(counted(figures[column]))}
          words={columnWords[column]}
          href={typeof figures[column] === 'number' && figures[column] > 0 ? open(question, [], column) : undefined}
          note={shares[column]?.(figures)}
        />
      ))}
    </StatTiles>
  )
}

/** Share of children with a plan who have a rated goal, where two dimensions meet. */
export const CoverageHeat = ({ title, picture, open }: { title: string; picture: Picture; open: Open }) => (
  <Heat
    {...{ title, picture }}
    cell={row => {
      const { children_rated, children_with_plan } = row.figures
      const text = percentWords(children_rated, children_with_plan)
      if (text === undefined) return { text: '', share: null }
      const share = row.more.share_of_children_rated
      return {
        text,
        share: typeof share === 'number' ? share : null,
        note: children_with_plan === 'c' ? undefined : `of ${numberWords(children_with_plan)}`,
        words: `${text} of ${many(children_with_plan, 'child', 'children')} with a plan`,
        href: text === 'c' ? undefined : open(picture.question, row.key, 'children_with_plan'),
      }
    }}
  />
)

const covers = [
  { label: 'Children with a rated goal', part: 'children_rated', whole: ['children_with_plan'] },
  { label: 'Goals rated', part: 'goals_rated', whole: ['goals_rated', 'goals_not_rated'] },
  {
    label: 'Outcomes with a position',
    part: 'outcomes_with_position',
    whole: ['outcomes_with_position', 'outcomes_without'],
  },
] as const

/** Along one dimension: how much of all children, goals and outcomes the other figures rest on. */
export const CoverageShares = ({
  title,
  picture: { question, rows },
  open,
}: {
  title: string
  picture: Picture
  open: Open
}) => (
  <HeatMap
    caption={title}
    corner={dimensionWords[question.by[0] ?? 'need'].name}
    columns={covers.map(({ label }) => ({ label }))}
    rows={rows.map(row => ({
      label: keyWords(question, row, 0),
      cells: covers.map(({ part, whole }) => {
        const all = sum(...whole.map(column => row.figures[column]))
        const text = percentWords(row.figures[part], all)
        if (text === undefined) return { text: '', share: null }
        const share = shareOf(row.figures[part], all)
        return {
          text,
          share: typeof share === 'number' ? share : null,
          note: text === 'c' ? undefined : `of ${numberWords(all)}`,
          href: text === 'c' ? undefined : open(question, row.key, part),
        }
      }),
    }))}
  />
)
