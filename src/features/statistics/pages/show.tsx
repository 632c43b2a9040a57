import { dateInWords } from '#domain/date.ts'
import {
  Body,
  DataTable,
  Details,
  EmptyState,
  FilterBar,
  Heading,
  InsetText,
  Link,
  List,
  Paging,
  SectionBreak,
} from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { may } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { addressOf, asked, askedPage, type Query } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { symbolWords } from '../cell.ts'
import { compare } from '../compare.ts'
import { dataSet } from '../data-sets.ts'
import { comparedWords, figureWords } from '../figure-words.ts'
import { comparators } from '../places.ts'
import {
  areaName,
  breakdownsOf,
  figuresOf,
  indicatorsOf,
  type PublishedFigure,
  type PublishedIndicator,
  periodsOf,
  releasesWith,
} from '../queries.ts'

const pageSize = 25

export const show = page({
  path: '/statistics/:id',
  needs: 'pictures.published',
  load: async ({ tx, actor, params, query }) => {
    const releases = await releasesWith(tx, actor, params.id)
    const [newest] = releases ?? []
    if (releases === undefined || newest === undefined) return undefined
    const superseded = newest.id !== params.id
    const scope = superseded ? [params.id] : releases.map(({ id }) => id)
    return {
      releases,
      newest,
      superseded,
      id: params.id,
      set: dataSet(newest.data_set),
      area: await areaName(tx, actor),
      ...(await tableOf(tx, actor, scope, query)),
    }
  },
  title: ({ set, newest }) => set?.name ?? newest.data_set,
  crumbs: () => [{ text: 'Published figures', href: '/statistics' }],
  view: (
    {
      id,
      releases,
      newest,
      superseded,
      set,
      area,
      periods,
      period,
      breakdowns,
      breakdown,
      lines,
      total,
      page: nth,
      symbols,
      groups,
    },
    _,
    { actor },
  ) => {
    const here = (changes: Record<string, string | number | undefined>) =>
      addressOf(`/statistics/${id}`, {
        period,
        breakdown: breakdown === breakdowns[0] ? undefined : breakdown,
        ...changes,
      })
    return (
      <>
        <Heading level={1} caption={set?.source}>
          {set?.name ?? newest.data_set}
        </Heading>
        {superseded && (
          <InsetText>
            A newer release was brought in since. <Link href={`/statistics/${newest.id}`}>See the newest figures</Link>
          </InsetText>
        )}
        <FilterBar
          action={`/statistics/${id}`}
          clear={period !== undefined || breakdown !== breakdowns[0] ? `/statistics/${id}` : undefined}
          filters={[
            {
              kind: 'one',
              name: 'period',
              label: 'Period',
              value: period ?? '',
              said: period ?? 'the latest of each',
              options: [{ value: '', text: 'the latest of each' }, ...periods.map(one => ({ value: one, text: one }))],
            },
            ...(breakdowns.length > 1
              ? [
                  {
                    kind: 'one' as const,
                    name: 'breakdown',
                    label: 'About',
                    value: breakdown,
                    said: breakdown,
                    options: breakdowns.map(one => ({ value: one, text: one })),
                  },
                ]
              : []),
          ]}
        />
        <DataTable
          caption={`${area} beside ${groups.map(({ name }) => (name === 'Statistical neighbours' ? 'its statistical neighbours' : name)).join(', ')}: ${breakdown}`}
          rows={lines}
          columns={[
            { title: 'Figure', header: true, cell: line => line.words },
            { title: 'Period', cell: line => line.period, nowrap: true },
            { title: area, numeric: true, cell: line => line.own },
            ...groups.map(({ name }, at) => ({
              title: name,
              numeric: true,
              cell: (line: Line) => {
                const found = line.beside[at]
                return (
                  <>
                    {found?.figure}
                    {found?.how && (
                      <Body quiet size="s">
                        {found.how}
                      </Body>
                    )}
                  </>
                )
              },
            })),
          ]}
          empty={
            <EmptyState title="Nothing is published about this">
              <Body>Choose another period, or somebody else it is about.</Body>
            </EmptyState>
          }
        />
        <Paging page={nth} total={total} what={total === 1 ? 'figure' : 'figures'} href={to => here({ page: to })} />
        {symbols.length > 0 && (
          <Body quiet>
            In place of a number: {symbols.map(symbol => `${symbol} ${symbolWords[symbol]}`).join('; ')}. None of them
            is nought.
          </Body>
        )}
        <Details summary="How figures beside this area are worked out">
          <List
            bullet
            items={[
              'A figure that is published for the region or for England is shown as it was published.',
              'Where none is, a share is worked out of the counts of its local authorities together. One whose counts are hidden is left out, and how many were counted is said.',
              'Counts are added up only when every local authority’s is published. Other figures are left open: an average of averages would mislead.',
              'Statistical neighbours are the ten authorities most like this one, by the list of May 2025.',
            ]}
          />
        </Details>
        <SectionBreak size="m" />
        <DataTable
          caption="Files brought in, the newest first"
          rows={releases}
          columns={[
            {
              title: 'Up to',
              cell: one => (one.id === id ? one.release : <Link href={`/statistics/${one.id}`}>{one.release}</Link>),
            },
            {
              title: 'File',
              cell: one =>
                one.import_id !== null && may(actor, 'imports.run') ? (
                  <Link href={`/imports/${one.import_id}`}>{one.file_name}</Link>
                ) : (
                  one.file_name
                ),
            },
            { title: 'Rows', numeric: true, cell: one => one.rows.toLocaleString('en-GB') },
            { title: 'Figures', numeric: true, cell: one => one.figures.toLocaleString('en-GB') },
            { title: 'Brought in', cell: one => dateInWords(one.recorded_on), nowrap: true },
          ]}
        />
      </>
    )
  },
})

