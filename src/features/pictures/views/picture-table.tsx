import { isRespondent, isSoftScale, respondents, softScales } from '#domain/soft-scale.ts'
import { type Children, DataTable, Link, Name, Paging, type TableColumn } from '#govuk/index.ts'
import type { Picture } from '../answer.ts'
import { columnWords } from '../column-words.ts'
import { type Figure, figureText, ratedOf, type Shown } from '../figures.ts'
import { columns } from '../picture.ts'
import { dimensionWords } from '../picture-dimensions.ts'
import { Opened } from './institutions.tsx'
import type { Open } from './open.ts'
import { keyWords, numberWords, percentWords } from './words.ts'

/** Rows of figures on one page of the table behind a chart: more than a list's, for they are read across. */
const tableSize = 100

export type Named = ReadonlyMap<string, { id: number; name: string }>

/** The table behind every picture, with the columns of its CSV; each count notCounts to what is behind it. */
export const PictureTable = ({
  picture: { question, rows },
  open,
  names,
  small = true,
  empty,
}: {
  picture: Picture
  open: Open
  /** Children by the sender's id, where the picture is split by child. */
  names?: Named | undefined
  small?: boolean
  empty?: Children
}) => (
  <DataTable
    caption="The figures"
    captionHidden
    small={small}
    rows={rows}
    empty={empty}
    columns={[
      ...question.by.map(
        (dimension, nth): TableColumn<Shown> => ({
          title: dimensionWords[dimension].name,
          cell: row =>
            dimension === 'child' ? <ChildName child={names?.get(row.key[nth] ?? '')} /> : keyWords(question, row, nth),
        }),
      ),
      ...(question.measure === 'soft'
        ? softColumns
        : question.by.length === 0
          ? [{ title: 'Of', cell: () => 'All' }]
          : []),
      ...columns[question.measure].map(
        (column): TableColumn<Shown> => ({
          title: columnWords[column],
          numeric: true,
          cell: row => (
            <Opened
              href={notCounts.has(column) ? undefined : open(question, row.key, column, softPart(row))}
              figure={row.figures[column]}
              text={shown(column, row.figures[column])}
            />
          ),
        }),
      ),
      ...(question.measure === 'ratings'
        ? [
            {
              title: 'Fully met of rated',
              numeric: true,
              cell: (row: Shown) => percentWords(row.figures.fully_met, ratedOf(row.figures)) ?? '',
            },
          ]
        : []),
    ]}
  />
)

/** Means, medians and shares are not counts: nothing is behind them but their outcomes. */
const notCounts: ReadonlySet<string> = new Set(['mean', 'median', 'mean_share_of_way'])

const shown = (column: string, figure: Figure | undefined) =>
  notCounts.has(column) ? figureText(column, figure) : numberWords(figure)

const softPart = ({ scale, respondent }: Shown) => (scale === undefined ? {} : { scale, respondent })

const softColumns: TableColumn<Shown>[] = [
  { title: 'Scale', cell: ({ scale = '' }) => (isSoftScale(scale) ? softScales[scale].name : scale) },
  {
    title: 'Respondent',
    cell: ({ respondent = '' }) => (isRespondent(respondent) ? respondents[respondent] : respondent),
  },
]

const ChildName = ({ child }: { child: { id: number; name: string } | undefined }) =>
  child ? (
    <Link href={`/children/${child.id}`}>
      <Name full={child.name} />
    </Link>
  ) : null

/** One page of the rows, and the way to the others. */
export const pageOf = (picture: Picture, page: number): Picture => ({
  ...picture,
  rows: picture.rows.slice((page - 1) * tableSize, page * tableSize),
})

export const TablePages = ({ total, page, href }: { total: number; page: number; href: (page: number) => string }) =>
  total > tableSize ? <Paging page={page} total={total} size={tableSize} what="rows" href={href} /> : null

/** Institutions in the order of their names: a key is a number that says nothing. */
export function inNames(picture: Picture): Picture {
  const at = picture.question.by.indexOf('institution')
  if (at < 0) return picture
  const places = new Map(picture.rows.map((row, index) => [row, index]))
  const before = (row: Shown) => row.key.slice(0, at).join()
  const rows = picture.rows.toSorted((a, b) =>
    before(a) === before(b)
      ? (a.institution_name ?? '').localeCompare(b.institution_name ?? '', 'en-GB') ||
        (places.get(a) ?? 0) - (places.get(b) ?? 0)
      : (places.get(a) ?? 0) - (places.get(b) ?? 0),
  )
  return { ...picture, rows }
}
