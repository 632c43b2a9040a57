import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { pfaWithUnmapped } from '#domain/pfa.ts'
import { ratings } from '#domain/rating.ts'
import { pfaOrder, pfaWords, ratingOrder, ratingWords } from '#govuk/index.ts'
import { AgeProfile, DistanceHistogram, signed, stack } from './columns.tsx'
import { shortened, spread, textWidth } from './frame.tsx'
import { Funnel, standing } from './funnel.tsx'
import { HeatMap, shade } from './heat-map.tsx'
import { PathChart, tiers, yearPoint } from './path-chart.tsx'
import { ratedOf, StackedBars, segments } from './stacked-bars.tsx'
import { steps, TrendLines } from './trend-lines.tsx'

const about = { title: 'Ratings by area', desc: 'Shares of rated goals in 2025/26' }
const counts = (not_met: number, partially_met: number, fully_met: number, not_rated = 0) => ({
  not_met,
  partially_met,
  fully_met,
  not_rated,
})
/** Limits as wide as two standard errors of a half. */
const limits = (errors: number) => (n: number) =>
  [0.5 - errors * Math.sqrt(0.25 / n), 0.5 + errors * Math.sqrt(0.25 / n)] as const

test('ratings and areas have the same words on a chart as everywhere else', () => {
  assert.deepEqual(ratingWords, ratings)
  assert.deepEqual(ratingOrder, Object.keys(ratings))
  assert.deepEqual(pfaWords, pfaWithUnmapped)
  assert.deepEqual(pfaOrder, Object.keys(pfaWithUnmapped))
})

test('a chart is named and described to a screen reader by ids of its own', () => {
  const html = renderToString(<StackedBars id="one" {...about} bars={[{ label: 'Health', counts: counts(1, 1, 2) }]} />)
  assert.match(html, /role="img" aria-labelledby="one-name one-desc"/)
  assert.match(html, /<title id="one-name">Ratings by area<\/title><desc id="one-desc">Shares of rated goals/)
  assert.match(html, /id="one-not-met"/, 'its patterns too')
})

test('a chart whose marks are links is a group, so that a screen reader finds them, and each link says its figure', () => {
  const bars = [{ label: 'Health', counts: counts(1, 0, 3), href: (rating: string) => `/list?rating=${rating}` }]
  const html = renderToString(<StackedBars id="one" {...about} bars={bars} />)
  assert.match(html, /role="group"/)
  assert.match(
    html,
    /<a class="waymark-mark" href="\/list\?rating=fully_met"><title>Health, fully met: 3 of 4 rated, 75%<\/title>/,
  )
  assert.doesNotMatch(html, /rating=partially_met/, 'nothing to open where there is nothing')
})

test('no chart writes a style, which the content security policy would drop', () => {
  const charts = [
    <StackedBars id="a" {...about} bars={[{ label: 'Health', pfa: 'health', counts: counts(1, 1, 1, 1) }]} />,
    <TrendLines
      id="b"
      {...about}
      years={['2024/25', '2025/26']}
      series={[{ label: 'Fully met', tone: 'fully_met', values: [0.5, 0.6] }]}
    />,
    <AgeProfile id="c" {...about} ages={[{ label: '14', counts: counts(1, 2, 3) }]} />,
    <DistanceHistogram id="d" {...about} bins={[{ distance: -1, outcomes: 2 }]} />,
    <Funnel
      id="e"
      {...about}
      points={[{ name: 'Ash House', n: 20, value: 0.4 }]}
      average={0.5}
      inner={limits(2)}
      outer={limits(3)}
      axis="Rated goals"
    />,
    <PathChart id="f" {...about} years={[2024, 2025]} positions={[]} />,
    <HeatMap
      caption="Need by area"
      corner="Need"
      columns={[{ label: 'Health' }]}
      rows={[{ label: 'Autism', cells: [{ text: '50%', share: 0.5 }] }]}
    />,
  ]
  for (const chart of charts) assert.doesNotMatch(renderToString(chart), /style=/)
})

test('the three ratings of a bar fill its length in their order, and nothing takes no room', () => {
  assert.deepEqual(segments(counts(1, 0, 3), 4), [
    { rating: 'not_met', count: 1, from: 0, share: 0.25 },
    { rating: 'fully_met', count: 3, from: 0.25, share: 0.75 },
  ])
})

test('a bar with any hidden part shows none of them, since the rest would give it away', () => {
  assert.equal(ratedOf({ ...counts(0, 9, 20), not_met: 'c' }), 'c')
  const html = renderToString(
    <StackedBars id="one" {...about} bars={[{ label: 'Health', counts: { ...counts(0, 9, 20), not_met: 'c' } }]} />,
  )
  assert.match(html, /small numbers hidden/)
  assert.doesNotMatch(html, /%<\/text><\/|of 29|waymark-mark/)
})

test('a trend has no line across a year that nobody knows', () => {
  assert.deepEqual(
    steps([1, 2, null, 4, 'c', 6, 7]).map(({ from, to }) => [from.index, to.index]),
    [
      [0, 1],
      [5, 6],
    ],
  )
})

