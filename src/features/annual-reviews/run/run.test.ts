import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#domain/date.ts'
import { type Clock, dueOn, ruleFor } from '#features/deadlines/index.ts'
import { isFromYear9, proposedPeople, rightsInWords } from './people.ts'
import { isShortNotice, nextReviewBy, type RunFacts, type RunPerson, representationsUntil, runOf } from './run.ts'
import { ownWayOf } from './way.ts'

const nobody: RunPerson = {
  invited_on: null,
  advice_asked_on: null,
  advice_received_on: null,
  no_advice_reason: null,
  attended: null,
}

const planned: RunFacts = {
  meeting_on: '2026-04-20',
  invited_on: null,
  advice_circulated_on: null,
  report_sent_on: null,
  decision: null,
  decided_on: null,
  amendment_notice_on: null,
  final_plan_on: null,
  not_amending_on: null,
  people: [],
}

const states = (facts: Partial<RunFacts>, today: string) =>
  runOf({ ...planned, ...facts }, today).map(({ step, state }) => `${step}: ${state}`)

const dues = (facts: Partial<RunFacts>) =>
  Object.fromEntries(runOf({ ...planned, ...facts }, '2026-03-02').map(({ step, due_on }) => [step, due_on]))

test('a planned review begins with who is invited, and each step after waits for the one before', () => {
  assert.deepEqual(states({}, '2026-03-02'), [
    ...['people: next', 'invite: later', 'advice: later', 'circulate: later', 'meeting: later'],
    ...['report: later', 'decision: later'],
  ])
  assert.deepEqual(states({ people: [nobody] }, '2026-03-02').slice(0, 3), [
    ...['people: done', 'invite: next', 'advice: later'],
  ])
})

test('advice is in when everybody who was asked has given it or said why not', () => {
  const asked = { ...nobody, invited_on: '2026-03-02', advice_asked_on: '2026-03-02' }
  const facts = { invited_on: '2026-03-02', people: [asked, { ...asked, no_advice_reason: 'On leave' }] }
  const [, , advice] = runOf({ ...planned, ...facts }, '2026-03-03')
  assert.deepEqual([advice?.state, advice?.words], ['next', '1 of 2 answered'])
  const all = { ...facts, people: [{ ...asked, advice_received_on: '2026-03-20' }, ...facts.people.slice(1)] }
  assert.equal(runOf({ ...planned, ...all }, '2026-03-21')[2]?.state, 'done')
})

test('a step before the meeting that was not recorded by its day has passed, and does not hold up the rest', () => {
  assert.deepEqual(states({}, '2026-04-20'), [
    ...['people: passed', 'invite: passed', 'advice: passed', 'circulate: passed', 'meeting: next'],
    ...['report: later', 'decision: later'],
  ])
})

test('a decision to amend brings the notice and the final plan, and no other decision does', () => {
  const held = { report_sent_on: '2026-05-01', decided_on: '2026-05-10', people: [] }
  assert.deepEqual(states({ ...held, decision: 'A' }, '2026-05-11').slice(-2), ['amendment: next', 'final_plan: later'])
  assert.equal(states({ ...held, decision: 'M' }, '2026-05-11').at(-1), 'decision: done')
})

test('the final plan is due eight weeks from the notice, and never later than twelve from the meeting', () => {
  assert.equal(dues({ decision: 'A' }).final_plan, '2026-07-13')
  assert.equal(dues({ decision: 'A', amendment_notice_on: '2026-04-22' }).final_plan, '2026-06-17')
  assert.equal(dues({ decision: 'A', amendment_notice_on: '2026-06-01' }).final_plan, '2026-07-13')
})

test('invitations and advice go two weeks before the meeting; the report is due two after it, the decision four', () => {
  const { invite, circulate, report, decision } = dues({})
  assert.deepEqual([invite, circulate, report, decision], ['2026-04-06', '2026-04-06', '2026-05-04', '2026-05-18'])
  assert.equal(isShortNotice('2026-04-06', '2026-04-20'), false)
  assert.equal(isShortNotice('2026-04-07', '2026-04-20'), true)
})

test('the next review is due by the day before the anniversary of the decision, leap years too', () => {
  assert.equal(nextReviewBy('2026-05-10'), '2027-05-09')
  assert.equal(nextReviewBy('2024-02-29'), '2025-02-28')
})

