/** What an assessment led to. SEN2 codes. */
export const assessmentDecisions = {
  Y: 'A plan will be made',
  N: 'No plan',
  A: 'Not decided yet',
  W: 'Withdrawn, or ceased before the decision',
  H: 'Decided before the latest collection period, or transferred in',
} as const

export type AssessmentDecision = keyof typeof assessmentDecisions

export const isAssessmentDecision = (code: string): code is AssessmentDecision =>
  Object.hasOwn(assessmentDecisions, code)

/** Exceptions to the clocks of a request, by sub-paragraph: SEND Regulations 2014, regulations 5(4), 8(2), 10(4) and 13(3). */
const exception = /^(5\(4\)|8\(2\)|10\(4\)|13\(3\))(\([a-d]\))?$/

export const isException = (text: string): boolean => exception.test(text)
