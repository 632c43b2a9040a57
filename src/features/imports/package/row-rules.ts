import type { Severity } from '#platform/transfer/problem.ts'
import type { FileName } from './files.ts'

/** The row in hand: what a column says, null when it says nothing. */
export type Row = (column: string) => string | null

export type TellOfRow = (severity: Severity, column: string, wrong: string, mend: string) => void

type Rule = (row: Row, tell: TellOfRow) => void

/** What is wrong between the cells of one row. */
export const rowRules: Partial<Record<FileName, Rule>> = {
  institutions: (row, tell) => notBefore(row, tell, 'opened_on', 'closed_on', 'error'),
  children(row, tell) {
    if (row('upn') === null && row('uln') === null && row('upn_unknown_reason') === null) {
      tell(
        'warning',
        'upn_unknown_reason',
        'There is neither UPN nor ULN, and no reason why',
        'Add a number, or a reason UN1 to UN10',
      )
    }
    if (row('upn') !== null && row('upn_unknown_reason') !== null) {
      tell('warning', 'upn_unknown_reason', 'There is a UPN, and a reason why there is none', 'Take one of the two out')
    }
  },
  needs: (row, tell) => notBefore(row, tell, 'from', 'to', 'error'),
  requests(row, tell) {
    notBefore(row, tell, 'received_on', 'decided_on', 'warning')
    notBefore(row, tell, 'decided_on', 'assessment_decided_on', 'warning')
    const decision = row('decision')
    if (decision !== null && 'YNW'.includes(decision) && row('decided_on') === null) {
      tell('warning', 'decided_on', 'The request is decided and no date is given', 'Add the date')
    }
  },
  plans(row, tell) {
    notBefore(row, tell, 'first_made_on', 'ceased_on', 'error')
    if (row('ceased_on') !== null && row('cease_reason') === null) {
      tell('warning', 'cease_reason', 'The plan ceased without a reason', 'Add the reason')
    }
    if (row('ceased_on') === null && row('cease_reason') !== null) {
      tell('warning', 'ceased_on', 'There is a reason for ceasing and no date', 'Add the date, or take the reason out')
    }
  },
  placements(row, tell) {
    notBefore(row, tell, 'from', 'to', 'error')
    if ((row('institution_id') === null) === (row('setting') === null)) {
      const none = row('setting') === null
      tell(
        'error',
        'institution_id',
        none ? 'There is neither institution nor setting' : 'There is an institution and a setting',
        'Give exactly one of institution_id and setting',
      )
    }
  },
  outcomes(row, tell) {
    notBefore(row, tell, 'agreed_on', 'due_on', 'warning')
    notBefore(row, tell, 'agreed_on', 'closed_on', 'warning')
    wordsOfRungs(row, tell)
  },
  provision(row, tell) {
    if ((row('hours') === null) !== (row('per') === null)) {
      tell('warning', 'per', 'Hours and the time they are for belong together', 'Give both hours and per, or neither')
    }
  },
  goals: (row, tell) => notBefore(row, tell, 'set_on', 'due_on', 'warning'),
  reviews(row, tell) {
    for (const column of ['report_sent_on', 'decided_on', 'amendment_notice_on', 'final_plan_on']) {
      notBefore(row, tell, 'meeting_on', column, 'warning')
    }
    if (row('decision') !== null && row('decided_on') === null) {
      tell('warning', 'decided_on', 'There is a decision and no date of it', 'Add the date the decision was sent')
    }
  },
  ratings(row, tell) {
    const unrated = row('rating') === 'not_rated'
    if (unrated && row('reason') === null)
      tell('error', 'reason', 'It is not said why the goal was not rated', 'Give the reason')
    if (!unrated && row('reason') !== null && row('rating') !== null) {
      tell('warning', 'reason', 'A reason belongs to not_rated only', 'Take it out; it was kept as given')
    }
  },
  soft(row, tell) {
    if ((row('rung') === null) === (row('not_given_reason') === null)) {
      const none = row('rung') === null
      tell(
        'error',
        'rung',
        none
          ? 'There is neither an answer nor a reason why there is none'
          : 'There is an answer, and a reason why there is none',
        'Give exactly one of rung and not_given_reason',
      )
    }
  },
}

function notBefore(row: Row, tell: TellOfRow, earlier: string, later: string, severity: Severity) {
  const [first, second] = [row(earlier), row(later)]
  if (first !== null && second !== null && second < first) {
    tell(
      severity,
      later,
      `This is before ${earlier}`,
      severity === 'error' ? 'Correct one of the two dates' : 'Check both dates; they were kept as given',
    )
  }
}

/** A ladder has words for its baseline, its target and one rung between: what is missing becomes a to-do. */
function wordsOfRungs(row: Row, tell: TellOfRow) {
  const [baseline, target] = [row('baseline'), row('target')]
  if (baseline === null || target === null) return
  const said = new Set(
    Object.entries(JSON.parse(row('ladder') ?? '{}')).flatMap(([rung, words]) => (words === '' ? [] : [Number(rung)])),
  )
  const [low, high] = [Number(baseline), Number(target)].sort((one, other) => one - other) as [number, number]
  const missing = [...new Set([Number(baseline), Number(target)])].filter(rung => !said.has(rung))
  const between = high - low > 1 && ![...said].some(rung => rung > low && rung < high)
  if (missing.length > 0) {
    tell(
      'warning',
      'ladder',
      'There are no words for the baseline or the target',
      `Add words for rung ${missing.join(' and rung ')}`,
    )
  }
  if (between)
    tell(
      'warning',
      'ladder',
      'There are no words for a rung between baseline and target',
      `Add words for a rung between ${low} and ${high}`,
    )
}
