import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#domain/date.ts'
import { type PlanFacts, planDeadlines } from './plan.ts'
import { type RequestFacts, requestDeadlines } from './request.ts'
import { type ReviewFacts, reviewDeadlines } from './review.ts'
import { type Clock, citation, clockList, dueOn, type Rule, ruleFor, rules } from './rule.ts'
import { type Deadline, isOpen, standing } from './standing.ts'

const due = (clock: Clock, starts_on: string, variant = '') => {
  const rule = ruleFor(clock, variant, starts_on)
  assert.ok(rule)
  return dueOn(rule, starts_on)
}

const request = (about: Partial<RequestFacts> = {}): RequestFacts => ({
  ...{ id: 1, child_id: 1, received_on: '2024-01-11', decided_on: null, decision: null },
  ...{ assessment_decided_on: null, assessment_decision: null, plan_id: null, plan_made_on: null },
  ...about,
})

const review = (about: Partial<ReviewFacts> = {}): ReviewFacts => ({
  ...{ id: 1, child_id: 1, plan_id: 1, kind: 'annual', meeting_on: '2023-11-15', held_by: null, invited_on: null },
  ...{ advice_circulated_on: null, report_sent_on: null, decided_on: null, decision: null, amendment_notice_on: null },
  ...{ final_plan_on: null, not_amending_on: null, school_phase: 'primary', school_kind: 'school' },
  ...about,
})

const plan = (about: Partial<PlanFacts> = {}): PlanFacts => ({
  ...{ id: 1, child_id: 1, plan_type: 'ehcp', first_made_on: '2020-01-15', ceased_on: null, birth_date: '2014-03-05' },
  ...{ completed_on: [], transferred_on: null, told_on: null },
  ...about,
})

/** What there is on a day, as `clock state days`. */
const on = (day: string, deadlines: Deadline[]) =>
  deadlines.flatMap(one => {
    const now = standing(one, day)
    return now ? [`${one.clock} ${now.state} ${now.days}`] : []
  })

const one = (deadlines: Deadline[], clock: Clock, day: string) => {
  const there = deadlines.filter(each => each.clock === clock && standing(each, day))
  assert.equal(there.length, 1, `${there.length} ${clock} on ${day}`)
  const [found] = there as [Deadline]
  return { ...found, ...standing(found, day) }
}

test('weeks are calendar weeks: six weeks from 11 January 2024 end on 22 February, twenty on 30 May', () => {
  assert.equal(due('assess_decision', '2024-01-11'), '2024-02-22')
  assert.equal(due('no_plan_notice', '2024-01-11'), '2024-05-02')
  assert.equal(due('final_plan_new', '2024-01-11'), '2024-05-30')
  assert.equal(due('invitation', '2024-03-14'), '2024-02-29')
})

test('twelve months starting with a day end the day before its anniversary, and on 28 February when it is 29 February', () => {
  assert.equal(due('next_review', '2024-12-18', 'ehcp'), '2025-12-17')
  assert.equal(due('next_review', '2024-02-29', 'ehcp'), '2025-02-28')
  assert.equal(due('next_review', '2023-03-01', 'ehcp'), '2024-02-29')
  assert.equal(due('next_review', '2023-02-28', 'ehcp'), '2024-02-27')
})

test('six calendar months are cut to the month’s end', () => {
  assert.equal(due('under_five', '2024-12-20'), '2025-06-20')
  assert.equal(due('under_five', '2023-08-31'), '2024-02-29')
  assert.equal(due('under_five', '2024-08-31'), '2025-02-28')
})

test('a plan can run to the 31 July on or after the 25th birthday', () => {
  const ends = (birth_date: string) => one(planDeadlines(plan({ birth_date })), 'plan_must_end', '2025-08-31')
  assert.equal(ends('2014-03-05').due_on, '2039-07-31')
  assert.equal(ends('2000-07-31').due_on, '2025-07-31')
  assert.equal(ends('2000-08-01').due_on, '2026-07-31')
  assert.deepEqual([ends('2012-02-29').starts_on, ends('2012-02-29').due_on], ['2037-03-01', '2037-07-31'])
})