test('names at the ends of lines are moved apart, in order, within the chart', () => {
  assert.deepEqual(spread([100, 98, 20], 18, [0, 200]), [116, 98, 20])
  assert.deepEqual(spread([195, 190], 18, [0, 200]), [200, 182])
})

test('columns stack from the ground and leave out what is hidden', () => {
  const placed = stack([{ count: 3 }, { count: 'c' as const }, { count: 2 }])
  assert.deepEqual(
    placed.map(({ below, count }) => [below, count]),
    [
      [0, 3],
      [3, 2],
    ],
  )
})

test('distance is written with its sign', () => {
  assert.deepEqual([-2, 0, 3].map(signed), ['−2', '0', '+3'])
})

test('a place outside the 99.8% limits is named and marked by shape; the others are only points', () => {
  const points = [
    { name: 'Ash House', n: 100, value: 0.52, href: '/providers/1' },
    { name: 'Birch House', n: 100, value: 0.62 },
    { name: 'Cedar House', n: 100, value: 0.7 },
  ]
  assert.deepEqual(
    points.map(point => standing(point, limits(1.96), limits(3.09))),
    ['within', 'between', 'outside'],
  )
  const html = renderToString(
    <Funnel
      id="f"
      {...about}
      points={points}
      average={0.5}
      inner={limits(1.96)}
      outer={limits(3.09)}
      axis="Rated goals"
    />,
  )
  assert.match(
    html,
    /<a class="waymark-mark" href="\/providers\/1"><title>Ash House: 52% of 100, as chance would have it/,
  )
  assert.equal([...html.matchAll(/>Cedar House<\/text>/g)].length, 1)
  assert.doesNotMatch(html, />(Ash|Birch) House<\/text>/)
})

test('the limits of a funnel keep within nought and a hundred per cent', () => {
  const html = renderToString(
    <Funnel
      id="f"
      {...about}
      points={[{ name: 'Ash House', n: 2, value: 1 }]}
      average={0.5}
      inner={limits(1.96)}
      outer={limits(3.09)}
      axis="Rated goals"
    />,
  )
  const heights = [...html.matchAll(/ d="(M[^"]+)"/g)]
    .flatMap(([, path = '']) => [...path.matchAll(/,(-?[\d.]+)/g)])
    .map(([, y]) => Number(y))
  assert.ok(heights.length > 100)
  assert.ok(heights.every(y => y >= 0 && y <= 1000))
})

test('a cell of the heat map is one of six shades, or says that it is hidden', () => {
  assert.deepEqual(
    [0, 0.16, 0.17, 0.5, 0.99, 1].map(share => shade({ text: '', share })),
    ['0', '0', '1', '3', '5', '5'],
  )
  assert.equal(shade({ text: 'c', share: null }), 'hidden')
  assert.equal(shade({ text: '', share: null }), 'nothing')
})

test('a day lies along its academic year', () => {
  assert.equal(yearPoint('2024-09-01'), 2024)
  assert.equal(yearPoint('2024-08-31').toFixed(3), '2023.997')
  assert.equal(yearPoint('2025-03-02').toFixed(1), '2024.5')
})

test('a path says the words of every position, and the last speaks until another is pointed at', () => {
  const step = (at: number, rung: number, words: string) => ({
    at,
    rung,
    words,
    when: `year ${at}`,
    href: `/reviews/${rung}`,
  })
  const html = renderToString(
    <PathChart
      id="p"
      {...about}
      years={[2023, 2025]}
      baseline={{ at: 2023.1, rung: 2, words: 'Points at a picture', when: '3 October 2023' }}
      target={{ rung: 6, words: 'Orders a meal' }}
      positions={[step(2024.2, 4, 'Orders with a prompt'), step(2025.2, 6, 'Orders a meal')]}
    />,
  )
  assert.match(html, /Baseline, rung 2: Points at a picture/)
  assert.match(html, /href="\/reviews\/4" aria-label="year 2024.2, rung 4: Orders with a prompt"/)
  assert.equal([...html.matchAll(/waymark-path__step--speaks/g)].length, 1)
  assert.match(html, /--speaks" href="\/reviews\/6"/)
  assert.match(html, /Target, rung 6: Orders a meal/)
  assert.equal([...html.matchAll(/waymark-path__tick/g)].length, 1, 'the target is met once')
})

test('names of schools never meet: a second that would takes the next line', () => {
  const move = (at: number, to: string) => ({ at, to, when: '' })
  const placed = tiers([move(2022, 'Ash Park School'), move(2022.5, 'Birch House'), move(2025.9, 'Elm')], 2020, 2025)
  assert.deepEqual(
    placed.map(({ tier, toLeft }) => [tier, toLeft]),
    [
      [0, false],
      [1, false],
      [0, true],
    ],
  )
})

test('words too long for their place end in an ellipsis', () => {
  assert.equal(shortened('Ash', 100), 'Ash')
  const cut = shortened('The Ash and Birch Federation of Schools', 100)
  assert.match(cut, /…$/)
  assert.ok(textWidth(cut) <= 100)
})
