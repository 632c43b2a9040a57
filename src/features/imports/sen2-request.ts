import { assessmentDecisions, isAssessmentDecision } from '#domain/assessment.ts'
import { isRequestDecision, requestDecisions, requestSources } from '#domain/request.ts'
import { given, type Part, type Sen2Check } from './sen2-part.ts'
import { codeOf, inOrder, looseCodeOf, onlyGiven, pastDateOf, yesNoOf } from './sen2-values.ts'

export type Sen2Request = {
  row: number
  received_on: string
  source: string | null
  decided_on: string | null
  decision: string | null
  assessment_decided_on: string | null
  assessment_decision: string | null
  exception: string | null
  sen2: Record<string, unknown> | null
}

const sources = Object.keys(requestSources)

/** The limit of 20 weeks is regulation 13(2); the return says only that an exception of 13(3) applied, not which. */
const week20Exception = '13(3)'

/** A request and its assessment. Without a date of receipt, as of those decided years ago, there is nothing to record. */
export function readRequest(check: Sen2Check, part: Part, assessment: Part | undefined): Sen2Request | undefined {
  const { note } = check
  const received_on = pastDateOf(check, part, 'ReceivedDate')
  const decided_on = pastDateOf(check, part, 'RequestOutcomeDate')
  const decision = codeOf(check, part, 'RequestOutcome', isRequestDecision, Object.keys(requestDecisions).join(', '))
  const source = looseCodeOf(check, part, 'RequestSource', sources)
  inOrder(
    check,
    part,
    'RequestOutcomeDate',
    [received_on, decided_on],
    'The request was decided before it was received',
  )
  if (given(part, 'RequestOutcome') === undefined) {
    note(
      'warning',
      part,
      'RequestOutcome',
      'The outcome of the request is not given',
      'Add it, A when it is not decided',
    )
  }
  if (decision === 'A' && decided_on !== undefined) {
    note(
      'warning',
      part,
      'RequestOutcomeDate',
      'There is a date, and the request is not decided',
      'Correct the outcome or take the date out',
    )
  }
  if ((decision === 'Y' || decision === 'N' || decision === 'W') && given(part, 'RequestOutcomeDate') === undefined) {
    note('warning', part, 'RequestOutcomeDate', 'The request is decided and no date is given', 'Add the date')
  }
  if (assessment !== undefined && (decision === 'N' || decision === 'A' || decision === 'W')) {
    note(
      'warning',
      assessment,
      null,
      'There is an assessment, and the request did not lead to one',
      'Correct the outcome of the request or take the assessment out',
    )
  }
  const assessed = assessment === undefined ? undefined : readAssessment(check, assessment, decided_on)
  const sen2 = onlyGiven({
    rya: yesNoOf(check, part, 'RYA'),
    request_mediation: yesNoOf(check, part, 'RequestMediation'),
    request_tribunal: yesNoOf(check, part, 'RequestTribunal'),
    exported: readAuthority(check, part, 'Exported'),
    ...assessed?.sen2,
  })
  if (received_on === undefined) {
    if (decision !== 'H' && given(part, 'ReceivedDate') === undefined) {
      note(
        'warning',
        part,
        'ReceivedDate',
        'It is not said when the request was received, so it was not recorded',
        'Add the date',
      )
    }
    return undefined
  }
  return {
    row: part.row,
    received_on,
    source: source ?? null,
    decided_on: decided_on ?? null,
    decision: decision ?? null,
    assessment_decided_on: assessed?.decided_on ?? null,
    assessment_decision: assessed?.decision ?? null,
    exception: assessed?.sen2.week20 === true ? week20Exception : null,
    sen2,
  }
}

function readAssessment(check: Sen2Check, part: Part, requestDecided: string | undefined) {
  const { note } = check
  const decided_on = pastDateOf(check, part, 'AssessmentOutcomeDate')
  const decision = codeOf(
    check,
    part,
    'AssessmentOutcome',
    isAssessmentDecision,
    Object.keys(assessmentDecisions).join(', '),
  )
  inOrder(
    check,
    part,
    'AssessmentOutcomeDate',
    [requestDecided, decided_on],
    'The assessment was decided before the request',
  )
  if (given(part, 'AssessmentOutcome') === undefined) {
    note(
      'warning',
      part,
      'AssessmentOutcome',
      'The outcome of the assessment is not given',
      'Add it, A when it is not decided',
    )
  }
  if (decision === 'A' && decided_on !== undefined) {
    note(
      'warning',
      part,
      'AssessmentOutcomeDate',
      'There is a date, and the assessment is not decided',
      'Correct the outcome or take the date out',
    )
  }
  if ((decision === 'Y' || decision === 'N') && given(part, 'AssessmentOutcomeDate') === undefined) {
    note('warning', part, 'AssessmentOutcomeDate', 'The assessment is decided and no date is given', 'Add the date')
  }
  const sen2 = {
    assessment_mediation: yesNoOf(check, part, 'AssessmentMediation'),
    assessment_tribunal: yesNoOf(check, part, 'AssessmentTribunal'),
    other_mediation: yesNoOf(check, part, 'OtherMediation'),
    other_tribunal: yesNoOf(check, part, 'OtherTribunal'),
    week20: yesNoOf(check, part, 'Week20'),
  }
  return { decided_on, decision, sen2 }
}

/** The number of another council. */
export function readAuthority({ note }: Sen2Check, part: Part, item: 'Exported' | 'TransferLA'): string | undefined {
  const number = given(part, item)
  if (number === undefined || /^\d{3}$/.test(number)) return number
  note('warning', part, item, 'This is not the number of a local authority, and was left out', 'Give its three digits')
  return undefined
}