type Line = { words: string; period: string; own: string; beside: { figure: string; how: string }[] }

async function tableOf(tx: Tx, actor: Actor, scope: readonly number[], query: Query) {
  const held = await periodsOf(tx, actor, scope)
  const periods = [...new Set(held.map(({ label }) => label))]
  const breakdowns = await breakdownsOf(tx, actor, scope)
  const indicators = await indicatorsOf(tx, actor, scope)
  const period = periods.find(one => one === asked(query, 'period'))
  const breakdown = breakdowns.find(one => one === asked(query, 'breakdown')) ?? breakdowns[0] ?? ''
  const nth = Math.min(askedPage(query), Math.max(1, Math.ceil(indicators.length / pageSize)))
  const shown = indicators.slice((nth - 1) * pageSize, nth * pageSize)
  const groups = comparators(actor.area_id)
  const own = String(actor.area_id).padStart(3, '0')
  const figures = await figuresOf(tx, actor, {
    periods: period === undefined ? held : held.filter(({ label }) => label === period),
    breakdown,
    indicators: [...new Set(shown.flatMap(one => [one.code, one.numerator ?? one.code, ...(one.denominators ?? [])]))],
    places: [own, ...new Set(groups.flatMap(({ code, members }) => [code ?? own, ...members]))],
    latest: period === undefined,
  })
  const lines = shown.flatMap(indicator => lineOf(indicator, figures, own, groups))
  const symbols = [
    ...new Set(
      figures.flatMap(one => (one.symbol !== null && Object.hasOwn(symbolWords, one.symbol) ? [one.symbol] : [])),
    ),
  ]
  return { periods, period, breakdowns, breakdown, lines, total: indicators.length, page: nth, symbols, groups }
}

function lineOf(
  indicator: PublishedIndicator,
  figures: readonly PublishedFigure[],
  own: string,
  groups: ReturnType<typeof comparators>,
): Line[] {
  const period = figures.find(one => one.indicator === indicator.code)?.period
  if (period === undefined) return []
  const at = new Map(figures.filter(one => one.period === period).map(one => [`${one.indicator}\t${one.place}`, one]))
  const figure = (code: string, place: string) => at.get(`${code}\t${place}`)
  return [
    {
      words: indicator.words,
      period,
      own: figureWords(figure(indicator.code, own), indicator.unit),
      beside: groups.map(group => comparedWords(compare(group, indicator, figure), indicator.unit)),
    },
  ]
}
