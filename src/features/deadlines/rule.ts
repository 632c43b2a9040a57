import { academicYear } from '#domain/academic-year.ts'
import { addDays, addMonths, anniversary } from '#domain/date.ts'

/** The statutory clocks, in the order a child meets them: what each asks for, and who owes it. */
export const clocks = {
  assess_decision: { name: 'Decision whether to assess', owes: 'the council' },
  advice: { name: 'Advice for the assessment', owes: 'whoever was asked' },
  no_plan_notice: { name: 'Notice that no plan will be made', owes: 'the council' },
  final_plan_new: { name: 'Final plan', owes: 'the council' },
  transfer_in: { name: 'Telling a family that has moved in', owes: 'the council' },
  invitation: { name: 'Invitations to the review', owes: 'whoever holds the meeting' },
  advice_circulated: { name: 'Advice sent round before the review', owes: 'whoever holds the meeting' },
  report: { name: 'Report of the review', owes: 'the setting' },
  decision: { name: 'Decision after the review', owes: 'the council' },
  amendment_notice: { name: 'Notice of changes to the plan', owes: 'the council' },
  representations: { name: 'Time for the family to answer', owes: 'the council' },
  final_plan_amended: { name: 'Final amended plan', owes: 'the council' },
  phase_transfer: { name: 'Plan amended before a move of phase', owes: 'the council' },
  next_review: { name: 'Next review, up to its decision', owes: 'the council' },
  under_five: { name: 'Consider a review of a child under 5', owes: 'the council' },
  plan_must_end: { name: 'Last day a plan can run to', owes: 'the council' },
} as const

export type Clock = keyof typeof clocks

export const clockList = Object.keys(clocks) as Clock[]

export const isClock = (text: string): text is Clock => Object.hasOwn(clocks, text)

/** by: on the day at the latest. before: the day after the last one is for the council to rule on. least: not before the day. */
export type Kind = 'by' | 'before' | 'least'

/**
 * How the day is counted. days: so many on, or back. months_from: the last day of so many months that start with the day.
 * months_to: so many calendar months on, cut to the month's end. transfer_day: that day of the year in which the first
 * September after it falls. first_day: the first such day on or after it.
 */
export type Counted = 'days' | 'months_from' | 'months_to' | 'transfer_day' | 'first_day'

export type Rule = {
  clock: Clock
  /** Where a clock is counted in several ways: which. */
  variant: string
  /** The first day of a start that this rule is for; a reform is a new row. The first row of a clock is for all before too. */
  applies_from: string
  /** Short, as in the CSV: never with a comma. */
  rule: string
  kind: Kind
  counted: Counted
  n: number
  month_day: string
}

const regulations = '2014-09-01'
const weeks = (n: number) => ({ counted: 'days', n: n * 7, month_day: '', kind: 'by' }) as const
const monthsFrom = (n: number) => ({ counted: 'months_from', n, month_day: '', kind: 'by' }) as const
const transferDay = (month_day: string, kind: Kind) => ({ counted: 'transfer_day', n: 0, month_day, kind }) as const

const rule = (
  clock: Clock,
  words: string,
  period: Pick<Rule, 'counted' | 'n' | 'month_day' | 'kind'>,
  variant = '',
) => ({
  clock,
  variant,
  applies_from: regulations,
  rule: words,
  ...period,
})

/** Every rule there is. The table clock_rule holds the same rows: a reform is a row here and a row in a migration. */
export const rules: readonly Rule[] = [
  rule('assess_decision', 'reg 5(3)', weeks(6)),
  rule('advice', 'reg 8(1)', weeks(6)),
  rule('no_plan_notice', 'reg 10(1)', weeks(16)),
  rule('final_plan_new', 'reg 13(2)', weeks(20)),
  rule('transfer_in', 'reg 15', weeks(6)),
  rule('invitation', 'reg 20(3)', weeks(-2)),
  rule('advice_circulated', 'reg 20(4)', weeks(-2)),
  rule('report', 'reg 20(7) and (8)', weeks(2)),
  rule('decision', 'reg 20(10)', weeks(4)),
  rule('amendment_notice', 'reg 22(2)(a)', weeks(4)),
  rule('representations', 'reg 22(2)(c)', { counted: 'days', n: 15, month_day: '', kind: 'least' }),
  rule('final_plan_amended', 'reg 22(3)', weeks(8), 'from_notice'),
  rule('final_plan_amended', 'reg 22(3)', weeks(12), 'from_meeting'),
  rule('phase_transfer', 'reg 18(1)(a)', transferDay('03-30', 'before'), 'to_post_16'),
  rule('phase_transfer', 'reg 18(1)(b)', transferDay('02-14', 'before'), 'any_other'),
  // At least five months before 1 September: 1 April is just five months before.
  rule('phase_transfer', 'reg 18(2)', transferDay('04-01', 'by'), 'between_post_16'),
  rule('next_review', 'CFA 2014 s44(1)', monthsFrom(12), 'ehcp'),
  rule('next_review', 'reg 15(5)', monthsFrom(3), 'transferred'),
  rule('under_five', 'CoP 9.178', { counted: 'months_to', n: 6, month_day: '', kind: 'by' }),
  rule('plan_must_end', 'CFA 2014 s46 and reg 46', { counted: 'first_day', n: 0, month_day: '07-31', kind: 'by' }),
]

type ByClock = ReadonlyMap<string, readonly Rule[]>

const byClock = (among: readonly Rule[]): ByClock =>
  Map.groupBy(
    among.toSorted((a, b) => (a.applies_from < b.applies_from ? -1 : 1)),
    ({ clock, variant }) => `${clock} ${variant}`,
  )

const ruledNow = byClock(rules)

/** The rule of a clock that started on a day: the last that applies by then, else the first there was. */
export function ruleFor(clock: Clock, variant: string, starts_on: string, among = rules): Rule | undefined {
  const own = (among === rules ? ruledNow : byClock(among)).get(`${clock} ${variant}`)
  return own?.findLast(one => one.applies_from <= starts_on) ?? own?.[0]
}

/** The last day that meets a rule, or, of a least time, the first. */
export function dueOn({ counted, n, month_day }: Rule, starts_on: string): string {
  switch (counted) {
    case 'days':
      return addDays(starts_on, n)
    case 'months_from': {
      const on = addMonths(starts_on, n)
      // Cut to the month's end: the period has run to that very day. So 12 months from 29 February end on 28 February.
      return on.slice(8) < starts_on.slice(8) ? on : addDays(on, -1)
    }
    case 'months_to':
      return addMonths(starts_on, n)
    case 'transfer_day':
      return `${academicYear(starts_on) + 1}-${month_day}`
    case 'first_day': {
      const day = `${starts_on.slice(0, 4)}-${month_day}`
      return day >= starts_on ? day : anniversary(day, 1)
    }
  }
}

/** The rule as a lawyer would look it up. */
export const citation = (words: string): string =>
  words === 'reg 22(2)(a)'
    ? 'SEND Regulations 2014, regulation 22(2)(a), as read in R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin)'
    : words
        .replace(/^reg /, 'SEND Regulations 2014, regulation ')
        .replace(/^CoP /, 'SEND code of practice 2015, paragraph ')
        .replace(/^CFA 2014 s(\d+)/, 'Children and Families Act 2014, section $1')
        .replace(/ and reg (\d+)/, ' and SEND Regulations 2014, regulation $1')
