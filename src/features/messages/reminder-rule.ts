import { addDays, daysBetween } from '#domain/date.ts'

/** Who is reminded of a date: the child's coordinator, the setting where the child is placed, or both. */
export type Reminded = 'coordinator' | 'setting'

export type ReminderRule = {
  clock: string
  who: readonly Reminded[]
  /** Days before the date: one reminder each. */
  days_before: readonly number[]
  /** Days between reminders once it is overdue; null is none. */
  overdue_every: number | null
  /** Days overdue from which team leads are told; null is never. */
  escalate_after: number | null
}

const usual = { days_before: [28, 14, 7, 1], overdue_every: 7, escalate_after: 1 }
const council = { ...usual, who: ['coordinator'] } as const
const setting = { ...usual, who: ['setting', 'coordinator'] } as const

/** What a council begins with. A clock that is not here is one nobody is reminded of. */
const beginWith: Record<string, Omit<ReminderRule, 'clock'>> = {
  assess_decision: council,
  advice: { ...council, days_before: [14, 7, 1] },
  no_plan_notice: council,
  final_plan_new: council,
  transfer_in: council,
  invitation: { ...setting, days_before: [14, 7, 1] },
  advice_circulated: { ...setting, days_before: [14, 7, 1] },
  report: { ...setting, days_before: [7, 1] },
  decision: { ...council, days_before: [14, 7, 3, 1] },
  amendment_notice: { ...council, days_before: [14, 7, 3, 1] },
  final_plan_amended: council,
  phase_transfer: { ...council, days_before: [84, 56, 28, 14, 7, 1] },
  next_review: { ...setting, days_before: [84, 56, 28] },
  under_five: { ...council, overdue_every: 28, escalate_after: null },
  plan_must_end: { ...council, days_before: [180, 84, 28], overdue_every: null, escalate_after: null },
}

export const remindedClocks = Object.keys(beginWith)

export const isReminded = (clock: string) => Object.hasOwn(beginWith, clock)

/**
 * Days overdue after which nobody is reminded any more: it stays in the lists. Records brought in from before hold dates
 * years past, and a message of them every morning would teach people to read none.
 */
export const remindedFor = 182

type Own = Pick<ReminderRule, 'clock' | 'days_before' | 'overdue_every' | 'escalate_after'>

/** The rules in force: what the council wrote, else what it began with. */
export const rulesWith = (own: readonly Own[]): ReminderRule[] =>
  Object.entries(beginWith).map(([clock, rule]) => ({ ...rule, clock, ...own.find(one => one.clock === clock) }))

export const furthestAhead = (rules: readonly ReminderRule[]) => Math.max(0, ...rules.flatMap(rule => rule.days_before))

/**
 * Which reminder a date is at on a day: the last of its days before that has come, so that a morning without a server
 * leaves out none and sends none twice; or how often it has been overdue. Undefined: none yet, or no more.
 */
export function stepOn(rule: ReminderRule, due_on: string, today: string): string | undefined {
  const left = daysBetween(today, due_on)
  if (left >= 0) {
    const come = rule.days_before.filter(days => left <= days)
    return come.length > 0 ? `${Math.min(...come)} before` : undefined
  }
  return rule.overdue_every === null || -left > remindedFor
    ? undefined
    : `overdue ${Math.floor((-left - 1) / rule.overdue_every) + 1}`
}

/** The same of team leads: from that day on, as often as the others. */
export function lateStepOn(rule: ReminderRule, due_on: string, today: string): string | undefined {
  if (rule.escalate_after === null) return undefined
  const over = daysBetween(addDays(due_on, rule.escalate_after), today)
  return over < 0 || over > remindedFor ? undefined : `late ${Math.floor(over / (rule.overdue_every ?? 7)) + 1}`
}

/** Days before, as typed: '28, 14, 7 and 1'. Undefined when it is not that. */
export function daysIn(text: string): number[] | undefined {
  const parts = text.split(/[\s,;]+|and/).filter(Boolean)
  const days = parts.map(Number)
  if (parts.length > 8 || days.some(day => !Number.isInteger(day) || day < 0 || day > 365)) return undefined
  return [...new Set(days)].toSorted((a, b) => b - a)
}
