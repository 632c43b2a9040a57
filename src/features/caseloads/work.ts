import { addDays } from '#domain/date.ts'
import type { Clock } from '#features/deadlines/index.ts'

/** What a coordinator has before them, in the order of what can be done about it today. */
export const groups = {
  decide: {
    title: 'Decide',
    words: 'The report is in: decide and tell the family',
    empty: 'No report waits for a decision.',
  },
  late: { title: 'Late', words: 'The council’s own dates that have passed', empty: 'None of your dates has passed.' },
  chase: { title: 'Chase', words: 'Reports that have not come in time', empty: 'Every report that was due is in.' },
  soon: { title: 'Next two weeks', words: 'Due soon, and yours to do', empty: 'Nothing of yours is due in two weeks.' },
  waiting: { title: 'Waiting', words: 'Others have the time the law gives them', empty: 'You wait for nobody.' },
} as const

export type Group = keyof typeof groups

export const groupList = Object.keys(groups) as Group[]

/** What is due within this many days is at risk. */
export const atRiskDays = 14

const othersOwe: readonly Clock[] = ['report', 'representations', 'advice']

/** Where an open date stands in a coordinator's day; undefined further away. The query of the day says the same in SQL. */
export function groupOf(clock: Clock, due_on: string, reported: boolean, today: string): Group | undefined {
  if (clock === 'decision' && reported) return 'decide'
  if (due_on < today) return clock === 'report' ? 'chase' : 'late'
  if (othersOwe.includes(clock)) return 'waiting'
  return due_on <= addDays(today, atRiskDays) ? 'soon' : undefined
}

/** The first group that has anything in it: what to do next. */
export const firstOf = (counts: Readonly<Record<Group, number>>): Group =>
  groupList.find(group => counts[group] > 0) ?? 'decide'

/** The part of a whole as a percentage with no decimals; undefined of nothing. */
export const shareLate = (late: number, of: number): number | undefined =>
  of === 0 ? undefined : Math.round((late / of) * 100)