test('done on the last day is in time, the day after is late; open on the last day is due, the day after overdue', () => {
  const sent = (report_sent_on: string | null) => reviewDeadlines(review({ report_sent_on }), plan())
  assert.equal(one(sent('2023-11-29'), 'report', '2024-01-01').state, 'met')
  assert.deepEqual(
    on('2023-12-01', sent('2023-11-30')).filter(text => text.startsWith('report')),
    ['report late 1'],
  )
  assert.deepEqual(on('2023-11-29', sent(null)), ['report due 0', 'decision due -14'])
  assert.deepEqual(on('2023-11-30', sent(null)), ['report overdue 1', 'decision due -13'])
})

test('before 15 February is met on the 14th; the 15th itself is for the council to rule on; the 16th is late', () => {
  const moved = (final_plan_on: string | null) =>
    one(
      reviewDeadlines(review({ kind: 'phase_transfer', decision: 'A', final_plan_on }), plan()),
      'phase_transfer',
      '2024-06-01',
    )
  assert.deepEqual([moved('2024-02-14').state, moved('2024-02-14').days], ['met', 0])
  assert.deepEqual([moved('2024-02-15').state, moved('2024-02-15').days], ['on_the_day', 1])
  assert.deepEqual([moved('2024-02-16').state, moved('2024-02-16').days], ['late', 2])
  assert.equal(moved(null).state, 'overdue')
})

test('from a secondary or all-through school to post-16 it is before 31 March, between post-16 five months, else 15 February', () => {
  const transfer = (about: Partial<ReviewFacts>, birth_date: string) =>
    one(
      reviewDeadlines(review({ kind: 'phase_transfer', ...about }), plan({ birth_date })),
      'phase_transfer',
      '2025-08-31',
    )
  const dates = (about: Partial<ReviewFacts>, birth_date: string) => {
    const { rule, due_on } = transfer(about, birth_date)
    return `${rule} ${due_on}`
  }
  // Year 11 at the meeting, Year 12 in September 2024.
  assert.equal(dates({ school_phase: 'secondary' }, '2007-09-01'), 'reg 18(1)(a) 2024-03-30')
  assert.equal(dates({ school_phase: 'all_through' }, '2008-08-31'), 'reg 18(1)(a) 2024-03-30')
  assert.equal(dates({ school_phase: 'secondary' }, '2008-09-01'), 'reg 18(1)(b) 2024-02-14')
  assert.equal(dates({ school_phase: 'primary' }, '2007-09-01'), 'reg 18(1)(b) 2024-02-14')
  assert.equal(dates({ school_phase: null, school_kind: null }, '2007-09-01'), 'reg 18(1)(b) 2024-02-14')
  assert.equal(dates({ school_phase: 'post_16' }, '2006-01-01'), 'reg 18(2) 2024-04-01')
  assert.equal(dates({ school_phase: null, school_kind: 'college' }, '2006-01-01'), 'reg 18(2) 2024-04-01')
  // The first September after a meeting in September is the next year's.
  assert.equal(dates({ school_phase: 'primary', meeting_on: '2024-09-02' }, '2014-03-05'), 'reg 18(1)(b) 2025-02-14')
  assert.equal(dates({ school_phase: 'primary', meeting_on: '2024-08-31' }, '2014-03-05'), 'reg 18(1)(b) 2024-02-14')
})

test('a phase transfer is done by its final plan, or by the decision to maintain', () => {
  const done = (about: Partial<ReviewFacts>) =>
    one(reviewDeadlines(review({ kind: 'phase_transfer', ...about }), plan()), 'phase_transfer', '2024-08-01').done_on
  assert.equal(done({ decision: 'M', decided_on: '2023-12-10' }), '2023-12-10')
  assert.equal(done({ decision: 'A', decided_on: '2023-12-10' }), null)
  assert.equal(done({ decision: 'A', decided_on: '2023-12-10', final_plan_on: '2024-02-01' }), '2024-02-01')
})

