import { type Clock, isClock } from './rule.ts'
import { isState, type State } from './standing.ts'

/** What is due within this many days comes right after what is overdue. */
export const soonDays = 28

/** What a list may be narrowed to: all that is open, one part of it, or one way of having been done. */
export const shownWords = {
  open: 'all that is to be done',
  overdue: 'overdue',
  soon: 'due in the next four weeks',
  later: 'due later',
  late: 'done late',
  on_the_day: 'done on the day itself, for the council to rule on',
  too_soon: 'done too soon',
  met: 'done in time',
} as const

export type Shown = keyof typeof shownWords

export const shownList = Object.keys(shownWords) as Shown[]

export const isDone = (shown: Shown): boolean => isState(shown) && shown !== 'overdue'

export type Question = {
  shown: Shown
  clock: Clock | undefined
  provider: number | undefined
  coordinator: number | undefined
  words: string
  page: number
}

type Asked = (name: string) => string

const numberOf = (text: string) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined)

/** An address may hold anything: what it does not understand, it leaves out. */
export function questionOf(asked: Asked, page: number): Question {
  const [shown, clock] = [asked('state'), asked('clock')]
  return {
    shown: shownList.find(one => one === shown) ?? 'open',
    clock: isClock(clock) ? clock : undefined,
    provider: numberOf(asked('placed')),
    coordinator: numberOf(asked('coordinator')),
    words: asked('find').slice(0, 100),
    page,
  }
}

/** The question as the part of an address after the question mark. */
export const asAsked = ({ shown, clock, provider, coordinator, words }: Question) => ({
  state: shown === 'open' ? undefined : shown,
  clock,
  placed: provider,
  coordinator,
  find: words,
})

/** How many days late, early, left or overdue, in words. */
export function daysInWords(state: State, days: number): string {
  const many = (count: number) => `${Math.abs(count).toLocaleString('en-GB')} ${Math.abs(count) === 1 ? 'day' : 'days'}`
  switch (state) {
    case 'overdue':
      return `${many(days)} overdue`
    case 'due':
      return days === 0 ? 'today' : `${many(days)} left`
    case 'late':
      return `${many(days)} late`
    case 'too_soon':
      return `${many(days)} too soon`
    case 'on_the_day':
      return 'on the day itself'
    case 'met':
      return days === 0 ? 'on the last day' : days < 0 ? `${many(days)} early` : 'in time'
  }
}
