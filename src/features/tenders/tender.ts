import type { Formula } from './formula.ts'

/** Rounds: what kinds there are, how far one has come, and what keeps it from being published. */

export const kinds = {
  competition: {
    name: 'Closed competition',
    words: 'One time to bid, bids compared, the best awarded',
  },
  open_framework: {
    name: 'Open framework',
    words: 'Providers that meet the thresholds are admitted; it reopens on dates, and who was admitted stays',
  },
  spot: {
    name: 'Spot purchase',
    words: 'From one provider, for a child who needs it now, with the same thresholds',
  },
} as const
export type Kind = keyof typeof kinds

export const stages = {
  draft: 'Being written',
  cancelled: 'Cancelled',
  coming: 'Published, not open for bids yet',
  open: 'Open for bids',
  sealed: 'Closed, waiting to be opened',
  gates: 'Gates being decided',
  scoring: 'Being scored',
  moderation: 'Scores being agreed',
  award: 'Award being decided',
  standstill: 'Standstill',
  awarded: 'Awarded',
} as const
export type Stage = keyof typeof stages

export type Course = {
  published_on: string | null
  cancelled_on: string | null
  opens_on: string
  closes_on: string
  closes_at: string
  opened_at: string | null
  gates_decided_on: string | null
  scored_on: string | null
  agreed_on: string | null
  frozen_on: string | null
  told_on: string | null
}

/** How far a window of a round has come. `moment` is the clock on the wall in London. */
export function stageOf(course: Course, moment: string): Stage {
  if (course.cancelled_on) return 'cancelled'
  if (!course.published_on) return 'draft'
  if (course.frozen_on) return 'awarded'
  if (course.told_on) return 'standstill'
  if (course.agreed_on) return 'award'
  if (course.scored_on) return 'moderation'
  if (course.gates_decided_on) return 'scoring'
  if (course.opened_at) return 'gates'
  if (moment >= `${course.closes_on}T${course.closes_at}:00`) return 'sealed'
  return moment.slice(0, 10) < course.opens_on ? 'coming' : 'open'
}

type Refusal = { field: string; message: string }

export type Draft = {
  kind: Kind
  price_weight: number
  formula: Formula
  price_basis: string | null
  reason: string | null
  provider_id: number | null
  lots: readonly { id: number; title: string }[]
  questions: readonly { lot_id: number | null; weight: number }[]
  thresholds: readonly { gate: boolean }[]
  window: { opens_on: string; ask_until: string; closes_on: string; closes_at: string }
}

/** The questions a bid for a lot answers: those of every lot, and the lot's own. */
export const questionsOf = <Q extends { lot_id: number | null }>(questions: readonly Q[], lot: number): Q[] =>
  questions.filter(({ lot_id }) => lot_id === null || lot_id === lot)

/** What keeps a round from being published. A spot purchase has thresholds to check and need not compare answers. */
export function notReady(draft: Draft, today: string): Refusal[] {
  const wrong: Refusal[] = []
  if (draft.lots.length === 0) wrong.push({ field: 'lots', message: 'Add a lot: what providers may bid for' })
  if (draft.thresholds.length === 0)
    wrong.push({ field: 'thresholds', message: 'Choose the standards a provider has to meet' })
  if (draft.kind !== 'spot' || draft.questions.length > 0)
    for (const lot of draft.lots) {
      const sum = questionsOf(draft.questions, lot.id).reduce((all, { weight }) => all + weight, 0)
      if (sum !== 100)
        wrong.push({
          field: 'questions',
          message: `The weights of the questions for ${lot.title} come to ${sum}. Make them 100`,
        })
    }
  if (draft.kind === 'spot' && !draft.provider_id)
    wrong.push({ field: 'provider', message: 'Say which provider the spot purchase is from' })
  if (draft.kind === 'spot' && !draft.reason)
    wrong.push({ field: 'reason', message: 'Say why there is no competition' })
  if (draft.price_weight > 0 && !draft.price_basis)
    wrong.push({ field: 'price_basis', message: 'Say what the price is for' })
  if (draft.window.closes_on <= today)
    wrong.push({ field: 'closes_on', message: 'The last day for bids must be after today' })
  return wrong
}

/** What is wrong with the dates of a window, whoever types them. */
export function wrongDates(window: { opens_on: string; ask_until: string; closes_on: string }): Refusal[] {
  const wrong: Refusal[] = []
  if (window.closes_on < window.opens_on) wrong.push({ field: 'closes_on', message: 'Bids must close after they open' })
  if (window.ask_until > window.closes_on)
    wrong.push({ field: 'ask_until', message: 'The last day for questions must be before bids close' })
  return wrong
}

export const outcomes = {
  awarded: 'Awarded',
  not_awarded: 'Not awarded',
  below_minimum: 'Below the least quality',
  gate_not_met: 'A gate was not met',
} as const
export type OutcomeOfBid = keyof typeof outcomes