const rowan = {
  birth_date: '2012-03-05',
  meeting_on: '2026-04-20',
  child: 'Rowan Example',
  parents: [],
  young_person: undefined,
  coordinator: undefined,
  place: 'Larkfield School',
  setting: null,
  looked_after: false,
}

test('everybody regulation 20(2) names is proposed, and from Year 9 somebody for adulthood', () => {
  const parts = (known: object) => proposedPeople({ ...rowan, ...known }).map(({ part }) => part)
  const everybody = ['parent', 'young_person', 'setting', 'local_authority', 'health', 'social_care']
  assert.deepEqual(parts({ birth_date: '2014-03-05' }), everybody)
  assert.deepEqual(parts({}), [...everybody, 'adulthood'])
  assert.deepEqual(parts({ looked_after: true }), [...everybody, 'adulthood', 'other', 'other'])
  assert.equal(isFromYear9('2012-08-31', '2025-09-01'), true)
  assert.equal(isFromYear9('2012-09-01', '2025-09-01'), false)
})

test('where the council holds the review no head teacher is invited, but those who belong there', () => {
  const own = (setting: string | null, more: object = {}) =>
    proposedPeople({ ...rowan, place: undefined, setting, ...more })
      .filter(({ part }) => part === 'setting' || part === 'other')
      .map(({ name }) => name)
  assert.deepEqual(own('EHE'), ['Elective home education adviser of the council'])
  assert.deepEqual(own('OLA'), ['Whoever teaches them: the tutor or provider the council arranged'])
  assert.deepEqual(own('NEET'), ['Participation adviser, for the way back into education or training'])
  assert.deepEqual(own(null), ['Officer of the council who finds places'])
  assert.deepEqual(own(null, { birth_date: '2023-03-05' }), [
    'Early years provider or childminder, if the child goes to one',
    'Health visitor or portage worker',
  ])
})

test('the way of a review follows where the child is on the day', () => {
  const way = (setting: string | null, birth_date = '2012-03-05', place?: string) =>
    ownWayOf({ setting, birth_date, place }, '2026-04-20')
  assert.equal(way(null, '2012-03-05', 'Larkfield School'), undefined)
  assert.deepEqual(
    ['OLA', 'OPA', 'EHE', 'NEET', 'NIEO', 'OTH', 'EYP'].map(code => way(code)),
    [...['section_61', 'parents', 'home', 'not_in_education', 'not_in_education', 'no_place', 'under_five']],
  )
  assert.equal(way('OTH', '2022-03-05'), 'under_five')
})

test('each parent with an account is asked by name', () => {
  const parents = [
    { name: 'Mum', email: 'mum@example.org' },
    { name: 'Dad', email: 'dad@example.org' },
  ]
  assert.deepEqual(
    proposedPeople({ ...rowan, parents })
      .filter(({ part }) => part === 'parent')
      .map(({ email }) => email),
    ['mum@example.org', 'dad@example.org'],
  )
})

test('whose the rights are is said of the day of the meeting', () => {
  assert.match(rightsInWords('2009-10-12', '2026-06-27'), /young person is over compulsory school age/)
  assert.match(rightsInWords('2009-10-12', '2026-06-26'), /parents hold the rights until/)
  assert.match(rightsInWords('2018-10-12', '2026-06-26'), /^The parents hold the rights\./)
})

test('the dates beside the steps are those of the statutory clocks', () => {
  const clock = (name: Clock, from: string, variant = '') => {
    const rule = ruleFor(name, variant, from)
    return rule && dueOn(rule, from)
  }
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 60 }), (day, later) => {
      const meeting_on = addDays('2027-01-01', day)
      const notice_on = addDays(meeting_on, later)
      const due = dues({ meeting_on, decision: 'A', amendment_notice_on: notice_on })
      assert.equal(due.invite, clock('invitation', meeting_on))
      assert.equal(due.circulate, clock('advice_circulated', meeting_on))
      assert.equal(due.report, clock('report', meeting_on))
      assert.equal(due.decision, clock('decision', meeting_on))
      assert.equal(due.amendment, clock('amendment_notice', meeting_on))
      const [eight, twelve] = [
        clock('final_plan_amended', notice_on, 'from_notice') ?? '',
        clock('final_plan_amended', meeting_on, 'from_meeting') ?? '',
      ]
      assert.equal(due.final_plan, eight < twelve ? eight : twelve)
      assert.equal(representationsUntil(notice_on), clock('representations', notice_on))
      assert.equal(nextReviewBy(meeting_on), clock('next_review', meeting_on, 'ehcp'))
    }),
  )
})
