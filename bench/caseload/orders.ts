import { groupList, groupOf } from '#features/caseloads/work.ts'
import { type Chance, chanceOf } from '#features/demonstration/chance.ts'

/** Something a coordinator can do today. */
export type Task = {
  clock: 'decision' | 'report' | 'amendment_notice' | 'final_plan_amended'
  due_on: string
  reported: boolean
  /** The day it came in: of the report, of the decision that asks for a notice, of the family's answer. */
  came: number
  /** The day of the meeting: when the file was opened. */
  opened: number
  plan: number
  review: number
}

/** In what order, and whether somebody writes about reports that do not come: a list shows them, and no letter does. */
export type Order = {
  name: string
  chases: 'as listed' | 'when nothing else waits' | 'never'
  compare: (one: Task, other: Task, today: string) => number
}

const chasesLast = (one: Task, other: Task) => Number(one.clock === 'report') - Number(other.clock === 'report')
const byFile = (one: Task, other: Task) => one.plan - other.plan || one.review - other.review

const placeOf = ({ clock, due_on, reported }: Task, today: string) => {
  const group = groupOf(clock, due_on, reported, today)
  return group === undefined ? groupList.length : groupList.indexOf(group)
}

/** The product's: what a coordinator's day lists first. */
export const workList: Order = {
  name: 'the work list',
  chases: 'as listed',
  compare: (one, other, today) =>
    placeOf(one, today) - placeOf(other, today) ||
    (one.due_on < other.due_on ? -1 : one.due_on > other.due_on ? 1 : byFile(one, other)),
}

const asItCame: Order = {
  name: 'as letters arrive',
  chases: 'when nothing else waits',
  compare: (one, other) => chasesLast(one, other) || one.came - other.came || byFile(one, other),
}

/** Reminders first, which cost little; then what can still be in time, in the list's order; then what is late. */
const inTimeFirst: Order = {
  ...workList,
  name: 'reminders, then what can still be in time',
  compare: (one, other, today) => {
    const turn = ({ clock, due_on }: Task) => (clock === 'report' ? 0 : due_on < today ? 2 : 1)
    return turn(one) - turn(other) || workList.compare(one, other, today)
  },
}

/** As listed, but for one thing at a time: so that what the order does and what the chasing does are told apart. */
export const orders: readonly Order[] = [
  workList,
  { ...workList, name: 'the work list, nobody chases', chases: 'never' },
  inTimeFirst,
  asItCame,
  { ...asItCame, name: 'as letters arrive, nobody chases', chases: 'never' },
  {
    name: 'oldest file first',
    chases: 'when nothing else waits',
    compare: (one, other) => chasesLast(one, other) || one.opened - other.opened || byFile(one, other),
  },
]

/** In any order: by numbers drawn anew each day. */
export const atRandom = (seed: number): Order => {
  const drawn = new Map<number, number>()
  let on = ''
  let chance: Chance = chanceOf(seed)
  const number = (task: Task, today: string) => {
    if (on !== today) {
      on = today
      drawn.clear()
      chance = chanceOf(seed, Number(today.replaceAll('-', '')))
    }
    let value = drawn.get(task.review)
    if (value === undefined) drawn.set(task.review, (value = chance.next()))
    return value
  }
  return {
    name: 'in any order',
    chases: 'when nothing else waits',
    compare: (one, other, today) => chasesLast(one, other) || number(one, today) - number(other, today),
  }
}
