import { type Attributes, type Children, type Common, cx, type Size } from './parts.tsx'

export type Cell = {
  content: Children
  numeric?: boolean | undefined
  colspan?: number | undefined
  rowspan?: number | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}

/** The design system's table, cell by cell. For rows of one kind, `DataTable` is easier. */
export const Table = ({
  caption,
  captionSize,
  captionClasses,
  head,
  rows,
  firstCellIsHeader,
  classes,
  attributes,
}: Common & {
  caption?: Children
  captionSize?: Size | undefined
  captionClasses?: string | undefined
  head?: Cell[] | undefined
  rows: Cell[][]
  firstCellIsHeader?: boolean | undefined
}) => (
  <table class={cx('govuk-table', classes)} {...attributes}>
    {caption && (
      <caption
        class={cx('govuk-table__caption', captionSize && `govuk-table__caption--${captionSize}`, captionClasses)}
      >
        {caption}
      </caption>
    )}
    {head && (
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {head.map(cell => (
            <th
              scope="col"
              class={cx('govuk-table__header', cell.numeric && 'govuk-table__header--numeric', cell.classes)}
              {...span(cell)}
            >
              {cell.content}
            </th>
          ))}
        </tr>
      </thead>
    )}
    <tbody class="govuk-table__body">
      {rows.map(row => (
        <tr class="govuk-table__row">
          {row.map((cell, index) =>
            index === 0 && firstCellIsHeader ? (
              <th scope="row" class={cx('govuk-table__header', cell.classes)} {...span(cell)}>
                {cell.content}
              </th>
            ) : (
              <td
                class={cx('govuk-table__cell', cell.numeric && 'govuk-table__cell--numeric', cell.classes)}
                {...span(cell)}
              >
                {cell.content}
              </td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
)

const span = ({ colspan, rowspan, attributes }: Cell) => ({ colspan, rowspan, ...attributes })
