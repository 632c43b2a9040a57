import { dateInWords } from '#domain/date.ts'
import { Body, DataTable, FigureNote, Heading, Lead, Link, List, SectionBreak, Switch } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { asked } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { measures, publishedTimeliness, type ShownTimeliness, type Timeliness } from '../timeliness.ts'
import { timelinessOf } from '../timeliness-queries.ts'

const yearsShown = 6

export const timelinessPage = page({
  path: '/deadlines/timeliness',
  needs: ['pictures.see', 'pictures.published'],
  load: async ({ tx, actor, query }) => {
    const now = Number(actor.today.slice(0, 4))
    const named = Number(asked(query, 'year'))
    const year = Number.isInteger(named) && named > now - yearsShown && named <= now ? named : now
    const found = await timelinessOf(tx, actor, now - yearsShown + 1, now)
    const published = !may(actor, 'pictures.see')
    const years = new Map<number, ShownTimeliness[]>(
      [...found].map(([one, rows]) => [one, published ? publishedTimeliness(rows) : rows]),
    )
    return { year, now, published, years }
  },
  title: ({ year }) => `How much is decided in time: ${year}`,
  crumbs: (_, { actor }) => (may(actor, 'to_do.see') ? [{ text: 'Dates set by law', href: '/deadlines' }] : []),
  view: ({ year, now, published, years }, _, { actor }) => {
    const rows = years.get(year) ?? []
    return (
      <>
        <Heading level={1}>How much is decided in time</Heading>
        <Lead>{sentence(rows, year, now)}</Lead>
        <Switch
          label="Calendar year"
          items={[...years.keys()].map(one => ({
            text: String(one),
            href: one === now ? '/deadlines/timeliness' : `/deadlines/timeliness?year=${one}`,
            current: one === year,
          }))}
        />
        <SectionBreak size="m" />
        <DataTable
          caption={year === now ? `${year}, so far` : String(year)}
          captionSize="m"
          rows={rows}
          columns={[
            { title: 'Measure', cell: row => measures[row.measure].name },
            { title: 'In time', numeric: true, cell: row => figure(row.numerator) },
            { title: 'Of', numeric: true, cell: row => figure(row.denominator) },
            { title: 'Percentage', numeric: true, cell: share },
          ]}
        />
        <FigureNote
          n={`${actor.scope === 'area' ? 'All of the area' : 'Children you may see'}, by the day it was done`}
          knownOn={dateInWords(actor.today)}
          hidden={published ? 'c stands for figures of one to five children, and what would give them away' : undefined}
        />
        <SectionBreak size="m" />
        <DataTable
          caption={`${now - yearsShown + 1} to ${now}`}
          captionSize="m"
          rows={rows.map(({ measure }) => measure)}
          columns={[
            { title: 'Measure', cell: measure => measures[measure].name },
            ...[...years].toReversed().map(([one, figures]) => ({
              title: String(one),
              numeric: true,
              cell: (measure: Timeliness['measure']) => {
                const figure = figures.find(row => row.measure === measure)
                return figure ? share(figure) : ''
              },
            })),
          ]}
        />
        <Heading level={2}>How each figure is made</Heading>
        <List
          bullet
          items={rows.map(({ measure }) => (
            <>
              <strong>{measures[measure].name}.</strong> {measures[measure].how}
            </>
          ))}
        />
        {may(actor, 'to_do.see') && (
          <Body>
            The dates beneath them are in the <Link href="/deadlines?state=late">list of what was done late</Link>.
          </Body>
        )}
      </>
    )
  },
})

const figure = (value: number | 'c') => value.toLocaleString('en-GB')

const share = ({ percent }: ShownTimeliness) => (percent === '' ? 'None' : percent === 'c' ? 'c' : `${percent}%`)

function sentence(rows: ShownTimeliness[], year: number, now: number) {
  const of = (measure: Timeliness['measure']) => rows.find(row => row.measure === measure)
  const parts = [
    [of('plans_within_20_weeks'), 'of new plans were made within 20 weeks'],
    [of('review_decisions_within_4_weeks'), 'of decisions after a review were sent within 4 weeks'],
  ] as const
  const said = parts.flatMap(([row, words]) =>
    row && row.percent !== '' && row.percent !== 'c' ? [`${row.percent}% ${words}`] : [],
  )
  if (said.length === 0 && rows.some(({ percent }) => percent === 'c'))
    return `In ${year} too little was decided for figures that may be shown to everyone.`
  if (said.length === 0) return `In ${year} no plan was made and no review was decided.`
  return `In ${year}${year === now ? ' so far' : ''}, ${said.join(' and ')}.`
}