test('the amended plan is due eight weeks from the notice and never after twelve from the meeting', () => {
  const about = { decision: 'A', decided_on: '2023-12-01' }
  const final = (more: Partial<ReviewFacts>, day: string) => {
    const { starts_on, due_on, state } = one(
      reviewDeadlines(review({ ...about, ...more }), plan()),
      'final_plan_amended',
      day,
    )
    return [starts_on, due_on, state]
  }
  const twelve = '2024-02-07'
  assert.deepEqual(final({}, '2023-12-05'), ['2023-11-15', twelve, 'due'])
  assert.deepEqual(final({}, '2024-02-08'), ['2023-11-15', twelve, 'overdue'])
  assert.deepEqual(final({ amendment_notice_on: '2023-12-05' }, '2024-01-10'), ['2023-12-05', '2024-01-30', 'due'])
  assert.deepEqual(final({ amendment_notice_on: '2023-12-13' }, '2024-01-10'), ['2023-12-13', twelve, 'due'])
  assert.deepEqual(final({ amendment_notice_on: '2024-01-08' }, '2024-01-10'), ['2024-01-08', twelve, 'due'])
  // Before that notice nobody knew of it.
  assert.deepEqual(final({ amendment_notice_on: '2024-01-08' }, '2024-01-07'), ['2023-11-15', twelve, 'due'])
  assert.deepEqual(final({ amendment_notice_on: '2023-12-05', not_amending_on: '2024-01-20' }, '2024-02-01'), [
    ...['2023-12-05', '2024-01-30'],
    'met',
  ])
})

test('a decision to amend with no notice leaves the notice due four weeks from the meeting, and then overdue', () => {
  const amending = reviewDeadlines(review({ decision: 'A', decided_on: '2023-12-01' }), plan())
  const of = (day: string) => on(day, amending).filter(text => text.startsWith('amendment'))
  assert.deepEqual(of('2023-11-30'), [])
  assert.deepEqual(of('2023-12-13'), ['amendment_notice due 0'])
  assert.deepEqual(of('2023-12-14'), ['amendment_notice overdue 1'])
})

test('a final plan less than 15 days after the notice is too soon, and says by how many days', () => {
  const about = { decision: 'A', decided_on: '2023-12-01', amendment_notice_on: '2023-12-01' }
  const time = (final_plan_on: string | null, day = '2024-06-01') => {
    const { state, days } = one(reviewDeadlines(review({ ...about, final_plan_on }), plan()), 'representations', day)
    return [state, days]
  }
  assert.deepEqual(time('2023-12-16'), ['met', 0])
  assert.deepEqual(time('2023-12-15'), ['too_soon', 1])
  assert.deepEqual(time('2023-12-06'), ['too_soon', 10])
  // It is never overdue: once it has run out, the plan may be made.
  assert.deepEqual(time(null, '2023-12-06'), ['due', -10])
  assert.deepEqual(time(null, '2024-06-01'), ['due', 0])
})

test('the next twelve months start with the decision of the last review; a meeting without one completes nothing', () => {
  const of = (completed_on: string[], day: string) => {
    const { starts_on, due_on, state } = one(planDeadlines(plan({ completed_on })), 'next_review', day)
    return [starts_on, due_on, state]
  }
  assert.deepEqual(of([], '2020-06-01'), ['2020-01-15', '2021-01-14', 'due'])
  assert.deepEqual(of(['2021-02-01', '2020-12-20'], '2021-01-20'), ['2020-12-20', '2021-12-19', 'due'])
  // As of a day, what is dated later has not happened.
  assert.deepEqual(of(['2021-02-01'], '2021-01-31'), ['2020-01-15', '2021-01-14', 'overdue'])
  assert.deepEqual(of(['2019-12-01'], '2020-06-01'), ['2020-01-15', '2021-01-14', 'due'])
})

