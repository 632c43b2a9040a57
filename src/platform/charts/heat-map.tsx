import { type Children, PfaIcon, type PfaName, Scroll } from '#govuk/index.ts'

export type HeatCell = {
  /** '61%', 'c' where hidden, '' where there is nothing. */
  text: string
  /** Of 0 to 1: how strongly the cell is filled. Null where hidden or nothing. */
  share: number | null
  /** Small, beneath: "41 rated". */
  note?: string | undefined
  /** What a screen reader says instead of the text alone. */
  words?: string | undefined
  href?: string | undefined
}
export type HeatRow = { label: Children; cells: readonly HeatCell[] }

/**
 * Need by area. It is a table, because it is one: each cell carries its figure, and the shade only helps the eye to the
 * high and the low.
 */
export const HeatMap = ({
  caption,
  corner,
  columns,
  rows,
}: {
  caption: string
  /** What the rows are: "Primary need". */
  corner: string
  columns: readonly { label: string; pfa?: PfaName | undefined }[]
  rows: readonly HeatRow[]
}) => (
  <Scroll label={caption}>
    <table class="waymark-heat">
      <caption class="govuk-visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" class="waymark-heat__corner">
            {corner}
          </th>
          {columns.map(({ label, pfa }) => (
            <th scope="col">
              {pfa && <PfaIcon area={pfa} />}
              <span>{label}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, cells }) => (
          <tr>
            <th scope="row">{label}</th>
            {cells.map(cell => (
              <td class={`waymark-heat__cell waymark-heat__cell--${shade(cell)}`}>
                <Figure cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
)

const Figure = ({ cell: { text, note, words, href } }: { cell: HeatCell }) => {
  const figure = words ? (
    <>
      <span aria-hidden="true">{text}</span>
      <span class="govuk-visually-hidden">{words}</span>
    </>
  ) : (
    text
  )
  return (
    <>
      {href ? <a href={href}>{figure}</a> : figure}
      {note && <span class="waymark-heat__note">{note}</span>}
    </>
  )
}

/** One of six shades, or the hatching of what is hidden, or nothing. */
export function shade({ text, share }: Pick<HeatCell, 'text' | 'share'>) {
  if (text === 'c') return 'hidden'
  if (share === null) return 'nothing'
  return String(Math.min(5, Math.floor(Math.max(0, share) * 6)))
}

/** What the shades stand for, beside the map. */
export const HeatLegend = ({ low, high }: { low: string; high: string }) => (
  <p class="waymark-heat-legend">
    <span>{low}</span>
    {[0, 1, 2, 3, 4, 5].map(step => (
      <span class={`waymark-heat-legend__step waymark-heat__cell--${step}`} />
    ))}
    <span>{high}</span>
  </p>
)
