import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fields } from './draft.ts'
import { readDeliveries, readNextGoals, readPositions, readRatings, readReport, readSoft } from './report.ts'
import type { Sheet } from './sheet.ts'
import { stepAfter, steps, stepsOf } from './steps.ts'

const outcome = { pfa: [], ladder: {}, baseline: 2, target: 8, last: null, placed: false }
const sheet: Sheet = {
  meeting_on: '2026-02-27',
  from_year_9: false,
  goals: [{ id: 1, outcome_id: 7, text: 'I ask to join a game.', due_on: '2026-07-31', last: null }],
  outcomes: [{ ...outcome, id: 7, text: 'I join in a game with two friends.' }],
  provision: [],
}
const whole: Fields = {
  'rating-1': 'partially_met',
  'comment-1': 'On most days.',
  'position-7': '5',
  'goal-7-1': 'I start a game.',
  'due-7-1': '2027-02-26',
  recommendation: 'M',
}
const told = (refusals: { field: string }[]) => refusals.map(({ field }) => field)
const about = (change: Record<string, string>) => {
  const read = readReport(sheet, { ...whole, ...change }, '2026-03-02')
  return 'refused' in read ? told(read.refused) : []
}

test('a report that answers everything is ready to be sent', () =>
  assert.deepEqual(readReport(sheet, whole, '2026-03-02'), {
    report: {
      ratings: [{ goal_id: 1, rating: 'partially_met', reason: null, comment: 'On most days.' }],
      positions: [{ outcome_id: 7, position: 5, comment: null }],
      soft: [],
      goals: [{ outcome_id: 7, text: 'I start a game.', due_on: '2027-02-26' }],
      none: [],
      what_helped: null,
      recommends: {
        recommendation: 'M',
        recommended_changes: null,
        disagreement: null,
        adulthood: null,
        care_act: null,
        care_act_note: null,
      },
      delivered: [],
    },
  }))

test('a goal with no rating cannot be sent, and one not rated needs its reason', () => {
  assert.deepEqual(about({ 'rating-1': '' }), ['rating-1'])
  assert.deepEqual(about({ 'rating-1': 'splendid' }), ['rating-1'])
  assert.deepEqual(about({ 'rating-1': 'not_rated' }), ['reason-1'])
  assert.deepEqual(about({ 'rating-1': 'not_rated', 'reason-1': 'whim' }), ['reason-1'])
  assert.deepEqual(about({ 'rating-1': 'not_rated', 'reason-1': 'no_evidence' }), [])
})

test('a reason left behind by a change of mind is not sent with a rating', () =>
  assert.equal(readRatings(sheet, { ...whole, 'reason-1': 'moved' }).says[0]?.reason, null))

test('the message names the goal by its first words', () => {
  const text = `${'I can say what I want and how I feel about it, '.repeat(3)}every day.`
  const [refusal] = readRatings({ ...sheet, goals: [{ ...sheet.goals[0], text }] as Sheet['goals'] }, {}).refusals
  assert.equal(
    refusal?.message,
    'Rate “I can say what I want and how I feel about it, I can say…”, or select not rated and say why',
  )
})

test('each open outcome is placed on a whole rung from 0 to 10, or is said not to be', () => {
  assert.deepEqual(about({ 'position-7': '' }), ['position-7'])
  for (const wrong of ['11', '-1', '4.5', '05']) assert.deepEqual(about({ 'position-7': wrong }), ['position-7'])
  for (const right of ['0', '10', 'none']) assert.deepEqual(about({ 'position-7': right }), [])
  assert.deepEqual(readPositions(sheet, { 'position-7': 'none' }).says, [])
})

test('an outcome that was placed by an import is not asked about again', () =>
  assert.deepEqual(
    readPositions({ ...sheet, outcomes: sheet.outcomes.map(each => ({ ...each, placed: true })) }, {}).refusals,
    [],
  ))

test('each outcome gets a goal for the next year, or a reason for none', () => {
  const none = { 'goal-7-1': '', 'due-7-1': '' }
  assert.deepEqual(about(none), ['goal-7-1'])
  assert.deepEqual(about({ ...none, 'none-7': 'yes' }), ['none_why-7'])
  assert.deepEqual(about({ ...none, 'none-7': 'yes', 'none_why-7': 'The plan is to end.' }), [])
  assert.deepEqual(about({ 'none-7': 'yes', 'none_why-7': 'The plan is to end.' }), ['none-7'])
})

test('a due date with no goal beside it is left out', () =>
  assert.deepEqual(about({ 'goal-7-2': '', 'due-7-2': '2027-02-26' }), []))

test('a new goal is due on a real day after the meeting, within 18 months', () => {
  for (const wrong of ['', '2026-02-30', '2026-02-27', '2026-01-01', '2027-08-28', '2062-02-26'])
    assert.deepEqual(about({ 'due-7-1': wrong }), ['due-7-1'], wrong)
  assert.deepEqual(about({ 'due-7-1': '2026-02-28' }), [])
  assert.deepEqual(about({ 'due-7-1': '2027-08-27' }), [])
})