test('a child under five is considered every six months, until the fifth birthday', () => {
  const young = planDeadlines(plan({ birth_date: '2020-02-29', first_made_on: '2024-06-03' }))
  const of = (day: string) => on(day, young).filter(text => text.startsWith('under_five'))
  assert.deepEqual(of('2024-12-03'), ['under_five due 0'])
  assert.deepEqual(of('2025-02-28'), ['under_five overdue 87'])
  assert.deepEqual(of('2025-03-01'), [])
})

test('a plan that ceased keeps what was done and has nothing open; a decision to cease alone leaves the next review due', () => {
  const ceased = plan({ ceased_on: '2025-07-31', completed_on: ['2025-07-10'] })
  const held = review({ meeting_on: '2025-06-18', decided_on: '2025-07-10', decision: 'C' })
  const all = [...reviewDeadlines(held, ceased), ...planDeadlines(ceased)]
  assert.deepEqual(on('2025-07-31', all), [
    'report overdue 29',
    'decision met -6',
    'next_review due -343',
    'plan_must_end due -5113',
  ])
  assert.deepEqual(on('2025-08-01', all), ['decision met -6'])
})

test('a plan that came from elsewhere: the family is told in six weeks, and the review is due by the later of two days', () => {
  const moved = (first_made_on: string, transferred_on: string, told_on: string | null = null) =>
    planDeadlines(plan({ first_made_on, transferred_on, told_on }))
  const review_ = one(moved('2024-01-15', '2025-01-02'), 'next_review', '2025-01-20')
  assert.deepEqual([review_.rule, review_.starts_on, review_.due_on], ['reg 15(5)', '2025-01-02', '2025-04-01'])
  const early = one(moved('2024-01-15', '2024-03-01'), 'next_review', '2024-06-01')
  assert.deepEqual([early.rule, early.due_on], ['CFA 2014 s44(1)', '2025-01-14'])
  const told = one(moved('2024-01-15', '2025-01-02', '2025-02-13'), 'transfer_in', '2025-06-01')
  assert.deepEqual([told.due_on, told.state, told.days], ['2025-02-13', 'met', 0])
})

test('a request that was withdrawn has no clock; a no ends the wait for a plan; notice of no plan comes after an assessment', () => {
  const of = (about: Partial<RequestFacts>, day = '2025-01-01') => on(day, requestDeadlines(request(about), []))
  assert.deepEqual(of({}, '2024-01-10'), [])
  assert.deepEqual(of({}, '2024-01-11'), ['assess_decision due -42', 'final_plan_new due -140'])
  assert.deepEqual(of({ decision: 'W' }), [])
  assert.deepEqual(of({ decision: 'W', decided_on: '2024-02-01' }), [])
  assert.equal(of({ decision: 'W', decided_on: '2024-02-01' }, '2024-01-31').length, 2)
  assert.deepEqual(of({ decision: 'N', decided_on: '2024-02-23' }), ['assess_decision late 1'])
  const assessed = { decision: 'Y', decided_on: '2024-02-20', assessment_decided_on: '2024-05-02' }
  assert.deepEqual(of({ ...assessed, assessment_decision: 'N' }), ['assess_decision met -2', 'no_plan_notice met 0'])
  assert.deepEqual(of({ ...assessed, assessment_decision: 'Y', plan_id: 1, plan_made_on: '2024-06-03' }), [
    'assess_decision met -2',
    'final_plan_new late 4',
  ])
  assert.deepEqual(of({ ...assessed, assessment_decision: 'Y' }, '2024-06-03'), [
    'assess_decision met -2',
    'final_plan_new overdue 4',
  ])
})

