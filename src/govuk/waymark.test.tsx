import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import {
  DataTable,
  DaysLeft,
  FigureNote,
  FilterBar,
  initials,
  Name,
  Paging,
  PfaTag,
  pageItems,
  RatingTag,
  Timeline,
} from './index.ts'

test('a rating is told in words beside its pattern', () => {
  const html = renderToString(<RatingTag rating="partially_met" />)
  assert.match(html, />Partially met</)
  assert.match(html, /<svg [^>]*aria-hidden="true"/)
})

test('an area of adult life is told in words beside its icon, and says when it is the main one', () => {
  assert.match(renderToString(<PfaTag area="health" main />), /Health<span class="waymark-pfa__main"> \(main\)/)
})

test('a name carries the initials that hide it', () => {
  assert.equal(initials('Ash van Example'), 'A. V. E.')
  assert.match(renderToString(<Name full="Ash Example" />), /data-name.*Ash Example.*A\. E\./)
})

test('days left are told in words', () => {
  const words = (days: number) => renderToString(<DaysLeft days={days} />).replace(/<[^>]+>/g, '')
  assert.deepEqual([-5, -1, 0, 1, 30].map(words), [
    '5 days late',
    '1 day late',
    'Due today',
    '1 day left',
    '30 days left',
  ])
})

test('pages of a long list keep the first, the last and the neighbours, and never leave out one alone', () => {
  assert.deepEqual(pageItems(1, 1), [1])
  assert.deepEqual(pageItems(1, 53), [1, 2, 'gap', 53])
  assert.deepEqual(pageItems(4, 53), [1, 2, 3, 4, 5, 'gap', 53])
  assert.deepEqual(pageItems(20, 53), [1, 'gap', 19, 20, 21, 'gap', 53])
  assert.deepEqual(pageItems(53, 53), [1, 'gap', 52, 53])
})

test('a list says which part of it is shown', () => {
  const words = (page: number, total: number) =>
    renderToString(<Paging page={page} total={total} href={at => `?page=${at}`} what="children" />)
  assert.match(words(2, 1310), /Showing 26 to 50 of 1,310 children/)
  assert.match(words(53, 1310), /Showing 1,301 to 1,310 of 1,310 children/)
  assert.match(words(1, 7), /<p[^>]*>7 children<\/p><\/div>/)
  assert.equal(words(1, 0), '')
})

test('a table names its rows and columns, and a sorted one says how and how else', () => {
  const html = renderToString(
    <DataTable
      caption="Children"
      columns={[
        { title: 'Name', cell: (row: string[]) => row[0], sort: 'name' },
        { title: 'Distance', cell: row => row[1], numeric: true, sort: 'distance' },
      ]}
      rows={[['Ash Example', '+3']]}
      sorting={{ by: 'name', direction: 'asc', href: (by, direction) => `?sort=${by}-${direction}` }}
    />,
  )
  assert.match(html, /<th scope="col"[^>]*aria-sort="ascending"><a class="waymark-sort" href="\?sort=name-desc">Name/)
  assert.match(html, /href="\?sort=distance-asc">Distance/)
  assert.match(html, /<th scope="row"[^>]*>Ash Example<\/th><td[^>]*numeric[^>]*>\+3<\/td>/)
})

test('a table with no rows says so in words of the page', () => {
  assert.equal(
    renderToString(<DataTable caption="Children" columns={[]} rows={[]} empty={<p>Nobody yet</p>} />),
    '<p>Nobody yet</p>',
  )
})

test('filters are words in a form that asks by address, keeping what else was asked', () => {
  const html = renderToString(
    <FilterBar
      action="/picture"
      keep={{ audience: 'published', sort: undefined }}
      filters={[
        {
          kind: 'one',
          name: 'year',
          label: 'Year',
          said: '2025/26',
          value: '2025/26',
          options: [{ value: '2025/26', text: '2025/26' }],
        },
        {
          kind: 'many',
          name: 'need',
          label: 'Need',
          said: 'any',
          values: ['ASD'],
          options: [{ value: 'ASD', text: 'Autism' }],
        },
        { kind: 'date', name: 'known_on', label: 'Known on', said: 'today', value: '' },
      ]}
    />,
  )
  assert.match(html, /<form class="waymark-filters" method="get" action="\/picture"/)
  assert.match(html, /<input type="hidden" name="audience" value="published"/)
  assert.doesNotMatch(html, /name="sort"/)
  assert.match(html, /name="need" type="checkbox" value="ASD" checked/)
  assert.match(
    html,
    /<span class="waymark-filter__label">Year<\/span> <span class="waymark-filter__said">2025\/26<\/span>/,
  )
})

test('the quiet line says how many, how much of all, and as known when', () => {
  const text = renderToString(
    <FigureNote
      n="1,204 rated goals"
      coverage="83% of children"
      knownOn="23 November 2026"
      definition={{ href: '/d' }}
    />,
  ).replace(/<[^>]+>/g, '|')
  assert.match(text, /1,204 rated goals\|+Coverage: 83% of children\|+As known on 23 November 2026\|+What this counts/)
})

test('what was superseded stays in the timeline and says so', () => {
  const html = renderToString(
    <Timeline
      groups={[
        {
          title: '2025/26',
          items: [{ when: '14 March 2026', date: '2026-03-14', title: 'Not met', superseded: true }],
        },
      ]}
    />,
  )
  assert.match(html, /<time datetime="2026-03-14">14 March 2026<\/time>/)
  assert.match(html, /corrected since/)
})