test('a report is not sent before the day of its meeting', () => {
  assert.ok('refused' in readReport(sheet, whole, '2026-02-26'))
  assert.ok('report' in readReport(sheet, whole, '2026-02-27'))
})

test('soft answers may be left out', () => assert.deepEqual(readSoft({}), { says: [], refusals: [] }))

test('a respondent who answers is said to have answered in some way, on at least one scale', () => {
  assert.deepEqual(told(readSoft({ 'rung-parent-purpose': '3' }).refusals), ['how-parent'])
  assert.deepEqual(told(readSoft({ 'how-parent': 'said' }).refusals), ['rung-parent-confidence'])
  assert.deepEqual(readSoft({ 'how-parent': 'said', 'rung-parent-purpose': '3' }).says, [
    {
      respondent: 'parent',
      scale: 'purpose',
      rung: 3,
      method: 'said',
      not_given_reason: null,
      words: null,
    },
  ])
})

test('one who did not answer is counted as not given on every scale', () => {
  const { says, refusals } = readSoft({ 'how-young_person': 'could_not_be_asked', 'rung-young_person-purpose': '3' })
  assert.deepEqual(refusals, [])
  assert.equal(says.length, 10)
  assert.ok(says.every(answer => answer.rung === null && answer.not_given_reason === 'could_not_be_asked'))
})

test('words on a scale go with an answer on it', () =>
  assert.deepEqual(
    told(
      readSoft({ 'how-provider': 'observed', 'rung-provider-purpose': '3', 'words-provider-belonging': 'Waves.' })
        .refusals,
    ),
    ['rung-provider-belonging'],
  ))

test('text longer than a page is refused', () => {
  const long = 'x'.repeat(4001)
  assert.deepEqual(about({ 'comment-1': long }), ['comment-1'])
  assert.deepEqual(about({ what_helped: long }), ['what_helped'])
  assert.deepEqual(readNextGoals(sheet, { ...whole, 'goal-7-1': long }).refusals.length, 1)
})

test('each step says how far it is', () => {
  const states = (fields: Fields) => stepsOf(sheet).map(step => steps[step].state(sheet, fields).words)
  assert.deepEqual(states({}), [
    'Not started',
    'Not started',
    'Optional',
    'Optional',
    'Optional',
    'Optional',
    'Not started',
    'Not started',
  ])
  assert.deepEqual(states({ ...whole, 'how-parent': 'declined', 'rung-provider-purpose': '1' }), [
    'Done',
    'Done',
    'Optional',
    'Optional',
    'Not given',
    'In progress',
    'Done',
    'Done',
  ])
  assert.equal(steps.next.state(sheet, { ...whole, 'none-7': 'yes' }).words, 'To be mended')
  assert.equal(steps.goals.state({ ...sheet, goals: [] }, {}).words, 'Nothing to do')
})

test('the steps follow one another to the check of the answers', () => {
  assert.equal(stepAfter('goals', sheet), 'positions')
  assert.equal(stepAfter('next', sheet), 'recommends')
  assert.equal(stepAfter('recommends', sheet), undefined)
})

test('the meeting recommends maintaining, amending or ceasing; an amendment says what', () => {
  assert.deepEqual(about({ recommendation: '' }), ['recommendation'])
  assert.deepEqual(about({ recommendation: 'A' }), ['recommended_changes'])
  assert.deepEqual(about({ recommendation: 'A', recommended_changes: 'More speech therapy.' }), [])
})

test('from Year 9 a report says what adulthood needs, and whether an assessment for adult social care is wanted', () => {
  const of = (more: Fields) => {
    const read = readReport({ ...sheet, from_year_9: true }, { ...whole, ...more }, '2026-03-02')
    return 'refused' in read ? told(read.refused) : []
  }
  assert.deepEqual(of({}), ['adulthood', 'care_act'])
  assert.deepEqual(of({ care_act: 'not_now' }), ['adulthood'])
  assert.deepEqual(of({ adulthood: 'Travel by bus.', care_act: 'not_now' }), [])
})

test('what was given of a line of provision is said, with its hours, or left out', () => {
  const line = { id: 3, section: 'F', text: 'Speech therapy', promised: '1 hour a week', counted: true }
  const of = (more: Fields) => readDeliveries({ ...sheet, provision: [line] }, more)
  assert.deepEqual(of({}), { says: [], refusals: [] })
  assert.deepEqual(of({ 'given-3': 'part', 'given_hours-3': '0,5' }).says, [
    { provision_line_id: 3, given: 'part', hours: 0.5, note: null },
  ])
  assert.deepEqual(told(of({ 'given-3': 'all', 'given_hours-3': 'some' }).refusals), ['given_hours-3'])
  assert.deepEqual(told(of({ 'given_note-3': 'The therapist left.' }).refusals), ['given-3'])
})
