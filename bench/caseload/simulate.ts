import { nextReviewDue } from '#features/deadlines/index.ts'
import { reviewDeadlines } from '#features/deadlines/review.ts'
import { type Deadline, standing } from '#features/deadlines/standing.ts'
import { chanceOf } from '#features/demonstration/chance.ts'
import type { Order, Task } from './orders.ts'
import type { Days } from './school-days.ts'

/**
 * Two years of an area, day by day: reviews fall due, settings hold the meetings and send the reports, some late and some
 * not before they are asked; coordinators have so many minutes a day for reviews and spend them in an order. Which dates
 * run and by when they are due is the product's own answer. The same seed gives the same meetings, reports and days off,
 * whatever the order.
 */
export type Caseload = { plans: number; coordinators: number; seed: number; minutes: number; days: Days }

/** What it takes, in minutes of a coordinator's day. */
export const takes = { decision: 45, amendment_notice: 75, final_plan_amended: 120, report: 10 } as const

const amendShare = 0.42
/** Meetings are not spread evenly: by month, from January. */
const monthShares = [8, 9, 14, 6, 12, 13, 8, 0, 4, 9, 13, 4]
const answerDays = 15

export type Review = {
  id: number
  plan: number
  meeting: number
  /** The day the report would come of itself; chasing brings it nearer. */
  coming: number
  reported: number | null
  decided: number | null
  amends: boolean
  notice: number | null
  final: number | null
  chased: number
  spent: number
  open: readonly Deadline[]
}

export type Outcome = { reviews: Review[]; last: number }

const planMade = '2018-09-03'

/** The review as the clocks are given it. */
export function factsOf(review: Review, { dates }: Days) {
  const on = (day: number | null) => (day === null ? null : (dates[day] ?? null))
  return {
    id: review.id,
    child_id: review.plan + 1,
    plan_id: review.plan + 1,
    kind: 'annual',
    meeting_on: on(review.meeting),
    held_by: null,
    invited_on: null,
    advice_circulated_on: null,
    report_sent_on: on(review.reported),
    decided_on: on(review.decided),
    decision: review.decided === null ? null : review.amends ? 'A' : 'M',
    amendment_notice_on: on(review.notice),
    final_plan_on: on(review.final),
    not_amending_on: null,
    school_phase: null,
    school_kind: null,
  }
}

const plan = { first_made_on: planMade, ceased_on: null, birth_date: '2014-01-15' }
export const planFacts = plan

export function simulate({ plans, coordinators, seed, minutes, days }: Caseload, order: Order): Outcome {
  const { dates, weekday, school } = days
  const last = dates.length - 1
  const reviews: Review[] = []
  const meetings: number[][] = dates.map(() => [])
  const open: Review[][] = Array.from({ length: coordinators }, () => [])
  const held = new Uint8Array(plans)
  const dayOf = new Map(dates.map((date, nth) => [date, nth]))
  const tell = (review: Review) => {
    review.open = reviewDeadlines(factsOf(review, days), plan).filter(
      ({ done_on, kind }) => done_on === null && kind !== 'least',
    )
  }
  const schoolDayBy = (day: number) => {
    let by = day
    while (by > 0 && !school[by]) by -= 1
    return by
  }
  const schoolDayFrom = (day: number) => {
    let from = day
    while (from < last && !school[from]) from += 1
    return from
  }

  for (let nth = 0; nth < plans; nth++) {
    const chance = chanceOf(seed, nth, 1)
    const month = monthOf(chance.next())
    const from = dates.findIndex(date => Number(date.slice(5, 7)) === month + 1)
    meetings[schoolDayFrom(from + chance.below(28))]?.push(nth)
  }

  for (let today = 0; today <= last; today++) {
    const date = dates[today] ?? ''
    for (const nth of meetings[today] ?? []) {
      const chance = chanceOf(seed, nth, 2, (held[nth] = (held[nth] ?? 0) + 1))
      const drawn = chance.next()
      const late = drawn < 0.62 ? chance.between(3, 14) : drawn < 0.85 ? chance.between(15, 35) : chance.between(50, 90)
      const review: Review = {
        ...{ id: reviews.length + 1, plan: nth, meeting: today, coming: schoolDayFrom(today + late), reported: null },
        ...{
          decided: null,
          amends: chance.happens(amendShare),
          notice: null,
          final: null,
          chased: -99,
          spent: 0,
          open: [],
        },
      }
      tell(review)
      reviews.push(review)
      open[nth % coordinators]?.push(review)
    }
    for (const [who, mine] of open.entries()) {
      for (const review of mine) {
        if (review.reported === null && review.coming <= today) {
          review.reported = today
          tell(review)
        }
      }
      if (!weekday[today]) continue
      const day = chanceOf(seed, who, today, 3)
      // Leave and illness take one day in eight; other work takes more or less of the rest.
      if (day.happens(0.125)) continue
      let left = minutes * (0.5 + day.next())
      for (const task of tasksOf(mine, today, date, order).sort((one, other) => order.compare(one, other, date))) {
        const review = reviews[task.review - 1] as Review
        const needed = takes[task.clock] - review.spent
        if (needed > left) {
          review.spent += left
          break
        }
        left -= needed
        review.spent = 0
        if (task.clock === 'report') {
          review.chased = today
          review.coming = Math.min(review.coming, schoolDayFrom(today + day.between(2, 9)))
          continue
        }
        if (task.clock === 'decision') {
          review.decided = today
          const due = dayOf.get(nextReviewDue('ehcp', planMade, date) ?? '')
          // Beyond the last day nobody looks.
          if (due !== undefined)
            meetings[Math.max(today + 1, schoolDayBy(due - day.between(42, 70)))]?.push(review.plan)
        } else if (task.clock === 'amendment_notice') review.notice = today
        else review.final = today
        tell(review)
      }
      open[who] = mine.filter(({ decided, amends, final }) => decided === null || (amends && final === null))
    }
  }
  return { reviews, last }
}

