import { ceaseReasons, isCeaseReason } from '#domain/cease-reason.ts'
import { given, type Part, type Sen2Check } from './sen2-part.ts'
import { readNamed, readResidential, readWorkBased, type Sen2Place } from './sen2-placement.ts'
import { codeOf, looseCodeOf, onlyGiven, pastDateOf, plannedDateOf, yesNoOf } from './sen2-values.ts'

export type Sen2Plan = {
  row: number
  first_made_on: string
  /** The return does not say when the plan was first made, and something later stands in. */
  presumed: boolean
  ceased_on: string | null
  cease_reason: string | null
  sen2: Record<string, unknown> | null
}

const directPayments = ['E', 'S', 'H', 'I']

export type NamedPlan = Sen2Plan & { named: Sen2Place[] }

/** A plan as the return names it; undefined when it does not say since when. */
export function readPlan(check: Sen2Check, part: Part, transfer: string | undefined): NamedPlan | undefined {
  const { note } = check
  const first_made_on = pastDateOf(check, part, 'StartDate')
  const ceased_on = plannedDateOf(check, part, 'CeaseDate')
  const cease_reason = codeOf(check, part, 'CeaseReason', isCeaseReason, Object.keys(ceaseReasons).join(', '))
  const named = readNamed(check, part)
  const sen2 = onlyGiven({
    res: readResidential(check, part, 'PlanRes'),
    wbp: readWorkBased(check, part, 'PlanWBP'),
    pb: yesNoOf(check, part, 'PB'),
    oa: yesNoOf(check, part, 'OA'),
    dp: looseCodeOf(check, part, 'DP', directPayments),
    transfer_la: transfer,
    named: named.length === 0 ? undefined : named.map(shortPlace),
  })
  if (ceased_on !== undefined && given(part, 'CeaseReason') === undefined) {
    note('warning', part, 'CeaseReason', 'The plan ceased without a reason', 'Add the reason')
  }
  if (cease_reason !== undefined && given(part, 'CeaseDate') === undefined) {
    note(
      'warning',
      part,
      'CeaseDate',
      'There is a reason for ceasing and no date',
      'Add the date, or take the reason out',
    )
  }
  if (first_made_on === undefined) {
    if (given(part, 'StartDate') === undefined) {
      note('error', part, 'StartDate', 'It is not said when the plan was first made', 'Add the date')
    }
    return undefined
  }
  if (ceased_on !== undefined && ceased_on < first_made_on) {
    note('error', part, 'CeaseDate', 'The plan ceases before it is made', 'Correct one of the two dates')
    return undefined
  }
  return {
    row: part.row,
    first_made_on,
    presumed: false,
    ceased_on: ceased_on ?? null,
    cease_reason: cease_reason ?? null,
    sen2,
    named,
  }
}

const shortPlace = ({ urn, ukprn, setting, setting_note, rank, unit }: Sen2Place) =>
  onlyGiven({ urn, ukprn, setting, setting_note, rank, unit: unit === 'none' ? undefined : unit })
