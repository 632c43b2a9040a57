import { Body, DataTable, EmptyState, Heading, Link } from '#govuk/index.ts'
import { Funnel, FunnelLegend } from '#platform/charts/index.ts'
import type { Picture } from '../answer.ts'
import { ratedOf, type Shown } from '../figures.ts'
import { type Funnel as FunnelOf, funnel, type Point, standingWords } from '../funnel.ts'
import { valueWords } from '../picture-dimensions.ts'
import type { Open } from './open.ts'
import { many, numberWords, percentWords } from './words.ts'

type Known = Shown & { provider_id: number; figures: { fully_met: number } }

const byName = (a: Shown, b: Shown) =>
  (a.institution_name ?? '').localeCompare(b.institution_name ?? '', 'en-GB') ||
  ((a.key[0] ?? '') < (b.key[0] ?? '') ? -1 : 1)

/** What a funnel's limits allow for: that goals of one child are alike, or nothing but chance between single goals. */
export type Limits = 'widened' | 'chance'

/** A picture by institution as a funnel: those whose figures are known, each with the share its mix of children would give. */
export function funnelOf({ rows }: Picture, expected: ReadonlyMap<string, number>, limits: Limits): FunnelOf {
  const known = rows.filter((row): row is Known => row.provider_id !== undefined && ratedOf(row.figures) !== 'c')
  return funnel(
    known.toSorted(byName).map(row => ({
      key: row.key[0] ?? '',
      name: row.institution_name ?? '',
      met: row.figures.fully_met,
      rated: Number(ratedOf(row.figures)),
      expected: expected.get(row.key[0] ?? '') ?? null,
    })),
    { widen: limits === 'widened' },
  )
}

/** Each place by how many goals it is known by; only one that chance would hardly put there is named. */
export const InstitutionFunnel = ({
  id,
  title,
  of,
  picture,
  open,
}: {
  id: string
  title: string
  of: FunnelOf
  picture: Picture
  open: Open
}) => {
  if (of.overall === null) return <EmptyState title="No rated goal at an institution yet" />
  return (
    <>
      <FunnelLegend />
      <Funnel
        {...{ id, title }}
        desc={`${many(of.points.length, 'institution', 'institutions')}; ${percentWords(of.met, of.rated)} of ${numberWords(of.rated)} rated goals fully met at all of them together. ${outsideWords(of.points)}`}
        axis="Rated goals"
        average={of.overall}
        inner={n => limitsFor(of, n, 'low_95', 'high_95')}
        outer={n => limitsFor(of, n, 'low_998', 'high_998')}
        points={of.points.map(point => ({
          name: point.name,
          n: point.rated,
          value: point.share,
          href: open(picture.question, [point.key], 'rated'),
        }))}
      />
    </>
  )
}

/** Limits are for whole goals. */
const limitsFor = (of: FunnelOf, n: number, low: 'low_95' | 'low_998', high: 'high_95' | 'high_998') => {
  const found = of.limitsAt(Math.max(1, Math.round(n)))
  return [found[low], found[high]] as const
}

const outsideWords = (points: readonly Point[]) => {
  const outside = points.filter(point => point.question !== null)
  return outside.length === 0
    ? 'None is outside the 99.8% limits.'
    : `Outside the 99.8% limits: ${outside.map(({ name }) => name).join(', ')}.`
}

/** Institutions in the order of their names, each beside what its mix of children would give: never a ranking. */
export const InstitutionTable = ({
  of,
  picture: { question, rows },
  open,
  cased,
}: {
  of: FunnelOf
  picture: Picture
  open: Open
  cased: boolean
}) => {
  const points = new Map(of.points.map(point => [point.key, point]))
  const sorted = [
    ...rows.filter(row => row.provider_id !== undefined).toSorted(byName),
    ...rows.filter(row => row.provider_id === undefined),
  ]
  return (
    <DataTable
      caption="Institutions by name"
      captionHidden
      small
      rows={sorted}
      columns={[
        {
          title: 'Institution',
          cell: row =>
            row.provider_id === undefined ? valueWords('institution', row.key[0] ?? '') : row.institution_name,
        },
        {
          title: 'Rated goals',
          numeric: true,
          cell: row => <Opened href={open(question, row.key, 'rated')} figure={ratedOf(row.figures)} />,
        },
        {
          title: 'Fully met',
          numeric: true,
          cell: row => percentWords(row.figures.fully_met, ratedOf(row.figures)) ?? '',
        },
        ...(cased
          ? [
              {
                title: 'With its mix of children',
                numeric: true,
                cell: (row: Shown) => sharePercent(points.get(row.key[0] ?? '')?.expected),
              },
            ]
          : []),
        { title: 'Against the limits', cell: row => limitWords(points.get(row.key[0] ?? '')) },
        {
          title: 'Children',
          numeric: true,
          cell: row => <Opened href={open(question, row.key, 'children')} figure={row.figures.children} />,
        },
      ]}
    />
  )
}

const sharePercent = (share: number | null | undefined) =>
  typeof share === 'number' ? `${Math.round(share * 100)}%` : ''

const limitWords = (point: Point | undefined) => (point ? standingWords[point.standing] : 'Not in the funnel')

/** A figure that opens, where there is anything behind it. */
export const Opened = ({
  href,
  figure,
  text = numberWords(figure),
}: {
  href: string | undefined
  figure: Shown['figures'][string] | undefined
  text?: string
}) => (href && typeof figure === 'number' && figure > 0 ? <Link href={href}>{text}</Link> : <>{text}</>)

/** What places outside the outer limits are asked, and what they said. */
export const Questions = ({
  of,
  picture,
  to,
  said,
}: {
  of: FunnelOf
  picture: Picture
  to: (provider_id: number) => string | undefined
  said: ReadonlyMap<number, string>
}) => {
  const asked = of.points.flatMap(point =>
    point.question === null
      ? []
      : [{ ...point, provider_id: picture.rows.find(row => row.key[0] === point.key)?.provider_id ?? 0 }],
  )
  if (asked.length === 0) return null
  return (
    <>
      <Heading level={3} size="s">
        Asked, because chance would hardly explain it
      </Heading>
      <DataTable
        caption="Questions"
        captionHidden
        small
        rows={asked}
        columns={[
          { title: 'Institution', cell: point => point.name },
          { title: 'Question', cell: point => point.question },
          {
            title: 'Answer',
            cell: point => {
              const href = to(point.provider_id)
              const words = said.get(point.provider_id)
              if (!href) return words ?? ''
              return (
                <Link href={href}>
                  {words ?? 'Ask'}
                  <span class="govuk-visually-hidden">: {point.name}</span>
                </Link>
              )
            },
          },
        ]}
      />
      <Body size="s" quiet>
        The figure judges nobody: goals can be too easy, or out of reach. The answer is kept beside it.
      </Body>
    </>
  )
}