/** What can be done today: a decision when its report is in, a final plan when the family has had its time. */
function tasksOf(mine: readonly Review[], today: number, date: string, { chases }: Order): Task[] {
  const tasks: Task[] = []
  for (const review of mine) {
    const add = (clock: Task['clock'], due_on: string, came: number) =>
      tasks.push({
        ...{ clock, due_on, came, reported: review.reported !== null, opened: review.meeting },
        ...{ plan: review.plan, review: review.id },
      })
    for (const deadline of review.open) {
      if (!standing(deadline, date)) continue
      const { clock, due_on } = deadline
      if (clock === 'decision' && review.reported !== null) add(clock, due_on, review.reported)
      else if (clock === 'report' && chases !== 'never' && due_on < date && today - review.chased >= 7)
        add(clock, due_on, today)
      else if (clock === 'amendment_notice' && review.decided !== null) add(clock, due_on, review.decided)
      else if (clock === 'final_plan_amended' && review.notice !== null && today >= review.notice + answerDays)
        add(clock, due_on, review.notice + answerDays)
    }
  }
  return tasks
}

function monthOf(drawn: number): number {
  const all = monthShares.reduce((sum, share) => sum + share, 0)
  let at = drawn * all
  return monthShares.findIndex(share => (at -= share) < 0)
}

export type Shares = {
  decisions: number
  inFourWeeks: number
  /** Days from meeting to decision that half, and nine in ten, did not pass; of those still open, to the last day. */
  half: number
  nineInTen: number
  finals: number
  finalsInTwelveWeeks: number
}

/** What came of the reviews whose four (and twelve) weeks had run out by the last day. */
export function sharesOf({ reviews, last }: Outcome): Shares {
  const [four, twelve] = [28, 84]
  const ripe = reviews.filter(({ meeting }) => meeting + four <= last)
  const took = ripe.map(({ meeting, decided }) => (decided ?? last) - meeting).sort((a, b) => a - b)
  const amended = reviews.filter(
    ({ meeting, decided, amends }) => amends && decided !== null && meeting + twelve <= last,
  )
  const at = (share: number) => took[Math.floor(took.length * share)] ?? 0
  return {
    decisions: ripe.length,
    inFourWeeks:
      ripe.filter(({ meeting, decided }) => decided !== null && decided - meeting <= four).length / ripe.length,
    half: at(0.5),
    nineInTen: at(0.9),
    finals: amended.length,
    finalsInTwelveWeeks:
      amended.filter(({ meeting, final }) => final !== null && final - meeting <= twelve).length / amended.length,
  }
}
