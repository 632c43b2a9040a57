/** What a record can lack, in the order it matters: the view to_do in the database finds it. */
export const kinds = {
  need: { many: 'without a primary need today', one: 'No primary need is recorded for today' },
  placement: { many: 'without a place today', one: 'No school, college or other setting is recorded for today' },
  upn: { many: 'with a UPN that is missing or wrong', one: 'The UPN is missing, or its check letter is wrong' },
  outcomes: { many: 'with a plan that has no outcomes', one: 'The plan in force has no outcomes' },
  pfa: { many: 'with no Preparing for Adulthood area', one: 'No Preparing for Adulthood area' },
  rungs: { many: 'with no baseline or target', one: 'No baseline or no target' },
  words: {
    many: 'with a ladder that lacks words',
    one: 'The ladder lacks words for its baseline, its target or a rung between',
  },
  goal: { many: 'with no goal for this year', one: 'No goal for this academic year' },
} as const

export type Kind = keyof typeof kinds

export const kindList = Object.keys(kinds) as Kind[]

export const isKind = (text: string): text is Kind => Object.hasOwn(kinds, text)

/** What is counted: children, their plans or their outcomes. */
export const countedIn = {
  need: ['child', 'children'],
  placement: ['child', 'children'],
  upn: ['child', 'children'],
  outcomes: ['child', 'children'],
  pfa: ['outcome', 'outcomes'],
  rungs: ['outcome', 'outcomes'],
  words: ['outcome', 'outcomes'],
  goal: ['outcome', 'outcomes'],
} as const satisfies Record<Kind, readonly [string, string]>

/** Who may mend it; others can tell the council. */
export const mendedBy = {
  need: 'children.edit',
  placement: 'children.edit',
  upn: 'children.edit',
  outcomes: 'plans.edit',
  pfa: 'plans.edit',
  rungs: 'plans.edit',
  words: 'plans.edit',
  goal: 'goals.edit',
} as const satisfies Record<Kind, string>

type Line = { kind: Kind; child_id: number; plan_id: number | null; outcome_id: number | null }

/** The very form that mends it. */
export function formFor({ kind, child_id, plan_id, outcome_id }: Line): string {
  switch (kind) {
    case 'need':
      return `/children/${child_id}/needs/new`
    case 'placement':
      return `/children/${child_id}/placements/new`
    case 'upn':
      return `/children/${child_id}/change#upn`
    case 'outcomes':
      return `/plans/${plan_id}/outcomes/new`
    case 'pfa':
      return `/outcomes/${outcome_id}/change#pfa`
    case 'rungs':
      return `/outcomes/${outcome_id}/change#baseline`
    case 'words':
      return `/outcomes/${outcome_id}/change#ladder`
    case 'goal':
      return `/outcomes/${outcome_id}/goals/new`
  }
}
