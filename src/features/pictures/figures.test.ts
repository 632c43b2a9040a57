import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asJson, csvLines, type Shown, shown } from './figures.ts'
import { plainly } from './picture.ts'
import { definitions, period, sentence, statement } from './picture-words.ts'
import type { DistanceCounts, Question, RatingCounts, Row } from './question.ts'

const ratings = { ...plainly('ratings'), measure: 'ratings' as const }
const distance = { ...plainly('distance'), measure: 'distance' as const }

const rated = (
  key: string[],
  ...[not_met = 0, partially_met = 0, fully_met = 0, not_rated = 0, children = 0]: number[]
): Row<RatingCounts> => ({
  ...{ key, not_met, partially_met, fully_met, not_rated, children },
})

/** Outcomes that travelled so far, with a target ten rungs up. */
const travelled = (...distances: number[]): Row<DistanceCounts> => ({
  key: [],
  outcomes: distances.length,
  children: 1,
  targets_met: 0,
  shares: distances.length,
  share_sum: distances.reduce((sum, one) => sum + one * 252, 0),
  histogram: new Map(distances.map(one => [one, distances.filter(other => other === one).length])),
})

test('the CSV has the dimensions in the order asked, an institution’s name beside it, then the measure’s columns', () => {
  const question: Question & { measure: 'ratings' } = { ...ratings, by: ['institution', 'year_group'] }
  const rows = shown(question, [
    { ...rated(['P3', '-2'], 0, 0, 1, 1, 1), institution_name: 'Riverbank Workshop' },
    { ...rated(['907001', '3'], 0, 0, 1, 0, 1), institution_name: 'Larkfield Primary School' },
    { ...rated(['907001', '-1'], 1, 0, 0, 0, 1), institution_name: 'Larkfield Primary School' },
    { ...rated(['907002', '3']), institution_name: 'Meadow Lane School' },
  ])
  assert.deepEqual(csvLines(question, rows), [
    'institution,institution_name,year_group,not_met,partially_met,fully_met,not_rated,children'.split(','),
    '907001,Larkfield Primary School,-1,1,0,0,0,1'.split(','),
    '907001,Larkfield Primary School,3,0,0,1,0,1'.split(','),
    'P3,Riverbank Workshop,-2,0,0,1,1,1'.split(','),
  ])
})

test('means, medians and shares have two places, and a share of nothing is empty', () => {
  const line = (row: Row<DistanceCounts>) => csvLines(distance, shown(distance, [row]))[1]?.join()
  assert.equal(line(travelled(3, 4)), '2,1,3.50,3.50,0,0.35')
  assert.equal(line(travelled(-1, -1, -1, 0, 0, 0, 0, 0)), '8,1,-0.38,0.00,0,-0.04')
  assert.equal(line({ ...travelled(-1), shares: 0, share_sum: 0 }), '1,1,-1.00,-1.00,0,')
})

test('soft outcomes say the scale and the respondent after the dimensions', () => {
  const question = { ...plainly('soft'), measure: 'soft' as const, by: ['sex' as const] }
  const rungs = { rung_1: 0, rung_2: 1, rung_3: 0, rung_4: 0, rung_5: 0, not_given: 2, children: 3 }
  const row = { key: ['F'], scale: 'confidence', respondent: 'parent', ...rungs }
  assert.deepEqual(csvLines(question, shown(question, [row])), [
    'sex,scale,respondent,rung_1,rung_2,rung_3,rung_4,rung_5,not_given,children'.split(','),
    'F,confidence,parent,0,1,0,0,0,2,3'.split(','),
  ])
})

test('what is hidden is c in every door, and a share of it too', () => {
  const question = { ...ratings, by: ['year_group' as const] }
  const rows = shown(question, [rated(['-2'], 3, 8, 9, 0, 12)], () => new Set(['not_met']))
  assert.equal(csvLines(question, rows)[1]?.join(), '-2,c,8,9,0,12')
  const [row] = asJson(question, rows).rows
  assert.deepEqual(row, {
    ...{ year_group: -2, not_met: 'c', partially_met: 8, fully_met: 9, not_rated: 0, children: 12 },
    ...{ rated: 'c', share_not_met: 'c', share_partially_met: 'c', share_fully_met: 'c', share_rated: 'c' },
  })
})

test('JSON names academic years and gives a group’s spread, with an interval from ten outcomes on', () => {
  const years = [2024]
  const few = asJson({ ...distance, years }, shown(distance, [travelled(1, 2, 3, 4)]))
  assert.deepEqual(few.years, ['2024/25'])
  assert.deepEqual(few.rows[0], {
    ...{ outcomes: 4, children: 1, mean: 2.5, median: 2.5, targets_met: 0, mean_share_of_way: 0.25 },
    ...{ lower_quartile: 1.75, upper_quartile: 3.25 },
  })
  const [many] = shown(distance, [travelled(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)])
  assert.equal(many?.more.interval_method, '95% interval, Student’s t')
})

test('a sentence says what the figures say', () => {
  const totals: Shown | undefined = shown(ratings, [rated([], 20, 19, 61, 5, 40)])[0]
  const coverage = { children_with_plan: 48, children_reviewed: 45, children_rated: 40 }
  const covered: Shown = { key: [], figures: coverage, more: {} }
  const question = { ...ratings, years: [2025] }
  assert.equal(
    sentence(question, totals, covered),
    'In 2025/26, 61% of rated goals were fully met; coverage 83% of children',
  )
  assert.equal(sentence(question, undefined), 'In 2025/26, no goals have been rated')
  assert.equal(
    sentence(question, { key: [], figures: { ...totals?.figures, fully_met: 'c' }, more: {} }),
    'In 2025/26, too few goals were rated to publish a share',
  )
  assert.equal(
    sentence(distance, shown(distance, [travelled(1, 2)])[0]),
    'Over all years, 2 outcomes of 1 child moved 1.50 rungs on average; 0% are at their target',
  )
  assert.equal(
    sentence({ ...plainly('coverage'), years: [2023, 2024] }, covered),
    'In 2023/24 to 2024/25, 83% of children with a plan have a rated goal',
  )
  assert.equal(period([2021, 2024]), 'In 2021/22, 2024/25')
})

test('every picture states its definition and what it rests on', () => {
  for (const { formula, caveats } of Object.values(definitions)) assert.ok(formula.length > 20 && caveats.length > 20)
  assert.match(
    statement({ ...ratings, audience: 'published' }, '1 March 2026'),
    /^As known on 1 March 2026\..* hidden \(c\)/,
  )
})
