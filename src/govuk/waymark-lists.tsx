import { type PageItem, Pagination } from './pagination.tsx'
import { type Children, cx, type Size } from './parts.tsx'

/** A list with nothing in it says why, and what would change that. */
export const EmptyState = ({ title, children }: { title: Children; children?: Children }) => (
  <div class="waymark-empty">
    <p class="waymark-empty__title">{title}</p>
    {children && <div class="waymark-empty__more">{children}</div>}
  </div>
)

/** Holds what may be wider than the screen, and scrolls by itself: by keyboard too, so it can be reached. */
export const Scroll = ({ label, children }: { label: string; children: Children }) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: a region that scrolls is operable by keyboard
  <div class="waymark-scroll" role="region" aria-label={label} tabindex={0}>
    {children}
  </div>
)

export type TableColumn<Row> = {
  title: Children
  cell: (row: Row, index: number) => Children
  /** Right-aligned, in figures of one width. */
  numeric?: boolean | undefined
  /** The column that names the row: read out before each cell. The first is, if none says so. */
  header?: boolean | undefined
  /** Its name in the address, if the list can be sorted by it. */
  sort?: string | undefined
  /** Kept on one line: dates, codes. */
  nowrap?: boolean | undefined
  /** Of the totals row. */
  total?: Children
}
export type Sorting = { by: string; direction: 'asc' | 'desc'; href: (by: string, direction: 'asc' | 'desc') => string }

/** Rows of one kind as a table: caption, scopes, aligned figures, sorting by link, and its own scrolling when narrow. */
export const DataTable = <Row,>({
  caption,
  captionSize = 's',
  captionHidden,
  columns,
  rows,
  sorting,
  small,
  totals,
  empty,
}: {
  caption: Children
  captionSize?: Size
  captionHidden?: boolean
  columns: TableColumn<Row>[]
  rows: readonly Row[]
  sorting?: Sorting | undefined
  small?: boolean
  totals?: boolean
  empty?: Children
}) => {
  if (rows.length === 0 && empty) return <>{empty}</>
  const named = Math.max(
    0,
    columns.findIndex(column => column.header),
  )
  return (
    <Scroll label={typeof caption === 'string' ? caption : 'Table'}>
      <table class={cx('govuk-table', 'waymark-table', small && 'waymark-table--small')}>
        <caption
          class={cx(
            'govuk-table__caption',
            `govuk-table__caption--${captionSize}`,
            captionHidden && 'govuk-visually-hidden',
          )}
        >
          {caption}
        </caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {columns.map(column => (
              <HeadCell column={column} sorting={sorting} />
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {rows.map((row, index) => (
            <tr class="govuk-table__row">
              {columns.map((column, at) =>
                at === named ? (
                  <th
                    scope="row"
                    class={cx('govuk-table__header', 'waymark-table__row-header', column.nowrap && 'waymark-nowrap')}
                  >
                    {column.cell(row, index)}
                  </th>
                ) : (
                  <td class={cell('cell', column)}>{column.cell(row, index)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {totals && (
          <tfoot>
            <tr class="govuk-table__row waymark-table__totals">
              {columns.map((column, at) =>
                at === named ? (
                  <th scope="row" class="govuk-table__header">
                    {column.total ?? 'All'}
                  </th>
                ) : (
                  <td class={cell('cell', column)}>{column.total}</td>
                ),
              )}
            </tr>
          </tfoot>
        )}
      </table>
    </Scroll>
  )
}

const cell = <Row,>(kind: 'cell' | 'header', { numeric, nowrap }: TableColumn<Row>) =>
  cx(`govuk-table__${kind}`, numeric && `govuk-table__${kind}--numeric`, nowrap && 'waymark-nowrap')

const HeadCell = <Row,>({ column, sorting }: { column: TableColumn<Row>; sorting: Sorting | undefined }) => {
  if (!sorting || !column.sort)
    return (
      <th scope="col" class={cell('header', column)}>
        {column.title}
      </th>
    )
  const sorted = sorting.by === column.sort ? sorting.direction : undefined
  const next = sorted === 'asc' ? 'desc' : 'asc'
  return (
    <th
      scope="col"
      class={cell('header', column)}
      aria-sort={sorted && (sorted === 'asc' ? 'ascending' : 'descending')}
    >
      <a class="waymark-sort" href={sorting.href(column.sort, next)}>
        {column.title}
        <svg class="waymark-sort__arrow" viewBox="0 0 12 14" aria-hidden="true" focusable="false">
          {sorted !== 'desc' && <path d="M6 0 11 6H1z" />}
          {sorted !== 'asc' && <path d="M6 14 1 8h10z" />}
        </svg>
      </a>
    </th>
  )
}

/** Where in a list this page is, and the way to the others. Nothing when all fits on one. */
export const Paging = ({
  page,
  total,
  size = 25,
  href,
  what,
}: {
  page: number
  total: number
  size?: number
  href: (page: number) => string
  /** "children", "reviews". */
  what: string
}) => {
  const last = Math.max(1, Math.ceil(total / size))
  if (total === 0) return null
  const from = (page - 1) * size + 1
  const to = Math.min(page * size, total)
  return (
    <div class="waymark-paging">
      <p class="waymark-paging__words">
        {last === 1
          ? `${total.toLocaleString('en-GB')} ${what}`
          : `Showing ${from.toLocaleString('en-GB')} to ${to.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} ${what}`}
      </p>
      {last > 1 && (
        <Pagination
          landmarkLabel={`Pages of ${what}`}
          previous={page > 1 ? { href: href(page - 1) } : undefined}
          next={page < last ? { href: href(page + 1) } : undefined}
          items={pageItems(page, last).map(
            (at): PageItem =>
              at === 'gap' ? { ellipsis: true } : { number: at, href: href(at), current: at === page },
          )}
        />
      )}
    </div>
  )
}

/** First, last, this page and its neighbours; a gap stands for two or more that are left out. */
export function pageItems(page: number, last: number): (number | 'gap')[] {
  const shown = [...new Set([1, page - 1, page, page + 1, last])]
    .filter(at => at >= 1 && at <= last)
    .sort((a, b) => a - b)
  return shown.flatMap((at, index) => {
    const before = shown[index - 1] ?? at - 1
    if (at - before === 2) return [at - 1, at]
    return at - before > 2 ? ['gap' as const, at] : [at]
  })
}
