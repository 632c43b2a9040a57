import { dayNumber, dayOf, dayText, schoolDay, schoolYear, workingDay, yearOf } from './days.ts'
import { ageOnDay, type Life, type Window } from './lives.ts'
import type { Mix } from './mix.ts'

/** A review as it went. Days not reached by the end of the window are null: not yet. */
export type Meeting = {
  kind: 'annual' | 'interim' | 'under_five' | 'phase_transfer' | 'early'
  on: number
  report: number | null
  decided: number | null
  decision: 'M' | 'A' | 'C' | null
  notice: number | null
  final: number | null
  hold: string | null
  /** The day the ratings were written down; null while the report is awaited. */
  recorded: number | null
  /** The day the decision, or what followed it, was written down. */
  settled: number | null
}

/** Year groups whose autumn review is about the next phase: into Reception, secondary and post-16. */
const transferGroups = [-1, 6, 11]

/** The reviews of a plan within the window, with the delays there are. */
export function meetingsOf(life: Life, mix: Mix, window: Window): Meeting[] {
  const { chance, made_on: made } = life
  if (made === null) return []
  const end = Math.min(life.ceased_on ?? window.until, window.until)
  const transferred = new Set<number>()
  const list: Meeting[] = []
  let last = Math.max(made, window.from - 365)
  let due = made >= window.from ? made + interval(life, made) : window.from + 10 + chance.below(355)
  let between: Meeting['kind'] | undefined
  for (;;) {
    const year = schoolYear(due)
    const transfer = transferGroups.includes(year - life.reception) && !transferred.has(year)
    let on = due
    let kind: Meeting['kind'] = between ?? 'annual'
    if (transfer && between === undefined) {
      transferred.add(year)
      const autumn = dayOf(year, 9, 20) + chance.below(75)
      if (autumn > last + 50 && autumn >= window.from) {
        on = autumn
        kind = 'phase_transfer'
      }
    } else if (between === undefined && ageOnDay(life.birth, due) < 5 && due - last < 250) kind = 'under_five'
    on = schoolDay(on)
    if (on > end || (life.ceased_on !== null && on > life.ceased_on - 20)) break
    list.push(heldOn(on, kind, life, mix, window, year - life.reception))
    last = on
    between = kind === 'annual' && chance.happens(0.045) ? (chance.happens(0.5) ? 'interim' : 'early') : undefined
    due =
      between === undefined
        ? on + (kind === 'phase_transfer' ? chance.between(200, 372) : interval(life, on))
        : on + chance.between(80, 180)
  }
  return list
}

/** Close to a year, one in twelve months late; under five half of them come after six months. */
function interval({ chance, birth }: Life, from: number): number {
  if (ageOnDay(birth, from + 190) < 5 && chance.happens(0.6)) return chance.between(150, 190)
  return chance.happens(0.08) ? chance.between(400, 520) : chance.between(338, 385)
}

const holds = ['illness', 'family_request', 'tribunal', 'moving_area', 'other'] as const

function heldOn(on: number, kind: Meeting['kind'], life: Life, mix: Mix, window: Window, group: number): Meeting {
  const { chance } = life
  const hold = chance.happens(0.015) ? chance.pick(holds) : null
  const report =
    on +
    (hold !== null ? chance.between(20, 90) : chance.happens(0.88) ? chance.between(3, 14) : chance.between(15, 35))
  const { within_4_weeks: soon, over_4_weeks: late } = mix.published.reviews
  // The published share is of 2024; the years before and after lie a little under and over it.
  const share = Math.min(0.9, Math.max(0.1, soon / (soon + late) + 0.04 * (yearOf(on) - 2024)))
  const waited =
    hold !== null
      ? chance.between(60, 240)
      : chance.happens(share)
        ? chance.happens(0.15)
          ? 28
          : chance.between(12, 27)
        : 29 + Math.floor(-Math.log(1 - chance.next()) * 45)
  const decided = Math.max(workingDay(on + waited), report + 1)
  const leaving = life.ceased_on !== null && ['2', '3', '4', '6', '9'].includes(life.cease_reason ?? '')
  const ceases = leaving && chance.happens(0.2) && (life.ceased_on ?? 0) - on < 320 && decided < (life.ceased_on ?? 0)
  const { amend, maintain } = mix.published.reviews
  const amends =
    !ceases && (kind === 'phase_transfer' ? chance.happens(0.92) : chance.happens(amend / (amend + maintain)))
  const notice = amends ? decided + (chance.happens(0.8) ? 0 : chance.between(1, 30)) : null
  const final = notice === null ? null : finalOn(notice, kind, on, group, life)
  const reached = (day: number | null) => (day !== null && day <= window.until ? day : null)
  const settled = reached(decided)
  // While a review is on hold, what was said at the meeting is written down without waiting for the report.
  const recorded = workingDay(hold === null ? report + chance.below(4) : on + chance.between(5, 21))
  const lastKnown = Math.max(...[decided, notice, final].map(day => reached(day) ?? 0))
  return {
    kind,
    on,
    report: recorded <= window.until ? reached(report) : null,
    decided: settled,
    decision: settled === null ? null : ceases ? 'C' : amends ? 'A' : 'M',
    notice: settled === null ? null : reached(notice),
    final: settled === null ? null : reached(final),
    hold,
    recorded: recorded <= window.until ? recorded : null,
    settled:
      settled === null ? null : Math.min(window.until, Math.max(workingDay(lastKnown + chance.below(4)), recorded)),
  }
}

/** Four in five of those who change phase have the final plan by the day the law gives (regulation 18). */
function finalOn(notice: number, kind: Meeting['kind'], on: number, group: number, { chance }: Life): number {
  if (kind !== 'phase_transfer')
    return notice + (chance.happens(0.6) ? chance.between(20, 56) : chance.between(57, 130))
  const limit = group === 11 ? '03-30' : '02-14'
  const last = dayNumber(`${schoolYear(on) + 1}-${limit}`)
  return Math.max(notice + 16, chance.happens(0.8) ? last - chance.below(35) : last + chance.between(1, 60))
}

/** For the tests and the texts: the academic year a phase ends in, by the year group on the day. */
export const phaseEnd = (life: Life, day: number): number => {
  const group = schoolYear(day) - life.reception
  const last = [2, 6, 9, 11, 13, 16, 19, 22].find(end => end >= group) ?? 25
  return dayOf(life.reception + last + 1, 7, 31)
}

export const inWords = (life: Life, end: number): string => {
  const group = yearOf(end) - 1 - life.reception
  return group <= 13 ? `By the end of Year ${group}` : `By the summer of ${dayText(end).slice(0, 4)}`
}