test('advice for an assessment is due six weeks from the day it was asked for, of each who was asked', () => {
  const asked = [
    { request_id: 1, asked_on: '2024-02-21', given_on: '2024-04-04' },
    { request_id: 1, asked_on: '2024-02-21', given_on: null },
  ]
  const advice = on('2024-04-05', requestDeadlines(request(), asked)).filter(text => text.startsWith('advice'))
  assert.deepEqual(advice, ['advice late 1', 'advice overdue 2'])
})

test('invitations and advice have dates when a review is run here, and none in records from elsewhere', () => {
  const names = (about: Partial<ReviewFacts>) => reviewDeadlines(review(about), plan()).map(({ clock }) => clock)
  assert.deepEqual(names({}), ['report', 'decision'])
  assert.deepEqual(names({ held_by: 'setting' }), ['invitation', 'advice_circulated', 'report', 'decision'])
  const planned = reviewDeadlines(review({ held_by: 'setting', invited_on: '2023-11-02' }), plan())
  assert.deepEqual(on('2023-11-10', planned), ['invitation late 1', 'advice_circulated overdue 9'])
})

test('a review with no meeting sets no clock going, and completes a cycle all the same', () => {
  assert.deepEqual(reviewDeadlines(review({ meeting_on: null, decided_on: '2024-01-05' }), plan()), [])
})

test('a reform is a new row: what started before it keeps the old rule', () => {
  const reform: Rule = {
    ...{ clock: 'report', variant: '', applies_from: '2027-09-01', rule: 'a new regulation', kind: 'by' },
    ...{ counted: 'days', n: 10, month_day: '' },
  }
  const among = [reform, ...rules]
  assert.equal(ruleFor('report', '', '2027-08-31', among)?.rule, 'reg 20(7) and (8)')
  assert.equal(ruleFor('report', '', '2027-09-01', among)?.rule, 'a new regulation')
  assert.equal(ruleFor('report', '', '2013-09-01', among)?.rule, 'reg 20(7) and (8)')
})

test('every clock has a rule, and every rule a citation a lawyer can look up', () => {
  for (const clock of clockList)
    assert.ok(
      rules.some(rule => rule.clock === clock),
      clock,
    )
  for (const { rule } of rules) {
    assert.doesNotMatch(rule, /,/)
    assert.match(citation(rule), /^(SEND (Regulations 2014|code of practice 2015), |Children and Families Act 2014, )/)
  }
})

const anyDay = fc.nat(9000).map(days => addDays('2010-01-01', days))
const anyRow = fc.record({
  kind: fc.constantFrom('by' as const, 'before' as const, 'least' as const),
  due_on: anyDay,
  done_on: fc.option(anyDay, { nil: null }),
  from_on: anyDay,
  until_on: fc.option(anyDay, { nil: null }),
})

test('whatever the days: in time is never late, late never in time, and every day has one state or none', () => {
  fc.assert(
    fc.property(anyRow, anyDay, (row, day) => {
      const now = standing(row, day)
      if (!now) return row.from_on > day || (row.until_on !== null && row.until_on < day)
      if (isOpen(now.state)) return now.done_on === null && (now.state === 'overdue') === now.days > 0
      assert.ok(now.done_on !== null && now.done_on <= day)
      if (row.kind === 'least') return (now.state === 'too_soon') === now.done_on < row.due_on
      assert.notEqual(now.state, 'too_soon')
      return (now.state === 'met') === now.done_on <= row.due_on && (now.state !== 'on_the_day' || now.days === 1)
    }),
  )
})

test('a later day never turns what is done into something open, nor what is overdue into something due', () => {
  fc.assert(
    fc.property(anyRow, anyDay, fc.nat(900), (row, day, more) => {
      const [now, later] = [standing(row, day), standing(row, addDays(day, more))]
      if (!now || !later) return true
      return isOpen(now.state) ? !(now.state === 'overdue' && later.state === 'due') : later.state === now.state
    }),
  )
})
