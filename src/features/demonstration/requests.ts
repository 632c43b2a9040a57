import { type Chance, drawFrom } from './chance.ts'
import { dayText, workingDay, yearOf } from './days.ts'
import type { Life, Window } from './lives.ts'
import type { Mix } from './mix.ts'
import type { RequestRow } from './package-rows.ts'

type Request = Omit<RequestRow, 'request_id' | 'child_id'> & { recorded: number }

const source = drawFrom({ 1: 36, 2: 50, 3: 9, 4: 2, 5: 3 })

const exceptions = [
  ['10(4)(a)', 'The educational psychologist’s advice needed the school to be open, and it was closed for the summer.'],
  ['13(3)(b)', 'The child was out of the area with family for five weeks.'],
  ['10(4)(c)', 'Two appointments for health advice were missed.'],
  ['13(3)(a)', 'A bereavement in the family: the parents asked for more time.'],
] as const

/** The request a plan came from, as early or late as the year's published share says; none is kept from long before the window. */
export function requestOf(life: Life, mix: Mix, window: Window): Request | null {
  const { chance, made_on: made } = life
  if (made === null || made < window.from - 365) return null
  const known = mix.published.plans_issued
  const year = String(Math.min(2024, Math.max(2019, yearOf(made)))) as keyof typeof known
  const { issued, within_20_weeks, exceptions: excused } = known[year]
  const soon = chance.happens(within_20_weeks / issued)
  const weeks = soon ? chance.between(15, 19) : chance.happens(0.9) ? chance.between(21, 51) : chance.between(53, 80)
  const received = made - weeks * 7 - (soon ? chance.below(8) : chance.below(7))
  const exception =
    !soon && chance.happens((excused / Math.max(1, issued - within_20_weeks)) * 0.9) ? chance.pick(exceptions) : null
  const decided = workingDay(received + decisionDays(mix, chance))
  const assessed = workingDay(Math.max(decided + 20, made - chance.between(15, 40)))
  return {
    ...asked(received, chance),
    decided_on: dayText(Math.min(decided, made - 21)),
    decision: 'Y',
    assessment_decided_on: dayText(Math.min(assessed, made)),
    assessment_decision: 'Y',
    exception: exception?.[0] ?? null,
    exception_note: exception?.[1] ?? null,
    recorded: Math.max(received + chance.below(5), window.from),
  }
}

/** A request that led to no plan, or has not yet: refused, withdrawn, waiting for a decision, or being assessed. */
export function requestAlone(life: Life, mix: Mix, window: Window): Request {
  const { chance } = life
  const { until } = window
  const end = drawFrom({ refused: 58, not_issued: 9, withdrawn: 3, waiting: 17, assessing: 13 })(chance)
  const received =
    until -
    {
      refused: () => chance.between(60, 700),
      not_issued: () => chance.between(130, 700),
      withdrawn: () => chance.between(40, 600),
      waiting: () => chance.between(1, 55),
      assessing: () => chance.between(40, 165),
    }[end]()
  const decided = Math.min(workingDay(received + decisionDays(mix, chance)), until)
  const refusedAt = workingDay(received + (chance.happens(0.34) ? chance.between(95, 112) : chance.between(113, 125)))
  const decidedOn = end === 'waiting' ? null : dayText(decided)
  return {
    ...asked(received, chance),
    decided_on: decidedOn,
    decision: ({ refused: 'N', not_issued: 'Y', withdrawn: 'W', waiting: 'A', assessing: 'Y' } as const)[end],
    assessment_decided_on: end === 'not_issued' ? dayText(Math.min(refusedAt, until)) : null,
    assessment_decision: ({ refused: null, not_issued: 'N', withdrawn: null, waiting: null, assessing: 'A' } as const)[
      end
    ],
    exception: null,
    exception_note: null,
    recorded: received + chance.below(4) > until ? until : received + chance.below(4),
  }
}

const asked = (received: number, chance: Chance) => ({ received_on: dayText(received), source: source(chance) })

function decisionDays({ published }: Mix, chance: Chance): number {
  const { within_6_weeks: soon, over_6_weeks: late } = published.requests
  return chance.happens(soon / (soon + late)) ? chance.between(20, 39) : chance.between(44, 75)
}
