import { dateInWords } from '#domain/date.ts'
import { Body, Button, DataTable, EmptyState, FilterBar, Heading, Link, Paging } from '#govuk/index.ts'
import { addressOf, asked, askedOf, askedPage, type Query } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { listRounds, pageSize, type Sought } from '../queries.ts'
import { type Kind, kinds, stageOf } from '../tender.ts'
import { closesInWords, now, runs, StageTag } from '../views.tsx'

const stageWords = {
  draft: 'Being written',
  open: 'Open for bids',
  deciding: 'Closed, being decided',
  awarded: 'Awarded',
  cancelled: 'Cancelled',
} as const

const soughtIn = (query: Query): Sought => ({
  stage: askedOf(query, 'stage', Object.keys(stageWords) as (keyof typeof stageWords)[]),
  kind: askedOf(query, 'kind', Object.keys(kinds) as Kind[]),
  words: asked(query, 'find').slice(0, 100),
  page: askedPage(query),
})

export const list = page({
  path: '/tenders',
  needs: ['tenders.see', 'tenders.score'],
  load: async ({ tx, actor, query }) => {
    const sought = soughtIn(query)
    return { sought, moment: now(actor), ...(await listRounds(tx, actor, sought, now(actor))) }
  },
  title: () => 'Tenders',
  view: ({ sought, rows, total, moment }, _, { actor }) => {
    const here = (more: Record<string, string | number | undefined>) =>
      addressOf('/tenders', { stage: sought.stage, kind: sought.kind, find: sought.words, ...more })
    const all = (words: Record<string, string>) => [
      { value: '', text: 'Any' },
      ...Object.entries(words).map(([value, text]) => ({ value, text })),
    ]
    return (
      <>
        <Heading level={1}>Tenders</Heading>
        <Body>Rounds in which providers show what they can do, the last to close first.</Body>
        {runs(actor) && <Button href="/tenders/new">Write a tender</Button>}
        <FilterBar
          action="/tenders"
          clear={here({}) === '/tenders' ? undefined : '/tenders'}
          filters={[
            {
              ...{ kind: 'one', name: 'stage', label: 'Where it is', value: sought.stage ?? '' },
              said: sought.stage ? stageWords[sought.stage].toLowerCase() : 'anywhere',
              options: all(stageWords),
            },
            {
              ...{ kind: 'one', name: 'kind', label: 'Kind', value: sought.kind ?? '' },
              said: sought.kind ? kinds[sought.kind].name.toLowerCase() : 'any',
              options: all(Object.fromEntries(Object.entries(kinds).map(([key, { name }]) => [key, name]))),
            },
            { kind: 'text', name: 'find', label: 'Words', value: sought.words, said: sought.words || 'any' },
          ]}
        />
        <DataTable
          caption="Tenders"
          captionHidden
          rows={rows}
          columns={[
            { title: 'Tender', cell: row => <Link href={`/tenders/${row.id}`}>{row.title}</Link> },
            { title: 'Kind', cell: row => kinds[row.kind].name },
            { title: 'Bids close', cell: row => (row.published_on ? closesInWords(row) : dateInWords(row.closes_on)) },
            { title: 'Where it is', cell: row => <StageTag stage={stageOf(row, moment)} /> },
          ]}
          empty={
            <EmptyState
              title={here({}) === '/tenders' ? 'There is no tender yet' : 'No tender fits what you asked for'}
            >
              <Body>
                {here({}) === '/tenders'
                  ? 'A tender is written in parts, and nobody outside the council sees it until it is published.'
                  : 'Change what the list is narrowed to, above.'}
              </Body>
            </EmptyState>
          }
        />
        <Paging page={sought.page} size={pageSize} total={total} what="tenders" href={to => here({ page: to })} />
      </>
    )
  },
})
